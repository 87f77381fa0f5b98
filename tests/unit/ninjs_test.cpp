#include "indexer/readers/ninjs.h"

#include <doctest/doctest.h>

#include "reading.h"

namespace dateline {
namespace {

const std::string version_1 =
    R"({"uri":"urn:wire:7","type":"text","versioncreated":"2026-01-24T10:00:00Z",
"firstcreated":"2026-01-23T09:00:00+04:00","language":"en-GB","byline":"By Ines Duarte and Tom Hale",
"headline":"Ferry strike ends","body_text":"All in one piece.",
"body_xhtml":"<p>Ferry strike ends</p><p>SANDHAVEN, Jan 23 - Ferries sail.</p><p>Crews agreed &amp; voted.</p>",
"subject":[{"name":"transport","scheme":"x","code":"1"},{"code":"04011000"},{"literal":"13010000"}],
"person":[{"name":"Ada Quill"}],"organisation":[{"name":"Skerra Lines"}],"place":[{"name":"Sandhaven"}],
"infosource":[{"name":"Northern Wire"}],"slugline":"ferry-strike",
"associations":{"main":{"uri":"urn:p","type":"picture","headline":"A ferry"}}})";

const std::string version_3 =
    R"({"uri":"https://wire.example/7","type":"text","versionCreated":"2026-01-24T10:00:00Z",
"language":"de-AT","by":"Von Ines Duarte","headlines":[{"role":"short","value":"Ferries"},{"role":"main","value":"Ferry strike ends"}],
"descriptions":[{"role":"caption","value":"A ferry"},{"role":"lead","value":"Crews voted."}],
"bodies":[{"role":"nitf","contentType":"text/vnd.IPTC.NITF","value":"<nitf><body><body.content><p>N.</p></body.content></body></nitf>"},
{"role":"t","contentType":"text/plain","value":"One.\n\nTwo."}],
"people":[{"name":"Ada Quill"}],"places":[{"name":"Sandhaven"}],"organisations":[{"name":"Skerra Lines"}],
"copyrightHolder":"Northern Wire","subjects":[{"name":"transport"}],"associations":[{"name":"a","type":"picture"}]})";

std::string skipped(const std::string& json) {
    const auto records = read_all("jsonl", json);
    REQUIRE(records.size() == 1);
    const auto* skip = std::get_if<Skip>(&records[0].content);
    return skip == nullptr ? "not skipped" : skip->reason;
}

}  // namespace

TEST_CASE("ninjs: an item of version 1") {
    const auto records = read_all("jsonl", version_1);
    REQUIRE(records.size() == 1);
    const Article& read = article(records[0]);
    CHECK(read.id == "urn:wire:7");
    CHECK(read.url.empty());
    CHECK(read.title == "Ferry strike ends");
    CHECK(read.body ==
          std::vector<std::string>{"SANDHAVEN, Jan 23 - Ferries sail.", "Crews agreed & voted."});
    CHECK(to_string(*read.published) == "2026-01-23T09:00:00+04:00");
    CHECK(to_string(*read.updated) == "2026-01-24T10:00:00Z");
    CHECK(read.authors == std::vector<std::string>{"Ines Duarte", "Tom Hale"});
    CHECK(read.source == "Northern Wire");
    CHECK(read.language == "en");
    CHECK(read.dateline == "SANDHAVEN");
    CHECK(read.keywords == std::vector<std::string>{"transport", "ferry-strike"});
    REQUIRE(read.people.size() == 1);
    CHECK(read.people[0].name == "Ada Quill");
    REQUIRE(read.organizations.size() == 1);
    REQUIRE(read.places.size() == 1);
}

TEST_CASE("ninjs: what its provider takes back is no article") {
    const auto with = [](const std::string& status) {
        return R"({"uri":"u","type":"text","versioncreated":"2026-01-24T10:00:00Z","headline":"T","body_text":"Text.",
"pubstatus":")" +
               status + R"("})";
    };
    CHECK(skipped(with("canceled")) == "its provider says it is canceled");
    CHECK(skipped(with("withheld")) == "its provider says it is withheld");
    CHECK(skipped(with("usable")) == "not skipped");
}

