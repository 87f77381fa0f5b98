#include "indexer/readers/mets.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/markup/xml_records.h"
#include "indexer/readers/alto_pages.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/mets_files.h"
#include "indexer/readers/mets_issue.h"
#include "indexer/readers/ocr_text.h"

namespace dateline {
namespace {

/// Fewer words beside the articles of a page are its head and its number.
constexpr std::ptrdiff_t fewest_words_left = 20;
constexpr std::size_t most_pages = 5000;

class MetsReader final : public Reader {
public:
    MetsReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : records_(std::move(bytes), context,
                   [](const XmlTag& tag) {
                       return local_name(tag.name) == "mets" ? XmlRole::record : XmlRole::other;
                   }),
          context_(context) {}

    std::optional<Record> next() override {
        while (ready_.empty()) {
            std::optional<XmlRecord> found = records_.next();
            if (!found) return std::nullopt;
            if (found->piece.role != XmlRole::record && found->piece.problem.empty()) continue;
            line_ = found->piece.line;
            offset_ = found->piece.offset;
            if (!found->piece.problem.empty()) {
                reject(found->piece.problem, found->piece.hint);
                continue;
            }
            read_issue(read_mets_issue(found->element));
        }
        Record record = std::move(ready_.front());
        ready_.pop_front();
        return record;
    }

private:
    struct Page {
        MetsPage page;
        std::vector<AltoBlock> blocks;
        std::vector<bool> used;
        std::string language;
    };

    void add(Record record) {
        record.number = ++number_;
        record.line = line_;
        record.offset = offset_;
        ready_.push_back(std::move(record));
    }

    void reject(std::string reason, std::string hint) {
        Record record;
        record.content = Reject{std::move(reason), std::move(hint)};
        add(std::move(record));
    }

    void skip(std::string reason) {
        Record record;
        record.content = Skip{std::move(reason)};
        add(std::move(record));
    }

    void read_issue(const MetsIssue& issue) {
        std::error_code unknown;
        if (!std::filesystem::is_regular_file(context_.path, unknown))
            return skip("a METS file whose pages are not at hand here: they are read by themselves");
        pages_.clear();
        by_file_.clear();
        held_ = 0;
        for (const MetsPage& page : issue.pages) load(page);
        if (pages_.empty() && issue.pages.empty()) return skip("a METS file that names no pages of text");
        for (const MetsArticle& article : issue.articles) add_article(issue, article);
        for (Page& page : pages_) add_rest(issue, page);
    }

    void load(const MetsPage& named) {
        const std::string relative = local_path(named.path);
        if (relative.empty())
            return reject(
                fmt::format("the page \"{}\" does not lie beside the METS file", named.path.substr(0, 200)),
                "only files in its folder and below are read");
        const std::string path = beside(context_.path, relative);
        std::error_code unknown;
        if (!std::filesystem::is_regular_file(path, unknown))
            return reject(fmt::format("the page \"{}\" is not there", relative), "the METS file names it");
        if (pages_.size() >= most_pages || held_ > record_limit)
            return reject(fmt::format("the issue is too large: \"{}\" is not read", relative), {});
        try {
            std::unique_ptr<ByteStream> bytes = open_input(path);
            const std::string head = read_ahead(bytes, std::size_t{1} << 16);
            // Other XML beside the pages, such as a schema or a description.
            if (xml_root(head).name != "alto") return;
            ReadingContext context = context_;
            context.path = path;
            AltoPages alto(stream_of(head, std::move(bytes)), context);
            while (std::optional<AltoPages::Next> next = alto.next()) take(named, relative, *next);
        } catch (const Error& error) {
            reject(fmt::format("{}: {}", relative, error.message()), error.hint());
        }
    }

    void take(const MetsPage& named, const std::string& relative, AltoPages::Next& next) {
        if (!next.piece.problem.empty())
            return reject(fmt::format("{}: {}", relative, next.piece.problem), next.piece.hint);
        for (const AltoBlock& block : next.page.blocks) held_ += block.text.size();
        by_file_[named.file].push_back(pages_.size());
        const std::size_t blocks = next.page.blocks.size();
        pages_.push_back({{named.file, relative, named.number},
                          std::move(next.page.blocks),
                          std::vector<bool>(blocks, false),
                          std::move(next.page.language)});
    }

