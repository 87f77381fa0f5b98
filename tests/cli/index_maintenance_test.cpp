#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "desk.h"

namespace dateline::cli {
namespace {

std::string articles(int count, const std::string& word) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        lines += Json{{"id", "a" + std::to_string(i)},
                      {"title", "Harbour " + std::to_string(i)},
                      {"text", "The " + word + " is closed."},
                      {"source", i % 3 == 0 ? "Northern Wire" : "Capital Ledger"},
                      {"published", i % 2 == 0 ? "2025-12-31" : "2026-01-24"}}
                     .dump() +
                 "\n";
    }
    return lines;
}

TEST_SUITE("index-maintenance") {
    TEST_CASE("--stats counts languages, those of one thing are one") {
        const Desk desk;
        desk.add("{\"id\":\"a\",\"title\":\"Un titre\",\"language\":\"fr\",\"source\":\"Le Quai\"}\n");
        CHECK(desk.index({"--stats"}).out.starts_with("1 article, 1 undated\narchive "));
        CHECK(desk.index({"--stats"}).out.find(" MB in 1 part, 0 replaced or removed\n") !=
              std::string::npos);
        CHECK(desk.index({"--check"}).out == "1 article, 0 faults\n");
        CHECK(desk.index({"--reindex", "--entities", "given"}).out.starts_with("1 article indexed anew; "));
        desk.add(lines({{{"id", "b"}, {"title", "Ein Titel"}, {"language", "de"}},
                        {{"id", "c"}, {"title", "Noch ein Titel"}, {"language", "de"}},
                        {{"id", "d"}, {"title", "Xyzzy"}}}));
        CHECK(desk.index({"--stats"})
                  .out.find("\nby language\n           2  de\n           1  fr\n"
                            "           1  none that is known\n") != std::string::npos);
        const Json json = Json::parse(desk.index({"--stats", "--json"}).out);
        CHECK(json["languages"][0] == Json{{"value", "de"}, {"articles", 2}});
        CHECK(json["languages"][1] == Json{{"value", "fr"}, {"articles", 1}});
        CHECK(json["without_language"] == 1);
    }

    TEST_CASE("--stats says what the archive holds") {
        const Desk desk;
        CHECK(desk.index({"--stats"}).code == 2);
        desk.add(articles(5, "quay"));
        const Outcome text = desk.index({"--stats"});
        CHECK(text.code == 0);
        CHECK(text.out.starts_with("5 articles, 0 undated\narchive "));
        CHECK(text.out.find("\nby year\n           3  2025\n           2  2026\n") != std::string::npos);
        CHECK(text.out.find("\nby source\n           3  Capital Ledger\n           2  Northern Wire\n") !=
              std::string::npos);
        const Json json = Json::parse(desk.index({"--stats", "--json"}).out);
        CHECK(json["schema"] == 1);
        CHECK(json["articles"] == 5);
        CHECK(json["years"][0] == Json{{"value", "2025"}, {"articles", 3}});
        CHECK(json["archive"]["revision"] == 1);
        CHECK(json["bytes"] > 0);
        CHECK(json["first_day"] == "2025-12-31");
        CHECK(json["last_day"] == "2026-01-24");
        CHECK(text.out.find("\npublished from 2025-12-31 to 2026-01-24\n") != std::string::npos);
        CHECK(text.out.find("\nby file, in all parts\n") != std::string::npos);
        std::uint64_t bytes = 0;
        for (const Json& file : json["files"]) {
            const std::string name = file["what"];
            bytes += file["bytes"].get<std::uint64_t>();
            if (name == "names" || name == "runs") continue;
            CHECK(file["bytes"] == std::filesystem::file_size(desk.archive() + "/part-000001/" + name));
        }
        CHECK(json["bytes"] == bytes);
        CHECK(json["languages"] == Json::array());
        CHECK(json["without_language"] == 5);
        // The days of articles that are gone do not count.
        CHECK(desk.index({"--remove", "a1", "a3", "--yes", "--quiet"}).code == 0);
        const Json later = Json::parse(desk.index({"--stats", "--json"}).out);
        CHECK(later["last_day"] == "2025-12-31");
        CHECK(later["dead"] == 0);
    }

    TEST_CASE("an export, indexed, gives the same answers") {
        const Desk desk;
        desk.add_corpus();
        const Outcome exported = desk.index({"--export", "--quiet"});
        CHECK(exported.code == 0);
        CHECK(exported.err.empty());
        desk.write("export.jsonl", exported.out);
        const std::string copy = desk.path("copy");
        CHECK(desk.index({"--quiet", "--entities", "given", "--db", copy, desk.path("export.jsonl")}).code ==
              0);
        for (const Arguments& question :
             std::vector<Arguments>{{"talks"}, {"\"abu dhabi\""}, {"--place", "Geneva"}, {}}) {
            const Arguments all = question + Arguments{"-n", "100", "--facets", "--timeline"};
            Json here = desk.json(all);
            Json there = desk.json(all + Arguments{"--db", copy});
            here.erase("archive");
            there.erase("archive");
            CHECK(here == there);
        }
        CHECK(desk.index({"--export", "--quiet", "--db", copy}).out == exported.out);
    }

    TEST_CASE("an archive among the sources is no source") {
        const Desk desk;
        desk.write("in/a.jsonl", articles(3, "quay"));
        const std::string inside = desk.path("in/archive");
        REQUIRE(desk.index({"--quiet", "--db", inside, desk.path("in/a.jsonl")}).code == 0);
        CHECK(counts_of(desk.index({"--db", inside, desk.path("in")}).out) ==
              "3 read: 0 added, 0 updated, 3 unchanged; 0 rejected, 1 skipped, 0 undated");
    }

    TEST_CASE("names and ids come back as they were") {
        const Desk desk;
        desk.add(
            Json{{"id", "a\nb\\x0a"}, {"title", "Quay"}, {"author", {"Hines, P. J.", "By Bo Ek and Ann Lee"}}}
                .dump() +
            "\n");
        const std::string exported = desk.index({"--export", "--quiet"}).out;
        const Json article = Json::parse(exported);
        CHECK(article["id"] == "a\nb\\x0a");
        CHECK(article["author"] == Json::array({"Hines, P. J.", "Bo Ek", "Ann Lee"}));
        CHECK(counts_of(desk.index({"--entities", "given", "-"}, exported).out) ==
              "1 read: 0 added, 0 updated, 1 unchanged; 0 rejected, 0 skipped, 1 undated");
    }

    TEST_CASE("an older version never replaces a newer one") {
        const Desk desk;
        const auto version = [](int number) {
            return Json{{"id", "a"},
                        {"title", "Version " + std::to_string(number)},
                        {"updated", "2026-01-24T10:0" + std::to_string(number) + ":00Z"}}
                       .dump() +
                   "\n";
        };
        const auto counts = [&](const std::string& input) { return counts_of(desk.index({"-"}, input).out); };
        const std::string rest = "; 0 rejected, 0 skipped, ";
        CHECK(counts(version(2)) == "1 read: 1 added, 0 updated, 0 unchanged" + rest + "1 undated");
        CHECK(counts(version(1)) ==
              "1 read: 0 added, 0 updated, 0 unchanged" + rest + "1 undated, 1 older than archived");
        CHECK(desk.search({"--show", "a"}).out.find("Version 2") != std::string::npos);
        const std::string versions = version(4) + version(3) + version(1);
        CHECK(counts(versions) ==
              "3 read: 0 added, 1 updated, 0 unchanged" + rest + "3 undated, 2 older than archived");
        CHECK(desk.search({"--show", "a"}).out.find("Version 4") != std::string::npos);
        CHECK(counts(versions) ==
              "3 read: 0 added, 0 updated, 1 unchanged" + rest + "3 undated, 2 older than archived");
        // What does not say when it was changed replaces as ever.
        CHECK(counts("{\"id\":\"a\",\"title\":\"Without\"}\n").starts_with("1 read: 0 added, 1 updated"));
    }

    TEST_CASE("a story without a word is exported and comes back") {
        const Desk desk;
        desk.add("{\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"b\",\"title\":\"Quay\"}\n");
        const std::string exported = desk.index({"--export", "--quiet"}).out;
        desk.write("export.jsonl", exported);
        CHECK(desk.index({"--convert", "--quiet", desk.path("export.jsonl")}).out == exported);
        CHECK(desk.index({"--convert", "-"}, "{\"text\":\"\"}\n").code == 2);
        CHECK(desk.index({"--convert", "-"}, "{\"id\":\"a\"}\n").code == 2);
    }

    TEST_CASE("--check passes a sound archive") {
        const Desk desk;
        desk.add_corpus();
        desk.write("more.jsonl", articles(30, "quay"));
        CHECK(desk.index({"--quiet", desk.path("more.jsonl")}).code == 0);
        desk.write("more.jsonl", articles(20, "mole"));
        CHECK(desk.index({"--quiet", desk.path("more.jsonl")}).code == 0);
        const Outcome outcome = desk.index({"--check"});
        CHECK(outcome.code == 0);
        CHECK(outcome.out == std::to_string(corpus_articles + 30) + " articles, 0 faults\n");
        CHECK(outcome.err.empty());
    }

    TEST_CASE("--check finds an index that is not that of the stored articles") {
        const Desk desk;
        desk.add(articles(3, "quay"));
        const std::string other = desk.path("other");
        REQUIRE(desk.index({"--quiet", "--db", other, "-"}, articles(3, "mole")).code == 0);
        const auto records = [](const std::string& archive) { return archive + "/part-000001/records"; };
        REQUIRE(std::filesystem::file_size(records(other)) ==
                std::filesystem::file_size(records(desk.archive())));
        std::filesystem::copy_file(records(other), records(desk.archive()),
                                   std::filesystem::copy_options::overwrite_existing);
        const Outcome outcome = desk.index({"--check"});
        CHECK(outcome.code == 2);
        CHECK(
            outcome.err.find("error: part-000001: document 1 (id a0): the index has the term quay, which it "
                             "has not\n") != std::string::npos);
        CHECK(outcome.err.find("error: part-000001: document 3 (id a2): the index lacks its term mole\n") !=
              std::string::npos);
    }

    TEST_CASE("a backup answers like the archive, and nothing that comes later changes it") {
        const Desk desk;
        desk.add(articles(30, "quay"));
        const std::string backup = desk.path("backup");
        CHECK(desk.index({"--backup", backup}).out == "30 articles in " + backup + "\n");
        desk.write("more.jsonl", articles(40, "mole"));
        CHECK(desk.index({"--quiet", desk.path("more.jsonl")}).code == 0);
        CHECK(desk.count({"quay"}) == 0);
        CHECK(desk.count({"quay", "--db", backup}) == 30);
        CHECK(desk.index({"--check", "--quiet", "--db", backup}).code == 0);
        CHECK(desk.index({"--backup", desk.archive() + "/inside"}).code == 2);
        const Outcome again = desk.index({"--backup", backup});
        CHECK(again.code == 2);
        CHECK(again.err.starts_with("error: " + backup + ": there is something here already\n"));
        CHECK(desk.index({"--backup", desk.path("no/such/folder")}).code == 2);
        // A backup is an archive: it can be written to.
        CHECK(desk.index({"--quiet", "--db", backup, desk.path("more.jsonl")}).code == 0);
        CHECK(desk.count({"mole", "--db", backup}) == 40);
        CHECK(desk.count({"mole"}) == 40);
    }

    TEST_CASE("--remove counts, and removes with --yes") {
        const Desk desk;
        desk.add(articles(30, "quay"));
        const Outcome counted = desk.index({"--remove", "a1", "a2"});
        CHECK(counted.code == 0);
        CHECK(counted.out == "2 of 30 articles would be removed; --yes does it\n");
        CHECK(desk.count({}) == 30);
        CHECK(desk.index({"--remove", "a1", "a2", "a1", "--yes"}).out == "2 of 30 articles removed\n");
        CHECK(desk.count({}) == 28);
        CHECK(desk.count({"quay"}) == 28);
        CHECK(desk.search({"--show", "a1"}).code == 2);
        CHECK(desk.json({"-n", "0", "--facets", "source"})["facets"]["source"]["values"][0]["count"] == 18);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        // It comes back when it is read again.
        desk.write("again.jsonl", articles(30, "quay"));
        CHECK(counts_of(desk.index({"--entities", "given", desk.path("again.jsonl")}).out) ==
              "30 read: 2 added, 0 updated, 28 unchanged; 0 rejected, 0 skipped, 0 undated");
    }

    TEST_CASE("--remove takes the ids of a search from standard input, within a limit") {
        const Desk desk;
        desk.add(articles(30, "quay"));
        const Outcome ids = desk.search({"--source", "Northern Wire", "--format", "ids", "-n", "100"});
        const Outcome none = desk.index({"--remove", "--yes", "-"}, ids.out + "a11\n");
        CHECK(none.code == 2);
        CHECK(none.err == "error: " + desk.archive() + ": 11 of 30 articles would go, more than 10 %\n" +
                              "hint: --remove-limit 100 allows it; nothing was removed\n");
        CHECK(desk.count({}) == 30);
        CHECK(desk.index({"--remove", "--yes", "-", "--remove-limit", "50"}, ids.out + "a11\n").code == 0);
        CHECK(desk.count({}) == 19);
        const Outcome unknown = desk.index({"--remove", "--yes", "nobody", "a1"});
        CHECK(unknown.code == 1);
        CHECK(unknown.err == "error: nobody: no article has this id\n");
        CHECK(desk.count({}) == 18);
        CHECK(desk.index({"--remove", "--yes", "--remove-limit", "100", "-"},
                         desk.search({"--format", "ids", "-n", "100"}).out)
                  .code == 0);
        CHECK(desk.count({}) == 0);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("what has no meaning for a task is refused") {
        const Desk desk;
        desk.add(articles(3, "quay"));
        for (const Arguments& arguments : std::vector<Arguments>{{"--stats", "a.jsonl"},
                                                                 {"--stats", "--check"},
                                                                 {"--check", "--json"},
                                                                 {"--export", "--dry-run"},
                                                                 {"--remove"},
                                                                 {"--yes", "a.jsonl"},
                                                                 {"--remove", "a1", "--since", "2026"},
                                                                 {"--convert", "--json", "a.jsonl"},
                                                                 {"--remove-limit", "5", "a.jsonl"}}) {
            CAPTURE(Json(arguments).dump());
            const Outcome outcome = desk.index(arguments);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
        }
        CHECK(desk.count({}) == 3);
    }
}

}  // namespace
}  // namespace dateline::cli
