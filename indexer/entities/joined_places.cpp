#include "indexer/entities/joined_places.h"

#include "indexer/entities/hashing.h"

namespace dateline::entities {
namespace {

constexpr std::uint32_t place_lists = bit_of(List::country) | bit_of(List::region) | bit_of(List::big_city) |
                                      bit_of(List::city) | bit_of(List::known_place);

}  // namespace

void part_joined_places(std::span<const Word> words, std::span<const ListMatch> matches,
                        std::vector<Span>& spans) {
    static const std::uint64_t dash = hash_bytes("-");
    const auto in_lists = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t lists) {
        return begin < end && (matches[begin].begin & matches[end - 1].last & lists) != 0;
    };
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Span whole = spans[i];
        if (in_lists(whole.begin, whole.end, place_lists)) continue;
        // Of what the model did not take for a place, two countries are sure enough.
        const std::uint32_t lists = whole.kind == Kind::place ? place_lists : bit_of(List::country);
        for (std::uint32_t at = whole.begin + 1; at + 1 < whole.end; ++at) {
            const bool parts = words[at].folded == dash && in_lists(whole.begin, at, lists) &&
                               in_lists(at + 1, whole.end, lists);
            if (!parts) continue;
            spans[i] = {whole.begin, at, Kind::place};
            spans.insert(spans.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         {at + 1, whole.end, Kind::place});
            break;
        }
    }
}

}  // namespace dateline::entities
