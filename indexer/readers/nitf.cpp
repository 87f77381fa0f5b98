#include "indexer/readers/nitf.h"

#include <utility>

#include "indexer/input/visible.h"
#include "indexer/markup/xml_records.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/nitf_article.h"

namespace dateline {
namespace {

class NitfReader final : public Reader {
public:
    NitfReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : records_(std::move(bytes), context,
                   [](const XmlTag& tag) {
                       return local_name(tag.name) == "nitf" ? XmlRole::record : XmlRole::other;
                   }),
          context_(context) {}

    std::optional<Record> next() override {
        while (std::optional<XmlRecord> found = records_.next()) {
            XmlPiece& piece = found->piece;
            if (piece.role != XmlRole::record && piece.problem.empty()) continue;
            Record record;
            if (piece.problem.empty()) {
                ArticleBuilder builder;
                read_nitf(found->element, builder);
                const Article& article = builder.article();
                if (article.dateline.empty() && !article.body.empty())
                    builder.add(field(FieldId::dateline), leading_dateline_place(article.body.front()));
                if (article.id.empty() && article.url.empty() && number_ == 0)
                    builder.article().id = visible(context_.id_base);
                record = builder.finish(context_);
            } else {
                record.content = Reject{piece.problem, piece.hint};
            }
            for (std::string& note : piece.notes) record.notes.push_back(std::move(note));
            record.number = ++number_;
            record.line = piece.line;
            record.offset = piece.offset;
            return record;
        }
        return std::nullopt;
    }

private:
    XmlRecords records_;
    ReadingContext context_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_nitf(std::string_view head) {
    return xml_root(head).name == "nitf" ? 95 : 0;
}

std::unique_ptr<Reader> open_nitf(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<NitfReader>(std::move(bytes), context);
}

}  // namespace dateline
