#include "indexer/readers/ninjs.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/markup/html_text.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/jsonl.h"

namespace dateline {
namespace {

namespace dom = simdjson::dom;
using Keys = std::initializer_list<std::string_view>;

/// Keys that say ninjs, and keys that agree with it. Version 3 writes them in camel case.
constexpr std::string_view telling_keys[]{"versioncreated", "headlines",         "bodies",
                                          "body_xhtml",     "pubstatus",         "renditions",
                                          "eventdetails",   "representationtype"};
constexpr std::string_view agreeing_keys[]{"firstcreated", "contentcreated",  "body_text",   "headline",
                                           "descriptions", "associations",    "altids",      "urgency",
                                           "usageterms",   "copyrightholder", "infosources", "profile",
                                           "located",      "language",        "type"};

std::optional<dom::element> value_of(dom::object object, Keys keys) {
    for (const std::string_view key : keys) {
        dom::element value;
        if (object.at_key_case_insensitive(key).get(value) == simdjson::SUCCESS && !value.is_null())
            return value;
    }
    return std::nullopt;
}

std::string_view string_of(dom::object object, Keys keys) {
    const std::optional<dom::element> value = value_of(object, keys);
    std::string_view text;
    if (!value || value->get(text) != simdjson::SUCCESS) return {};
    return trimmed(text);
}

/// Calls `use` with every object of a list, or with the one object that stands for a list.
template <typename Use>
void for_each_object(const std::optional<dom::element>& list, Use use) {
    if (!list) return;
    dom::object object;
    if (list->get(object) == simdjson::SUCCESS) return use(object);
    dom::array array;
    if (list->get(array) != simdjson::SUCCESS) return;
    for (const dom::element element : array) {
        if (element.get(object) == simdjson::SUCCESS) use(object);
    }
}

std::size_t count_of(dom::object object, std::span<const std::string_view> keys) {
    std::size_t count = 0;
    for (const std::string_view key : keys) count += value_of(object, {key}).has_value() ? 1 : 0;
    return count;
}

/// How a body is written, by what it says of itself, else by its look.
enum class Writing { html, plain, nitf, other };

Writing writing_of(dom::object body, std::string_view value) {
    const std::string_view type = string_of(body, {"contenttype"});
    const auto says = [&](std::string_view word) { return type.find(word) != type.npos; };
    if (says("html")) return Writing::html;
    if (says("nitf") || says("NITF")) return Writing::nitf;
    if (says("plain")) return Writing::plain;
    if (says("xml")) return value.find("<body.content") != value.npos ? Writing::nitf : Writing::other;
    if (!type.empty()) return Writing::other;
    return value.find("</") == value.npos ? Writing::plain : Writing::html;
}

std::size_t size_of(const std::vector<std::string>& paragraphs) {
    std::size_t size = 0;
    for (const std::string& paragraph : paragraphs) size += paragraph.size();
    return size;
}

/// The first `most` bytes of the text without spaces and punctuation of ASCII.
std::string letters_of(std::string_view text, std::size_t most) {
    std::string letters;
    for (const char c : text) {
        if (letters.size() == most) break;
        const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || static_cast<unsigned char>(c) >= 0x80) letters += c;
    }
    return letters;
}

/// The byline without the word for "by" that its language has; that for English is known to every byline.
std::string_view without_by(std::string_view byline, std::string_view language) {
    constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"de", "Von "}, {"fr", "Par "}, {"es", "Por "}, {"pt", "Por "}, {"nl", "Door "},
        {"sv", "Av "},  {"nb", "Av "},  {"no", "Av "},  {"da", "Af "},
    };
    for (const auto& [spoken, word] : words) {
        if (language == spoken && byline.starts_with(word)) byline.remove_prefix(word.size());
    }
    return byline;
}

class Item {
public:
    Item(dom::object item, ArticleBuilder& builder) : item_(item), builder_(builder) {}

    /// Puts everything into the builder.
    void read() {
        read_title();
        read_body();
        read_lede();
        read_address();
        read_dates();
        add(FieldId::language, string_of(item_, {"language"}), "ninjs language");
        read_people();
        for (const std::string_view key : {"subject", "subjects"}) add_names(FieldId::keyword, key);
        if (const std::string_view slug = string_of(item_, {"slugline"}); !slug.empty())
            add(FieldId::keyword, slug, "ninjs slugline");
        add(FieldId::dateline, string_of(item_, {"located"}), "ninjs located");
        if (builder_.article().dateline.empty() && !builder_.article().body.empty())
            builder_.article().dateline = leading_dateline_place(builder_.article().body.front());
    }

private:
    void add(FieldId id, std::string_view value, std::string_view rule) {
        if (value.empty()) return;
        builder_.add(field(id), value);
        builder_.set_origin(id, std::string(rule));
    }

