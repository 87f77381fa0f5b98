#include "indexer/archive/new_copies.h"

#include "common/archive/layout.h"

namespace dateline {

std::vector<CopyPair> copies_of_new_part(const std::filesystem::path& archive, const Manifest& manifest,
                                         const std::vector<DeadList>& dead,
                                         const std::vector<Piece>& segments, unsigned window,
                                         std::size_t threads) {
    if (window == 0) return {};
    std::vector<SearchedPart> searched;
    for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
        const Manifest::Part& part = manifest.parts[i];
        searched.push_back({archive / layout::part_name(part.number), part.articles, &dead[i]});
    }
    std::vector<SearchedSegment> fresh;
    for (const Piece& segment : segments) fresh.push_back({segment.folder, segment.articles});
    return find_copies(searched, fresh, window, threads);
}

}  // namespace dateline
