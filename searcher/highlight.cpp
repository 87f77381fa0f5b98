#include "searcher/highlight.h"

#include <algorithm>
#include <limits>

namespace dateline {

Highlighter::Highlighter(const Wanted& wanted, Analyzer& analyzer)
    : analyzer_(analyzer), stemmed_(&analyzer.words_in(default_language)) {
    for (const std::string& word : wanted.words) add({word}, How::exact);
    for (const std::vector<std::string>& stems : wanted.stems) add_stems(stems);
    for (const std::string& prefix : wanted.prefixes) add({prefix}, How::prefix);
    for (const std::vector<std::string>& phrase : wanted.phrases) add(phrase, How::exact);
    for (const std::vector<std::string>& words : wanted.similar) add_any(words);
    for (const Wanted::Cased& cased : wanted.cased) add(cased.words, How::exact, cased.letters);
}

void Highlighter::add_any(const std::vector<std::string>& words) {
    const auto number = static_cast<std::uint32_t>(words_in_.size());
    for (const std::string& word : words)
        add_step(word, How::exact, {.wanted = number, .first = true, .last = true});
    words_in_.push_back(1);
}

/// The first is taken apart where it is of a script without spaces; that is the same in all languages.
void Highlighter::add_stems(const std::vector<std::string>& stems) {
    const std::size_t before = words_in_.size();
    if (!stems.empty()) add({stems.front()}, How::stem);
    if (words_in_.size() == before) return;
    for (std::size_t i = 1; i < stems.size(); ++i) {
        const Step step{.wanted = static_cast<std::uint32_t>(before), .first = true, .last = true};
        add_step(stems[i], How::stem, step);
    }
}

/// Each word goes through the tokenizer once more, which leaves a plain one as it is and takes apart the
/// word of a script without spaces, so that texts and queries can never disagree about what a token is.
void Highlighter::add(const std::vector<std::string>& sequence, How how, LetterCase letters) {
    Tokenizer& tokens = analyzer_.tokens();
    const auto number = static_cast<std::uint32_t>(words_in_.size());
    const std::size_t first_step = steps_.size();
    for (const std::string& word : sequence) {
        std::vector<std::pair<std::string, bool>> parts;
        tokens.start(word);
        std::size_t end_before = std::numeric_limits<std::size_t>::max();
        for (Token token; tokens.next(token); end_before = token.end) {
            parts.emplace_back(token.word, token.begin == end_before);
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const bool whole = parts.size() == 1;
            const bool last_part = i + 1 == parts.size();
            const How part_how = how == How::prefix && !last_part ? How::exact : how;
            const Step step{.wanted = number,
                            .first = steps_.size() == first_step,
                            .touches = parts[i].second,
                            .letters = letters};
            add_step(whole && how == How::stem ? std::string_view(word) : parts[i].first, part_how, step);
        }
    }
    if (steps_.size() == first_step) return;
    steps_.back().last = true;
    words_in_.push_back(static_cast<std::uint32_t>(steps_.size() - first_step));
}

void Highlighter::add_step(std::string_view word, How how, Step step) {
    const auto number = static_cast<std::uint32_t>(steps_.size());
    steps_.push_back(step);
    // A stem that is marked off does not begin as its words do.
    if (word.front() >= 'A' && word.front() <= 'Z') {
        begins_.set();
    } else {
        begins_.set(static_cast<unsigned char>(word.front()));
    }
    if (how == How::stem) {
        add_stem_to_begins(word);
    } else {
        in_english_.add(word);
    }
    switch (how) {
        case How::exact:
            exact_[std::string(word)].push_back(number);
            break;
        case How::stem:
            stems_[std::string(word)].push_back(number);
            break;
        case How::prefix:
            prefixes_.emplace_back(word, number);
            break;
    }
}

/// A stem begins as all its forms do, if it is not short: of "tie" there is "tying". Those of other languages
/// are in no English text.
void Highlighter::add_stem_to_begins(std::string_view stem) {
    if (stem.starts_with(language_mark)) return;
    if (stem.starts_with(stem_mark)) stem.remove_prefix(stem_mark.size());
    constexpr std::size_t long_enough = 4;
    in_english_.add(stem.substr(0, stem.size() < long_enough ? 1 : 3));
}

void Highlighter::collect(std::string_view word) {
    found_.clear();
    if (!exact_.empty()) {
        if (const auto known = exact_.find(word); known != exact_.end()) {
            found_.insert(found_.end(), known->second.begin(), known->second.end());
        }
    }
    for (const auto& [prefix, step] : prefixes_) {
        if (word.starts_with(prefix)) found_.push_back(step);
    }
    if (!stems_.empty()) {
        if (const auto known = stems_.find(stemmed_->word(word).stem); known != stems_.end()) {
            found_.insert(found_.end(), known->second.begin(), known->second.end());
        }
    }
    // The later step first: it must see where its sequence stood before this word.
    if (found_.size() > 1) std::sort(found_.begin(), found_.end(), std::greater<>());
}

std::uint32_t Highlighter::find(std::string_view text, std::size_t span_base, std::uint32_t token_base,
                                std::vector<Match>& matches) {
    if (steps_.empty()) return token_base;
    if (tokens_seen_ > std::numeric_limits<std::uint32_t>::max() / 2) {
        tokens_seen_ = 0;
        for (Step& step : steps_) step.reached_at = 0;
    }
    analyzer_.trim();
    if (stemmed_ != &analyzer_.words_in(default_language))
        return find_in(text, {0, text.size()}, span_base, token_base, matches);
    std::uint32_t position = token_base;
    for (WordBegins::Stretch stretch = in_english_.next(text, 0); stretch.begin < text.size();
         stretch = in_english_.next(text, stretch.end)) {
        // As many words at least are passed over.
        if (stretch.begin > 0) position += WordBegins::margin;
        position = find_in(text, stretch, span_base, position, matches);
    }
    return position;
}

/// Looks at a stretch whose ends are no words' insides.
std::uint32_t Highlighter::find_in(std::string_view text, const WordBegins::Stretch& stretch,
                                   std::size_t span_base, std::uint32_t token_base,
                                   std::vector<Match>& matches) {
    // A gap, so that no sequence goes on from what was looked at before.
    ++tokens_seen_;
    text = text.substr(stretch.begin, stretch.end - stretch.begin);
    span_base += stretch.begin;
    Tokenizer& tokens = analyzer_.tokens();
    tokens.start(text);
    std::uint32_t position = token_base;
    for (Token token; tokens.next(token); ++position) {
        ++tokens_seen_;
        // Most words are told apart by their first byte; stemming leaves that as it is.
        if (!begins_[static_cast<unsigned char>(token.word.front())]) continue;
        collect(token.word);
        for (const std::uint32_t number : found_) {
            Step& step = steps_[number];
            if (!is_written(text.substr(token.begin, token.end - token.begin), step.letters)) continue;
            if (step.first) {
                step.begin = token.begin;
                step.first_token = position;
            } else {
                const Step& before = steps_[number - 1];
                if (before.reached_at + 1 != tokens_seen_) continue;
                if (step.touches && before.end != token.begin) continue;
                step.begin = before.begin;
                step.first_token = before.first_token;
            }
            step.end = token.end;
            step.reached_at = tokens_seen_;
            if (!step.last) continue;
            matches.push_back({.span = {span_base + step.begin, span_base + token.end},
                               .wanted = step.wanted,
                               .first_token = step.first_token,
                               .last_token = position});
        }
    }
    return position;
}

std::vector<Span> Highlighter::marks(std::string_view text) {
    std::vector<Match> matches;
    find(text, 0, 0, matches);
    return merged_spans(matches);
}

std::vector<Span> merged_spans(const std::vector<Match>& matches) {
    std::vector<Span> spans;
    spans.reserve(matches.size());
    for (const Match& match : matches) spans.push_back(match.span);
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::size_t kept = 0;
    for (const Span& span : spans) {
        if (kept > 0 && span.begin <= spans[kept - 1].end) {
            spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
        } else {
            spans[kept++] = span;
        }
    }
    spans.resize(kept);
    return spans;
}

Excerpt marked_whole(std::string_view text, Highlighter& highlighter) {
    return {.text = std::string(text), .marks = highlighter.marks(text)};
}

}  // namespace dateline
