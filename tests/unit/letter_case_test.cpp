#include "searcher/letter_case.h"

#include <doctest/doctest.h>

namespace dateline {

TEST_CASE("how a word is written") {
    struct Case {
        std::string_view word;
        bool capitalised, all_capitals, no_capitals;
    };
    static constexpr Case cases[] = {
        {"aids", false, false, true},       {"Aids", true, false, false},
        {"AIDS", true, true, false},        {"iPhone", false, false, false},
        {"McDonald", true, false, false},   {"U.S.", true, true, false},
        {"AT&T", true, true, false},        {"O'Neill", true, false, false},
        {"Österreich", true, false, false}, {"ÖSTERREICH", true, true, false},
        {"österreich", false, false, true}, {"київ", false, false, true},
        {"КИЇВ", true, true, false},        {"4G", true, true, false},
        {"3rd", false, false, true},        {"1986", false, false, false},
        {"北京", false, false, false},      {"", false, false, false},
        {"A", true, true, false},           {"Ǆ", true, true, false},
        {"\xff", false, false, false},
    };
    for (const Case& c : cases) {
        CAPTURE(c.word);
        CHECK(is_written(c.word, LetterCase::any));
        CHECK(is_written(c.word, LetterCase::capitalised) == c.capitalised);
        CHECK(is_written(c.word, LetterCase::all_capitals) == c.all_capitals);
        CHECK(is_written(c.word, LetterCase::no_capitals) == c.no_capitals);
    }
}

}  // namespace dateline
