#include <algorithm>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>

#include "desk.h"
#include "thousands.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

std::size_t parts_of(const Desk& desk) {
    return static_cast<std::size_t>(
        std::count_if(fs::directory_iterator(desk.archive()), {}, [](const fs::directory_entry& entry) {
            return entry.path().filename().string().starts_with("part-");
        }));
}

void index_thousands(const Desk& desk, int first, int count, const Arguments& options, int edition = 0) {
    const Outcome outcome = desk.index(Arguments{"--quiet", "--entities", "given", "-"} + options,
                                       thousands(first, count, edition));
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

std::set<std::string> exported(const Desk& desk) {
    const std::string text = desk.index({"--export", "--quiet"}).out;
    std::set<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.insert(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

TEST_SUITE("index-compact") {
    TEST_CASE("--merge says what becomes of the parts of a run") {
        for (const auto& [when, parts] :
             {std::pair{"auto", 6}, std::pair{"always", 1}, std::pair{"never", 6}}) {
            CAPTURE(when);
            const Desk desk;
            index_thousands(desk, 0, 1000, {});
            index_thousands(desk, 1000, 50, {"--merge", when, "--batch", "10"});
            CHECK(parts_of(desk) == static_cast<std::size_t>(parts));
            CHECK(desk.count({}) == 1050);
            CHECK(desk.index({"--check", "--quiet"}).code == 0);
        }
        // Once the small parts come to more than half of the largest, all are merged by themselves.
        const Desk desk;
        index_thousands(desk, 0, 100, {});
        index_thousands(desk, 100, 50, {"--merge", "never", "--batch", "25"});
        CHECK(parts_of(desk) == 3);
        index_thousands(desk, 150, 1, {});
        CHECK(parts_of(desk) == 1);
        const Outcome outcome = desk.index({"--merge", "perhaps", "a.jsonl"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err == "error: --merge: 'perhaps' is not known\nhint: it is auto, always or never\n");
        CHECK(desk.index({"--merge", "never", "--stats"}).code == 2);
    }

    TEST_CASE("parts that are never merged stay within what a search can open") {
        const Desk desk;
        index_thousands(desk, 0, 100, {"--merge", "never", "--batch", "1"});
        CHECK(parts_of(desk) > 9);
        CHECK(parts_of(desk) <= 64);
        CHECK(desk.count({}) == 100);
        index_thousands(desk, 100, 1, {"--merge", "always"});
        CHECK(parts_of(desk) == 1);
        CHECK(desk.count({}) == 101);
    }

    TEST_CASE("--compact leaves one part without the dead, and says so") {
        const Desk desk;
        index_thousands(desk, 0, 600, {});
        index_thousands(desk, 0, 100, {"--merge", "never"}, 1);
        CHECK(desk.index({"--remove", "--yes", "t1", "t500"}).code == 0);
        const std::set<std::string> before = exported(desk);
        CHECK(parts_of(desk) == 2);
        const Json stats = Json::parse(desk.index({"--stats", "--json"}).out);
        CHECK(stats["dead"] == 36);

        const Outcome done = desk.index({"--compact"});
        CHECK(done.code == 0);
        CHECK(done.out.empty());
        const Json after = Json::parse(desk.index({"--stats", "--json"}).out);
        const auto bytes_of = [](const Json& of) {
            std::uint64_t bytes = of["bytes"];
            for (const Json& file : of["files"])
                bytes -= file["what"] == "runs" ? file["bytes"].get<std::uint64_t>() : 0;
            return std::to_string(bytes);
        };
        CHECK(done.err == "2 parts with 36 dead articles, " + bytes_of(stats) + " bytes; now 1 with 0, " +
                              bytes_of(after) + " bytes\n");
        CHECK(after["bytes"] < stats["bytes"]);
        CHECK(parts_of(desk) == 1);
        CHECK(exported(desk) == before);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        // Articles keep what tells whether they have changed.
        CHECK(counts_of(desk.index({"--entities", "given", "-"}, thousands(2, 498, 1)).out)
                  .starts_with("498 read: 0 added, 133 updated, 365 unchanged"));
    }

    TEST_CASE("--compact with nothing to do says so, and needs an archive") {
        const Desk desk;
        const Outcome none = desk.index({"--compact"});
        CHECK(none.code == 2);
        CHECK(none.err.find("there is no archive here") != std::string::npos);
        CHECK_FALSE(fs::exists(desk.archive()));
        index_thousands(desk, 0, 10, {});
        const auto before = tree_content(desk.archive());
        const Outcome outcome = desk.index({"--compact"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err.starts_with("nothing to do: no more than one part, no dead articles, "));
        CHECK(desk.index({"--compact", "--quiet"}).err.empty());
        auto after = tree_content(desk.archive());
        // The journal has this run, too, and the manifest counts its bytes.
        const std::set<std::string> changing = {"lock", "manifest", "runs"};
        std::erase_if(after, [&](const auto& file) { return changing.contains(file.first); });
        CHECK_FALSE(after.empty());
        for (const auto& [file, content] : after) CHECK(before.at(file) == content);
    }
}

}  // namespace
}  // namespace dateline::cli