TEST_CASE("ninjs: an item of version 3") {
    const auto records = read_all("jsonl", version_3, {{}, {}, {}, {}, {}, {}, {}, {}, {}, true});
    REQUIRE(records.size() == 1);
    const Article& read = article(records[0]);
    CHECK(read.id == "https://wire.example/7");
    CHECK(read.url == "https://wire.example/7");
    CHECK(read.title == "Ferry strike ends");
    CHECK(read.lede == "Crews voted.");
    CHECK(read.body == std::vector<std::string>{"One.", "Two."});
    CHECK(to_string(*read.published) == "2026-01-24T10:00:00Z");
    CHECK_FALSE(read.updated);
    CHECK(read.authors == std::vector<std::string>{"Ines Duarte"});
    CHECK(read.source == "Northern Wire");
    CHECK(read.people.size() + read.places.size() + read.organizations.size() == 3);
    CHECK_FALSE(records[0].origins.empty());
}

TEST_CASE("ninjs: items in any framing of JSON") {
    const std::string array = "[\n" + version_1 + ",\n" + version_3 + "]";
    CHECK(read_all("jsonl", array).size() == 2);
    CHECK(recognise_format(array)->name == "ninjs");
    CHECK(recognise_format(version_1)->name == "ninjs");
    CHECK(recognise_format(R"({"uri":"x","title":"t","text":"b"})")->name == "jsonl");
    std::string line = version_3;
    std::erase(line, '\n');
    const auto mixed = read_all("ninjs", line + "\n{\"title\":\"Plain\",\"text\":\"x\"}\n" + line);
    REQUIRE(mixed.size() == 3);
    CHECK(article(mixed[1]).title == "Plain");
}

TEST_CASE("ninjs: what has no text is skipped") {
    const std::pair<std::string, std::string> cases[] = {
        {R"({"uri":"u","type":"picture","versioncreated":"2026-01-24","headline":"A ferry","description_text":"x"})",
         "a news item of type picture"},
        {R"({"uri":"u","type":"video","headlines":[],"renditions":[]})", "a news item of type video"},
        {R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Items","description":"x"})",
         "a JSON schema"},
        {R"({"uri":"u","title":"Match","eventDetails":{"a":1},"descriptions":[{"role":"text","value":"x"}]})",
         "a news item of type event"},
        {R"({"uri":"u","type":"composite","versioncreated":"2026-01-24","headline":"Pack"})",
         "a news item without text"},
        {R"({"$standard":{"name":"ninjs"},"uri":"u","headline":"Only that"})", "a news item without text"},
        {R"({"uri":"u","type":"text","versioncreated":"2026-01-24","headline":"Flash: harbour open"})",
         "not skipped"},
        {R"({"uri":"u","type":"text","headlines":[{"value":"A"}],"descriptions":[{"role":"text","value":"b"}]})",
         "not skipped"},
    };
    for (const auto& [json, expected] : cases) {
        CAPTURE(json);
        CHECK(skipped(json) == expected);
    }
}

TEST_CASE("ninjs: a description that begins the text is no lede") {
    const auto records = read_all(
        "jsonl",
        R"({"uri":"u","type":"text","headlines":[{"value":"A"}],"descriptions":[{"role":"text","value":"Crews vo"}],)"
        R"("bodies":[{"contentType":"text/plain","value":"A\nWire\nCrews voted on Friday."}]})");
    REQUIRE(records.size() == 1);
    CHECK(article(records[0]).lede.empty());
}

TEST_CASE("ninjs: values of the wrong kind, and any bytes") {
    const auto records = read_all(
        "jsonl",
        R"({"uri":"u","type":"text","headlines":"x","bodies":7,"subject":["a",[1]],"person":null,"by":[],"headline":"T","pubstatus":1,"versioncreated":false})");
    REQUIRE(records.size() == 1);
    CHECK(article(records[0]).title == "T");
    CHECK(read_mutations("jsonl", version_1, 1000) > 0);
    CHECK(read_mutations("jsonl", version_3, 1000) > 0);
    CHECK(reason(read_all("jsonl",
                          R"({"uri":"u","versioncreated":"2026","headlines":)" + std::string(100'000, '['))
                     .front()) != "");
}

}  // namespace dateline
