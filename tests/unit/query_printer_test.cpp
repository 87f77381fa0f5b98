#include <chrono>
#include <random>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "common/error.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

using dateline::Day;
using dateline::Node;

namespace {

constexpr Day today{std::chrono::year{2026} / 2 / 11};

struct Case {
    std::string_view typed;
    std::string_view expected;
};

}  // namespace

TEST_CASE("the canonical spelling of a query") {
    static constexpr Case cases[] = {
        {"", ""},
        {" Abu  Dhabi, AND talks ", "Abu Dhabi talks"},
        {"“Abu  Dhabi”", "\"Abu Dhabi\""},
        {"a OR (b AND c)", "a OR b c"},
        {"a AND (b OR c)", "a (b OR c)"},
        {"NOT a b", "-a b"},
        {"b NOT (c d)", "b -(c d)"},
        {"a NEAR b", "a NEAR/10 b"},
        {"a ADJ b", "a ADJ/1 b"},
        {"(a OR b) NEAR c", "(a OR b) NEAR/10 c"},
        {"x NOT (a NEAR/2 b)", "x -(a NEAR/2 b)"},
        {"headline:(a OR =b OR cde*)", "title:a OR title:=b OR title:cde*"},
        {"people:\"NATO\"", "person:NATO"},
        {"people:“Steve Witkoff”", "person:\"Steve Witkoff\""},
        {"date:\"24 Jan 2026\"", "published:2026-01-24"},
        {"date:2026", "published:2026-01-01..2026-12-31"},
        {"date:2026..", "published:2026-01-01.."},
        {"date:..yesterday", "published:..2026-02-10"},
        {"id:\"a b\"", "id:\"a b\""},
        {"rain~ zelensky~", "rain~1 zelensky~2"},
        {"a W/S b", "a /s b"},
        {"(a OR b) w/p c", "(a OR b) /p c"},
        {"x NOT (a /s b)", "x -(a /s b)"},
        {"ATLEAST/05(talks)", "ATLEAST/5 talks"},
        {"ATLEAST/2(a OR b) x", "ATLEAST/2 (a OR b) x"},
        {"x NOT ATLEAST/2 a", "x -ATLEAST/2 a"},
        {"CAPS( \"us\" )", "CAPS(us)"},
        {"headline:ALLCAPS(us)", "title:ALLCAPS(us)"},
        {"NOCAPS(\"a  b\")", "NOCAPS(\"a b\")"},
        {"words:>800 words:<=9 words:7", "words:801.. words:..9 words:7"},
        {"exact:talks", "=talks"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(dateline::print_query(dateline::parse_query(c.typed, today)) == c.expected);
    }
}

TEST_CASE("plain words are words, whatever they look like") {
    static constexpr Case cases[] = {
        {"", ""},
        {" … & \xff ", ""},
        {"Abu Dhabi talks?", "Abu Dhabi talks"},
        {"a AND (b", "a \"AND\" \"(b\""},
        {"\"never closed", "never closed"},
        {"title:x -y wom?n fo* =z", "\"title:x\" \"-y\" \"wom?n\" \"fo*\" \"=z\""},
        {"a\xff"
         "b",
         "a b"},
        {std::string_view("a\0b", 3), "a b"},
        {"talks.", "talks"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(dateline::print_query(dateline::parse_plain_words(c.typed)) == c.expected);
    }
    const Node two = dateline::parse_plain_words("OR title:talks");
    REQUIRE(two.children.size() == 2);
    CHECK(two.kind == Node::Kind::all_of);
    CHECK(two.children[1].kind == Node::Kind::word);
    CHECK(two.children[1].text == "title:talks");
    CHECK(two.children[1].begin == 3);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "word ";
    CHECK(dateline::parse_plain_words(many).children.size() == dateline::most_query_words);
}

TEST_CASE("whatever parses is printed, and its print means the same") {
    std::mt19937 random(42);
    static constexpr std::string_view parts[] = {
        "a",      "talks",    "AND",       "OR",         "NOT",       "NEAR/3",  "ADJ",       "(",
        ")",      "\"",       "“",         "”",          "-",         "*",       "=",         ":",
        "title:", "person:",  "id:",       "published:", "2026-01",   "..",      "last week", "'",
        ",",      ".",        "?",         "&",          "~",         "/s",      "–",         "é",
        "京",     "\u3000",   "foo:",      "http://",    "talk*",     "\"a b\"", "!",         "’",
        "U.S.",   "text:",    "\xcc\x81",  "CAPS",       "yesterday", "…",       "\u00bf",    "10:30",
        "CAPS(",  "ALLCAPS(", "ATLEAST/2", "words:",     ">8",        "exact:",  "rain~",     "~2",
        "/p",     "w/s",      "rain",      "5..9",       " OR ",      " /s "};
    std::size_t parsed = 0;
    for (int round = 0; round < 100'000; ++round) {
        std::string text;
        for (std::size_t count = random() % 9; count > 0; --count) {
            if (random() % 40 == 0)
                text += static_cast<char>(random());
            else
                text += parts[random() % std::size(parts)];
            if (random() % 2 == 0) text += ' ';
        }
        CAPTURE(text);
        (void)dateline::print_query(dateline::parse_plain_words(text));
        Node query;
        try {
            query = dateline::parse_query(text, today);
        } catch (const dateline::Error& error) {
            REQUIRE(error.offset() <= text.size());
            REQUIRE(error.text() == text);
            REQUIRE_FALSE(error.hint().empty());
            continue;
        }
        ++parsed;
        const std::string print = dateline::print_query(query);
        CAPTURE(print);
        REQUIRE(dateline::parse_query(print, today) == query);
    }
    CHECK(parsed > 5'000);
}

TEST_CASE("random bytes never crash the parser") {
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text(random() % 40, ' ');
        for (char& c : text) c = static_cast<char>(random());
        (void)dateline::parse_plain_words(text);
        try {
            const Node query = dateline::parse_query(text, today);
            REQUIRE(dateline::parse_query(dateline::print_query(query), today) == query);
        } catch (const dateline::Error& error) {
            REQUIRE_FALSE(error.describe().empty());
        }
    }
}
