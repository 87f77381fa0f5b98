#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

/// An archive with one article whose id is the archive's name.
std::string archive_of(const Desk& desk, const std::string& name) {
    const Outcome outcome = desk.index({"--quiet", "--db", desk.path(name), "-"},
                                       "{\"id\":\"" + name + "\",\"title\":\"Alpha\"}\n");
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
    return desk.path(name);
}

}  // namespace

TEST_SUITE("settings") {
    TEST_CASE("the command line beats the environment, which beats the file, which beats the default") {
        Desk desk;
        desk.environment.erase("DATELINE_DB");
        CHECK(desk.index({"-q", "-"}, "{\"id\":\"default\",\"title\":\"Alpha\"}\n").code == 0);
        CHECK(std::filesystem::exists(desk.path(".local/share/dateline/archive/manifest")));
        CHECK(desk.ids({"alpha"}) == Arguments{"default"});

        desk.write(".config/dateline/dateline.conf", "# defaults\ndb = " + archive_of(desk, "file") + "\n");
        CHECK(desk.ids({"alpha"}) == Arguments{"file"});
        desk.environment["DATELINE_DB"] = archive_of(desk, "environment");
        CHECK(desk.ids({"alpha"}) == Arguments{"environment"});
        const std::string named = archive_of(desk, "named");
        CHECK(desk.ids({"alpha", "--db", named}) == Arguments{"named"});

        const std::string more = "{\"id\":\"more\",\"title\":\"Beta\"}\n";
        CHECK(desk.index({"-q", "-"}, more).code == 0);
        CHECK(desk.count({}) == 2);
        desk.environment["DATELINE_DB"] = "";
        CHECK(desk.ids({"alpha"}) == Arguments{"file"});
        CHECK(desk.index({"-q", "-"}, more).code == 0);
        CHECK(desk.count({"--db", desk.path("file")}) == 2);
    }

    TEST_CASE("the XDG folders are used where they are set, and only absolute ones") {
        Desk desk;
        desk.environment.erase("DATELINE_DB");
        desk.environment["XDG_DATA_HOME"] = desk.path("data");
        desk.environment["XDG_CONFIG_HOME"] = desk.path("config");
        CHECK(desk.index({"-q", "-"}, "{\"id\":\"xdg\",\"title\":\"Alpha\"}\n").code == 0);
        CHECK(std::filesystem::exists(desk.path("data/dateline/archive/manifest")));
        desk.write("config/dateline/dateline.conf", "db = " + archive_of(desk, "file") + "\n");
        CHECK(desk.ids({"alpha"}) == Arguments{"file"});
        desk.environment["XDG_CONFIG_HOME"] = "config";
        CHECK(desk.ids({"alpha"}) == Arguments{"xdg"});
    }

    TEST_CASE("one file serves both programs") {
        const Desk desk;
        desk.write(".config/dateline/dateline.conf", "threads = 1\n");
        desk.add("{\"id\":\"a\",\"title\":\"Alpha\"}\n");
        CHECK(desk.count({"alpha"}) == 1);
        desk.write(".config/dateline/dateline.conf", "threads = none\n");
        const Outcome outcome = desk.index({"-"}, "{\"id\":\"a\",\"title\":\"Alpha\"}\n");
        CHECK(outcome.code == 2);
        CHECK(outcome.err == "error: --threads: 'none' is no number from 1 to 256\n");
    }

    TEST_CASE("an unknown setting and a line that is none are errors with the file's name") {
        const Desk desk;
        const std::string file = desk.write(".config/dateline/dateline.conf", "colour = red\n");
        for (const Outcome& outcome : {desk.search({"alpha"}), desk.index({"x"})}) {
            CHECK(outcome.code == 2);
            CHECK(outcome.err ==
                  "error: " + file +
                      ":1: unknown setting 'colour'\n"
                      "hint: there are db, threads, entities, entities-model, authority and synonyms\n");
        }
        desk.write(".config/dateline/dateline.conf", "nonsense\n");
        const Outcome outcome = desk.search({"alpha"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: " + file + ":1: no 'name = value'\n"));
    }

    TEST_CASE("what the file says of paths is taken whole, or refused") {
        Desk desk;
        desk.environment.erase("DATELINE_DB");
        const std::string conf = ".config/dateline/dateline.conf";
        (void)archive_of(desk, "b#c");
        desk.write(conf,
                   "\xEF\xBB\xBF"
                   "db = " +
                       desk.path("b#c") + "\r\n");
        CHECK(desk.ids({"alpha"}) == Arguments{"b#c"});
        desk.environment["HOME"] = desk.path("home");
        desk.write("home/" + conf, "# mine\n\n  db=~/news\n");
        (void)archive_of(desk, "home/news");
        CHECK(desk.ids({"alpha"}) == Arguments{"home/news"});
        for (const char* relative : {"news", "~news", "./news", "$HOME/news"}) {
            const std::string file = desk.write("home/" + conf, std::string("\ndb = ") + relative + "\n");
            const Outcome outcome = desk.search({"alpha"});
            CHECK(outcome.code == 2);
            CHECK(outcome.err == "error: " + file + ":2: '" + relative +
                                     "' is no whole path\nhint: begin it with / or ~/\n");
        }
        std::filesystem::remove(desk.path("home/" + conf));
        std::filesystem::create_directory(desk.path("home/" + conf));
        CHECK(desk.search({"alpha"}).code == 2);
    }

    TEST_CASE("without home or name there is no archive to think of") {
        Desk desk;
        desk.environment.erase("HOME");
        desk.environment.erase("DATELINE_DB");
        const Outcome outcome = desk.search({"alpha"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err ==
              "error: no archive is named\nhint: name its folder with --db or in $DATELINE_DB\n");
    }
}
