#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dateline::testing {

/// Makes articles of an archive copies of one another, whatever stands in them: those whose ids stand in one
/// of the lists. What was a copy before is none any more. Throws for an id that no article has.
void give_copies(const std::filesystem::path& folder, const std::vector<std::vector<std::string>>& clusters);

}  // namespace dateline::testing
