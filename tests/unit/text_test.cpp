#include <string>

#include <doctest/doctest.h>

#include "indexer/readers/byline.h"
#include "tests/unit/reading.h"

using namespace dateline;
using namespace std::string_literals;

namespace {

Article only(const std::string& text, const ReadingContext& context = {}) {
    const std::vector<Record> records = read_all("text", text, context);
    REQUIRE(records.size() == 1);
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]);
}

using Texts = std::vector<std::string>;

const std::string with_front_matter =
    "---\ntitle: \"Talks: a start\"\ndate: 2026-01-24 08:15\n# a comment\nsource: 'Northern Wire'\n"
    "keywords: [talks, 'a, b', peace]\npeople:\n  - Steve Witkoff\n  - Jared Kushner\nauthors:\n- Ines "
    "Duarte\n"
    "places: Abu Dhabi, Geneva\nlede: >\n  In\n  short.\nlayout: post\n---\n\nABU DHABI (Wire) - "
    "One.\nMore.\n\nTwo.\n";

}  // namespace

TEST_CASE("front matter") {
    const Article read = only(with_front_matter);
    CHECK(read.title == "Talks: a start");
    CHECK(to_string(*read.published) == "2026-01-24T08:15:00");
    CHECK(read.source == "Northern Wire");
    CHECK(read.keywords == Texts{"talks", "a, b", "peace"});
    REQUIRE(read.people.size() == 2);
    CHECK(read.people[1].name == "Jared Kushner");
    CHECK(read.authors == Texts{"Ines Duarte"});
    REQUIRE(read.places.size() == 2);
    CHECK(read.lede == "In short.");
    CHECK(read.body == Texts{"ABU DHABI (Wire) - One. More.", "Two."});
    CHECK(read.dateline == "ABU DHABI");
    CHECK(only("---\nno front matter at all\n---\nText.\n").title == "---");
    CHECK(only("---\ndate: 2026-01-24\n---\n# Title\n\nText.\n").title == "Title");
}

TEST_CASE("front matter with faults") {
    const auto people = [](const std::string& text) {
        std::string names;
        for (const Name& name : only(text).people) names += name.name + '|';
        return names;
    };
    CHECK(people("---\ntitle: T\npeople: [A B, C D\n---\nX\n") == "A B|C D|");
    CHECK(people("---\ntitle: T\npeople: [A B,\n  C D]\n---\nX\n") == "A B|C D|");
    CHECK(people("---\ntitle: T\npeople: [A B,\nC D\n] # both\nid: i\n---\nX\n") == "A B|C D|");
    CHECK(people("---\npeople: [A B\ntitle: T\n---\nX\n") == "A B|");
    CHECK(only("---\ntitle: A long\n  title\n---\nX\n").title == "A long title");
    CHECK(only("---\nweird\ntitle: T\nid: i\n---\nX\n").id == "i");
    CHECK(only("---\nA rule, then prose.\nNote: this.\n---\nMore.\n").title == "---");
    CHECK(only("---\nOne.\nTwo.\nTitle: what is in a title\n---\nMore.\n").title == "---");
    CHECK(only("---\nA rule and prose without an end.\nTitle: x\n").title == "---");
    CHECK(reason(read_all("text", "---\ntitle: T\nid: i\n\nText.\n")[0]) == "the front matter is not closed");
}

TEST_CASE("headers") {
    const Article read = only("Title: Talks open\nDate: 24 Jan 2026\nTags: a, b\n\nText.\n");
    CHECK(read.title == "Talks open");
    CHECK(to_string(*read.published) == "2026-01-24");
    CHECK(read.keywords == Texts{"a", "b"});
    CHECK(read.body == Texts{"Text."});
    CHECK(only("Date: a history of the fruit\n\nText.\n").title == "Date: a history of the fruit");
    CHECK(only("Story: how it began\n\nText.\n").title == "Story: how it began");
    CHECK(only("Title: x\nUnheard-of: y\n\nText.\n").title == "Title: x");
}

