#include "indexer/readers/article_builder.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/hash.h"
#include "common/published_dates.h"
#include "common/text/language.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/visible.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/url_identity.h"

namespace dateline {
namespace {

/// Longer keys are nobody's.
constexpr std::size_t longest_key = 64;

/// Numbers with this many digits or more count milliseconds since 1970; with fewer, seconds.
constexpr std::int64_t least_milliseconds = 100'000'000'000;
constexpr std::int64_t least_seconds = 100'000'000;

std::string bare_key(std::string_view key) {
    std::string bare;
    for (const char c : key) {
        if (c == '-' || c == '_' || c == ' ' || c == ':' || c == '.') continue;
        bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    return bare;
}

using KeyTable = std::unordered_map<std::string, KeyMatch>;

KeyTable make_key_table() {
    KeyTable table;
    for (const Field& field : fields) {
        if (field.id == FieldId::file) continue;  // we know it; a source that says so cannot
        unsigned rank = 0;
        table.try_emplace(bare_key(field.key), KeyMatch{&field, rank, field.key});
        table.try_emplace(bare_key(field.name), KeyMatch{&field, rank, field.name});
        for_each_alias(field, [&](std::string_view alias) {
            table.try_emplace(bare_key(alias), KeyMatch{&field, ++rank, alias});
        });
    }
    return table;
}

std::string* text_of(Article& article, FieldId id) {
    switch (id) {
        case FieldId::id:
            return &article.id;
        case FieldId::url:
            return &article.url;
        case FieldId::title:
            return &article.title;
        case FieldId::lede:
            return &article.lede;
        case FieldId::source:
            return &article.source;
        case FieldId::section:
            return &article.section;
        case FieldId::language:
            return &article.language;
        case FieldId::dateline:
            return &article.dateline;
        default:
            return nullptr;
    }
}

void add_unique(std::vector<std::string>& values, std::string value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

void clear_field(Article& article, FieldId id) {
    if (std::string* text = text_of(article, id)) text->clear();
    if (id == FieldId::text) article.body.clear();
    if (id == FieldId::author) article.authors.clear();
    if (id == FieldId::published) article.published.reset();
    if (id == FieldId::updated) article.updated.reset();
}

}  // namespace

KeyMatch match_key(std::string_view key) {
    static const KeyTable table = make_key_table();
    if (key.size() > longest_key) return {};
    const auto found = table.find(bare_key(key));
    return found == table.end() ? KeyMatch{} : found->second;
}

bool ArticleBuilder::begin(const KeyMatch& match) {
    if (match.field == nullptr) return false;
    const FieldId id = match.field->id;
    // Subjects and names add up, whatever keys they come under.
    const auto taken = [&] {
        set_origin(id, fmt::format("key {}", match.key));
        return true;
    };
    if (match.field->many && id != FieldId::author) return taken();
    unsigned& rank = ranks_[static_cast<std::size_t>(id) - 1];
    if (rank == match.rank + 1)
        notes_.push_back(fmt::format("\"{}\" is given again; the first one counts", match.field->name));
    if (rank != 0 && rank <= match.rank + 1) return false;
    if (rank != 0) clear_field(article_, id);
    rank = match.rank + 1;
    return taken();
}

void ArticleBuilder::add(const Field& field, std::string_view value) {
    if (field.id == FieldId::text) return add_paragraphs(paragraphs(value));
    if (field.kind == FieldKind::date) return add_date(field, value);
    if (field.id == FieldId::author) return add_author(value);
    std::string line = field.id == FieldId::id ? clean_id(value) : one_line(value);
    if (field.id == FieldId::language && !line.empty()) {
        std::string code = language_code(line);
        if (code.empty())
            notes_.push_back(fmt::format("unknown language \"{}\" left out", line.substr(0, 40)));
        line = std::move(code);
    }
    if (line.empty()) {
        // An empty value must not keep a lesser key from giving one.
        if (std::string* text = text_of(article_, field.id); text != nullptr && text->empty())
            ranks_[static_cast<std::size_t>(field.id) - 1] = 0;
        return;
    }
    if (std::string* text = text_of(article_, field.id)) {
        if (text->empty()) *text = std::move(line);
    } else if (field.id == FieldId::keyword) {
        add_unique(article_.keywords, std::move(line));
    } else if (std::vector<Name>* names = entities_in(article_, field.id)) {
        const bool known =
            std::any_of(names->begin(), names->end(), [&](const Name& name) { return name.name == line; });
        if (!known) names->push_back({std::move(line), {}, 0});
    }
}

void ArticleBuilder::add_list(const Field& field, std::string_view values) {
    if (!field.many) return add(field, values);
    if (field.id == FieldId::author && values.find(';') == std::string_view::npos) return add(field, values);
    const char mark = values.find(';') != std::string_view::npos ? ';' : ',';
    while (!values.empty()) {
        const std::size_t end = std::min(values.find(mark), values.size());
        add(field, values.substr(0, end));
        values.remove_prefix(std::min(end + 1, values.size()));
    }
}

void ArticleBuilder::add_number(const Field& field, std::int64_t value) {
    if (field.kind != FieldKind::date || value < least_seconds) return add(field, std::to_string(value));
    const std::int64_t seconds = value >= least_milliseconds ? value / 1000 : value;
    // Beyond the year 9999 it is no time, whatever it is counted in.
    if (seconds >= 253'402'300'800) return add(field, std::to_string(value));
    const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
    Timestamp when;
    when.day = std::chrono::floor<std::chrono::days>(moment);
    when.clock = moment - when.day;
    when.offset = std::chrono::minutes{0};
    (field.id == FieldId::updated ? article_.updated : article_.published) = when;
    if (field.id == FieldId::published) published_given_ = true;
}

void ArticleBuilder::add_paragraphs(std::vector<std::string> text) {
    if (article_.body.empty()) {
        article_.body = std::move(text);
    } else {
        article_.body.insert(article_.body.end(), std::move_iterator(text.begin()),
                             std::move_iterator(text.end()));
    }
    if (article_.body.empty()) ranks_[static_cast<std::size_t>(FieldId::text) - 1] = 0;
}

void ArticleBuilder::add_date(const Field& field, std::string_view value) {
    if (trimmed(value).empty()) {
        ranks_[static_cast<std::size_t>(field.id) - 1] = 0;
        return;
    }
    DateDoubts doubts;
    const std::optional<Timestamp> when = parse_timestamp(value, &doubts);
    if (field.id == FieldId::published) published_given_ = true;
    const auto note = [&](const char* doubt) {
        notes_.push_back(fmt::format("{} in \"{}\"", doubt, one_line(value.substr(0, 80))));
    };
    if (!when) note("no date");
    if (when && doubts.clock_dropped) note("only the day is taken: there is no such time of day");
    if (when && doubts.zone_dropped) note("the time is taken without its zone: it is unknown or ambiguous");
    (field.id == FieldId::updated ? article_.updated : article_.published) = when;
}

void ArticleBuilder::add_one(const Field& field, std::string_view value) {
    if (field.id != FieldId::author || is_byline(value)) return add(field, value);
    std::string name = one_line(value);
    if (!name.empty()) add_unique(article_.authors, std::move(name));
}

void ArticleBuilder::add_author(std::string_view value) {
    for (std::string& name : byline_names(one_line(value))) add_unique(article_.authors, std::move(name));
}

Record ArticleBuilder::finish(const ReadingContext& context, Empty empty) {
    Record record;
    record.notes = std::move(notes_);
    const bool says_nothing = article_.title.empty() && article_.lede.empty() && article_.body.empty();
    if (says_nothing && empty == Empty::kept) record.notes.emplace_back("no text");
    if (says_nothing && empty == Empty::rejected) {
        record.content = Reject{"no text", "a record needs a title, a lede or a text"};
        return record;
    }
    if (!article_.body.empty() && article_.body.front() == article_.lede) article_.lede.clear();
    if (!published_given_ && context.published) {
        article_.published = Timestamp{*context.published, {}, {}};
        set_origin(FieldId::published, "--published");
    }
    if (article_.source.empty() && !context.source.empty()) {
        article_.source = context.source;
        set_origin(FieldId::source, "--source");
    }
    if (article_.language.empty() && !context.language.empty()) {
        article_.language = context.language;
        set_origin(FieldId::language, "--language");
    }
    if (article_.id.empty() && !article_.url.empty()) {
        article_.id = url_identity(article_.url);
        set_origin(FieldId::id, "its address");
    }
    if (article_.id.empty()) {
        article_.id = content_id(article_);
        set_origin(FieldId::id, "what it says");
    }
    record.content = std::move(article_);
    if (context.explain) record.origins = std::move(origins_);
    return record;
}

void ArticleBuilder::set_origin(FieldId field, std::string rule) {
    std::erase_if(origins_, [&](const FieldOrigin& origin) { return origin.field == field; });
    origins_.push_back({field, std::move(rule)});
}

std::string content_id(const Article& article) {
    std::string content = article.title;
    const auto append = [&](std::string_view part) {
        content += '\0';
        content += part;
    };
    append(article.lede);
    for (const std::string& paragraph : article.body) append(paragraph);
    append(article.source);
    for (const std::string& author : article.authors) append(author);
    if (article.published) append(to_string(*article.published));
    return "hash:" + to_hex(hash128(content));
}

}  // namespace dateline
