#include "searcher/mention_marks.h"

#include <algorithm>
#include <set>
#include <utility>

#include <unicode/uchar.h>

#include "common/fields.h"
#include "common/text/characters.h"
#include "searcher/wanted.h"

namespace dateline {

namespace {

/// A longer name in capitals is a headline's, not an acronym.
constexpr std::size_t longest_acronym = 6;

std::vector<std::string> words_of(std::string_view form, Analyzer& analyzer) {
    std::vector<std::string> words;
    Tokenizer& tokens = analyzer.tokens();
    tokens.start(form);
    for (Token token; tokens.next(token);) words.emplace_back(token.word);
    return words;
}

}  // namespace

MentionMarker::MentionMarker(const Article& article, Analyzer& analyzer) {
    std::set<std::string_view> forms;
    for (const FieldId kind : {FieldId::person, FieldId::org, FieldId::place}) {
        for (const Name& name : *entities_in(article, kind)) {
            forms.insert(name.name);
            forms.insert(name.alias);
            forms.insert(name.forms.begin(), name.forms.end());
        }
    }
    Wanted wanted;
    for (const std::string_view form : forms) {
        std::vector<std::string> words = words_of(form, analyzer);
        if (words.empty()) continue;
        wanted.phrases.push_back(std::move(words));
        capitals_.push_back(capitals_of(form));
    }
    highlighter_.emplace(wanted, analyzer);
}

std::vector<Span> MentionMarker::marks(std::string_view text) {
    std::vector<Match> matches;
    highlighter_->find(text, 0, 0, matches);
    std::erase_if(matches, [&](const Match& match) {
        if (match.wanted >= capitals_.size()) return true;
        return !fits(text.substr(match.span.begin, match.span.end - match.span.begin),
                     capitals_[match.wanted]);
    });
    return merged_spans(matches);
}

MentionMarker::Capitals MentionMarker::capitals_of(std::string_view form) {
    bool small = false;
    bool first_is_capital = false;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < form.size(); ++characters) {
        const auto character = static_cast<UChar32>(next_character(form, at));
        small = small || u_islower(character);
        if (characters == 0) first_is_capital = u_isupper(character) != 0;
    }
    if (!first_is_capital) return Capitals::any;
    return small || characters > longest_acronym ? Capitals::first : Capitals::all;
}

bool MentionMarker::fits(std::string_view mention, Capitals capitals) {
    if (capitals == Capitals::any) return true;
    for (std::size_t at = 0; at < mention.size();) {
        if (u_islower(static_cast<UChar32>(next_character(mention, at)))) return false;
        if (capitals == Capitals::first) return true;
    }
    return true;
}

}  // namespace dateline
