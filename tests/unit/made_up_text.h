#pragma once

#include <cstddef>
#include <random>
#include <string>

namespace dateline {

/// Sentences that repeat phrases, as news do, so that a dictionary can be trained on them.
inline std::string made_up_text(std::mt19937& random, std::size_t phrases) {
    static constexpr const char* known[] = {
        "the harbour board said on ", "a spokesman for the council ",  "tonnes of wheat were shipped ",
        "in the three months to ",    "shares of the company rose ",   "according to the ministry ",
        "the ferry to the islands ",  "compared with a year earlier ", "Tuesday. ",
        "prices at the quay fell ",   "the minister told reporters ",  "the strike of the pilots "};
    std::string text;
    for (std::size_t i = 0; i < phrases; ++i) {
        text += known[random() % std::size(known)];
        if (random() % 4 == 0) text += std::to_string(random()) + ' ';
    }
    return text;
}

}  // namespace dateline
