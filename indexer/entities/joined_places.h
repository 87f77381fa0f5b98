#pragma once

#include <span>
#include <vector>

#include "indexer/entities/features.h"
#include "indexer/entities/labels.h"
#include "indexer/entities/words.h"

namespace dateline::entities {

/// "Russia-Ukraine" is two places, "Guinea-Bissau" one: a place is parted at a dash when the lists know both
/// sides of it, and not the whole.
void part_joined_places(std::span<const Word> words, std::span<const ListMatch> matches,
                        std::vector<Span>& spans);

}  // namespace dateline::entities