    void read_title() {
        std::string_view best;
        for_each_object(value_of(item_, {"headlines"}), [&](dom::object headline) {
            const std::string_view value = string_of(headline, {"value"});
            if (best.empty() || string_of(headline, {"role"}) == "main") best = value.empty() ? best : value;
        });
        add(FieldId::title, best, "ninjs headlines");
        if (!builder_.article().title.empty()) return;
        add(FieldId::title, string_of(item_, {"headline"}), "ninjs headline");
        if (!builder_.article().title.empty()) return;
        add(FieldId::title, string_of(item_, {"title", "name"}), "ninjs title");
        // Version 1 has extensions of its keys: headline_main.
        for (const dom::key_value_pair member : item_) {
            std::string_view value;
            if (!builder_.article().title.empty()) return;
            if (member.key.starts_with("headline_") && member.value.get(value) == simdjson::SUCCESS)
                add(FieldId::title, trimmed(value), "ninjs headline");
        }
    }

    void read_body() {
        std::vector<std::string> html;
        std::vector<std::string> plain;
        std::vector<std::string> nitf;
        const auto take = [&](Writing writing, std::string_view value) {
            if (writing == Writing::html && html.empty()) html = html_paragraphs(value);
            if (writing == Writing::plain && plain.empty()) plain = paragraphs(value);
            if (writing == Writing::nitf && nitf.empty()) {
                const std::size_t content = value.find("<body.content");
                nitf = html_paragraphs(value.substr(content == value.npos ? 0 : content));
            }
        };
        for_each_object(value_of(item_, {"bodies"}), [&](dom::object body) {
            const std::string_view value = string_of(body, {"value"});
            take(writing_of(body, value), value);
        });
        for (const dom::key_value_pair member : item_) {
            std::string_view value;
            if (!member.key.starts_with("body") || member.value.get(value) != simdjson::SUCCESS) continue;
            take(member.key.ends_with("html") ? Writing::html : Writing::plain, value);
        }
        // HTML that is a teaser, such as a link to the story, is not preferred.
        const bool teaser = 2 * size_of(html) < size_of(plain);
        std::vector<std::string>& best = !html.empty() && !teaser ? html : !plain.empty() ? plain : nitf;
        const char* rule = &best == &html    ? "ninjs body, HTML"
                           : &best == &plain ? "ninjs body, plain"
                                             : "ninjs body, NITF";
        if (best.empty()) return;
        if (best.size() > 1 && best.front() == builder_.article().title) best.erase(best.begin());
        builder_.add_paragraphs(std::move(best));
        builder_.set_origin(FieldId::text, rule);
    }

    void read_lede() {
        constexpr std::array<std::string_view, 6> roles{"lead", "lede", "summary", "abstract", "text", ""};
        std::string_view best;
        std::size_t best_rank = roles.size();
        for_each_object(value_of(item_, {"descriptions"}), [&](dom::object description) {
            const auto role = std::ranges::find(roles, string_of(description, {"role"}));
            const auto rank = static_cast<std::size_t>(role - roles.begin());
            if (rank >= best_rank) return;
            best = string_of(description, {"value"});
            best_rank = rank;
        });
        if (best.empty()) best = string_of(item_, {"description_text", "description"});
        const std::vector<std::string> lines = html_paragraphs(best);
        const std::string lede = fmt::format("{}", fmt::join(lines, " "));
        if (lede.empty() || begins_text(lede)) return;
        add(FieldId::lede, lede, "ninjs description");
    }

    /// True when the text begins with the same words itself; descriptions often are that, cut off.
    [[nodiscard]] bool begins_text(std::string_view lede) const {
        constexpr std::size_t compared = 60;
        constexpr std::size_t beginning = 400;
        std::string begin;
        for (const std::string& paragraph : builder_.article().body) {
            if (begin.size() > beginning) break;
            begin += letters_of(paragraph, beginning);
        }
        return begin.find(letters_of(lede, compared)) != begin.npos;
    }

    void read_address() {
        const std::string_view uri = string_of(item_, {"uri"});
        add(FieldId::id, uri, "ninjs uri");
        if (uri.starts_with("http://") || uri.starts_with("https://")) add(FieldId::url, uri, "ninjs uri");
    }

