#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "desk.h"
#include "thousands.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

struct stat status_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status;
}

/// A folder on another device than that one, made anew; nothing when the machine has none to write to.
std::optional<std::string> folder_on_another_device(const std::string& than) {
    for (const char* candidate : {"/dev/shm", "/tmp", "/var/tmp"}) {
        if (::access(candidate, W_OK) != 0 || status_of(candidate).st_dev == status_of(than).st_dev) continue;
        std::string name = std::string(candidate) + "/dateline-backup-XXXXXX";
        if (::mkdtemp(name.data())) return name;
    }
    return std::nullopt;
}

TEST_SUITE("index-backup") {
    TEST_CASE("backups that are made while a run goes on are whole, and of whole batches") {
        constexpr int batch = 100;
        constexpr int articles = 4000;
        const Desk desk;
        desk.write("first.jsonl", thousands(0, batch));
        desk.write("all.jsonl", thousands(0, articles) + thousands(0, articles / 2, 1));
        const Arguments options{"--quiet", "--entities", "given", "--batch", std::to_string(batch)};
        REQUIRE(desk.index(options + Arguments{desk.path("first.jsonl")}).code == 0);
        Process run(desk.index_command(options + Arguments{desk.path("all.jsonl")}));
        std::uint64_t before = 0;
        int during = 0;
        for (bool is_over = false; !is_over;) {
            is_over = run.run_for(std::chrono::milliseconds(1));
            const std::string backup = desk.path("backup");
            fs::remove_all(backup);
            const Outcome made = desk.index({"--backup", backup, "--quiet"});
            REQUIRE_MESSAGE(made.code == 0, made.err);
            const Outcome check = desk.index({"--check", "--db", backup});
            CHECK_MESSAGE(check.code == 0, check.err);
            const std::uint64_t count = desk.count({"--db", backup});
            CHECK(check.out == std::to_string(count) + " articles, 0 faults\n");
            CHECK(count % batch == 0);
            CHECK(count >= before);
            before = count;
            if (!is_over) ++during;
        }
        const Outcome outcome = run.wait();
        CHECK_MESSAGE(outcome.code == 0, outcome.err);
        CHECK(during > 0);
        CHECK(before == articles);
        for (const auto& entry : fs::directory_iterator(desk.folder()))
            CHECK(entry.path().filename().string().find(".new-") == std::string::npos);
    }

    TEST_CASE("a backup links what never changes on one device, and copies it to another") {
        const Desk desk;
        desk.add(thousands(0, 300));
        REQUIRE(desk.index({"--remove", "--yes", "--quiet", "t1"}).code == 0);
        const auto tree = tree_content(desk.archive());
        const auto compare = [&](const std::string& backup) {
            auto copied = tree_content(backup);
            CHECK_FALSE(copied.contains("lock"));
            for (const auto& [file, content] : tree) {
                if (file != "lock") CHECK_MESSAGE(copied[file] == content, file);
            }
        };
        const std::string beside = desk.path("beside");
        CHECK(desk.index({"--backup", beside, "--quiet"}).code == 0);
        compare(beside);
        const std::string table = "/part-000001/postlist.glass";
        CHECK(status_of(beside + table).st_ino == status_of(desk.archive() + table).st_ino);
        CHECK(status_of(beside + "/names").st_ino != status_of(desk.archive() + "/names").st_ino);

        const std::optional<std::string> elsewhere = folder_on_another_device(desk.folder().string());
        if (!elsewhere) {
            MESSAGE("left out: there is no other device to write to");
            return;
        }
        const std::string away = *elsewhere + "/backup";
        CHECK(desk.index({"--backup", away, "--quiet"}).code == 0);
        compare(away);
        CHECK(status_of(away + table).st_nlink == 1);
        CHECK(desk.index({"--check", "--db", away}).out == "299 articles, 0 faults\n");
        fs::remove_all(*elsewhere);
    }
}

}  // namespace
}  // namespace dateline::cli