TEST_CASE("plain text") {
    const Article read = only("Talks open.\n\nBy Ines Duarte\n\nABU DHABI, Jan 24 (TASS) - One.\n\nTwo.\n",
                              {"news/2026/01/25/talks.txt", "talks.txt", "", "Wire", {}});
    CHECK(read.title == "Talks open.");
    CHECK(read.authors == Texts{"Ines Duarte"});
    CHECK(read.dateline == "ABU DHABI");
    CHECK(read.body == Texts{"ABU DHABI, Jan 24 (TASS) - One.", "Two."});
    CHECK(to_string(*read.published) == "2026-01-25");
    CHECK(read.id == "talks.txt");
    CHECK(read.source == "Wire");
    const std::string long_line(301, 'x');
    CHECK(only(long_line).title.empty());
    CHECK(only(long_line).body == Texts{long_line});
    CHECK(only("Title\nBody without a blank line.\n").body == Texts{"Body without a blank line."});
    CHECK(only("\xef\xbb\xbfTitle\r\n\r\nBody\r\n").title == "Title");
    CHECK(only("Ti\0tle\n\nBo\0dy"s).title == "Ti tle");
    CHECK(only("Caf\xe9\n\nBody").title == "Caf\xc3\xa9");
    const ReadingContext dated{"a.txt", "a.txt", "", "", Day{std::chrono::year{2020} / 2 / 3}};
    CHECK(to_string(*only("Title\n\nBody", dated).published) == "2020-02-03");
    CHECK_FALSE(only("---\ndate: someday\n---\nTitle\n\nBody", dated).published);
    CHECK(reason(read_all("text", " \n\n")[0]) == "no text");
    CHECK(reason(read_all("text", "")[0]) == "no text");
}

TEST_CASE("one enormous line is one article") {
    std::string line;
    while (line.size() < (20U << 20)) line += "talks went on and on ";
    const Article read = only(line);
    REQUIRE(read.body.size() == 1);
    CHECK(read.body[0].size() == line.size() - 1);
    CHECK(reason(read_all("text", std::string(record_limit + 1, 'x'))[0]) == "the record is too large");
}

TEST_CASE("datelines") {
    struct Case {
        std::string_view text;
        std::string_view place;
    };
    constexpr Case leading[] = {
        {"ABU DHABI, Jan 24 (TASS) - The talks", "ABU DHABI"},
        {"LONDON (Reuters) \xe2\x80\x94 The talks", "LONDON"},
        {"SALVADOR, Feb 26 - Showers", "SALVADOR"},
        {"KYIV, Ukraine (AP) -- Strikes", "KYIV, Ukraine"},
        {"Geneva, 24 January - Talks", "Geneva"},
        {"GENEVA - Talks opened", "GENEVA"},
        {"THE PRESIDENT - A MAN OF FEW WORDS", ""},
        {"The talks - long awaited - opened", ""},
        {"US-Russia talks opened", ""},
        {"", ""},
    };
    for (const Case& one : leading) {
        CAPTURE(one.text);
        CHECK(leading_dateline_place(one.text) == one.place);
    }
    constexpr Case alone[] = {
        {"    SALVADOR, Feb 26 - ", "SALVADOR"},
        {"    ROCHESTER, N.Y., March 3 -\n    ", "ROCHESTER, N.Y."},
        {"    ****LONDON, March 5 - ", "LONDON"},
        {"    WASHINGTON, April 3, Reuter - ", "WASHINGTON"},
        {" June 29  --     --", ""},
        {"    NEW YORK - ", "NEW YORK"},
        {"    LONDON March 5 - ", "LONDON"},
        {"", ""},
    };
    for (const Case& one : alone) {
        CAPTURE(one.text);
        CHECK(dateline_place(one.text) == one.place);
    }
}

TEST_CASE("bylines") {
    CHECK(byline_names("By Norma Cohen and Geert Linnebank, Reuters") ==
          Texts{"Norma Cohen", "Geert Linnebank"});
    CHECK(byline_names("BY TED D'AFFLISIO, REUTERS") == Texts{"TED D'AFFLISIO"});
    CHECK(byline_names("John Smith, Jr., Ann Lee & Bo Li") == Texts{"John Smith, Jr.", "Ann Lee", "Bo Li"});
    CHECK(byline_names("Reuters & Co") == Texts{"Reuters & Co"});
    CHECK(byline_names("By Jane Doe & Lund & Sons, AP") == Texts{"Jane Doe", "Lund & Sons"});
    CHECK(byline_names("Smith and Company and Bo Li") == Texts{"Smith and Company", "Bo Li"});
    CHECK(byline_names("Ann Lee and Sons Bakke") == Texts{"Ann Lee", "Sons Bakke"});
    CHECK(byline_names("Ann Lee & Cora Li") == Texts{"Ann Lee", "Cora Li"});
    CHECK(byline_names("").empty());
    CHECK(is_byline("By Ines Duarte"));
    CHECK(is_byline("By INES DUARTE and Tom van der Hale"));
    CHECK_FALSE(is_byline("By the river they met"));
    CHECK_FALSE(is_byline("Ines Duarte"));
    CHECK_FALSE(is_byline("By Friday."));
}

TEST_CASE("mutated text does no harm") {
    CHECK(read_mutations("text", with_front_matter, 2000) > 0);
    CHECK(read_mutations("text", "Title: A\nDate: 2026-01-24\n\nBy Ines Duarte\n\nGENEVA - Talks.\n", 2000) >
          0);
}
