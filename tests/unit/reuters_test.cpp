#include <string>

#include <doctest/doctest.h>

#include "indexer/readers/entities.h"
#include "tests/unit/reading.h"

using namespace dateline;
using namespace std::string_literals;

namespace {

using Texts = std::vector<std::string>;

std::string story(const std::string& number, const std::string& text, const std::string& type = "") {
    return "<REUTERS TOPICS=\"YES\" OLDID=\"1\" NEWID=\"" + number +
           "\">\n<DATE>26-FEB-1987 15:01:01.79&#9;&#9;&#9;F</DATE>\n<TOPICS><D>cocoa</D></TOPICS>\n"
           "<PLACES><D>ivory-coast</D><D>usa</D></PLACES>\n<PEOPLE><D>james-baker</D></PEOPLE>\n"
           "<ORGS><D>icco</D></ORGS>\n<EXCHANGES><D>cbt</D></EXCHANGES>\n<COMPANIES></COMPANIES>\n"
           "<UNKNOWN> \n&#5;&#5;C T\n</UNKNOWN>\n<TEXT" +
           type + ">&#2;\n" + text + "</TEXT>\n</REUTERS>\n";
}

const std::string whole = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" +
                          story("1",
                                "<TITLE>COCOA &lt;CC> UP</TITLE>\n<AUTHOR>    By Ann Lee, Reuters</AUTHOR>\n"
                                "<DATELINE>    ABIDJAN, Feb 26 - </DATELINE><BODY>Cocoa rose in\nlong-\nterm "
                                "trade, he\nsaid &amp; left.\n"
                                "    Second par.\n Reuter\n&#3;</BODY>");

}  // namespace

TEST_CASE("a story") {
    const std::vector<Record> records = read_all("reuters", whole);
    REQUIRE(records.size() == 1);
    const Article& read = article(records[0]);
    CHECK(read.id == "reuters:1");
    CHECK(read.title == "COCOA <CC> UP");
    CHECK(read.authors == Texts{"Ann Lee"});
    CHECK(read.dateline == "ABIDJAN");
    CHECK(read.body == Texts{"Cocoa rose in long-term trade, he said & left.", "Second par."});
    CHECK(to_string(*read.published) == "1987-02-26T15:01:01");
    CHECK(read.keywords == Texts{"cocoa", "cbt"});
    REQUIRE(read.places.size() == 2);
    CHECK(read.places[0].name == "ivory-coast");
    CHECK(read.people.at(0).name == "james-baker");
    CHECK(read.organizations.at(0).name == "icco");
    CHECK(read.source == "Reuters");
    CHECK(read.language == "en");
    CHECK(read.section.empty());
    CHECK(records[0].line == 2);
    CHECK(records[0].offset == whole.find("<REUTERS"));
}

TEST_CASE("stories that are only a title, or no title, or nothing") {
    const auto brief =
        read_all("reuters", story("2", "******<TITLE>SHARES UP\n</TITLE>Blah blah blah.\n&#3;\n\n"));
    CHECK(article(brief.at(0)).title == "SHARES UP");
    CHECK(article(brief.at(0)).body.empty());
    const auto raw = read_all(
        "reuters", story("3", "GOLD OPENING\n  COPPER  1\n  LEAD 2\n REUTER\n&#3;\n\n", " TYPE=\"UNPROC\""));
    CHECK(article(raw.at(0)).title.empty());
    CHECK(article(raw.at(0)).body == Texts{"GOLD OPENING", "COPPER 1", "LEAD 2"});
    const auto nothing = read_all("reuters", story("4", "&#3;\n\n"));
    CHECK(article(nothing.at(0)).id == "reuters:4");
    CHECK(nothing.at(0).notes == Texts{"no text"});
    const auto latin = read_all("reuters", story("5", "<TITLE>Z\xfcrich</TITLE>"));
    CHECK(article(latin.at(0)).title == "Z\xc3\xbcrich");
}

TEST_CASE("broken stories do not cost the others") {
    const std::string good = story("1", "<TITLE>A</TITLE>");
    const auto open = read_all("reuters", good.substr(0, good.size() - 12) + good + good);
    REQUIRE(open.size() == 3);
    CHECK(reason(open[0]) == "the story is not closed: another begins inside it");
    const auto cut = read_all("reuters", good + good.substr(0, 200));
    REQUIRE(cut.size() == 2);
    CHECK(reason(cut[1]) == "the file ends inside a story");
    CHECK(read_all("reuters", "").empty());
    CHECK(read_mutations("reuters", whole + good, 2000) > 0);
}

TEST_CASE("references") {
    CHECK(without_entities("a &lt;b> &amp;lt; &#65;&#x42; &#3;|") == "a <b> &lt; AB  |");
    CHECK(without_entities("AT&T &nosuch; &#; &#x; &#99999999; &#xd800; &") ==
          "AT&T &nosuch; &#; &#x; &#99999999; &#xd800; &");
    CHECK(without_entities("&#252;") == "\xc3\xbc");
}

TEST_CASE("formats are recognised by content") {
    struct Case {
        std::string head;
        std::string name;
    };
    const Case cases[] = {
        {whole, "reuters"},
        {story("1", "x"), "reuters"},
        {"{\"title\":\"A\"}\n", "jsonl"},
        {" [ {\"title\":\"A\"}", "jsonl"},
        {"\xef\xbb\xbf{\n \"a\": 1}", "jsonl"},
        {"\xff\xfe{\0\"\0"s, "jsonl"},
        {std::string(5000, '['), "jsonl"},
        {"[Reuters] Talks open\n", "text"},
        {"[1] a footnote\n", "text"},
        {"{braces} in text", "text"},
        {"Talks open\n\nText.\n", "text"},
        {"---\ntitle: A\n---\nText.\n", "text"},
        {"Caf\xe9\n", "text"},
        {"", "text"},
        {"%PDF-1.7\n", ""},
        {"\x89PNG\r\n\x1a\n", ""},
        {"text with \0 in it"s, ""},
        {"<!DOCTYPE html><html>", "html"},
        {"<?xml version=\"1.0\"?><rss>", "feed"},
        {"<?xml version=\"1.0\"?><unheard-of>", ""},
    };
    for (const Case& one : cases) {
        CAPTURE(one.head);
        const Format* format = recognise_format(one.head);
        CHECK((format == nullptr ? "" : format->name) == one.name);
    }
}

TEST_CASE("formats by name") {
    CHECK(format_named("text").name == "text");
    try {
        (void)format_named("jsnl");
        FAIL("an unknown format was accepted");
    } catch (const Error& error) {
        CHECK(error.describe().starts_with(
            "error: unknown format \"jsnl\"\nhint: did you mean jsonl? formats: jsonl, "));
    }
}
