#include "indexer/input/clean_text.h"

#include <random>
#include <string>

#include <doctest/doctest.h>

#include "indexer/input/encoding.h"

using namespace dateline;
using namespace std::string_literals;

TEST_CASE("lines are cleaned") {
    struct Case {
        std::string text;
        std::string expected;
    };
    const Case cases[] = {
        {"", ""},
        {"talks", "talks"},
        {"Abu Dhabi talks", "Abu Dhabi talks"},
        {"  Abu \t\n Dhabi  ", "Abu Dhabi"},
        {"Abu\0Dhabi\x07"s, "Abu Dhabi"},
        {"a\x7f"
         "b",
         "a b"},
        {"Abu\xc2\xa0"
         "Dhabi",
         "Abu Dhabi"},
        {"Abu\xe2\x80\x89\xe3\x80\x80"
         "Dhabi",
         "Abu Dhabi"},
        {"a\xc2\x85"
         "b",
         "a b"},
        {"cease\xc2\xad"
         "fire",
         "ceasefire"},
        {"cease\xe2\x80\x8b"
         "fire\xef\xbb\xbf",
         "ceasefire"},
        {"\xe2\x80\x8etalks\xe2\x80\xac", "talks"},
        {"caf\xc3\xa9", "caf\xc3\xa9"},
        {"cafe\xcc\x81", "caf\xc3\xa9"},
        {"\xe2\x80\x9ctalks\xe2\x80\x9d \xe2\x80\x94 ok", "\xe2\x80\x9ctalks\xe2\x80\x9d \xe2\x80\x94 ok"},
        {"\xe4\xb8\xad\xe6\x96\x87", "\xe4\xb8\xad\xe6\x96\x87"},
        // Joiners: Persian keeps them, English does not; a family stays together.
        {"\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae"},
        {"cease\xe2\x80\x8c"
         "fire",
         "ceasefire"},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"},
        {"\xe1\x84\x80\xe1\x85\xa1", "\xea\xb0\x80"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        CHECK(one_line(one.text) == one.expected);
        CHECK(one_line(one_line(one.text)) == one_line(one.text));
    }
}

TEST_CASE("many marks on one letter take no time") {
    std::string text = "a";
    for (int mark = 0; mark < 200000; ++mark) text += mark % 2 == 0 ? "\xcc\x81" : "\xcc\xa3";
    CHECK(one_line(text).size() < 100);
}

TEST_CASE("texts are split into paragraphs") {
    const std::string wide(130, 'w');
    struct Case {
        std::string text;
        std::vector<std::string> expected;
    };
    const Case cases[] = {
        {"", {}},
        {"\n \n", {}},
        {"one", {"one"}},
        {"one\n\ntwo\n", {"one", "two"}},
        {"one\r\n\r\ntwo\r\n", {"one", "two"}},
        {"one\r\rtwo\r", {"one", "two"}},
        {"hard\nwrapped\nlines\n\nnext", {"hard wrapped lines", "next"}},
        {wide + "\nshort\n" + wide, {wide, "short", wide}},
        {"long-\nterm and -\nfree", {"long-term and - free"}},
        {"inter\xc2\xad\nnational", {"international"}},
        {"first\nmore\n    second\nmore", {"first more", "second more"}},
        {"    all\n    indented", {"all indented"}},
        {"a\n\0\nb"s, {"a", "b"}},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        CHECK(paragraphs(one.text) == one.expected);
    }
}

TEST_CASE("a file of old line ends takes no time") {
    std::string text;
    for (int line = 0; line < 100000; ++line) text += "words of a line\r";
    CHECK(paragraphs(text).size() == 1);
}

TEST_CASE("cleaning any text gives fair text") {
    std::mt19937 random(3);
    const std::string pieces[] = {"a",
                                  " ",
                                  "\n",
                                  "\t",
                                  "\0"s,
                                  "\xc2\xad",
                                  "\xc2\xa0",
                                  "\xcc\x81",
                                  "e",
                                  "\xe2\x80\x8d",
                                  "\xd9\x85",
                                  "\xe3\x80\x80",
                                  "\xef\xbb\xbf",
                                  "\xe1\x84\x80",
                                  "\xe1\x85\xa1",
                                  "-"};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto size = random() % 20; size > 0; --size) text += pieces[random() % std::size(pieces)];
        const std::string line = one_line(text);
        CAPTURE(text);
        CHECK(is_utf8(line));
        CHECK(line.find("  ") == std::string::npos);
        CHECK(line.find_first_of("\n\t\0"s) == std::string::npos);
        CHECK(trimmed(line).size() == line.size());
        for (const std::string& paragraph : paragraphs(text)) CHECK_FALSE(paragraph.empty());
    }
}
