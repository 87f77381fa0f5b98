#include "indexer/readers/reuters.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/published_dates.h"
#include "indexer/input/byte_buffer.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/entities.h"

namespace dateline {
namespace {

constexpr std::string_view story_begin = "<REUTERS";
constexpr std::string_view story_end = "</REUTERS>";

/// What stands between "<TAG>" and "</TAG>", still with its entities; empty when there is no such element.
std::string_view element(std::string_view story, std::string_view open, std::string_view close) {
    const std::size_t found = story.find(open);
    if (found == std::string_view::npos) return {};
    const std::size_t begin = found + open.size();
    return story.substr(begin, std::min(story.find(close, begin), story.size()) - begin);
}

std::string_view attribute(std::string_view tag, std::string_view name_and_quote) {
    const std::size_t found = tag.find(name_and_quote);
    if (found == std::string_view::npos) return {};
    const std::size_t begin = found + name_and_quote.size();
    return tag.substr(begin, std::min(tag.find('"', begin), tag.size()) - begin);
}

std::string clean_line(std::string_view raw) {
    return one_line(without_entities(raw));
}

/// Calls `use` with every <D>...</D> of the element, cleaned.
template <typename Use>
void for_each_tag(std::string_view values, Use use) {
    constexpr std::string_view open = "<D>";
    constexpr std::string_view close = "</D>";
    for (std::size_t at = values.find(open); at != std::string_view::npos; at = values.find(open, at)) {
        at += open.size();
        const std::size_t end = std::min(values.find(close, at), values.size());
        std::string value = clean_line(values.substr(at, end - at));
        if (!value.empty()) use(std::move(value));
        at = end;
    }
}

void add_names(std::string_view values, std::vector<Name>& names) {
    for_each_tag(values, [&](std::string value) {
        const bool known =
            std::any_of(names.begin(), names.end(), [&](const Name& name) { return name.name == value; });
        if (!known) names.push_back({std::move(value), {}, 0});
    });
}

void add_keywords(std::string_view values, std::vector<std::string>& keywords) {
    for_each_tag(values, [&](std::string value) {
        if (std::find(keywords.begin(), keywords.end(), value) == keywords.end())
            keywords.push_back(std::move(value));
    });
}

/// True for the line that ends a story: " Reuter", "REUTER...".
bool is_sign_off(std::string_view line) {
    line = trimmed(line);
    while (line.ends_with('.')) line.remove_suffix(1);
    return line == "Reuter" || line == "REUTER" || line == "Reuters" || line == "REUTERS";
}

/// Paragraphs begin with an indented line; tables have a paragraph a row.
std::vector<std::string> wire_paragraphs(std::string_view text) {
    ParagraphBuilder builder;
    std::string_view line;
    while (take_line(text, line)) {
        const std::string_view content = trimmed(line);
        if (content.empty()) {
            builder.end_paragraph();
            continue;
        }
        // The last line with words in it is the agency's name.
        if (is_sign_off(content) && trimmed(text).empty()) break;
        if (line.front() == ' ' || line.front() == '\t') builder.end_paragraph();
        builder.add_line(content);
    }
    return builder.take();
}

/// What a story without <BODY> has beside its title, without the marks of the collection: stars before the
/// title, and the filler that stands where a text never came.
std::string_view unmarked_text(std::string_view text, std::string_view title_end) {
    const std::size_t title = text.find(title_end);
    if (title == std::string_view::npos) return text;
    text = text.substr(title + title_end.size());
    constexpr std::string_view filler = "Blah blah blah.";
    if (text.starts_with(filler)) text.remove_prefix(filler.size());
    return text;
}

Record read_story(std::string_view raw, const ReadingContext& context) {
    std::vector<std::string> notes;
    std::string decoded_story;
    if (!is_utf8(raw)) {
        Decoded decoded = to_utf8(std::string(raw), context.encoding);
        if (!decoded.encoding.empty()) notes.push_back("read as " + decoded.encoding);
        if (decoded.broken > 0) notes.push_back(fmt::format("{} broken bytes replaced", decoded.broken));
        decoded_story = std::move(decoded.text);
        raw = decoded_story;
    }
    const std::string_view tag = raw.substr(0, raw.find('>'));
    const std::size_t text_begin = std::min(raw.find("<TEXT"), raw.size());
    const std::string_view head = raw.substr(0, text_begin);
    std::string_view text = raw.substr(text_begin);
    text.remove_prefix(std::min(text.find('>'), text.size()));
    if (!text.empty()) text.remove_prefix(1);
    text = text.substr(0, text.find("</TEXT>"));

    ArticleBuilder builder;
    builder.notes() = std::move(notes);
    if (const std::string_view date = element(head, "<DATE>", "</DATE>"); !date.empty()) {
        if (builder.begin(match_key("published")))
            builder.add(field(FieldId::published), without_entities(date));
    }
    Article& article = builder.article();
    const std::string number = clean_line(attribute(tag, "NEWID=\""));
    if (!number.empty()) article.id = "reuters:" + number;
    article.language = "en";
    article.source = "Reuters";
    add_names(element(head, "<PLACES>", "</PLACES>"), article.places);
    add_names(element(head, "<PEOPLE>", "</PEOPLE>"), article.people);
    add_names(element(head, "<ORGS>", "</ORGS>"), article.organizations);
    add_keywords(element(head, "<TOPICS>", "</TOPICS>"), article.keywords);
    add_keywords(element(head, "<EXCHANGES>", "</EXCHANGES>"), article.keywords);
    add_keywords(element(head, "<COMPANIES>", "</COMPANIES>"), article.keywords);

    article.title = clean_line(element(text, "<TITLE>", "</TITLE>"));
    article.dateline = dateline_place(without_entities(element(text, "<DATELINE>", "</DATELINE>")));
    article.authors = byline_names(clean_line(element(text, "<AUTHOR>", "</AUTHOR>")));
    std::string_view body = element(text, "<BODY>", "</BODY>");
    if (text.find("<BODY>") == std::string_view::npos) body = unmarked_text(text, "</TITLE>");
    article.body = wire_paragraphs(without_entities(body));
    using Empty = ArticleBuilder::Empty;
    return builder.finish(context, number.empty() ? Empty::rejected : Empty::kept);
}

class ReutersReader final : public Reader {
public:
    ReutersReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : buffer_(std::move(bytes)), context_(context) {}

