#include "indexer/readers/xml_reader.h"

#include <utility>

namespace dateline {

std::optional<Record> XmlReader::next() {
    while (std::optional<XmlRecord> found = records_.next()) {
        XmlPiece& piece = found->piece;
        if (piece.role != XmlRole::record) {
            if (piece.problem.empty()) learn(found->element);
            if (piece.problem.empty() || passes_over(piece)) continue;
        }
        Record record;
        if (piece.problem.empty()) {
            record = read(found->element);
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

}  // namespace dateline
