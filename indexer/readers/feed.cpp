#include "indexer/readers/feed.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "common/error.h"
#include "common/hash.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/feed_channel.h"
#include "indexer/readers/feed_entry.h"
#include "indexer/readers/xml_reader.h"

namespace dateline {
namespace {

XmlRole role_in_feed(const XmlTag& tag) {
    const std::string_view name = local_name(tag.name);
    if (name == "rss" || name == "RDF" || name == "channel" || name == "feed") return XmlRole::enter;
    return name == "item" || name == "entry" ? XmlRole::record : XmlRole::other;
}

class FeedReader final : public XmlReader {
public:
    FeedReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : XmlReader(std::move(bytes), context, role_in_feed) {}

private:
    void learn(XmlElement element) override { channel_.learn(element, context().url); }

    /// What is lost at the end of a file is told, whatever it was; other faults are noted at the next entry.
    bool passes_over(const XmlPiece& piece) override {
        if (piece.problem.starts_with("the file ends")) return false;
        notes_.push_back(piece.problem);
        return true;
    }

    Record read(XmlElement entry) override {
        Record record;
        try {
            ArticleBuilder builder;
            read_feed_entry(entry, channel_, context(), builder);
            record = builder.finish(context());
            tell_apart(record);
        } catch (const Error& error) {
            record.content = Reject{error.message(), error.hint()};
        }
        for (std::string& note : std::exchange(notes_, {})) record.notes.push_back(std::move(note));
        return record;
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

    FeedChannel channel_;
    std::vector<std::string> notes_;
    std::unordered_map<std::string, std::string> seen_;  ///< hashes of ids, to those of titles
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
