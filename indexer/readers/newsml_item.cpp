#include "indexer/readers/newsml_item.h"

#include <array>
#include <string>
#include <utility>

#include "common/error.h"
#include "common/published_dates.h"
#include "indexer/input/visible.h"
#include "indexer/markup/xml_text.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/newsml_content.h"
#include "indexer/readers/newsml_subjects.h"

namespace dateline {
namespace {

/// Items that are never news texts, and why; of the item's own element.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> never_text{{
    {"packageItem", "a package: it only names other items"},
    {"conceptItem", "a concept, no news"},
    {"knowledgeItem", "a list of concepts, no news"},
    {"planningItem", "a plan of coverage, no news yet"},
    {"catalogItem", "a catalog, no news"},
    {"groupSet", "the content of a package: it only names other items"},
}};

std::string a_or_an(const std::string& noun) {
    const bool vowel =
        !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + noun;
}

class Item {
public:
    Item(XmlElement item, const ReadingContext& context)
        : item_(item),
          meta_(item.child("itemMeta")),
          content_(item.child("contentMeta")),
          context_(context) {}

    Record read() {
        for (const auto& [name, reason] : never_text) {
            if (item_.name() == name) return skipped(std::string(reason));
        }
        const std::string status = code_of(meta_.child("pubStatus"), "qcode", "uri");
        if (status == "withheld" || status == "canceled" || status == "cancelled")
            return skipped("its provider says that it is " + status);
        // A content set that stands alone is the text without what is said of it.
        const bool bare = item_.name() == "contentSet";
        if (!bare) add_heading();
        read_newsml_content(bare ? item_ : item_.child("contentSet"), builder_);
        const Article& article = builder_.article();
        const std::string kind = code_of(meta_.child("itemClass"), "qcode", "uri");
        const bool is_text = kind.empty() || kind == "text";
        if (article.body.empty() && !is_text) return skipped(a_or_an(kind) + " without a text");
        if (article.body.empty() && article.title.empty() && article.lede.empty())
            return skipped("neither a headline nor a text that can be read");
        if (!bare) add_rest();
        if (article.dateline.empty() && !article.body.empty())
            give(FieldId::dateline, leading_dateline_place(article.body.front()), "the first paragraph");
        if (article.dateline.empty())
            give(FieldId::dateline, concept_name(content_.child("located"), language_), "located");
        if (article.id.empty() && article.url.empty()) builder_.article().id = visible(context_.id_base);
        return builder_.finish(context_);
    }

private:
    Record skipped(std::string reason) const {
        Record record;
        const std::string title = line_of(content_.child("headline"));
        if (!title.empty())
            reason += ": \"" + title.substr(0, title.size() > 80 ? title.rfind(' ', 80) : 80) + '"';
        record.content = Skip{std::move(reason)};
        return record;
    }

    void give(FieldId id, std::string_view value, std::string_view rule) {
        if (value.empty()) return;
        builder_.add(field(id), value);
        builder_.set_origin(id, "NewsML-G2 " + std::string(rule));
    }

    /// What counts more than the same in the text that is carried.
    void add_heading() {
        language_ = content_.child("language").attribute("tag");
        give(FieldId::language, language_, "language");
        if (language_.empty()) {
            language_ = item_.language();
            give(FieldId::language, language_, "xml:lang");
        }
        give(FieldId::id, item_.attribute("guid"), "guid");
        give(FieldId::title, line_of(content_.child("headline")), "headline");
        for (const XmlElement description : children_of(content_)) {
            if (description.name() != "description" || !builder_.article().lede.empty()) continue;
            const std::string role = code_of(description, "role", "roleuri");
            if (role.find("aption") == role.npos) give(FieldId::lede, line_of(description), "description");
        }
        for (const XmlElement by : children_of(content_)) {
            if (by.name() == "by") give(FieldId::author, line_of(by), "by");
        }
        give(FieldId::dateline, dateline_place(line_of(content_.child("dateline"))), "dateline");
        add_dates();
    }

    /// A story is published when its first version is, yet never before its embargo ends.
    void add_dates() {
        struct Candidate {
            XmlElement meta;
            std::string_view name;
        };
        const Candidate candidates[] = {
            {meta_, "firstCreated"}, {content_, "contentCreated"}, {meta_, "versionCreated"}};
        for (const auto& [meta, name] : candidates) {
            const std::string text = line_of(meta.child(name));
            if (!parse_timestamp(text)) continue;
            give(FieldId::published, text, name);
            break;
        }
        const std::string embargo = line_of(meta_.child("embargoed"));
        const auto released = parse_timestamp(embargo);
        const auto& published = builder_.article().published;
        if (released && (!published || released->instant() > published->instant()))
            give(FieldId::published, embargo, "embargoed");
        if (!builder_.has_published())
            give(FieldId::published, line_of(meta_.child("versionCreated")), "versionCreated");
        const std::string version = line_of(meta_.child("versionCreated"));
        const std::string modified = line_of(content_.child("contentModified"));
        give(FieldId::updated, version.empty() ? modified : version,
             version.empty() ? "contentModified" : "versionCreated");
    }

    void add_rest() {
        const Article& article = builder_.article();
        if (article.title.empty()) give(FieldId::title, line_of(meta_.child("title")), "title");
        if (article.authors.empty()) {
            for (const XmlElement creator : children_of(content_)) {
                if (creator.name() != "creator") continue;
                const std::string type = code_of(creator, "type", "typeuri");
                if (type.empty() || type == "person") add_creator(concept_name(creator, language_));
            }
        }
        give(FieldId::keyword, line_of(content_.child("slugline")), "slugline");
        for (const XmlElement keyword : children_of(content_)) {
            if (keyword.name() == "keyword") give(FieldId::keyword, line_of(keyword), "keyword");
        }
        read_newsml_subjects(item_, language_, builder_);
        if (article.source.empty()) add_provider();
    }

    /// One name, whatever commas are in it.
    void add_creator(std::string name) {
        if (name.empty()) return;
        builder_.article().authors.push_back(std::move(name));
        builder_.set_origin(FieldId::author, "NewsML-G2 creator");
    }

    void add_provider() {
        const XmlElement provider = meta_.child("provider");
        give(FieldId::source, concept_name(provider, language_), "provider");
        const std::string code = code_of(provider, "qcode", "literal");
        const Article& article = builder_.article();
        if (article.source.empty()) give(FieldId::source, code, "provider");
        if (!article.source.empty()) return;
        const std::string uri = provider.attribute("uri");
        std::string_view address = uri;
        for (const std::string_view front : {"http://", "https://", "www."}) {
            if (address.starts_with(front)) address.remove_prefix(front.size());
        }
        give(FieldId::source, address.substr(0, address.find('/')), "provider");
    }

    XmlElement item_;
    XmlElement meta_;
    XmlElement content_;
    const ReadingContext& context_;
    ArticleBuilder builder_;
    std::string language_;
};

}  // namespace

Record read_newsml_item(XmlElement item, const ReadingContext& context) {
    try {
        return Item(item, context).read();
    } catch (const Error& error) {
        Record record;
        record.content = Reject{error.message(), error.hint()};
        return record;
    }
}

}  // namespace dateline
