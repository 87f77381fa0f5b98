#pragma once

#include <cstddef>

#include "common/article.h"
#include "searcher/answer.h"
#include "searcher/highlight.h"

namespace dateline {

/// How long an excerpt is unless someone says otherwise, in characters.
inline constexpr std::size_t default_excerpt_length = 220;

/// The place in lede or body that shows most of what is wanted, marked: the one with the most distinct words
/// of the query, where phrases and words that stand close count more, and the earliest of equals. It begins
/// and ends with sentences where they fit, else between words; a word that is longer than the excerpt itself
/// is cut between what readers take for characters. Paragraphs follow one another with a space.
///
/// Where nothing wanted stands in lede or body: the lede's beginning, else the body's. Empty for an article
/// without text and for length 0.
///
/// `length` is in characters (code points) and never exceeded. Time is linear in the article's length.
[[nodiscard]] Excerpt best_excerpt(const Article& article, Highlighter& highlighter,
                                   std::size_t length = default_excerpt_length);

}  // namespace dateline
