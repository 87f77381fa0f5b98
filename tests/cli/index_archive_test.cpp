#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;
namespace fs = std::filesystem;

namespace {

const std::string one_line = "{\"id\":\"a\",\"title\":\"Alpha\"}\n";

/// Replaces the first line of the manifest.
void set_schema(const Desk& desk, const std::string& schema) {
    const std::string manifest = file_content(desk.archive() + "/manifest");
    desk.write("archive/manifest", "dateline-archive " + schema + manifest.substr(manifest.find('\n')));
}

/// Checks that both programs say the same one error and that the archive stays as it is.
void check_refused(const Desk& desk, const std::string& error) {
    const auto before = tree_content(desk.folder());
    const Outcome searched = desk.search({"alpha"});
    CHECK(searched.code == 2);
    CHECK(searched.out.empty());
    CHECK(difference(searched.err, error) == "");
    const Outcome indexed = desk.index({"-"}, one_line);
    CHECK(indexed.code == 2);
    CHECK(indexed.out.empty());
    CHECK(difference(indexed.err, error) == "");
    auto after = tree_content(desk.folder());
    // Whoever writes has taken the lock before it looks.
    if (before.contains("archive/lock")) after["archive/lock"] = before.at("archive/lock");
    CHECK(after == before);
}

}  // namespace

