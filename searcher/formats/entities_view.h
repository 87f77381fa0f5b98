#pragma once

#include <iosfwd>
#include <string_view>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// The list of entities in an answer, which must have one, as `text`, `json`, `jsonl`, `csv` or `tsv`:
///
///     person: 114 distinct, 20,422 without
///       Ronald Reagan         512
///       Volodymyr Zelenskyy    98  also Zelensky (12), Zelenskiy (3)
void write_entities(std::ostream& sink, const Answer& answer, std::string_view format,
                    const OutputSettings& settings);

}  // namespace dateline
