#include "indexer/readers/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/input/visible.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/front_matter.h"

namespace dateline {
namespace {

/// A first line longer than this is no title but the text itself.
constexpr std::size_t longest_title = 300;

class TextReader final : public Reader {
public:
    TextReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : bytes_(std::move(bytes)), context_(context) {}

    std::optional<Record> next() override {
        if (done_) return std::nullopt;
        done_ = true;
        std::string bytes = read_all();
        Record record;
        if (bytes.size() > record_limit) {
            record.content = Reject{"the record is too large", "no article may have more than 64 MiB"};
        } else {
            record = read_article(std::move(bytes));
        }
        record.number = 1;
        record.line = 1;
        return record;
    }

private:
    /// The whole file, or one byte more than a record may have.
    std::string read_all() {
        std::string bytes;
        std::size_t filled = 0;
        while (filled <= record_limit) {
            const std::size_t room = std::clamp(2 * filled, std::size_t{1} << 16, record_limit + 1);
            bytes.resize(std::max(room, filled + 1));
            const std::size_t count = bytes_->read(std::span(bytes).subspan(filled));
            if (count == 0) break;
            filled += count;
        }
        bytes.resize(filled);
        return bytes;
    }

    Record read_article(std::string bytes) {
        const Decoded decoded = to_utf8(std::move(bytes), context_.encoding);
        ArticleBuilder builder;
        if (!decoded.encoding.empty()) builder.notes().push_back("read as " + decoded.encoding);
        if (decoded.broken > 0)
            builder.notes().push_back(fmt::format("{} broken bytes replaced", decoded.broken));
        std::string_view text = decoded.text;
        std::optional<TextHead> head = read_front_matter(text);
        if (!head) head = read_headers(text);
        if (head) {
            if (!head->problem.empty()) {
                Record record;
                record.content = Reject{head->problem, head->hint};
                record.notes = std::move(builder.notes());
                return record;
            }
            for (std::string& note : head->notes) builder.notes().push_back(std::move(note));
            add_head(*head, builder);
            text = head->rest;
        }
        add_text(text, builder);
        return finish(builder);
    }

    static void add_head(const TextHead& head, ArticleBuilder& builder) {
        for (const HeadEntry& entry : head.entries) {
            const KeyMatch match = match_key(entry.key);
            if (match.field == nullptr) {
                builder.notes().push_back(fmt::format("unknown key \"{}\" ignored", entry.key));
                continue;
            }
            if (entry.values.empty() || !builder.begin(match)) continue;
            for (const std::string& value : entry.values) {
                if (entry.list) {
                    builder.add(*match.field, value);
                } else {
                    builder.add_list(*match.field, value);
                }
            }
        }
    }

    /// The first line is the title, unless the head had one; a byline may follow; the rest is paragraphs.
    static void add_text(std::string_view text, ArticleBuilder& builder) {
        Article& article = builder.article();
        std::string_view rest = text;
        std::string first = take_full_line(rest);
        while (first.starts_with('#')) first = one_line(std::string_view(first).substr(1));
        const bool is_title = article.title.empty() ? first.size() <= longest_title : first == article.title;
        if (is_title) {
            article.title = std::move(first);
            builder.set_origin(FieldId::title, "the first line");
            text = rest;
        }
        const std::string second = take_full_line(rest);
        if (is_title && is_byline(second)) {
            if (article.authors.empty()) {
                article.authors = byline_names(second);
                builder.set_origin(FieldId::author, "the byline");
            }
            text = rest;
        }
        builder.add_paragraphs(paragraphs(text));
        builder.set_origin(FieldId::text, "the lines behind the head");
        if (article.dateline.empty() && !article.body.empty()) {
            article.dateline = leading_dateline_place(article.body.front());
            builder.set_origin(FieldId::dateline, "the beginning of the text");
        }
    }

    /// The next line that is not blank, cleaned; empty at the end.
    static std::string take_full_line(std::string_view& rest) {
        std::string_view line;
        while (take_line(rest, line)) {
            // Long ones are only measured.
            const bool too_long = line.size() > 64 * longest_title;
            std::string cleaned = too_long ? std::string(longest_title + 1, 'x') : one_line(line);
            if (!cleaned.empty()) return cleaned;
        }
        return {};
    }

    Record finish(ArticleBuilder& builder) {
        Article& article = builder.article();
        if (!builder.has_published()) {
            if (const std::optional<Day> day = day_in_path(context_.path)) {
                article.published = Timestamp{*day, {}, {}};
                builder.set_origin(FieldId::published, "the path");
            }
        }
        ReadingContext defaults = context_;
        if (article.published) defaults.published.reset();
        if (article.id.empty() && article.url.empty()) {
            article.id = visible(context_.id_base);
            builder.set_origin(FieldId::id, "the path");
        }
        return builder.finish(defaults);
    }

    std::unique_ptr<ByteStream> bytes_;
    ReadingContext context_;
    bool done_ = false;
};

/// True for what is made of marks rather than prose; other readers may know it.
bool is_markup(std::string_view text) {
    if (text.starts_with("WARC/1.") || text.starts_with("WARC/0.")) return true;
    if (text.size() < 2 || text[0] != '<') return false;
    const char next = text[1];
    return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '!' || next == '?';
}

}  // namespace

int recognise_text(std::string_view head) {
    if (head.empty()) return 1;
    if (looks_binary(head)) return 0;
    const std::string text = head_text(head);
    if (is_markup(trimmed(text))) return 0;
    if (read_front_matter(text)) return 60;
    if (read_headers(text)) return 50;
    return 10;
}

std::unique_ptr<Reader> open_text(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<TextReader>(std::move(bytes), context);
}

}  // namespace dateline