    static bool is_in(const AltoBlock& block, const std::string& id) {
        return id.empty() || block.id == id ||
               std::find(block.around.begin(), block.around.end(), id) != block.around.end();
    }

    void add_article(const MetsIssue& issue, const MetsArticle& article) {
        std::vector<std::string> heading;
        std::vector<std::string> text;
        std::string first_page;
        std::string language = article.language;
        for (const MetsArea& area : article.areas) {
            for (const std::size_t number : by_file_[area.file]) {
                Page& page = pages_[number];
                if (first_page.empty()) first_page = page.page.number;
                if (language.empty()) language = page.language;
                for (std::size_t at = 0; at < page.blocks.size(); ++at) {
                    if (!is_in(page.blocks[at], area.begin)) continue;
                    page.used[at] = true;
                    (area.heading ? heading : text).push_back(page.blocks[at].text);
                }
            }
        }
        if (heading.empty() && text.empty()) {
            return skip(fmt::format("an article without text on the pages: {}",
                                    article.title.empty() ? article.id : '"' + article.title + '"'));
        }
        ArticleBuilder builder;
        const std::string printed = joined_lines(heading);
        const std::string title = article.title.empty() ? printed : article.title;
        if (!printed.empty() && printed != title) text.insert(text.begin(), printed);
        if (!title.empty()) builder.add(field(FieldId::title), title);
        builder.set_origin(FieldId::title, article.title.empty() ? "the article's heading" : "METS");
        builder.add_paragraphs(std::move(text));
        builder.set_origin(FieldId::text, "ALTO blocks of a METS article");
        for (const std::string& author : article.authors) builder.article().authors.push_back(author);
        finish(issue, {issue.paper, first_page, part_id(context_.id_base, article.id)}, language, builder);
    }

    /// What of a page belongs to no article; all of it where articles are not marked.
    void add_rest(const MetsIssue& issue, Page& page) {
        std::vector<std::string> text;
        for (std::size_t at = 0; at < page.blocks.size(); ++at) {
            if (!page.used[at]) text.push_back(std::move(page.blocks[at].text));
        }
        std::ptrdiff_t words = 0;
        for (const std::string& paragraph : text)
            words += 1 + std::count(paragraph.begin(), paragraph.end(), ' ');
        if (text.empty() && page.blocks.empty()) return skip("a page without text");
        if (text.empty()) return;
        if (!issue.articles.empty() && words < fewest_words_left)
            return skip(
                fmt::format("{} words of page {} that belong to no article", words, page.page.number));
        ArticleBuilder builder;
        builder.add_paragraphs(std::move(text));
        builder.set_origin(FieldId::text, "ALTO text blocks");
        // By its own path, as the page alone has it.
        const std::string id = part_id(beside(context_.id_base, page.page.path), page.page.number);
        finish(issue, {issue.paper, page.page.number, id}, page.language, builder);
    }

    void finish(const MetsIssue& issue, const PrintedPage& page, const std::string& language,
                ArticleBuilder& builder) {
        if (!issue.date.empty()) {
            builder.add(field(FieldId::published), issue.date);
            builder.set_origin(FieldId::published, "METS date of issue");
        }
        builder.add(field(FieldId::language), language.empty() ? issue.language : language);
        add_page(page, context_, builder);
        add(builder.finish(context_));
    }

    XmlRecords records_;
    ReadingContext context_;
    std::deque<Record> ready_;
    std::vector<Page> pages_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_file_;  ///< pages by the ids of their files
    std::size_t held_ = 0;                                               ///< bytes of text in the pages
    std::uint64_t number_ = 0;
    std::uint64_t line_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace

int recognise_mets(std::string_view head) {
    return xml_root(head).name == "mets" ? 95 : 0;
}

std::unique_ptr<Reader> open_mets(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<MetsReader>(std::move(bytes), context);
}

}  // namespace dateline
