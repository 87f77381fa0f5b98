#include <string>

#include <doctest/doctest.h>

#include "indexer/readers/article_builder.h"
#include "indexer/readers/json_repair.h"
#include "tests/unit/reading.h"

using namespace dateline;
using namespace std::string_literals;

namespace {

Article only(const std::string& json) {
    const std::vector<Record> records = read_all("jsonl", json);
    REQUIRE(records.size() == 1);
    CAPTURE(reason(records[0]));
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]);
}

const std::string full =
    R"({"id":"w:1","url":"https://wire.example/1","title":"Talks open","lede":"In short.",)"
    R"("text":"One.\n\nTwo.","published":"2026-01-24T08:15:00+04:00","updated":"2026-01-25",)"
    R"("source":"Northern Wire","author":"Ines Duarte","section":"world","language":"en-GB",)"
    R"("dateline":"ABU DHABI","keywords":["talks","peace"],"people":["Steve Witkoff"],)"
    R"("organizations":[{"name":"NATO"}],"places":"Abu Dhabi; Geneva","extra":1})";

}  // namespace

TEST_CASE("all fields of a record") {
    const Article read = only(full);
    CHECK(read.id == "w:1");
    CHECK(read.url == "https://wire.example/1");
    CHECK(read.title == "Talks open");
    CHECK(read.lede == "In short.");
    CHECK(read.body == std::vector<std::string>{"One.", "Two."});
    CHECK(to_string(*read.published) == "2026-01-24T08:15:00+04:00");
    CHECK(to_string(*read.updated) == "2026-01-25");
    CHECK(read.source == "Northern Wire");
    CHECK(read.authors == std::vector<std::string>{"Ines Duarte"});
    CHECK(read.section == "world");
    CHECK(read.language == "en");
    CHECK(read.dateline == "ABU DHABI");
    CHECK(read.keywords == std::vector<std::string>{"talks", "peace"});
    REQUIRE(read.people.size() == 1);
    CHECK(read.people[0].name == "Steve Witkoff");
    REQUIRE(read.organizations.size() == 1);
    CHECK(read.organizations[0].name == "NATO");
    REQUIRE(read.places.size() == 2);
    CHECK(read.places[1].name == "Geneva");
    CHECK(read_all("jsonl", full)[0].notes == std::vector<std::string>{"unknown key \"extra\" ignored"});
    CHECK(read_all("jsonl", full + "\n" + full)[1].notes.empty());
}

