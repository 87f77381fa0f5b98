#include "indexer/archive/merge.h"

#include <algorithm>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "indexer/archive/records_writer.h"
#include "indexer/copies/sketch_file.h"

namespace dateline {

namespace {

/// Parts beside the largest that searching puts up with.
constexpr std::size_t most_small_parts = 8;

}  // namespace

Piece merge(const std::vector<Piece>& pieces, const std::filesystem::path& folder) {
    Piece merged{folder, 0, {}, {}};
    guard_xapian(folder, [&] {
        Xapian::Database all;
        for (const Piece& piece : pieces) {
            all.add_database(Xapian::Database(piece.folder.string(), Xapian::DB_BACKEND_GLASS));
            // Compacting numbers the documents of each piece on from the last of the piece before.
            const auto before = static_cast<Xapian::docid>(merged.articles);
            for (const Xapian::docid dead : piece.dead) merged.dead.push_back(dead + before);
            for (const auto& [document, cluster] : piece.copies)
                merged.copies.push_back({document + before, cluster});
            merged.articles += piece.articles;
        }
        all.compact(folder.string(), Xapian::Compactor::FULL);
    });
    RecordsWriter records(layout::records(folder));
    for (const Piece& piece : pieces) records.add(RecordsFile(layout::records(piece.folder)));
    records.finish();
    std::vector<SketchPiece> sketches;
    for (const Piece& piece : pieces) sketches.push_back({layout::sketches(piece.folder), piece.articles});
    merge_sketches(sketches, layout::sketches(folder));
    sync_tree(folder);
    return merged;
}

void discard(const std::vector<Piece>& segments) {
    std::error_code ignored;
    for (const Piece& segment : segments) std::filesystem::remove_all(segment.folder, ignored);
}

std::vector<std::size_t> parts_to_merge(const std::vector<Manifest::Part>& parts, MergeTime time) {
    if (parts.size() < 2) return {};
    const auto largest = std::ranges::max_element(parts, {}, &Manifest::Part::articles);
    std::uint64_t beside = 0;
    for (const Manifest::Part& part : parts) beside += part.articles;
    beside -= largest->articles;
    const bool all = time == MergeTime::at_end && beside * 10 > largest->articles;
    if (!all && parts.size() - 1 <= most_small_parts) return {};
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (all || &parts[i] != &*largest) chosen.push_back(i);
    }
    return chosen;
}

bool worth_rewriting(std::uint64_t articles, std::uint64_t dead) {
    return dead * 5 > articles;
}

}  // namespace dateline
