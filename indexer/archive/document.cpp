#include "indexer/archive/document.h"

#include <algorithm>
#include <vector>

#include "common/archive/record.h"
#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/archive/zones.h"

namespace dateline {

namespace {

/// Raise it when the same article makes other terms, slots or names than before, so that a run writes it
/// anew.
constexpr std::string_view analysis_version = "4";

/// Calls `use(name, mentions, in_front)` with each name that the article is filed under in a field of kind
/// name.
template <typename Use>
void for_each_name(const Article& article, FieldId id, Use use) {
    if (const std::vector<Name>* names = entities_in(article, id)) {
        for (const Name& name : *names) {
            use(name.name, name.mentions, name.in_front);
            if (!name.alias.empty()) use(name.alias, name.mentions, name.in_front);
        }
    } else {
        for (const std::string_view name : names_in(article, id)) use(name, 0, false);
    }
}

/// Calls `add` with each stem once and the number of its occurrences, and empties the list.
template <typename Add>
void add_stems(const Field& field, std::vector<const std::string*>& stems, Add add) {
    std::ranges::sort(stems);  // the analyzer keeps one string a word, so equal words have equal addresses
    for (std::size_t i = 0; i < stems.size();) {
        const std::size_t first = i;
        while (i < stems.size() && stems[i] == stems[first]) ++i;
        add(terms::stem(field, *stems[first]), static_cast<Xapian::termcount>(i - first));
    }
    stems.clear();
}

}  // namespace

Hash128 fingerprint(std::string_view record, std::string_view naming) {
    std::string bytes(analysis_version);
    bytes += naming;
    bytes += '\0';
    bytes += record;
    return hash128(bytes);
}

std::string to_value(const Hash128& fingerprint, std::string_view file) {
    std::string value;
    const auto put = [&](std::uint64_t half) {
        for (int shift = 56; shift >= 0; shift -= 8) value += static_cast<char>(half >> shift);
    };
    put(fingerprint.high);
    put(fingerprint.low);
    if (!file.empty()) put(hash128(file).low);
    return value;
}

Hash128 fingerprint_from_value(std::string_view value) {
    constexpr std::size_t half_bytes = 8;
    if (value.size() != 2 * half_bytes && value.size() != 3 * half_bytes) return {};
    const auto half = [&](std::size_t at) {
        std::uint64_t number = 0;
        for (const char byte : value.substr(at, half_bytes))
            number = number << 8U | static_cast<unsigned char>(byte);
        return number;
    };
    return {half(0), half(half_bytes)};
}

Xapian::Document DocumentMaker::make(const Article& article, const Hash128& fingerprint) {
    Xapian::Document document;
    document.add_boolean_term(terms::key(field(FieldId::id), article.id));
    if (!article.url.empty()) document.add_boolean_term(terms::key(field(FieldId::url), article.url));
    if (!article.file.empty()) document.add_boolean_term(terms::key(field(FieldId::file), article.file));
    stemmed_ = &analyzer_.words_in(article.language);
    const std::string_view language = stemming_language(article.language);
    if (language != default_language) document.add_boolean_term(terms::stemmed_in(language));
    add_words(document, article);
    copy_text_.published = article.published ? std::optional(article.published->day) : std::nullopt;
    copy_text_.source = copy_source(article.source, analyzer_.folder());
    add_names(document, article);
    add_label_stems(document, article);
    add_dates(document, article);
    document.add_value(fingerprint_slot, to_value(fingerprint, article.file));
    return document;
}

void DocumentMaker::add_words(Xapian::Document& document, const Article& article) {
    analyzer_.trim();
    Zones zones;
    Xapian::termpos position = 0;
    add_text(document, article.title, &title_stems_, position);
    copy_text_.words.clear();  // a title is no part of it
    zones.title_end = position;
    position += paragraph_gap;
    zones.lede_begin = position;
    if (!article.lede.empty()) {
        add_text(document, article.lede, &lede_stems_, position);
        zones.lede_end = position;
        position += paragraph_gap;
    }
    for (const std::string& paragraph : article.body) {
        // Without a standfirst the first paragraph is the lede.
        const bool is_lede = zones.lede_end == 0;
        add_text(document, paragraph, is_lede ? &lede_stems_ : nullptr, position);
        if (is_lede) zones.lede_end = position;
        position += paragraph_gap;
    }
    document.add_value(zones_slot, to_value(zones));
    add_stems(field(FieldId::text), stems_,
              [&](const std::string& term, Xapian::termcount count) { document.add_term(term, count); });
    // Only the text's stems count as words, else an article would be longer for having a title.
    const auto add_boolean = [&](const std::string& term, Xapian::termcount) {
        document.add_boolean_term(term);
    };
    add_stems(field(FieldId::title), title_stems_, add_boolean);
    add_stems(field(FieldId::lede), lede_stems_, add_boolean);
}

void DocumentMaker::add_text(Xapian::Document& document, std::string_view text,
                             std::vector<const std::string*>* zone, Xapian::termpos& position) {
    Tokenizer& tokens = analyzer_.tokens();
    tokens.start(text);
    const auto add = [&](std::string_view folded, Xapian::termpos at) {
        const IndexedWord& word = stemmed_->word(folded);
        document.add_posting(word.word, at, 0);
        stems_.push_back(&word.stem);
        if (zone) zone->push_back(&word.stem);
    };
    Token token;
    std::string unspaced_before;
    std::size_t unspaced_end = std::string_view::npos;
    while (tokens.next(token)) {
        add(token.word, ++position);
        append_copy_word(token.word, copy_text_.words);
        if (!token.unspaced) continue;
        if (token.begin == unspaced_end) {
            unspaced_before += token.word;
            add(unspaced_before, position - 1);
        }
        unspaced_before = token.word;
        unspaced_end = token.end;
    }
}

/// Of the words of keywords and bylines. Without weight: an article is not longer for having them.
void DocumentMaker::add_label_stems(Xapian::Document& document, const Article& article) {
    const auto add = [&](const std::string& text, std::string (*term)(std::string_view)) {
        Tokenizer& tokens = analyzer_.tokens();
        tokens.start(text);
        Token token;
        while (tokens.next(token)) document.add_boolean_term(term(stemmed_->word(token.word).stem));
    };
    for (const std::string& keyword : article.keywords) add(keyword, terms::keyword_stem);
    for (const std::string& author : article.authors) add(author, terms::byline_stem);
}

void DocumentMaker::add_names(Xapian::Document& document, const Article& article) {
    std::vector<values::NameUse> uses;
    for (const Field& field : fields) {
        if (field.kind != FieldKind::name) continue;
        uses.clear();
        place_of_.clear();
        for_each_name(article, field.id, [&](std::string_view name, std::uint32_t mentions, bool in_front) {
            const std::string key = analyzer_.key(name);
            if (key.empty()) return;
            document.add_boolean_term(terms::name(field, key));
            if (!field.faceted) return;
            const std::uint32_t number = names_.number(field.id, key, name);
            const auto [at, is_new] = place_of_.try_emplace(number, uses.size());
            if (is_new) {
                uses.push_back({number, mentions, in_front});
            } else {
                uses[at->second].mentions += mentions;
                uses[at->second].in_front = uses[at->second].in_front || in_front;
            }
        });
        if (!uses.empty()) document.add_value(field.slot, values::names(uses));
    }
}

void DocumentMaker::add_dates(Xapian::Document& document, const Article& article) {
    const Field& published = field(FieldId::published);
    if (article.published) {
        const std::chrono::year_month_day date(article.published->day);
        document.add_boolean_term(terms::day(published, article.published->day));
        document.add_boolean_term(terms::month(date.year() / date.month()));
        document.add_boolean_term(terms::year(date.year()));
        document.add_value(published.slot, values::date(*article.published));
    } else {
        document.add_boolean_term(std::string(undated_term));
    }
    if (article.updated) {
        const Field& updated = field(FieldId::updated);
        document.add_boolean_term(terms::day(updated, article.updated->day));
        document.add_value(updated.slot, values::date(*article.updated));
    }
}

}  // namespace dateline
