#include "indexer/readers/html.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/input/visible.h"
#include "indexer/page/page.h"

namespace dateline {
namespace {

/// Most pages are smaller than this.
constexpr std::size_t first_piece = std::size_t{256} << 10;

class HtmlReader final : public Reader {
public:
    HtmlReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : bytes_(std::move(bytes)), context_(context) {}

    std::optional<Record> next() override {
        if (done_) return std::nullopt;
        done_ = true;
        Record record = read();
        record.number = 1;
        record.line = 1;
        return record;
    }

private:
    Record read() {
        // The path's day is better than the run's default, which is for files of which nothing is known.
        ReadingContext without_default = context_;
        without_default.published.reset();
        Record record = read_page(read_all(), without_default);
        auto* article = std::get_if<Article>(&record.content);
        if (article == nullptr) return record;
        if (article->url.empty() && !context_.id_base.empty()) article->id = visible(context_.id_base);
        if (article->published) return record;
        const std::optional<Day> in_path = day_in_path(context_.path);
        const std::optional<Day> day = in_path ? in_path : context_.published;
        if (!day) return record;
        article->published = Timestamp{*day, {}, {}};
        if (context_.explain)
            record.origins.push_back({FieldId::published, in_path ? "the path" : "the default of the run"});
        return record;
    }

    /// The whole file, or a little more than a record may have.
    std::string read_all() {
        std::string bytes;
        for (std::size_t room = first_piece; bytes.size() <= record_limit; room = bytes.size()) {
            const std::string piece = read_ahead(bytes_, std::min(room, record_limit + 1));
            if (piece.empty()) break;
            bytes += piece;
        }
        return bytes;
    }

    std::unique_ptr<ByteStream> bytes_;
    ReadingContext context_;
    bool done_ = false;
};

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower_word(std::string_view text) {
    std::string word;
    while (word.size() < text.size() && word.size() < 20 &&
           (is_letter(text[word.size()]) || (text[word.size()] >= '1' && text[word.size()] <= '6')))
        word += static_cast<char>(text[word.size()] | 0x20);
    return word;
}

/// Moves behind comments, declarations of XML and blanks.
void skip_front(std::string_view& text) {
    while (true) {
        text = trimmed(text);
        const bool comment = text.starts_with("<!--");
        if (!comment && !text.starts_with("<?")) return;
        const std::size_t end = text.find(comment ? "-->" : "?>");
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + (comment ? 3 : 2));
    }
}

}  // namespace

int recognise_html(std::string_view head) {
    if (looks_binary(head)) return 0;
    const std::string decoded = head_text(head);
    std::string_view text = decoded;
    skip_front(text);
    if (text.size() < 3 || text[0] != '<') return 0;
    if (text[1] == '!') {
        if (lower_word(text.substr(2)) != "doctype") return 0;
        return lower_word(trimmed(text.substr(9))) == "html" ? 90 : 0;
    }
    const std::string root = lower_word(text.substr(1));
    if (root == "html") return 90;
    constexpr std::array<std::string_view, 24> pieces{
        "head", "body",   "title",   "meta",       "link", "script", "style", "base",
        "div",  "p",      "article", "section",    "main", "h1",     "h2",    "table",
        "span", "center", "header",  "blockquote", "ul",   "br",     "a",     "font"};
    return std::ranges::find(pieces, root) == pieces.end() ? 0 : 40;
}

std::unique_ptr<Reader> open_html(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<HtmlReader>(std::move(bytes), context);
}

}  // namespace dateline