    std::optional<Record> next() override {
        if (!find(story_begin)) return std::nullopt;
        Record record;
        record.number = ++number_;
        record.line = buffer_.line();
        record.offset = buffer_.offset();
        const auto reject = [&](std::string reason, std::size_t passed) {
            record.content = Reject{std::move(reason), {}};
            buffer_.consume(passed);
            return record;
        };
        std::size_t searched = story_begin.size();
        while (true) {
            const std::string_view held = buffer_.held();
            const std::size_t close = held.find(story_end, searched);
            const std::size_t another = held.substr(0, close).find(story_begin, searched);
            if (another != held.npos)
                return reject("the story is not closed: another begins inside it", another);
            if (close != held.npos) {
                const std::size_t size = close + story_end.size();
                Record story = read_story(held.substr(0, size), context_);
                record.content = std::move(story.content);
                record.notes = std::move(story.notes);
                buffer_.consume(size);
                return record;
            }
            searched = std::max(story_begin.size(), held.size() - std::min(held.size(), story_end.size()));
            if (held.size() > record_limit) return reject("the record is too large", held.size());
            if (!buffer_.fill()) return reject("the file ends inside a story", held.size());
        }
    }

private:
    /// Goes to the next `mark`; false at the end of the stream.
    bool find(std::string_view mark) {
        while (true) {
            const std::string_view held = buffer_.held();
            const std::size_t found = held.find(mark);
            // The mark may stand across the end of what is held.
            const std::size_t kept = std::min(held.size(), mark.size() - 1);
            buffer_.consume(found == held.npos ? held.size() - kept : found);
            if (found != held.npos) return true;
            if (!buffer_.fill()) return false;
        }
    }

    ByteBuffer buffer_;
    ReadingContext context_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_reuters(std::string_view head) {
    const std::string text = head_text(head);
    if (text.find("<!DOCTYPE lewis") != text.npos) return 100;
    const std::string_view begin = trimmed(text);
    return begin.starts_with(story_begin) && begin.substr(0, begin.find('>')).find("NEWID=") != begin.npos
               ? 95
               : 0;
}

std::unique_ptr<Reader> open_reuters(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<ReutersReader>(utf8_stream(std::move(bytes), context.encoding), context);
}

}  // namespace dateline
