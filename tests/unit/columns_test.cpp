#include "common/text/columns.h"

#include <random>
#include <string>

#include <doctest/doctest.h>

#include "common/text/characters.h"

namespace dateline {

TEST_CASE("columns: of a terminal") {
    const struct {
        std::string text;
        std::size_t expected;
    } cases[] = {
        {"", 0},     {"talks", 5}, {"Zürich", 6},   {"Zu\u0308rich", 6}, {"北京", 4},     {"ｱﾊﾞ", 3},
        {"한국", 4}, {"👍", 2},     {"a\u200bb", 2}, {"שלום", 4},         {"\xff\xff", 2},
    };
    for (const auto& test : cases) {
        CAPTURE(test.text);
        CHECK(columns(test.text) == test.expected);
    }
}

TEST_CASE("characters: clusters that a reader takes for one") {
    const struct {
        std::string text;
        std::size_t first_ends;
    } cases[] = {
        {"ab", 1},
        {"e\u0301x", 3},
        {"\r\nx", 2},
        {"👍🏽x", 8},
        {"🇺🇦🇺🇸", 8},
        {"👩‍👧x", 11},
        {"\u1100\u1161\u11A8", 9},
        {"नि", 6},
        {"é", 2},
        {"\xf0\x9f", 2},
    };
    for (const auto& test : cases) {
        CAPTURE(test.text);
        CHECK(cluster_border_behind(test.text, 1) == test.first_ends);
        CHECK(cluster_border_before(test.text, test.first_ends) == test.first_ends);
    }
    CHECK(cluster_border_before("e\u0301", 2) == 0);
    CHECK(cluster_border_before("🇺🇦🇺🇸", 12) == 8);
}

TEST_CASE("characters: forwards and backwards agree on valid text, and never leave any text") {
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t i = random() % 12; i > 0; --i) text += static_cast<char>(random() % 256);
        std::size_t count = 0;
        for (std::size_t at = 0; at < text.size(); ++count) (void)next_character(text, at);
        CHECK(count == count_characters(text));
        for (std::size_t at = text.size(); at > 0;) (void)previous_character(text, at);
        for (std::size_t at = 0; at <= text.size(); ++at) {
            CHECK(cluster_border_before(text, at) <= at);
            CHECK(cluster_border_behind(text, at) >= at);
        }
    }
}

}  // namespace dateline
