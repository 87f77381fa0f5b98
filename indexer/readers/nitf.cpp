#include "indexer/readers/nitf.h"

#include <utility>

#include "indexer/input/visible.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/nitf_article.h"
#include "indexer/readers/xml_reader.h"

namespace dateline {
namespace {

class NitfReader final : public XmlReader {
public:
    NitfReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : XmlReader(std::move(bytes), context, [](const XmlTag& tag) {
              return local_name(tag.name) == "nitf" ? XmlRole::record : XmlRole::other;
          }) {}

private:
    Record read(XmlElement element) override {
        ArticleBuilder builder;
        read_nitf(element, builder);
        const Article& article = builder.article();
        if (article.dateline.empty() && !article.body.empty())
            builder.add(field(FieldId::dateline), leading_dateline_place(article.body.front()));
        if (article.id.empty() && article.url.empty() && records_before() == 0)
            builder.article().id = visible(context().id_base);
        return builder.finish(context());
    }
};

}  // namespace

int recognise_nitf(std::string_view head) {
    return xml_root(head).name == "nitf" ? 95 : 0;
}

std::unique_ptr<Reader> open_nitf(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<NitfReader>(std::move(bytes), context);
}

}  // namespace dateline
