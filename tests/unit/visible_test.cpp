#include "indexer/input/visible.h"

#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "indexer/archive/id_set.h"
#include "indexer/input/encoding.h"

using namespace dateline;
using namespace std::string_literals;

TEST_CASE("visible") {
    struct Case {
        std::string text;
        std::string seen;
    };
    const Case cases[] = {
        {"", ""},
        {"a b  c", "a b  c"},
        {"Zürich \xe6\x96\xb0\xe8\x81\x9e", "Zürich \xe6\x96\xb0\xe8\x81\x9e"},
        {"a\0b\n\x7f"s, "a\\x00b\\x0a\\x7f"},
        {"\x1b[1m", "\\x1b[1m"},
        {"\xc2\x9b", "\\xc2\\x9b"},
        {"\xff\xe6\x96", "\\xff\\xe6\\x96"},
        {"\xe2\x80\xae \xe2\x80\xa8", "\\xe2\\x80\\xae \\xe2\\x80\\xa8"},
        {"a\xe2\x80\x8d\xe2\x80\x8c", "a\xe2\x80\x8d\xe2\x80\x8c"},
        {"C:\\news\\x1.txt", "C:\\news\\x1.txt"},
        {"\\x01", "\\x5cx01"},
        {"\\\\x01", "\\\\x5cx01"},
    };
    for (const Case& one : cases) CHECK(visible(one.text) == one.seen);
    CHECK(clean_id(" \t a  b\r\n") == "a  b");
    CHECK(clean_id("\x01") == "\\x01");
    CHECK(clean_id(" ").empty());
}

TEST_CASE("the bytes come back from what is visible, whatever they are") {
    std::mt19937 random(7);
    const std::string likely = "\\x0a/\n\xc3\xa9\xff 5c";
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (std::size_t size = random() % 12; size > 0; --size)
            bytes += random() % 4 == 0 ? static_cast<char>(random()) : likely[random() % likely.size()];
        CHECK(bytes_of_visible(visible(bytes)) == bytes);
        // A path is as visible as its parts.
        CHECK(visible(bytes + "/" + bytes) == visible(bytes) + "/" + visible(bytes));
    }
}

TEST_CASE("visible keeps apart what differs, and is always UTF-8") {
    std::mt19937 random(9);
    const std::string_view pieces[] = {"\\", "x", "0", "a", "\x01", "\x0a", "\xff", "\xc3", "\xa9", "5c"};
    std::set<std::string> texts;
    std::set<std::string> seen;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (std::size_t i = random() % 7; i > 0; --i) text += pieces[random() % std::size(pieces)];
        const std::string shown = visible(text);
        CHECK(is_utf8(shown));
        CHECK(visible(shown).size() >= shown.size());
        CHECK(unescaped(shown) == (is_utf8(text) ? text : shown));
        texts.insert(text);
        seen.insert(shown);
    }
    CHECK(seen.size() == texts.size());
}

TEST_CASE("a set of ids") {
    IdSet ids;
    std::set<std::uint64_t> expected;
    std::mt19937_64 random(4);
    CHECK_FALSE(ids.contains(0));
    CHECK(ids.insert(0));
    CHECK(ids.contains(0));
    CHECK_FALSE(ids.insert(0));
    for (int i = 0; i < 50'000; ++i) {
        const std::uint64_t id = random() % 30'000 * 0x10000 + 1;
        CHECK(ids.contains(id) == expected.contains(id));
        CHECK(ids.insert(id) == expected.insert(id).second);
    }
}
