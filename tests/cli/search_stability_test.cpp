#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "thousands.h"

using namespace dateline::cli;

namespace {

const std::vector<Arguments> questions{{"harbour"},
                                       {"cocoa talks"},
                                       {"\"harbour cocoa\""},
                                       {"harbour", "--sort", "newest"},
                                       {"--sort", "oldest"},
                                       {},
                                       {"--any", "ferry strike"},
                                       {"--person", "dvorak"}};

/// Every answer to the questions, without what names the archive itself.
std::vector<Json> answers(const Desk& desk, const std::string& archive) {
    std::vector<Json> all;
    for (const Arguments& question : questions) {
        Json answer = desk.json(question + Arguments{"--db", archive, "--facets", "--timeline", "-n", "200"});
        answer.erase("archive");
        all.push_back(std::move(answer));
    }
    return all;
}

}  // namespace

TEST_SUITE("search-stability") {
    TEST_CASE("equal scores come in the same order on every run, and however many threads wrote them") {
        const Desk desk;
        std::string input = thousands(0, 2500);
        for (int i = 0; i < 300; ++i)
            input += "{\"id\":\"same" + std::to_string(i) + "\",\"title\":\"harbour\"}\n";
        for (const char* threads : {"1", "2", "5"}) {
            const Outcome outcome = desk.index(
                {"-q", "--db", desk.path(threads), "--threads", threads, "--batch", "1200", "-"}, input);
            REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
        }
        const std::vector<Json> first = answers(desk, desk.path("1"));
        CHECK(answers(desk, desk.path("1")) == first);
        CHECK(answers(desk, desk.path("2")) == first);
        CHECK(answers(desk, desk.path("5")) == first);
    }

    TEST_CASE("a run that changes nothing changes no answer; a change taken back neither") {
        const Desk desk;
        desk.add(thousands(0, 1500));
        const std::vector<Json> before = answers(desk, desk.archive());
        desk.add(thousands(0, 1500));
        CHECK(answers(desk, desk.archive()) == before);
        desk.add("{\"id\":\"t7\",\"title\":\"quite another thing\"}\n");
        CHECK(desk.ids({"quite another thing"}) == Arguments{"t7"});
        desk.add(thousands(7, 1));
        CHECK(desk.count({}) == 1500);
        for (const Arguments& question : questions) {
            CAPTURE(Json(question).dump());
            const Json now = desk.json(question + Arguments{"--facets", "--timeline", "-n", "2000"});
            const Desk fresh;
            fresh.add(thousands(0, 1500));
            const Json then = fresh.json(question + Arguments{"--facets", "--timeline", "-n", "2000"});
            CHECK(now["total"] == then["total"]);
            CHECK(now["facets"] == then["facets"]);
            CHECK(now["timeline"] == then["timeline"]);
            const auto sorted_ids = [](const Json& answer) {
                Arguments ids;
                for (const Json& hit : answer["hits"]) ids.push_back(hit["id"]);
                std::sort(ids.begin(), ids.end());
                return ids;
            };
            CHECK(sorted_ids(now) == sorted_ids(then));
        }
    }

    TEST_CASE("replaced articles are gone from every view") {
        const Desk desk;
        desk.add(thousands(0, 600));
        std::string changed;
        for (int i = 0; i < 600; i += 2)
            changed +=
                "{\"id\":\"t" + std::to_string(i) + "\",\"title\":\"changed\",\"source\":\"New Source\"}\n";
        desk.add(changed);
        CHECK(desk.count({}) == 600);
        CHECK(desk.count({"changed"}) == 300);
        CHECK(desk.count({"--source", "new source"}) == 300);
        const Json answer = desk.json({"--facets", "source,year", "--timeline", "-n", "1000"});
        CHECK(answer["archive"]["articles"] == 600);
        std::uint64_t sum = answer["facets"]["source"]["missing"];
        for (const Json& row : answer["facets"]["source"]["values"]) sum += row["count"].get<std::uint64_t>();
        CHECK(sum == 600);
        const Json all = desk.json({"harbour", "-n", "1000"});
        for (const Json& hit : all["hits"]) {
            const std::string id = hit["id"];
            CHECK(std::stoi(id.substr(1)) % 2 == 1);
        }
    }
}
