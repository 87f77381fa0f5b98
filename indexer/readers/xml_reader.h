#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "indexer/markup/xml_records.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// What readers of XML have in common: record after record of a file, each with its place, and a Reject for
/// each that is broken.
class XmlReader : public Reader {
public:
    std::optional<Record> next() final;

protected:
    XmlReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context, XmlCutter::Classify classify)
        : context_(context), records_(std::move(bytes), context, std::move(classify)) {}

    /// The article of a record's element; only `content`, `notes` and `origins` are to be set.
    [[nodiscard]] virtual Record read(XmlElement element) = 0;

    /// Sees what stands around the records.
    virtual void learn(XmlElement) {}

    /// True when a broken piece that is no record needs no Reject of its own.
    [[nodiscard]] virtual bool passes_over(const XmlPiece&) { return false; }

    [[nodiscard]] const ReadingContext& context() const { return context_; }

    /// How many records came before.
    [[nodiscard]] std::uint64_t records_before() const { return number_; }

private:
    ReadingContext context_;
    XmlRecords records_;
    std::uint64_t number_ = 0;
};

}  // namespace dateline