TEST_SUITE("index-archive") {
    TEST_CASE("an archive that cannot be made") {
        const Desk desk;
        desk.write("file", "no folder");
        const Outcome outcome = desk.index({"--db", "file/archive", "-"}, one_line);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err ==
              "error: file/archive: cannot make the folder: Not a directory\n"
              "hint: --db names the archive's folder\n");
        CHECK(desk.search({"--db", "file/archive", "alpha"}).code == 2);
    }

    TEST_CASE("an archive on which nobody may write" * doctest::skip(::geteuid() == 0)) {
        const Desk desk;
        desk.add(one_line);
        fs::permissions(desk.archive(), fs::perms::owner_read | fs::perms::owner_exec);
        fs::permissions(desk.archive() + "/lock", fs::perms::owner_read);
        const Outcome outcome = desk.index({"-"}, one_line);
        const std::uint64_t count = desk.count({"alpha"});
        fs::permissions(desk.archive(), fs::perms::owner_all);
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: archive: cannot write to the archive: "));
        CHECK(count == 1);
    }

    TEST_CASE("a folder that is no archive is left alone") {
        const Desk desk;
        desk.write("archive/letter.txt", "Dear reader");
        check_refused(desk, "error: " + desk.archive() +
                                ": not an archive: it holds other files\nhint: --db names the folder of an "
                                "archive; a new one is made "
                                "in an empty or new folder\n");
    }

    TEST_CASE("a file is no archive") {
        const Desk desk;
        desk.write("archive", "text");
        check_refused(desk, "error: " + desk.archive() +
                                ": not an archive: it is a file\nhint: name the folder of an archive\n");
    }

    TEST_CASE("an empty folder can become an archive") {
        const Desk desk;
        (void)desk.make_folder("archive");
        const Outcome outcome = desk.search({"alpha"});
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: " + desk.archive() +
                             ": there is no archive here\nhint: make one with: dateline-index --db " +
                             desk.archive() + " SOURCE\n") == "");
        desk.add(one_line);
        CHECK(desk.count({"alpha"}) == 1);
    }

    TEST_CASE("a newer schema is refused with what to do, an older one too") {
        const Desk desk;
        desk.add(one_line);
        set_schema(desk, "99");
        check_refused(desk, "error: " + desk.archive() +
                                "/manifest: the archive has schema 99, newer than the 3 this version reads\n"
                                "hint: use the newer version of Dateline that wrote it\n");
        set_schema(desk, "0");
        check_refused(desk, "error: " + desk.archive() +
                                "/manifest: the archive has schema 0, older than the 3 this version reads\n"
                                "hint: build the archive anew from its sources, into another folder\n");
    }

    TEST_CASE("a damaged manifest is an error, however it is damaged") {
        const Desk desk;
        desk.add(one_line);
        const std::string whole = file_content(desk.archive() + "/manifest");
        for (std::size_t size = 0; size + 1 < whole.size(); size += 3) {
            CAPTURE(size);
            desk.write("archive/manifest", whole.substr(0, size));
            const Outcome outcome = desk.search({"alpha"});
            CHECK(outcome.code == 2);
            CHECK(outcome.err.starts_with("error: " + desk.archive() + "/manifest: "));
        }
        desk.write("archive/manifest", whole);
        CHECK(desk.count({"alpha"}) == 1);
    }

    TEST_CASE("a damaged part is one clear error, exit 2, in both programs") {
        struct Damage {
            const char* file;
            std::size_t kept;  ///< bytes that stay
            bool refill;       ///< the rest becomes zeros instead of nothing
        };
        for (const Damage& damage :
             {Damage{"postlist.glass", 100, false}, Damage{"postlist.glass", 8192, true},
              Damage{"records", 0, false}, Damage{"records", 0, true}, Damage{"records", 5000, true},
              Damage{"iamglass", 10, false}, Damage{"iamglass", 0, true}}) {
            CAPTURE(damage.file);
            CAPTURE(damage.kept);
            const Desk desk;
            desk.add_corpus();
            const std::string name = std::string("archive/part-000001/") + damage.file;
            const std::string whole = file_content(desk.path(name));
            std::string content = whole.substr(0, damage.kept);
            if (damage.refill) content.resize(whole.size());
            desk.write(name, content);
            for (const Outcome& outcome :
                 {desk.search({"abu dhabi"}), desk.index({"--entities", "given", corpus()}),
                  desk.search({"--count"})}) {
                if (outcome.code == 0) continue;  // an answer that needs nothing of the damaged file
                CHECK(outcome.code == 2);
                CHECK(outcome.out.empty());
                CHECK(outcome.err.starts_with("error: " + desk.archive()));
                CHECK(outcome.err.find(": the archive is damaged: ") != std::string::npos);
                CHECK(outcome.err.ends_with(
                    "\nhint: dateline-index --check says where, --repair mends what can be; or restore a "
                    "backup\n"));
            }
            CHECK(desk.search({"abu dhabi"}).code == 2);
        }
    }

    TEST_CASE("a part that is gone") {
        const Desk desk;
        desk.add(one_line);
        fs::remove_all(desk.archive() + "/part-000001");
        const Outcome outcome = desk.search({"alpha"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: " + desk.archive() + ": the archive is damaged: "));
    }

    TEST_CASE("a file beside the parts that is gone") {
        const Desk desk;
        desk.add(R"({"id": "a1", "title": "Alpha", "author": "Ann Roe"})");
        desk.add(R"({"id": "a2", "title": "Beta", "author": "Ann Roe"})");
        desk.add(R"({"id": "a1", "title": "Alpha again", "author": "Ann Roe"})");
        for (const auto& entry : fs::directory_iterator(desk.archive())) {
            const std::string name = entry.path().filename().string();
            if (name != "names" && name != "runs" && !name.starts_with("dead-")) continue;
            CAPTURE(name);
            const std::string content = file_content(entry.path().string());
            fs::remove(entry.path());
            const Outcome outcome = name == "runs" ? desk.index({"--stats", "--runs"})
                                                   : desk.search({"alpha", "--facets", "author"});
            CHECK(outcome.code == 2);
            CHECK(outcome.err ==
                  "error: " + entry.path().string() +
                      ": the archive is damaged: a file is missing\n"
                      "hint: dateline-index --check says where, --repair mends what can be; or "
                      "restore a backup\n");
            desk.write("archive/" + name, content);
        }
        CHECK(desk.search({"alpha", "--facets", "author"}).code == 0);
    }

    TEST_CASE("an archive whose manifest is gone is left alone") {
        const Desk desk;
        desk.add_corpus();
        fs::remove(desk.archive() + "/manifest");
        const std::string expected =
            "error: " + desk.archive() +
            ": the archive is damaged: its manifest is missing\n"
            "hint: dateline-index --check says where, --repair mends what can be; or "
            "restore a backup\n";
        for (const Outcome& outcome : {desk.search({"abu dhabi"}), desk.index({"-"}, one_line),
                                       desk.index({"--dry-run", "-"}, one_line), desk.index({"-"}, "")}) {
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, expected) == "");
        }
        CHECK(fs::exists(desk.archive() + "/part-000001/records"));
    }

    TEST_CASE("a table, a list or a name that is gone or changed is no smaller answer but an error") {
        const Desk desk;
        desk.add_corpus();
        desk.add("{\"id\":\"again\",\"title\":\"Once\"}\n");
        desk.add("{\"id\":\"again\",\"title\":\"Twice\"}\n");
        std::vector<std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(desk.archive())) {
            const std::string name = fs::relative(entry.path(), desk.path("")).string();
            if (!entry.is_regular_file() || entry.file_size() == 0 || name.ends_with("lock")) continue;
            if (name.ends_with("/runs")) continue;  // no answer is made of the journal
            files.push_back(name);
        }
        CHECK(files.size() >= 6);
        for (const std::string& name : files) {
            CAPTURE(name);
            const std::string whole = file_content(desk.path(name));
            fs::remove(desk.path(name));
            CHECK(desk.search({"\"abu dhabi\"", "--facets", "person"}).code == 2);
            CHECK(desk.index({"-"}, one_line).code == 2);
            desk.write(name, whole.substr(0, whole.size() - 1));
            CHECK(desk.search({"\"abu dhabi\"", "--facets", "person"}).code == 2);
            if (name.find("/dead-") != std::string::npos || name.ends_with("/names")) {
                std::string changed = whole;
                changed[whole.size() / 3] ^= 1;
                desk.write(name, changed);
                CHECK(desk.search({"\"abu dhabi\"", "--facets", "person"}).code == 2);
            }
            desk.write(name, whole);
        }
        CHECK(desk.count({}) > 80);
    }

    TEST_CASE("a book of names that is gone or cut short") {
        const Desk desk;
        desk.add_corpus();
        const std::string names = file_content(desk.archive() + "/names");
        desk.write("archive/names", names.substr(0, names.size() / 2));
        const Outcome outcome = desk.search({"--facets", "person"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: " + desk.archive() + "/names: "));
        CHECK(desk.index({corpus()}).code == 2);
        fs::remove(desk.archive() + "/names");
        CHECK(desk.search({"--facets", "person"}).code == 2);
    }

    TEST_CASE("a second writer is told who holds the lock, exit 75; searches go on") {
        const Desk desk;
        desk.add(one_line);
        Command command = desk.index_command({"-"}, "{\"id\":\"b\",\"title\":\"Beta\"}\n");
        command.keep_input_open = true;
        Process first(command);
        const std::string lock = desk.archive() + "/lock";
        const std::string pid = std::to_string(first.pid()) + "\n";
        for (int i = 0; i < 6000 && file_content(lock) != pid; ++i)
            (void)first.run_for(std::chrono::milliseconds(10));
        REQUIRE(file_content(lock) == pid);
        const Outcome second = desk.index({"-"}, one_line);
        CHECK(second.code == 75);
        CHECK(second.out.empty());
        CHECK(difference(second.err, "error: " + desk.archive() + ": another run holds the lock (pid " +
                                         std::to_string(first.pid()) +
                                         ")\nhint: run again when it has finished\n") == "");
        CHECK(desk.count({"alpha"}) == 1);
        CHECK(desk.index({"--dry-run", "-"}, one_line).code == 0);
    }

    TEST_CASE("the lock file of a dead process blocks nobody") {
        const Desk desk;
        desk.add(one_line);
        desk.write("archive/lock", "1\n");
        CHECK(desk.index({"-q", "-"}, one_line).code == 0);
        CHECK(file_content(desk.archive() + "/lock") != "1\n");
    }

    TEST_CASE("what a dead run left behind is swept away") {
        const Desk desk;
        desk.add(one_line);
        desk.write("archive/work/segment-000001/iamglass", "half");
        desk.write("archive/part-000002/iamglass", "half");
        desk.write("archive/dead-000001-000009", "half");
        desk.write("archive/manifest.new", "half");
        CHECK(desk.count({"alpha"}) == 1);
        desk.add("{\"id\":\"b\",\"title\":\"Beta\"}\n");
        CHECK(desk.count({}) == 2);
        CHECK_FALSE(fs::exists(desk.archive() + "/work"));
        CHECK_FALSE(fs::exists(desk.archive() + "/dead-000001-000009"));
        CHECK_FALSE(fs::exists(desk.archive() + "/manifest.new"));
    }
}
