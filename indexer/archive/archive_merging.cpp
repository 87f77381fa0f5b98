#include <algorithm>
#include <numeric>
#include <utility>

#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "indexer/archive/archive_writer.h"
#include "indexer/archive/document.h"

namespace dateline {

void ArchiveWriter::merge_parts(MergeTime time) {
    std::vector<std::size_t> chosen = parts_to_merge(manifest_.parts, time, options_.merge);
    if (chosen.size() < 2) chosen.clear();
    const auto is_due = [&](std::size_t part) {
        return worth_rewriting(manifest_.parts[part].articles, dead_[part].size(), options_.merge);
    };
    // A part of which much is dead is due even when it has nothing to be merged with.
    for (std::size_t part = 0; part < manifest_.parts.size(); ++part) {
        if (is_due(part) && std::ranges::find(chosen, part) == chosen.end()) chosen.push_back(part);
    }
    if (!chosen.empty()) (void)merge_into_one(chosen, is_due, {});
}

bool ArchiveWriter::compact(const std::function<bool()>& stop) {
    std::vector<std::size_t> all(manifest_.parts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto has_dead = [&](std::size_t part) { return !dead_[part].empty(); };
    if (all.size() < 2 && std::ranges::none_of(all, has_dead)) return false;
    return merge_into_one(all, has_dead, stop);
}

/// Puts a part in the place of those, without the dead of the ones that are to be rewritten. False when it
/// was stopped before anything was replaced.
bool ArchiveWriter::merge_into_one(const std::vector<std::size_t>& chosen,
                                   const std::function<bool(std::size_t part)>& rewrites,
                                   const std::function<bool()>& stop) {
    std::vector<Piece> living;
    std::vector<Piece> rewritten;
    for (const std::size_t part : chosen) {
        Piece piece = piece_of(part);
        if (!rewrites(part)) {
            living.push_back(std::move(piece));
            continue;
        }
        for (Piece& segment : rewrite(piece, stop)) {
            rewritten.push_back(segment);
            living.push_back(std::move(segment));
        }
    }
    writers_->finish();
    if (stop && stop()) {
        discard(rewritten);
        return false;
    }
    std::optional<Piece> merged;
    if (!living.empty()) merged = merge_into_next_part(living);
    discard(rewritten);
    replace_parts(chosen, std::move(merged));
    write_manifest_and_sweep();
    return true;
}

/// Writes the living articles of a piece into new segments, or some of them when `stop` ends it.
std::vector<Piece> ArchiveWriter::rewrite(const Piece& piece, const std::function<bool()>& stop) {
    prepare_dictionary();
    std::vector<Piece> segments;
    std::vector<Incoming> articles;
    CopyList copies;
    const auto hand_over = [&] {
        if (articles.empty()) return;
        const std::filesystem::path folder = layout::segment(folder_, next_segment_++);
        segments.push_back({folder, articles.size(), {}, std::exchange(copies, {})});
        writers_->write(folder, std::exchange(articles, {}));
    };
    guard_xapian(piece.folder, [&] {
        const Xapian::Database database(piece.folder.string(), Xapian::DB_BACKEND_GLASS);
        const RecordsFile records(layout::records(piece.folder));
        for (Xapian::docid number = 1; number <= piece.articles; ++number) {
            if (std::ranges::binary_search(piece.dead, number)) continue;
            if (stop && stop()) return;
            // The fingerprint is of what the source said; the record has found names, too.
            const std::string value = database.get_document(number).get_value(fingerprint_slot);
            articles.push_back({from_record(records.record(number)), fingerprint_from_value(value), true});
            if (const std::uint32_t cluster = cluster_in(piece.copies, number); cluster != 0)
                copies.push_back({static_cast<Xapian::docid>(articles.size()), cluster});
            if (articles.size() >= segment_size) hand_over();
        }
    });
    hand_over();
    return segments;
}

Piece ArchiveWriter::piece_of(std::size_t part) const {
    return {part_folder(part), manifest_.parts[part].articles, dead_[part], copies_.of_part(part)};
}
}  // namespace dateline
