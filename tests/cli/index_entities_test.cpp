#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

namespace {

const std::string talks =
    "{\"id\":\"a\",\"title\":\"Talks\",\"text\":\"Steve Witkoff met Jared Kushner in Geneva. Witkoff left.\","
    "\"people\":[\"witkoff-steve\"],\"keywords\":[\"k\"]}\n";

using Values = std::set<std::string>;

/// The values of one facet over the whole archive.
Values values_of(const Desk& desk, const std::string& facet) {
    Values values;
    const Json answer = desk.json({"--facets", facet + ":1000", "-n", "0"});
    for (const Json& value : answer["facets"][facet]["values"])
        values.insert(value["value"].get<std::string>());
    return values;
}

void index(const Desk& desk, const Arguments& arguments, const std::string& summary) {
    const Outcome outcome = desk.index(arguments + Arguments{"-"}, talks);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.find(summary) != std::string::npos);
}

bool holds_all(const Values& values, const Values& wanted) {
    return std::ranges::includes(values, wanted);
}

}  // namespace

TEST_SUITE("index-entities") {
    TEST_CASE("which names are indexed") {
        const Desk desk;
        index(desk, {}, "1 added");
        CHECK(values_of(desk, "person") == Values{"Jared Kushner", "Steve Witkoff", "witkoff-steve"});
        CHECK(values_of(desk, "place") == Values{"Geneva"});
        CHECK(desk.count({"--person", "Steve Witkoff"}) == 1);
        CHECK(desk.count({"--person", "witkoff-steve"}) == 1);
        index(desk, {"--entities", "all"}, "1 unchanged");
        index(desk, {"--entities", "given"}, "1 updated");
        CHECK(values_of(desk, "person") == Values{"witkoff-steve"});
        CHECK(values_of(desk, "place").empty());
        index(desk, {"--entities", "found"}, "1 updated");
        CHECK(values_of(desk, "person") == Values{"Jared Kushner", "Steve Witkoff"});
        index(desk, {"--entities", "none"}, "1 updated");
        CHECK(values_of(desk, "person").empty());
        CHECK(values_of(desk, "keyword") == Values{"k"});
        index(desk, {"--entities", "none"}, "1 unchanged");
    }

    TEST_CASE("the configuration may say so") {
        const Desk desk;
        desk.write(".config/dateline/dateline.conf", "entities = given\n");
        index(desk, {}, "1 added");
        CHECK(values_of(desk, "person") == Values{"witkoff-steve"});
        index(desk, {"--entities", "found"}, "1 updated");
        desk.write(".config/dateline/dateline.conf", "entities-model = " + desk.path("no.bin") + "\n");
        CHECK(desk.index({"-"}, talks).code == 2);
        index(desk, {"--entities", "given"}, "1 updated");
    }

    TEST_CASE("a word that is no choice is refused") {
        const Desk desk;
        const Outcome outcome = desk.index({"--entities", "some", "-"}, talks);
        CHECK(outcome.code == 2);
        CHECK(outcome.err ==
              "error: --entities: 'some' is not known\nhint: it is none, given, found or all\n");
    }

    TEST_CASE("a missing or damaged model is one error, before anything is read") {
        const Desk desk;
        const std::string shipped = DATELINE_SOURCE_FOLDER "/indexer/entities/data/entities.bin";
        std::string model = file_content(shipped);
        const std::string hint = "\nhint: install dateline again, or train a model (docs/entities.md)\n";
        model[model.size() / 2] = static_cast<char>(model[model.size() / 2] ^ 1);
        const std::string damaged = desk.write("damaged.bin", model);
        const std::string cut = desk.write("cut.bin", model.substr(0, model.size() / 2));
        const std::string other = desk.write("other.bin", std::string(1000, 'x'));
        struct Case {
            std::string model;
            std::string what;
        };
        const std::vector<Case> cases{
            {desk.path("no.bin"), "the entity model cannot be opened: No such file or directory"},
            {damaged, "the entity model is damaged"},
            {cut, "the entity model is cut"},
            {other, "the entity model is no model file"},
            {desk.folder().string(), "the entity model is no model file, or it is cut"}};
        for (const auto& [file, what] : cases) {
            for (const char* mode : {"all", "found"}) {
                const Outcome outcome =
                    desk.index({"--entities", mode, "--entities-model", file, "-"}, talks);
                CHECK(outcome.code == 2);
                CHECK(outcome.out.empty());
                CHECK(outcome.err == "error: " + file + ": " + what + hint);
            }
        }
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
        for (const char* mode : {"none", "given"})
            CHECK(desk.index({"--entities", mode, "--entities-model", damaged, "-"}, talks).code == 0);
    }

    TEST_CASE("another model indexes anew") {
        const Desk desk;
        index(desk, {"--entities", "found"}, "1 added");
        const std::string same = desk.write(
            "same.bin", file_content(DATELINE_SOURCE_FOLDER "/indexer/entities/data/entities.bin"));
        index(desk, {"--entities", "found", "--entities-model", same}, "1 unchanged");
    }

    TEST_CASE("who is who in an article of the corpus") {
        const Desk desk;
        REQUIRE(desk.index({"--quiet", "--entities", "found", corpus() + "/northern-wire"}).code == 0);
        const Json answer = desk.json({"id:\"northern-wire:2026-01-24:abu-dhabi-talks\""});
        REQUIRE(answer["total"] == 1);
        const Json& article = answer["hits"][0];
        const auto names = [&](const char* key) {
            Values values;
            for (const Json& name : article[key]) values.insert(name.get<std::string>());
            return values;
        };
        CHECK(names("people") == Values{"Andrii Sybiha", "Donald Trump", "Jared Kushner", "Steve Witkoff",
                                        "Volodymyr Zelenskyy"});
        CHECK(holds_all(names("organizations"), {"European Union", "NATO", "TASS"}));
        CHECK(holds_all(names("places"), {"Abu Dhabi", "Geneva", "Kharkiv", "Kyiv", "Russia", "Ukraine"}));
    }

    TEST_CASE("an article without any tags") {
        const char* const data = std::getenv("DATELINE_DATA");
        const std::string article =
            std::string(data ? data : DATELINE_SOURCE_FOLDER "/../shared/data") + "/first-article";
        if (!std::filesystem::exists(article)) {
            MESSAGE("skipped: " << article << " is not there");
            return;
        }
        const Desk desk;
        REQUIRE(desk.index({"--quiet", article}).code == 0);
        CHECK(values_of(desk, "person") == Values{"Andrii Sybiha", "Donald Trump", "Jared Kushner",
                                                  "Steve Witkoff", "Volodymyr Zelenskyy"});
        CHECK(holds_all(values_of(desk, "org"), {"European Union", "G7", "NATO", "TASS", "The Epoch Times",
                                                 "Ukrainian Ministry of Economy"}));
        CHECK(holds_all(values_of(desk, "place"), {"Abu Dhabi", "Belgorod", "Geneva", "Kharkiv", "Kyiv",
                                                   "Moscow", "Russia", "Ukraine", "United States"}));
        for (const char* facet : {"person", "org", "place"}) {
            for (const char* wrong : {"X", "Moscow and Kyiv", "Russian", "Ukrainian"})
                CHECK_FALSE(values_of(desk, facet).contains(wrong));
        }
    }
}