    void read_dates() {
        const std::string_view version = string_of(item_, {"versioncreated"});
        const std::string_view first = string_of(item_, {"firstcreated"});
        if (!first.empty()) {
            add(FieldId::published, first, "ninjs firstcreated");
            add(FieldId::updated, version, "ninjs versioncreated");
        } else if (!version.empty()) {
            add(FieldId::published, version, "ninjs versioncreated");
        } else {
            add(FieldId::published, string_of(item_, {"contentcreated"}), "ninjs contentcreated");
        }
        Article& article = builder_.article();
        if (article.updated == article.published) article.updated.reset();
    }

    void read_people() {
        const std::string_view byline = string_of(item_, {"by", "byline"});
        add(FieldId::author, without_by(byline, builder_.article().language), "ninjs byline");
        for (const std::string_view key : {"person", "people"}) add_names(FieldId::person, key);
        for (const std::string_view key : {"organisation", "organisations"}) add_names(FieldId::org, key);
        for (const std::string_view key : {"place", "places"}) add_names(FieldId::place, key);
        for_each_object(value_of(item_, {"infosources", "infosource", "provider"}), [&](dom::object source) {
            add(FieldId::source, string_of(source, {"name", "literal"}), "ninjs infosource");
        });
        if (!builder_.article().source.empty()) return;
        add(FieldId::source, string_of(item_, {"provider", "copyrightholder"}), "ninjs copyrightholder");
    }

    void add_names(FieldId id, std::string_view key) {
        for_each_object(value_of(item_, {key}), [&](dom::object thing) {
            std::string_view name = string_of(thing, {"name"});
            // Where a thing has no name, what stands for it may be a word or a mere code.
            if (name.empty()) name = string_of(thing, {"literal"});
            if (name.find_first_not_of("0123456789-.: ") == name.npos) return;
            add(id, name, fmt::format("ninjs {}", key));
        });
    }

    dom::object item_;
    ArticleBuilder& builder_;
};

/// Why the item is no article: its kind. Nothing when it may be one.
std::string kind_without_text(dom::object item) {
    const std::string_view type = string_of(item, {"type"});
    if (type == "text" || type == "composite") return {};
    if (!type.empty()) return fmt::format("a news item of type {}", one_line(type.substr(0, 40)));
    if (value_of(item, {"eventdetails", "planning"})) return "a news item of type event";
    return {};
}

}  // namespace

int recognise_ninjs(std::string_view head) {
    const int json = recognise_jsonl(head);
    if (json == 0) return 0;
    const std::string text = head_text(head);
    const auto has = [&](std::string_view key) { return text.find(key) != text.npos; };
    if (!has("\"uri\"")) return 0;
    if (has("\"ninjs\"")) return 95;
    const bool dated = has("\"versioncreated\"") || has("\"versionCreated\"");
    const bool says = has("\"bodies\"") || has("\"headlines\"") || has("\"body_xhtml\"") ||
                      has("\"pubstatus\"") || has("\"pubStatus\"") || has("\"renditions\"") ||
                      has("\"body_text\"");
    return (dated && says) || has("\"eventDetails\"") ? 95 : 0;
}

bool is_ninjs(dom::object object) {
    if (string_of(object, {"uri"}).empty()) return false;
    const std::optional<dom::element> standard = value_of(object, {"standard", "$standard"});
    dom::object named;
    if (standard && standard->get(named) == simdjson::SUCCESS) return string_of(named, {"name"}) == "ninjs";
    const std::size_t telling = count_of(object, telling_keys);
    return telling > 0 && telling + count_of(object, agreeing_keys) > 1;
}

Record read_ninjs(dom::object item, const ReadingContext& context, std::vector<std::string> notes) {
    Record skipped;
    if (const std::string kind = kind_without_text(item); !kind.empty()) {
        skipped.content = Skip{kind};
        skipped.notes = std::move(notes);
        return skipped;
    }
    ArticleBuilder builder;
    builder.notes() = std::move(notes);
    Item(item, builder).read();
    const Article& article = builder.article();
    const bool headline_is_all = article.body.empty() && article.lede.empty();
    if (headline_is_all && (string_of(item, {"type"}) != "text" || article.title.empty())) {
        skipped.content = Skip{"a news item without text"};
        skipped.notes = std::move(builder.notes());
        return skipped;
    }
    const std::string_view status = string_of(item, {"pubstatus"});
    if (status == "canceled" || status == "cancelled" || status == "withheld") {
        skipped.content = Skip{fmt::format("its provider says it is {}", status)};
        skipped.notes = std::move(builder.notes());
        return skipped;
    }
    if (!status.empty() && status != "usable")
        builder.notes().push_back(fmt::format("pubstatus is {}", one_line(status.substr(0, 40))));
    return builder.finish(context);
}

}  // namespace dateline
