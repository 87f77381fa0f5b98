#include "indexer/entities/features.h"

#include <array>

namespace dateline::entities {

void match_lists(std::span<const Word> words, const PhraseTable& phrases, std::vector<ListMatch>& matches) {
    matches.assign(words.size(), {});
    std::array<std::size_t, list_count> covered{};  // first word after the last name found, by list
    std::array<std::uint32_t, longest_phrase + 1> lists_by_length{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].look == Look::punctuation) continue;
        std::uint64_t phrase = 0;
        std::size_t longest = 0;
        for (std::size_t length = 1; length <= longest_phrase && i + length <= words.size(); ++length) {
            phrase = extend_phrase(phrase, words[i + length - 1].folded);
            const std::uint32_t found = phrases.find(phrase);
            lists_by_length[length] = found & ~goes_on;
            if (lists_by_length[length] != 0) longest = length;
            if ((found & goes_on) == 0) break;
            lists_by_length[length + 1 <= longest_phrase ? length + 1 : length] = 0;
        }
        std::uint32_t done = 0;
        for (std::size_t length = longest; length > 0; --length) {
            for (std::uint32_t rest = lists_by_length[length] & ~done; rest != 0; rest &= rest - 1) {
                const auto list = static_cast<std::size_t>(__builtin_ctz(rest));
                const std::uint32_t bit = 1U << list;
                done |= bit;
                if (list >= list_count || i < covered[list]) continue;
                covered[list] = i + length;
                matches[i].begin |= bit;
                for (std::size_t at = i + 1; at + 1 < i + length; ++at) matches[at].inside |= bit;
                matches[i + length - 1].last |= bit;
            }
        }
    }
}

}  // namespace dateline::entities
