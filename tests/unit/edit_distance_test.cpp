#include "common/edit_distance.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using dateline::edit_distance;
using dateline::nearest;

namespace {

/// The same measure in its plainest form, to check the banded one against.
std::size_t whole_table(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = a[i - 1] == b[j - 1] ? 0 : 1;
            table[i][j] =
                std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

}  // namespace

TEST_CASE("edit distance") {
    struct Case {
        const char* a;
        const char* b;
        std::size_t limit;
        std::size_t expected;
    };
    const Case cases[] = {
        {"", "", 3, 0},
        {"", "abc", 3, 3},
        {"abc", "", 2, 3},
        {"person", "person", 2, 0},
        {"persn", "person", 2, 1},
        {"persoon", "person", 2, 1},
        {"parson", "person", 2, 1},
        {"preson", "person", 2, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 0, 1},
        {"ca", "abc", 5, 3},
        {"Kyiv", "kyiv", 3, 1},
        {"Zürich", "Zurich", 3, 1},
        {"北京", "京北", 3, 1},
        {"Łódź", "Lodz", 4, 3},
        {"\xff\xfe", "\xfd", 3, 1},
        {"abc", "abc", static_cast<std::size_t>(-1), 0},
        {"abc", "xyz", static_cast<std::size_t>(-1), 3},
    };
    for (const Case& c : cases) {
        CAPTURE(c.a);
        CAPTURE(c.b);
        CHECK(edit_distance(c.a, c.b, c.limit) == c.expected);
        CHECK(edit_distance(c.b, c.a, c.limit) == c.expected);
    }
}

TEST_CASE("edit distance within a limit is the whole table's, cut off") {
    std::mt19937 random(20260211);
    const auto some_text = [&] {
        std::string text(random() % 9, ' ');
        for (char& c : text) c = static_cast<char>('a' + random() % 3);
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        const std::string a = some_text();
        const std::string b = some_text();
        const std::size_t limit = random() % 8;
        CAPTURE(a);
        CAPTURE(b);
        CAPTURE(limit);
        REQUIRE(edit_distance(a, b, limit) == std::min(whole_table(a, b), limit + 1));
    }
}

TEST_CASE("edit distance of long texts is quick when the limit is small") {
    const std::string a(200'000, 'a');
    const std::string b = a + "b";
    CHECK(edit_distance(a, b, 2) == 1);
}

TEST_CASE("nearest") {
    const std::array<std::string_view, 5> candidates{"person", "place", "published", "title", "text"};
    struct Case {
        const char* word;
        const char* expected;
    };
    const Case cases[] = {
        {"persn", "person"},
        {"PERSON", "person"},
        {"plaec", "place"},
        {"titel", "title"},
        {"tex", "text"},
        {"publishd", "published"},
        {"pubished", "published"},
        {"words", ""},
        {"", ""},
        {"x", ""},
        {"https", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.word);
        CHECK(nearest(c.word, candidates).value_or("") == c.expected);
    }
    const std::array<std::string_view, 2> twins{"cat", "bat"};
    CHECK(nearest("rat", twins) == "cat");
    CHECK_FALSE(nearest("cat", {}).has_value());
}
