#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/words.h"

namespace dateline::entities {

/// How a sentence uses capitals, by its words as they are and as they are described in mixed mode.
[[nodiscard]] CaseMode case_mode(std::span<const std::string_view> texts, std::span<const Word> words);

/// Whether some word of a sentence has a capital. An article in which none has is caseless as a whole.
[[nodiscard]] bool has_capital(std::span<const std::string_view> words);

/// The tokens of a corpus, cut and joined as our own tokeniser would have them: "U.S.-led" becomes three,
/// "Mr" "." one. Keeps which tokens of the corpus each comes from.
struct Retokenized {
    struct Piece {
        std::string_view text;
        std::uint32_t first = 0;  ///< token of the corpus that it begins in
        std::uint32_t last = 0;   ///< and ends in, included
    };
    std::vector<Piece> pieces;
    std::vector<std::string> joined;  ///< what pieces that were put together refer to
};

[[nodiscard]] Retokenized retokenize(std::span<const std::string> tokens);

}  // namespace dateline::entities
