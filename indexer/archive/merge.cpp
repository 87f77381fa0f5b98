#include "indexer/archive/merge.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <span>
#include <system_error>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "indexer/archive/columns_writer.h"
#include "indexer/archive/records_writer.h"
#include "indexer/copies/sketch_file.h"

namespace dateline {

namespace {

/// Parts beside the largest that searching puts up with.
constexpr std::size_t most_small_parts = 8;

/// Pieces that are joined at once: each has up to six files open.
constexpr std::size_t most_at_once = 64;

Piece join(std::span<const Piece> pieces, const std::filesystem::path& folder) {
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
    return merged;
}

/// Pieces of one step towards a merge; they go with this.
struct Steps {
    std::vector<Piece> pieces;
    Steps() = default;
    Steps(const Steps&) = delete;
    Steps& operator=(const Steps&) = delete;
    ~Steps() {
        std::error_code ignored;
        for (const Piece& piece : pieces) std::filesystem::remove_all(piece.folder, ignored);
    }
};

/// As many pieces or fewer, made of these in their order; `number` counts what was made.
void join_in_groups(std::span<const Piece> pieces, const std::filesystem::path& folder, std::uint64_t& number,
                    Steps& made) {
    while (!pieces.empty()) {
        const std::size_t group = std::min(most_at_once, pieces.size());
        const std::filesystem::path step = layout::merge_step(folder, ++number);
        made.pieces.push_back({step, 0, {}, {}});
        made.pieces.back() = join(pieces.first(group), step);
        pieces = pieces.subspan(group);
    }
}

}  // namespace

std::optional<MergeMode> merge_mode(std::string_view name) {
    if (name == "auto") return MergeMode::automatic;
    if (name == "always") return MergeMode::always;
    if (name == "never") return MergeMode::never;
    return std::nullopt;
}

Piece merge(const std::vector<Piece>& pieces, const std::filesystem::path& folder) {
    auto now = std::make_unique<Steps>();
    std::span<const Piece> left = pieces;
    for (std::uint64_t number = 0; left.size() > most_at_once;) {
        auto next = std::make_unique<Steps>();
        join_in_groups(left, folder, number, *next);
        now = std::move(next);
        left = now->pieces;
    }
    Piece merged = join(left, folder);
    guard_xapian(folder, [&] {
        write_columns(Xapian::Database(folder.string(), Xapian::DB_BACKEND_GLASS), layout::columns(folder));
    });
    sync_tree(folder);
    return merged;
}

void discard(const std::vector<Piece>& segments) {
    std::error_code ignored;
    for (const Piece& segment : segments) std::filesystem::remove_all(segment.folder, ignored);
}

std::vector<std::size_t> parts_to_merge(const std::vector<Manifest::Part>& parts, MergeTime time,
                                        MergeMode mode) {
    if (parts.size() < 2) return {};
    const auto articles = [&](std::size_t part) { return parts[part].articles; };
    std::vector<std::size_t> by_size(parts.size());
    std::iota(by_size.begin(), by_size.end(), std::size_t{0});
    std::ranges::stable_sort(by_size, {}, articles);

    std::size_t taken = by_size.size() - 1;
    std::uint64_t together = 0;
    for (const std::size_t part : std::span(by_size).first(taken)) together += articles(part);
    const bool largest_is_due = mode == MergeMode::always || together * 2 > articles(by_size.back());
    const std::size_t most = mode == MergeMode::never ? most_unmerged_parts - 1 : most_small_parts;
    if (time == MergeTime::at_end && mode != MergeMode::never && largest_is_due) {
        taken = by_size.size();
    } else if (taken <= most) {
        return {};
    } else {
        while (taken > 2 && articles(by_size[taken - 1]) > 2 * (together - articles(by_size[taken - 1])))
            together -= articles(by_size[--taken]);
    }
    by_size.resize(taken);
    std::ranges::sort(by_size);
    return by_size;
}

bool worth_rewriting(std::uint64_t articles, std::uint64_t dead, MergeMode mode) {
    // One that is all dead goes without anything being written.
    return dead * 5 > articles && (mode != MergeMode::never || dead == articles);
}

}  // namespace dateline
