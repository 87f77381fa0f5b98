#include "indexer/readers/feed.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "common/error.h"
#include "common/hash.h"
#include "indexer/markup/xml_records.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/feed_channel.h"
#include "indexer/readers/feed_entry.h"

namespace dateline {
namespace {

XmlRole role_in_feed(const XmlTag& tag) {
    const std::string_view name = local_name(tag.name);
    if (name == "rss" || name == "RDF" || name == "channel" || name == "feed") return XmlRole::enter;
    return name == "item" || name == "entry" ? XmlRole::record : XmlRole::other;
}

class FeedReader final : public Reader {
public:
    FeedReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : records_(std::move(bytes), context, role_in_feed), context_(context) {}

    std::optional<Record> next() override {
        while (std::optional<XmlRecord> found = records_.next()) {
            XmlPiece& piece = found->piece;
            if (piece.role != XmlRole::record && !ends_file(piece)) {
                if (piece.problem.empty()) {
                    channel_.learn(found->element, context_.url);
                } else {
                    notes_.push_back(piece.problem);
                }
                continue;
            }
            Record record;
            if (piece.problem.empty()) {
                record = read(found->element);
            } else {
                record.content = Reject{piece.problem, piece.hint};
            }
            take_notes(piece.notes, record);
            record.number = ++number_;
            record.line = piece.line;
            record.offset = piece.offset;
            return record;
        }
        return std::nullopt;
    }

private:
    /// What is lost at the end of a file is told, whatever it was.
    static bool ends_file(const XmlPiece& piece) { return piece.problem.starts_with("the file ends"); }

    Record read(XmlElement entry) {
        Record record;
        try {
            ArticleBuilder builder;
            read_feed_entry(entry, channel_, context_, builder);
            record = builder.finish(context_);
            tell_apart(record);
        } catch (const Error& error) {
            record.content = Reject{error.message(), error.hint()};
        }
        return record;
    }

    void take_notes(std::vector<std::string>& of_piece, Record& record) {
        for (std::string& note : of_piece) record.notes.push_back(std::move(note));
        for (std::string& note : notes_) record.notes.push_back(std::move(note));
        notes_.clear();
    }

    /// Some feeds give several articles one address, the site's: they must not replace one another.
    void tell_apart(Record& record) {
        auto* article = std::get_if<Article>(&record.content);
        if (article == nullptr || seen_.size() >= most_seen) return;
        const std::string title = to_hex(hash128(article->title));
        const auto [known, is_new] = seen_.try_emplace(to_hex(hash128(article->id)), title);
        if (is_new || known->second == title) return;
        record.notes.push_back("several entries have the id \"" + article->id + "\"");
        article->id += '#' + title.substr(0, 16);
    }

    static constexpr std::size_t most_seen = 100'000;

    XmlRecords records_;
    ReadingContext context_;
    FeedChannel channel_;
    std::vector<std::string> notes_;
    std::unordered_map<std::string, std::string> seen_;  ///< hashes of ids, to those of titles
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_feed(std::string_view head) {
    const XmlRoot root = xml_root(head);
    if (root.name == "rss") return 95;
    if (root.name == "feed") return root.space == XmlSpace::atom ? 95 : root.space == XmlSpace::none ? 70 : 0;
    if (root.name == "RDF") {
        const bool is_rss = root.head.find("purl.org/rss/1.0/") != root.head.npos ||
                            root.head.find("netscape.com/rdf/simple/0.9") != root.head.npos;
        return is_rss ? 95 : 0;
    }
    return root.name == "channel" ? 60 : 0;
}

std::unique_ptr<Reader> open_feed(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<FeedReader>(std::move(bytes), context);
}

}  // namespace dateline
