#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

namespace dateline {

/// The folded words of a database that are at most `slips` slips of the finger (edit_distance.h) away from a
/// folded word, itself among them when it is there, in order; `most` + 1 of them when there are more than
/// `most`. Among them may be stems that no article has as a word.
///
/// Walks the sorted list of terms and passes over whatever begins in a way that cannot come close any more:
/// of a million words it looks at some thousands for one slip, some ten thousands for two.
[[nodiscard]] std::vector<std::string> similar_words(const Xapian::Database& database,
                                                     const std::string& word, unsigned slips,
                                                     std::size_t most);

}  // namespace dateline
