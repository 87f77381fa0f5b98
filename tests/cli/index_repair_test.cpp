#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "desk.h"
#include "thousands.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

void add_thousands(const Desk& desk, int count) {
    const Outcome outcome = desk.index({"--quiet", "--entities", "given", "-"}, thousands(0, count));
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

/// A byte in the middle of the stored articles of the first part.
void damage_a_block(const Desk& desk) {
    const std::string file = desk.archive() + "/part-000001/records";
    std::string content = file_content(file);
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    desk.write("archive/part-000001/records", content);
}

std::size_t lines_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_SUITE("index-repair") {
    TEST_CASE("--repair says what was wrong, what it did and where the damaged files are") {
        const Desk desk;
        add_thousands(desk, 500);
        CHECK(desk.index({"--repair"}).out == "nothing to repair: 500 articles\n");
        const std::string before = desk.index({"--export", "--quiet"}).out;
        fs::resize_file(desk.archive() + "/part-000001/postlist.glass", 8192);
        CHECK(desk.index({"--check", "--quiet"}).code == 2);
        const Outcome outcome = desk.index({"--repair"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.starts_with("error: part-000001: "));
        CHECK(outcome.out == "repaired: 500 articles, 0 lost; 1 part built anew; what was damaged is in " +
                                 desk.archive() + "/damaged-000002\n");
        CHECK(fs::exists(desk.archive() + "/damaged-000002/part-000001/records"));
        CHECK(desk.index({"--check"}).out == "500 articles, 0 faults\n");
        CHECK(desk.index({"--export", "--quiet"}).out == before);
        CHECK(desk.count({"harbour"}) > 0);
        // What was put aside is no part of the archive, nor of a backup.
        CHECK(desk.index({"--backup", desk.path("backup"), "--quiet"}).code == 0);
        CHECK_FALSE(fs::exists(desk.path("backup/damaged-000002")));
        fs::remove_all(desk.archive() + "/damaged-000002");
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("a bit that flips in the columns changes no count, and --repair mends it") {
        const Desk desk;
        add_thousands(desk, 300);
        const Arguments question{"harbour",    "--limit", "0",        "--facets", "person,source,year",
                                 "--timeline", "month",   "--format", "json"};
        const std::string before = desk.search(question).out;
        const std::string file = desk.archive() + "/part-000001/columns";
        const std::string good = file_content(file);
        int refused = 0;
        for (std::size_t at = 0; at < good.size(); at += 1 + good.size() / 40) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ (1 << at % 8));
            desk.write("archive/part-000001/columns", bad);
            const Outcome outcome = desk.search(question);
            if (outcome.code == 0) {
                CHECK(outcome.out == before);  // in a column that is not asked for
                continue;
            }
            ++refused;
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(outcome.err.starts_with("error: " + file + ": the archive is damaged: the columns of"));
            CHECK(outcome.err.find("--repair mends") != std::string::npos);
            CHECK(desk.index({"--check", "--quiet"}).code == 2);
        }
        CHECK(refused > 10);
        CHECK(desk.index({"--repair", "--quiet"}).code == 0);
        CHECK(desk.index({"--check"}).out == "300 articles, 0 faults\n");
        const Json mended = desk.json(question);
        const Json sound = Json::parse(before);
        for (const char* view : {"facets", "timeline", "total"}) CHECK(mended.at(view) == sound.at(view));
    }

    TEST_CASE("columns of an older program answer the same, and --check says so") {
        const Desk desk;
        add_thousands(desk, 300);
        const Arguments question{"harbour",    "--limit", "0",        "--facets", "person,source,year",
                                 "--timeline", "month",   "--format", "json"};
        const std::string before = desk.search(question).out;
        const std::string older = "dateline columns";
        const std::string content = file_content(desk.archive() + "/part-000001/columns");
        desk.write("archive/part-000001/columns", std::string(content.size() - older.size(), '\1') + older);
        CHECK(desk.search(question).out == before);
        const Outcome check = desk.index({"--check"});
        CHECK(check.code == 2);
        CHECK(check.err.find("its columns of names and dates are of an older program") != std::string::npos);
    }

    TEST_CASE("--repair lists lost articles, in a file too, and exits with 1") {
        const Desk desk;
        add_thousands(desk, 500);
        const std::string before = desk.index({"--export", "--quiet"}).out;
        damage_a_block(desk);
        const Outcome check = desk.index({"--check"});
        CHECK(check.code == 2);
        CHECK(check.err.find("): its stored article does not read\n") != std::string::npos);
        const Outcome outcome = desk.index({"--repair", "--rejects", "lost.jsonl"});
        CHECK(outcome.code == 1);
        CHECK(outcome.err.find("\nlost: part-000001: document ") != std::string::npos);
        const std::string lost = file_content(desk.path("lost.jsonl"));
        const std::size_t count = lines_in(lost);
        CHECK(count > 0);
        CHECK(outcome.out.starts_with("repaired: " + std::to_string(500 - count) + " articles, " +
                                      std::to_string(count) + " lost; 1 part built anew; "));
        const std::string after = desk.index({"--export", "--quiet"}).out;
        CHECK(lines_in(after) + count == lines_in(before));
        for (std::size_t at = 0; at < lost.size(); at = lost.find('\n', at) + 1) {
            const Json line = Json::parse(lost.substr(at, lost.find('\n', at) - at));
            CHECK(line["part"] == "part-000001");
            CHECK(line["document"].is_number());
            const std::string id = "\"id\":\"" + line["id"].get<std::string>() + "\"";
            CHECK(before.find(id) != std::string::npos);
            CHECK(after.find(id) == std::string::npos);
        }
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        // The sources bring them back.
        const Outcome again = desk.index({"--json", "--entities", "given", "-"}, thousands(0, 500));
        CHECK(Json::parse(again.out)["added"] == count);
    }

    TEST_CASE("--repair mends an archive without a manifest, and warns of what it cannot know") {
        const Desk desk;
        add_thousands(desk, 300);
        REQUIRE(desk.index({"--remove", "t7", "--yes", "--quiet"}).code == 0);
        fs::remove(desk.archive() + "/manifest");
        const Outcome broken = desk.search({"harbour"});
        CHECK(broken.code == 2);
        CHECK(broken.err.find("--repair") != std::string::npos);
        const Outcome outcome = desk.index({"--repair"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.find("warning: of several articles of one id the newest was kept; removed ones may "
                               "be back\n") != std::string::npos);
        CHECK(desk.count({}) == 299);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("--repair needs an archive") {
        const Desk desk;
        const Outcome none = desk.index({"--repair"});
        CHECK(none.code == 2);
        CHECK(none.err.find("there is no archive here") != std::string::npos);
        CHECK_FALSE(fs::exists(desk.archive()));
        desk.write("letters/a.txt", "dear");
        CHECK(desk.index({"--repair", "--db", desk.path("letters")}).code == 2);
        CHECK_FALSE(fs::exists(desk.path("letters/lock")));
        CHECK(desk.index({"--repair", "a.jsonl"}).code == 2);
        CHECK(desk.index({"--check", "--rejects", "a.jsonl"}).code == 2);
    }

    TEST_CASE("whoever may only read can check") {
        if (::geteuid() != 0 || !fs::exists("/usr/bin/setpriv")) {
            MESSAGE("left out: it takes root and setpriv to become somebody who may not write");
            return;
        }
        const Desk desk;
        add_thousands(desk, 50);
        fs::permissions(desk.folder(), fs::perms::others_read | fs::perms::others_exec,
                        fs::perm_options::add);
        const Outcome outcome = desk.shell(
            "cp \"$index\" ./index && exec setpriv --reuid=65534 --regid=65534 --clear-groups ./index "
            "--check");
        if (outcome.err.find("setpriv") != std::string::npos) {
            MESSAGE("left out: " << outcome.err);
            return;
        }
        CHECK(outcome.code == 0);
        CHECK(outcome.out == "50 articles, 0 faults\n");
        CHECK(outcome.err ==
              "note: left out is Xapian's own check of its tables, which opens them for writing; you "
              "may only read them\n");
    }
}

}  // namespace
}  // namespace dateline::cli
