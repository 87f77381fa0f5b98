#pragma once

#include <span>
#include <vector>

#include "indexer/entities/features.h"
#include "indexer/entities/labels.h"

namespace dateline::entities {

/// "Merrill Lynch" and "Smith Barney" are firms that read like people: a name of several words that was taken
/// for a person is an organisation when the lists know it whole as one, and as no person.
void correct_listed_kinds(std::span<const ListMatch> matches, std::vector<Span>& spans);

}  // namespace dateline::entities
