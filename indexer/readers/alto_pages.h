#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/markup/xml_records.h"
#include "indexer/readers/alto_page.h"

namespace dateline {

/// The pages of an ALTO file, one by one.
class AltoPages {
public:
    AltoPages(std::unique_ptr<ByteStream> bytes, const ReadingContext& context);

    struct Next {
        AltoPage page;
        XmlPiece piece;  ///< its place, and its problem if it has one
    };
    [[nodiscard]] std::optional<Next> next();

private:
    XmlRecords records_;
    std::vector<std::string> order_;
};

}  // namespace dateline
