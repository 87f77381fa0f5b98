#include "indexer/readers/alto.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/markup/xml_records.h"
#include "indexer/readers/alto_pages.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/mets_files.h"
#include "indexer/readers/ocr_text.h"

namespace dateline {
namespace {

class AltoReader final : public Reader {
public:
    AltoReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : pages_(std::move(bytes), context), context_(context), mets_(mets_that_reads(context)) {}

    std::optional<Record> next() override {
        std::optional<AltoPages::Next> found = pages_.next();
        if (!found) return std::nullopt;
        Record record;
        ++number_;
        if (!found->piece.problem.empty()) {
            record.content = Reject{found->piece.problem, found->piece.hint};
        } else if (!mets_.empty()) {
            record.content = Skip{"a page that is read with " + mets_};
        } else {
            record = read(found->page);
        }
        for (std::string& note : found->piece.notes) record.notes.push_back(std::move(note));
        record.number = number_;
        record.line = found->piece.line;
        record.offset = found->piece.offset;
        return record;
    }

private:
    Record read(AltoPage& page) {
        Record record;
        if (page.blocks.empty()) {
            record.content = Skip{"a page without text"};
            return record;
        }
        const std::string number = page.number.empty() ? std::to_string(number_) : page.number;
        ArticleBuilder builder;
        std::vector<std::string> text;
        for (AltoBlock& block : page.blocks) text.push_back(std::move(block.text));
        builder.add_paragraphs(std::move(text));
        builder.set_origin(FieldId::text, "ALTO text blocks");
        if (!page.language.empty()) builder.add(field(FieldId::language), page.language);
        add_page({{}, number, part_id(context_.id_base, number)}, context_, builder);
        return builder.finish(context_);
    }

    AltoPages pages_;
    ReadingContext context_;
    std::string mets_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_alto(std::string_view head) {
    const XmlRoot root = xml_root(head);
    if (root.name != "alto") return 0;
    return 95;
}

std::unique_ptr<Reader> open_alto(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<AltoReader>(std::move(bytes), context);
}

}  // namespace dateline
