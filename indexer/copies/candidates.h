#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "common/archive/dead.h"
#include "indexer/copies/sketch_file.h"

namespace dateline {

/// A document of a part, as a number of the part among those of the manifest.
struct PartDocument {
    std::uint32_t part = 0;
    Xapian::docid document = 0;
    auto operator<=>(const PartDocument&) const = default;
};

/// A part whose documents may have copies.
struct SketchedPart {
    const SketchFile* sketches = nullptr;
    const DeadList* dead = nullptr;  ///< in order
};

/// Two documents whose sketches have so much in common that they are worth a comparison.
struct Candidate {
    PartDocument other;
    Xapian::docid fresh = 0;  ///< of the last part
};

/// For each living document of the last part, the few living documents of all parts that are likest to it by
/// their sketches, in the order of these. Two of the last part are named once. Documents whose days of
/// publication lie up to two weeks further apart than `window` days may be among them.
[[nodiscard]] std::vector<Candidate> candidates(const std::vector<SketchedPart>& parts, unsigned window);

}  // namespace dateline
