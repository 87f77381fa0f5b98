#include "common/edit_distance.h"

#include <algorithm>
#include <string>
#include <vector>

#include <unicode/utf8.h>

namespace dateline {

namespace {

std::u32string characters(std::string_view text, bool lower_case) {
    std::u32string decoded;
    decoded.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(bytes, at, text.size(), character);
        if (lower_case && character >= 'A' && character <= 'Z') character += 'a' - 'A';
        decoded.push_back(static_cast<char32_t>(character));
    }
    return decoded;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    limit = std::min(limit, std::max(a.size(), b.size()));
    const std::size_t too_far = limit + 1;
    if (difference > limit) return too_far;

    // Row i holds the distances of a's first i characters to each beginning of b. Cells further than the
    // limit from the diagonal cannot lead to an answer within it, and stay too far.
    std::vector<std::size_t> two_before(b.size() + 1, too_far);
    std::vector<std::size_t> before(b.size() + 1, too_far);
    std::vector<std::size_t> row(b.size() + 1, too_far);
    for (std::size_t j = 0; j <= std::min(limit, b.size()); ++j) before[j] = j;

    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t first = i > limit ? i - limit : 0;
        const std::size_t last = std::min(i + limit, b.size());
        std::size_t least = too_far;
        if (first > 0) row[first - 1] = too_far;
        for (std::size_t j = first; j <= last; ++j) {
            std::size_t steps = before[j] + 1;
            if (j > 0) {
                const std::size_t replaced = a[i - 1] == b[j - 1] ? 0 : 1;
                steps = std::min({steps, row[j - 1] + 1, before[j - 1] + replaced});
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    steps = std::min(steps, two_before[j - 2] + 1);
            }
            row[j] = std::min(steps, too_far);
            least = std::min(least, row[j]);
        }
        if (last < b.size()) row[last + 1] = too_far;
        if (least > limit) return too_far;
        two_before.swap(before);
        before.swap(row);
    }
    return before[b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    return distance(characters(a, false), characters(b, false), limit);
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    const std::u32string typed = characters(word, true);
    const std::size_t reach = std::max<std::size_t>(1, typed.size() / 3);
    std::optional<std::string_view> best;
    std::size_t best_distance = reach + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t steps = distance(typed, characters(candidate, true), best_distance - 1);
        if (steps >= best_distance) continue;
        best = candidate;
        best_distance = steps;
        if (steps == 0) break;
    }
    return best;
}

}  // namespace dateline
