#include <filesystem>

#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

namespace {

const std::string story =
    "Dockers at the harbour of Port Adela ended a strike of nine days on Tuesday after owners of three "
    "shipping "
    "lines agreed to raise wages by 6 pct. The walkout had held up 41 vessels and cost exporters of cocoa "
    "some "
    "12 mln dlrs, the chamber of commerce said. Owners said they would have to charge more from September.";

Json article(const std::string& id, const std::string& source, const std::string& day,
             const std::string& text) {
    return {{"id", id}, {"title", "Title " + id}, {"source", source}, {"published", day}, {"text", text}};
}

std::string wire() {
    return lines(
        {article("a", "Northern Wire", "2026-03-02", story),
         article("b", "Harbour Times", "2026-03-04", "By Jane Roe, Staff Writer. " + story),
         article("c", "Northern Wire", "2026-03-03", "Corrected: " + story),
         article("d", "Island Herald", "2026-05-20", story),
         article("e", "Island Herald", "2026-03-04", "A museum opened a room of clocks in its cellar.")});
}

Json stats(const Desk& desk) {
    const Outcome outcome = desk.index({"--stats", "--json"});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    return Json::parse(outcome.out);
}

}  // namespace

TEST_SUITE("index-copies") {
    TEST_CASE("--reindex says when an archive gets copies that it had none of") {
        const Desk desk;
        const Outcome outcome =
            desk.index({"--quiet", "--entities", "none", "--duplicate-window", "0", "-"}, wire());
        REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
        CHECK(desk.index({"--reindex", "--entities", "none", "--duplicate-window", "0"}).err.empty());
        CHECK(stats(desk)["copies"] == 0);
        const Outcome anew = desk.index({"--reindex", "--entities", "none"});
        CHECK(anew.err ==
              "note: 3 articles have copies now, where none had before; --reindex --duplicate-window 0 "
              "looks for none\n");
        CHECK(desk.index({"--reindex", "--entities", "none"}).err.empty());
    }

    TEST_CASE("copies are found within the window, and told by --stats") {
        const struct {
            Arguments options;
            int copies, clusters;
        } cases[] = {{{}, 3, 1},
                     {{"--duplicate-window", "100"}, 4, 1},
                     {{"--duplicate-window", "1"}, 2, 1},
                     {{"--duplicate-window", "0"}, 0, 0}};
        for (const auto& [options, copies, clusters] : cases) {
            const Desk desk;
            const Outcome outcome =
                desk.index(Arguments{"--quiet", "--entities", "none", "-"} + options, wire());
            REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
            const Json said = stats(desk);
            CHECK(said["copies"] == copies);
            CHECK(said["clusters"] == clusters);
            const Outcome text = desk.index({"--stats"});
            CHECK((text.out.find(" articles are copies, of 1 story\n") != std::string::npos) == (copies > 0));
            const Outcome check = desk.index({"--check"});
            CHECK_MESSAGE(check.code == 0, check.err);
        }
    }

    TEST_CASE("copies come and go with articles, and a backup has them") {
        const Desk desk;
        desk.add(wire());
        CHECK(stats(desk)["copies"] == 3);
        desk.add(
            lines({article("b", "Harbour Times", "2026-03-04", "Ferries sail again, the owners told us.")}));
        // Both versions of the first source stay together: that a copy once joined them is not kept.
        CHECK(stats(desk)["copies"] == 2);
        CHECK(desk.index({"--check"}).code == 0);
        desk.add(wire());
        CHECK(stats(desk)["copies"] == 3);
        CHECK(desk.index({"--backup", desk.path("backup")}).code == 0);
        CHECK(desk.index({"--remove", "--yes", "b", "c"}).code == 0);
        CHECK(stats(desk)["copies"] == 0);
        CHECK(desk.index({"--check"}).code == 0);
        const Outcome backup = desk.index({"--db", desk.path("backup"), "--stats", "--json"});
        CHECK(Json::parse(backup.out)["copies"] == 3);
    }

    TEST_CASE("a dry run finds no copies and writes nothing") {
        const Desk desk;
        CHECK(desk.index({"--quiet", "--dry-run", "--entities", "none", "-"}, wire()).code == 0);
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("a window that is none is refused") {
        const Desk desk;
        for (const char* window : {"", "-1", "many", "40000", "1.5"}) {
            const Outcome outcome = desk.index({"--duplicate-window", window, "-"}, wire());
            CHECK(outcome.code == 2);
            CHECK(outcome.err.find("--duplicate-window") != std::string::npos);
        }
        const Outcome idle = desk.index({"--stats", "--duplicate-window", "3"});
        CHECK(idle.code == 2);
    }
}