TEST_CASE("other names and shapes of values") {
    CHECK(only(R"({"Headline":"T"})").title == "T");
    CHECK(only(R"({"headline":"T","title":"Better"})").title == "Better");
    CHECK(only(R"({"title":"","headline":"T"})").title == "T");
    CHECK(only(R"({"title":{"rendered":"T"}})").title == "T");
    CHECK(to_string(*only(R"({"title":"T","datePublished":"2026-01-24"})").published) == "2026-01-24");
    CHECK(to_string(*only(R"({"title":"T","date-published":"2026-01-24"})").published) == "2026-01-24");
    CHECK(to_string(*only(R"({"title":"T","date":1769241600})").published) == "2026-01-24T08:00:00Z");
    CHECK(to_string(*only(R"({"title":"T","date":1769241600000})").published) == "2026-01-24T08:00:00Z");
    CHECK(to_string(*only(R"({"title":"T","date":20260124})").published) == "2026-01-24");
    CHECK_FALSE(only(R"({"title":"T","date":"soon"})").published);
    CHECK(only(R"({"title":"T","id":42})").id == "42");
    CHECK(only(R"({"title":"T","id":123456789012345678901234567890})").id ==
          "123456789012345678901234567890");
    CHECK(only(R"({"title":"T","url":"https://x.example/"})").id == "https://x.example/");
    CHECK(only(R"({"title":"T"})").id == content_id(only(R"({"title":"T"})")));
    CHECK(only(R"({"title":"T"})").id.starts_with("hash:"));
    CHECK(only(R"({"title":"T","lede":null,"text":null})").lede.empty());
    CHECK(only(R"({"body":["One.","Two."]})").body == std::vector<std::string>{"One.", "Two."});
    CHECK(only(R"({"title":"T","author":[{"@type":"Person","name":"Ines Duarte"},{"name":"Tom Hale"}]})")
              .authors == std::vector<std::string>{"Ines Duarte", "Tom Hale"});
    CHECK(only(R"({"title":"T","byline":"By Ines Duarte and Tom Hale, Reuters"})").authors ==
          std::vector<std::string>{"Ines Duarte", "Tom Hale"});
    CHECK(only(R"({"title":"T","author":"Duarte, Ines"})").authors ==
          std::vector<std::string>{"Duarte, Ines"});
    CHECK(only(R"({"title":"T","tags":"a, b,a"})").keywords == std::vector<std::string>{"a", "b"});
    CHECK(only(R"({"title":"T","tags":["a, b"]})").keywords == std::vector<std::string>{"a, b"});
    CHECK(only(R"({"title":"A \ud83d b","score":NaN})").title == "A \xef\xbf\xbd b");
    CHECK(only("{\"title\":\"caf\xe9\"}").title == "caf\xc3\xa9");
    CHECK(only("{\"title\":\"a\\u0000b\\u00adc\"}").title == "a bc");
    CHECK(only(R"({"lede":"One.","text":"One.\n\nTwo."})").lede.empty());
}

TEST_CASE("a value of a kind that its field has not is told, and the article stays") {
    const auto notes = [](const std::string& json) {
        const std::vector<Record> records = read_all("jsonl", json);
        REQUIRE(records.size() == 1);
        return records[0].notes;
    };
    using Notes = std::vector<std::string>;
    const std::string two = R"({"id":"a","title":["Talks","resume"],"text":"One."})";
    CHECK(only(two).title == "Talks resume");
    CHECK(notes(two) == Notes{"the 2 strings of \"title\" are joined"});
    CHECK(only(R"({"title":["Talks"]})").title == "Talks");
    CHECK(notes(R"({"title":["Talks"]})").empty());
    const std::string sections = R"({"title":"T","section":["world","europe"],"date":["2026-01-24",7]})";
    CHECK(only(sections).section == "world");
    CHECK(to_string(*only(sections).published) == "2026-01-24");
    CHECK(notes(sections) == Notes{"\"section\" has 2 values; the first one counts",
                                   "\"date\" has 2 values; the first one counts"});
    const std::string object =
        R"({"text":"One.","title":{"x":1},"headline":"T","published":{},"source":true})";
    CHECK(only(object).title == "T");
    CHECK(only(object).body == std::vector<std::string>{"One."});
    CHECK_FALSE(only(object).published);
    CHECK(notes(object) == Notes{"\"title\" left out: an object is no value of it",
                                 "\"published\" left out: an object is no value of it",
                                 "\"source\" left out: true or false is no value of it"});
    CHECK(only(R"({"title":"T","text":42,"section":7})").body == std::vector<std::string>{"42"});
    CHECK(only(R"({"title":"T","text":42,"section":7})").section == "7");
    CHECK(only(R"({"title":"T","_id":{"$oid":"5f1a"}})").id == "5f1a");
    CHECK(to_string(*only(R"({"title":"T","date":{"$date":"2026-01-24T08:00:00Z"}})").published) ==
          "2026-01-24T08:00:00Z");
}

TEST_CASE("files of lines, arrays and objects over lines") {
    const std::string one = R"({"title":"A"})";
    struct Case {
        std::string file;
        std::size_t records;
    };
    const Case cases[] = {
        {one, 1},
        {one + "\n" + one + "\n", 2},
        {one + "\r\n\r\n" + one, 2},
        {"\xef\xbb\xbf" + one + "\n", 1},
        {"[" + one + "," + one + "]", 2},
        {" [\n " + one + ",\n " + one + "\n]\n", 2},
        {"{\n  \"title\": \"A\",\n  \"author\": {\n    \"name\": \"B\"\n  }\n}\n", 1},
        {"[\n  {\n    \"title\": \"A [\\\"{\"\n  },\n  {\n    \"title\": \"B\"\n  }\n]\n", 2},
        {"{\"title\": \"A\",\n\"text\": \"B\"}\n{\"title\": \"C\",\n\"text\": \"D\"}\n", 2},
        {"", 0},
        {"\n\n", 0},
        {"[]", 0},
        {one + "\n" + std::string(100, '\0') + "\n", 1},
    };
    for (const Case& each : cases) {
        CAPTURE(each.file);
        const std::vector<Record> records = read_all("jsonl", each.file);
        CHECK(records.size() == each.records);
        for (const Record& record : records) CHECK(reason(record).empty());
    }
    std::string wide;
    for (const char c : one + "\n" + one) wide += std::string{c, '\0'};
    CHECK(read_all("jsonl", "\xff\xfe" + wide).size() == 2);
}

TEST_CASE("a broken record does not cost the others") {
    const std::string good = "{\"title\":\"A\"}\n";
    const auto five = read_all("jsonl", good + good + "{\"title\":\"broken\n" + good + good);
    REQUIRE(five.size() == 5);
    CHECK(reason(five[2]) == "invalid JSON: a string is not closed");
    CHECK(five[2].line == 3);
    CHECK(five[2].offset == 2 * good.size());
    CHECK(five[2].number == 3);
    CHECK(article(five[4]).title == "A");

    const auto first = read_all("jsonl", "{\"title\":\n" + good + good);
    CHECK(first.size() >= 2);
    const auto broken_first = read_all("jsonl", "{\"title\":\"x\n" + good + good);
    REQUIRE(broken_first.size() == 3);
    CHECK(reason(broken_first[0]).starts_with("invalid JSON"));

    const std::string pretty = "  {\n    \"title\": \"A\"\n  }";
    const auto unclosed =
        read_all("jsonl", "[\n  {\n    \"title\": \"x\n  },\n" + pretty + ",\n" + pretty + "\n]\n");
    REQUIRE(unclosed.size() == 3);
    CHECK(reason(unclosed[0]) == "invalid JSON: a string is not closed on its line");
    CHECK(article(unclosed[2]).title == "A");

    const auto open = read_all("jsonl", R"([{"title":"A", {"title":"B"},{"title":"C"}])");
    REQUIRE(open.size() == 3);
    CHECK(reason(open[0]) == "invalid JSON: an object is not closed");
    CHECK(article(open[2]).title == "C");

    CHECK(reason(read_all("jsonl", "42\n")[0]) == "a record must be a JSON object, not a number");
    CHECK(reason(read_all("jsonl", "{\"id\":\"1\"}\n")[0]) == "no text");
    CHECK(reason(read_all("jsonl", "[{\"title\":\"A\"},{\"title\":")[1]) ==
          "invalid JSON: the file ends inside a record");
}

TEST_CASE("bombs and giants") {
    const auto deep = read_all("jsonl", std::string(100000, '['));
    REQUIRE(deep.size() == 1);
    CHECK(reason(deep[0]).starts_with("invalid JSON"));
    const std::string nest = "{\"text\":" + std::string(100000, '[') + std::string(100000, ']') + "}\n";
    const auto nested = read_all("jsonl", nest + "{\"title\":\"A\"}\n");
    REQUIRE(nested.size() == 2);
    CHECK(reason(nested[0]) == "invalid JSON: nested too deeply");

    const std::string giant = "{\"text\":\"" + std::string(record_limit, 'x') + "\"}";
    const auto lines = read_all("jsonl", giant + "\n{\"title\":\"A\"}\n");
    REQUIRE(lines.size() == 2);
    CHECK(reason(lines[0]) == "the record is too large");
    const auto array = read_all("jsonl", "[" + giant + ",{\"title\":\"A\"}]");
    REQUIRE(array.size() == 2);
    CHECK(reason(array[0]) == "the record is too large");
    CHECK(article(array[1]).title == "A");
}

TEST_CASE("what programs write although it is no JSON") {
    CHECK(repaired_json(R"({"a":NaN,"b":-Infinity})") == R"({"a":null,"b":null})");
    CHECK(repaired_json(R"({"a":"NaN \" NaN"})") == std::nullopt);
    CHECK(repaired_json(R"("\ud83d\ude00")") == std::nullopt);
    CHECK(repaired_json(R"("\ude00\ud83d")") == R"("\ufffd\ufffd")");
    CHECK(repaired_json("[12345678901234567890123]") == "[\"12345678901234567890123\"]");
    CHECK(repaired_json("[1.2345678901234567890123]") == std::nullopt);
}

TEST_CASE("mutated JSON does no harm") {
    CHECK(read_mutations("jsonl", full + "\n" + full + "\n", 1500) > 0);
    CHECK(read_mutations("jsonl", "[\n  " + full + ",\n  " + full + "\n]\n", 1500) > 0);
}
