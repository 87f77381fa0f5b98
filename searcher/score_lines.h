#pragma once

#include <string>
#include <vector>

#include "searcher/ranking.h"

namespace dateline {

/// What one part of a score gave an article.
struct Addend {
    ScorePart::Kind kind;
    std::string label;
    double weight = 0;
};

/// The score of an article and what it is made of, in one line: "8.412 = words 5.020 (talks 2.100, gulf
/// 2.920) + title 1.760 + neighbours 1.632". What is shown adds up.
[[nodiscard]] std::string score_line(const std::vector<Addend>& addends, double score);

/// A line for each part, its weight in front: "2.100 'talks'". The weights add up to the score as it is shown
/// with as many places.
[[nodiscard]] std::vector<std::string> score_lines(const std::vector<Addend>& addends, double score);

}  // namespace dateline
