#include "indexer/entities/stretches.h"

#include <algorithm>

namespace dateline::entities {
namespace {

/// So far below the highest that no path takes it, and far enough from where numbers end.
constexpr std::int16_t out_of_question = -20'000;

constexpr Scores only_outside = [] {
    Scores scores{};
    scores.fill(out_of_question);
    scores[outside] = 0;
    return scores;
}();

}  // namespace

bool is_outside_by(const Scores& scores, int points) {
    static_assert(outside == 0);
    return scores[outside] - *std::max_element(scores.begin() + 1, scores.begin() + label_count) >= points;
}

void part_at_sure_words(std::span<Scores> sentence, int points, std::vector<Stretch>& stretches) {
    stretches.clear();
    const auto count = static_cast<std::uint32_t>(sentence.size());
    bool open = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool sure = is_outside_by(sentence[i], points);
        if (sure) sentence[i] = only_outside;
        if (sure && open) stretches.back().end = i + 1;
        if (!sure && !open) stretches.push_back({i == 0 ? 0 : i - 1, count});
        open = !sure;
    }
}

}  // namespace dateline::entities
