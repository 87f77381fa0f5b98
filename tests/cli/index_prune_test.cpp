#include <csignal>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

std::string article(const std::string& id, const std::string& text = "The quay is closed.") {
    return Json{{"id", id}, {"title", "Harbour " + id}, {"text", text}}.dump() + "\n";
}

/// A folder "in" with so many files of one article each, a0 in "in/a0.jsonl" and so on, that are indexed.
void index_files(const Desk& desk, int files) {
    for (int i = 0; i < files; ++i) {
        const std::string id = "a" + std::to_string(i);
        desk.write("in/" + id + ".jsonl", article(id));
    }
    const Outcome outcome = desk.index({"--quiet", "--entities", "given", desk.path("in")});
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

Outcome prune(const Desk& desk, const Arguments& more = {}) {
    return desk.index(Arguments{"--entities", "given", "--prune", desk.path("in")} + more);
}

/// The line behind the summary.
std::string prune_line(const Outcome& outcome) {
    const std::size_t end = outcome.out.find('\n');
    return end == std::string::npos ? "" : outcome.out.substr(end + 1);
}

TEST_SUITE("index-prune") {
    TEST_CASE("what has no file any more is counted, and removed with --yes; nothing goes without --prune") {
        const Desk desk;
        index_files(desk, 20);
        fs::remove(desk.path("in/a3.jsonl"));
        fs::remove(desk.path("in/a4.jsonl"));
        CHECK(desk.index({"--quiet", "--entities", "given", desk.path("in")}).code == 0);
        CHECK(desk.count({}) == 20);
        const Outcome counted = prune(desk);
        CHECK(counted.code == 0);
        CHECK(counted.err.empty());
        CHECK(prune_line(counted) == "2 of 20 articles would be pruned; --yes does it\n");
        CHECK(desk.count({}) == 20);
        CHECK(prune_line(prune(desk, {"--yes", "--dry-run"})) == "2 of 20 articles would be pruned\n");
        CHECK(desk.count({}) == 20);
        const Json done = Json::parse(prune(desk, {"--yes", "--json"}).out);
        CHECK(done["gone"] == 2);
        CHECK(done["pruned"] == 2);
        CHECK(done["unchanged"] == 18);
        CHECK(desk.count({}) == 18);
        CHECK(desk.search({"--show", "a3"}).code == 2);
        CHECK(prune_line(prune(desk, {"--yes"})) == "0 of 18 articles pruned\n");
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        const Json runs = Json::parse(desk.index({"--stats", "--runs", "--json"}).out)["runs"];
        CHECK(runs[3]["kind"] == "prune");
        CHECK(runs[3]["removed"] == 2);
        CHECK(Json::parse(desk.index({"--json", desk.path("in")}).out)["gone"].is_null());
    }

    TEST_CASE("an article that has moved to another file stays, and is filed under it") {
        const Desk desk;
        index_files(desk, 3);
        fs::rename(desk.path("in/a1.jsonl"), desk.path("in/b1.jsonl"));
        const std::string in = fs::canonical(desk.path("in")).string();
        CHECK(desk.ids({"file:" + in + "/a1.jsonl"}) == Arguments{"a1"});
        const Outcome moved = prune(desk, {"--yes"});
        CHECK(moved.out.starts_with(
            "3 read: 0 added, 0 updated, 3 unchanged; 0 rejected, 0 skipped, 3 undated, "
            "1 in another file than before; "));
        CHECK(prune_line(moved) == "0 of 3 articles pruned\n");
        CHECK(desk.ids({"file:" + in + "/a1.jsonl"}).empty());
        CHECK(desk.ids({"file:" + in + "/b1.jsonl"}) == Arguments{"a1"});
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        // Once: the next run finds it where it is.
        CHECK(Json::parse(prune(desk, {"--json"}).out)["moved"] == 0);
        fs::remove(desk.path("in/b1.jsonl"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "1 of 3 articles pruned\n");
    }

    TEST_CASE("the same article in two files stays until both have gone") {
        const Desk desk;
        desk.write("in/a.jsonl", article("a"));
        desk.write("in/b.jsonl", article("a") + article("b"));
        CHECK(desk.index({"--quiet", desk.path("in")}).code == 0);
        const std::string before = file_content(desk.archive() + "/manifest");
        const Json again = Json::parse(desk.index({"--json", desk.path("in/b.jsonl")}).out);
        CHECK(again["unchanged"] == 2);
        CHECK(again["moved"] == 0);
        CHECK(desk.json({})["archive"]["revision"] == 1);  // nothing was written
        fs::remove(desk.path("in/a.jsonl"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "0 of 2 articles pruned\n");
        CHECK(desk.count({}) == 2);
        fs::remove(desk.path("in/b.jsonl"));
        desk.write("in/c.jsonl", article("c"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "2 of 3 articles pruned\n");
    }

    TEST_CASE("more than the limit never goes") {
        const Desk desk;
        index_files(desk, 40);
        for (int i = 0; i < 11; ++i) fs::remove(desk.path("in/a" + std::to_string(i) + ".jsonl"));
        desk.write("in/new.jsonl", article("new"));
        const Outcome refused = prune(desk, {"--yes"});
        CHECK(refused.code == 2);
        CHECK(refused.out.starts_with("30 read: 1 added, "));
        CHECK(refused.err ==
              "error: " + desk.archive() +
                  ": the files of 11 of 41 articles have gone, more than 10 %\nhint: --prune-limit "
                  "100 allows it; nothing was removed, what was read is in the archive\n");
        CHECK(desk.count({}) == 41);
        CHECK(prune(desk).code == 2);
        CHECK(prune(desk, {"--prune-limit", "26"}).code == 2);
        const Json runs = Json::parse(desk.index({"--stats", "--runs", "--json"}).out)["runs"];
        CHECK(runs[1]["outcome"] == "failed");
        CHECK(runs[1]["added"] == 1);
        CHECK(runs[1]["unchanged"] == 29);
        CHECK(prune_line(prune(desk, {"--yes", "--prune-limit", "27"})) == "11 of 41 articles pruned\n");
        CHECK(desk.count({}) == 30);
    }

    TEST_CASE("a SOURCE that is missing or empty is refused") {
        const Desk desk;
        index_files(desk, 3);
        fs::rename(desk.path("in"), desk.path("elsewhere"));
        CHECK(prune(desk, {"--yes"}).code == 2);
        fs::create_directory(desk.path("in"));
        const Outcome empty = prune(desk, {"--yes"});
        CHECK(empty.code == 2);
        CHECK(empty.err.find("the folder is empty") != std::string::npos);
        desk.write("in/README", "mount the disk here");
        CHECK(prune(desk, {"--yes"}).code == 2);
        // Empty beside another that is not.
        CHECK(desk.index({"--prune", "--yes", desk.path("elsewhere"), desk.path("in")}).code == 2);
        CHECK(desk.count({}) == 3);
    }

    TEST_CASE("what could not be read has not gone") {
        const Desk desk;
        index_files(desk, 3);
        fs::remove(desk.path("in/a1.jsonl"));
        fs::create_symlink("nowhere.jsonl", desk.path("in/link.jsonl"));
        const Outcome refused = prune(desk, {"--yes"});
        CHECK(refused.code == 2);
        CHECK(refused.out.starts_with("2 read: 0 added, 0 updated, 2 unchanged; 1 rejected"));
        CHECK(refused.err.find(
                  "error: 1 of the files and folders could not be read, so that nobody knows which "
                  "articles have gone: nothing is pruned\n") != std::string::npos);
        CHECK(desk.count({}) == 3);
        fs::remove(desk.path("in/link.jsonl"));
        if (::geteuid() != 0) {
            const std::string folder = desk.make_folder("in/closed");
            fs::permissions(folder, fs::perms::none);
            CHECK(prune(desk, {"--yes"}).code == 2);
            CHECK(desk.count({}) == 3);
            fs::permissions(folder, fs::perms::owner_all);
        }
        CHECK(prune_line(prune(desk, {"--yes"})) == "1 of 3 articles pruned\n");
    }

    TEST_CASE("the articles of a file that is empty, broken or another now stay") {
        const Desk desk;
        index_files(desk, 4);
        desk.write("in/a1.jsonl", "");
        desk.write("in/a2.jsonl", "{\"id\": \"a2");
        desk.write("in/a3.jsonl", article("other"));
        const Outcome outcome = prune(desk, {"--yes"});
        CHECK(outcome.code == 1);
        CHECK(prune_line(outcome) == "0 of 5 articles pruned\n");
        CHECK(desk.count({}) == 5);
    }

    TEST_CASE("only what lies under a SOURCE goes, whatever way it is named") {
        const Desk desk;
        index_files(desk, 3);
        desk.write("in2/x.jsonl", article("x"));
        desk.write("in/deep/y.jsonl", article("y"));
        REQUIRE(desk.index({"--quiet", desk.path("in2"), desk.path("in")}).code == 0);
        desk.add(article("piped"));
        fs::remove(desk.path("in2/x.jsonl"));
        fs::remove(desk.path("in/a1.jsonl"));
        fs::remove(desk.path("in/deep/y.jsonl"));
        desk.write("in/deep/z.jsonl", article("z"));
        fs::create_directory_symlink(desk.path("in"), desk.path("link"));
        const auto prune_of = [&](const Arguments& sources) {
            return prune_line(desk.index(Arguments{"--prune", "--entities", "given"} + sources));
        };
        CHECK(prune_of({desk.path("in/deep")}) == "1 of 7 articles would be pruned; --yes does it\n");
        CHECK(prune_of({desk.path("link")}) == "2 of 7 articles would be pruned; --yes does it\n");
        CHECK(prune_of({desk.path("link/deep/../"), desk.path("in/deep")}) ==
              "2 of 7 articles would be pruned; --yes does it\n");
        CHECK(prune_of({desk.path("in/a2.jsonl")}) == "0 of 7 articles would be pruned; --yes does it\n");
        CHECK(prune_of({"--yes", desk.path("./link/")}) == "2 of 7 articles pruned\n");
        CHECK(desk.ids({"--sort", "oldest"}).size() == 5);
        CHECK(desk.search({"--show", "x"}).code == 0);
        CHECK(desk.search({"--show", "piped"}).code == 0);
    }

    TEST_CASE("names of files that are long or no text are told apart") {
        const Desk desk;
        const std::string folder = "in/" + std::string(200, 'd') + "/" + std::string(100, 'e');
        for (const std::string& name :
             {std::string("one.jsonl"), std::string("two.jsonl"), std::string("caf\xE9.jsonl"),
              std::string("caf\xC3\xA9#1.jsonl"), std::string("a\nb \\x41.jsonl")}) {
            desk.write(folder + "/" + name,
                       article("long " + std::to_string(name.size()) + name.substr(0, 1)));
            desk.write("in/" + name, article("short " + std::to_string(name.size()) + name.substr(0, 1)));
        }
        REQUIRE(desk.index({"--quiet", "--entities", "given", desk.path("in")}).code == 0);
        REQUIRE(desk.count({}) == 10);
        CHECK(prune_line(prune(desk, {"--yes"})) == "0 of 10 articles pruned\n");
        fs::remove(desk.path(folder + "/two.jsonl"));
        fs::remove(desk.path("in/caf\xE9.jsonl"));
        fs::remove(desk.path(folder + "/a\nb \\x41.jsonl"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "3 of 10 articles pruned\n");
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        CHECK(prune_line(prune(desk, {"--yes"})) == "0 of 7 articles pruned\n");
    }

    TEST_CASE("the members of a container go with it") {
        const Desk desk;
        desk.write("in/a.jsonl", article("a"));
        desk.write("more/b.jsonl.gz", gzipped(article("b") + article("c")));
        fs::rename(desk.path("more/b.jsonl.gz"), desk.path("in/b.jsonl.gz"));
        REQUIRE(desk.index({"--quiet", desk.path("in")}).code == 0);
        fs::remove(desk.path("in/b.jsonl.gz"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "2 of 3 articles pruned\n");
    }

    TEST_CASE("an article that came through a pipe again stays when its file has gone") {
        const Desk desk;
        index_files(desk, 2);
        fs::remove(desk.path("in/a1.jsonl"));
        desk.add(article("a1"));
        CHECK(prune_line(prune(desk, {"--yes"})) == "0 of 2 articles pruned\n");
        CHECK(desk.count({}) == 2);
    }

    TEST_CASE("the file is shown, and neither taken from a source nor exported") {
        const Desk desk;
        const std::string claim =
            Json{{"id", "a"}, {"title", "Quay"}, {"file", "/nowhere/at/all"}}.dump() + "\n";
        desk.write("in/a.jsonl", claim);
        REQUIRE(desk.index({"--quiet", "--entities", "given", desk.path("in")}).code == 0);
        const std::string file = fs::canonical(desk.path("in/a.jsonl")).string();
        const Json shown = Json::parse(desk.search({"--show", "a", "--json"}).out);
        CHECK(shown["file"] == file);
        CHECK(desk.search({"--show", "a"}).out.find("\nfile           " + file + "\n") != std::string::npos);
        CHECK(desk.ids({"file:" + file}) == Arguments{"a"});
        CHECK(desk.count({"file:" + desk.path("in")}) == 0);
        CHECK_FALSE(Json::parse(desk.index({"--export", "--quiet"}).out).contains("file"));
        desk.add(claim);
        CHECK(Json::parse(desk.search({"--show", "a", "--json"}).out)["file"] == file);
        fs::remove_all(desk.archive());
        desk.add(claim);
        CHECK(Json::parse(desk.search({"--show", "a", "--json"}).out)["file"].is_null());
    }

    TEST_CASE("an interrupted run prunes nothing") {
        const Desk desk;
        index_files(desk, 30);
        fs::remove(desk.path("in/a1.jsonl"));
        REQUIRE(::mkfifo(desk.path("pipe").c_str(), 0600) == 0);
        Process process(desk.index_command({"--prune", "--yes", desk.path("in"), desk.path("pipe")}));
        (void)process.run_for(std::chrono::milliseconds(500));
        process.send(SIGTERM);
        CHECK(process.wait().code != 0);
        CHECK(desk.count({}) == 30);
    }

    TEST_CASE("what has no meaning together is refused") {
        const Desk desk;
        index_files(desk, 1);
        for (const Arguments& more : std::vector<Arguments>{{"--since", "2026"},
                                                            {"--until", "2026"},
                                                            {"-"},
                                                            {"--prune-limit", "101"},
                                                            {"--convert"},
                                                            {"--stats"},
                                                            {"--prune-limit", "x"}}) {
            CAPTURE(Json(more).dump());
            CHECK(prune(desk, more).code == 2);
        }
        CHECK(desk.index({"--prune-limit", "5", desk.path("in")}).code == 2);
        CHECK(desk.index({"--yes", desk.path("in")}).code == 2);
    }
}

}  // namespace
}  // namespace dateline::cli
