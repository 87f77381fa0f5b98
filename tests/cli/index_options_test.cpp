#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string one_line = "{\"id\":\"a\",\"title\":\"Alpha\"}\n";

}  // namespace

TEST_SUITE("index-options") {
    TEST_CASE("--help, --version and --formats need no archive and write to standard output") {
        const Desk desk;
        const Outcome help = desk.index({"--help"});
        CHECK(help.code == 0);
        CHECK(help.err.empty());
        CHECK(help.out.starts_with("Usage: dateline-index [OPTION...] SOURCE...\n"));
        for (const char* option :
             {"--db", "--today", "--verbose", "--help", "--version", "--format", "--formats", "--encoding",
              "--published", "--source", "--rejects", "--json", "--quiet", "--dry-run", "--threads",
              "--batch", "--entities", "--entities-model"})
            CHECK_MESSAGE(help.out.find(option) != std::string::npos, option);
        CHECK(desk.index({"-h"}).out == help.out);
        const Outcome version = desk.index({"--version"});
        CHECK(version.code == 0);
        CHECK(version.out == "dateline-index " DATELINE_VERSION "\n");
        const Outcome formats = desk.index({"--formats"});
        CHECK(formats.code == 0);
        CHECK(formats.out.starts_with("jsonl "));
        CHECK(formats.out.find("\ntext ") != std::string::npos);
        CHECK(formats.out.find("\nreuters ") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("what cannot be meant is refused before anything is written") {
        struct Case {
            Arguments arguments;
            std::string err;
        };
        const Desk desk;
        const std::string listed = desk.index({"--formats"}).out;
        std::string formats;
        for (std::size_t at = 0; at < listed.size(); at = listed.find('\n', at) + 1)
            formats += (at == 0 ? "" : ", ") + listed.substr(at, listed.find(' ', at) - at);
        const std::vector<Case> cases{
            {{},
             "error: no SOURCE is named\nhint: dateline-index corpus/ indexes a folder; --help says more\n"},
            {{"--formt", "text", "a.jsonl"},
             "error: unknown option '--formt'\nhint: did you mean --format?\n"},
            {{"--compress-everything", "a.jsonl"},
             "error: unknown option '--compress-everything'\nhint: --help lists the options\n"},
            {{"--format", "jsn", "a.jsonl"},
             "error: unknown format \"jsn\"\nhint: did you mean jsonl? formats: " + formats + "\n"},
            {{"--format", "parquet", "a.jsonl"},
             "error: unknown format \"parquet\"\nhint: formats: " + formats + "\n"},
            {{"--encoding", "klingon", "a.jsonl"},
             "error: unknown encoding \"klingon\"\n"
             "hint: try utf-8, utf-16, windows-1252, iso-8859-2 or koi8-r\n"},
            {{"--published", "soon", "a.jsonl"},
             "error: --published: 'soon' is no date\nhint: write it as 2026-01-24\n"},
            {{"--published", "3026-01-24", "a.jsonl"},
             "error: --published: '3026-01-24' is not believable\n"
             "hint: dates are from 1600 to the day after tomorrow\n"},
            {{"--today", "soon", "a.jsonl"},
             "error: --today: 'soon' is no date\nhint: write it as 2026-01-24\n"},
            {{"--batch", "0", "a.jsonl"}, "error: --batch: '0' is no number from 1 to 10000000\n"},
            {{"--batch", "many", "a.jsonl"}, "error: --batch: 'many' is no number from 1 to 10000000\n"},
            {{"--threads", "0", "a.jsonl"}, "error: --threads: '0' is no number from 1 to 256\n"},
            {{"--threads", "-1", "a.jsonl"}, "error: --threads: '-1' is no number from 1 to 256\n"},
            {{"--batch", "5", "--batch", "6", "a.jsonl"},
             "error: --batch is given more than once\nhint: --help lists the options\n"},
            {{"--format"}, "error: --format needs a value\nhint: --help lists the options\n"},
            {{"--check=yes"}, "error: --check takes no value\nhint: --help lists the options\n"},
            {{"--rejects", "no/such/folder/r.jsonl", "a.jsonl"},
             "error: no/such/folder/r.jsonl: cannot write the rejected records here\n"
             "hint: the folder must exist and be writable\n"},
            {{"--db", "", "a.jsonl"},
             "error: --db names no folder\nhint: --db /srv/news, or leave it out for your own archive\n"},
        };
        desk.write("a.jsonl", one_line);
        for (const Case& tried : cases) {
            CAPTURE(tried.err);
            const Outcome outcome = desk.index(tried.arguments);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, tried.err) == "");
            CHECK_FALSE(std::filesystem::exists(desk.archive()));
        }
    }

    TEST_CASE("--db names the archive") {
        const Desk desk;
        CHECK(desk.index({"-d", "elsewhere/deep/inside", "-q", "-"}, one_line).code == 0);
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
        CHECK(desk.count({"--db", "elsewhere/deep/inside"}) == 1);
    }

    TEST_CASE("--json gives the summary as an object with the documented keys") {
        const Desk desk;
        const Outcome outcome = desk.index({"--json", "-"}, one_line);
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 1);
        const Json summary = Json::parse(outcome.out);
        const std::map<std::string, int> counts{{"read", 1},      {"added", 1},    {"updated", 0},
                                                {"unchanged", 0}, {"rejected", 0}, {"undated", 1},
                                                {"skipped", 0}};
        for (const auto& [key, number] : counts) CHECK_MESSAGE(summary.at(key) == number, key);
        CHECK(summary.at("seconds").is_number());
        CHECK(summary.at("interrupted") == false);
        CHECK(summary.at("dry_run") == false);
    }

    TEST_CASE("--quiet says nothing but errors") {
        const Desk desk;
        const Outcome good = desk.index({"--quiet", "-"}, one_line);
        CHECK(good.code == 0);
        CHECK(good.out.empty());
        CHECK(good.err.empty());
        const Outcome bad = desk.index({"-q", "-"}, one_line + "{bad\n");
        CHECK(bad.code == 1);
        CHECK(bad.out.empty());
        CHECK(bad.err.starts_with("error: -:2: invalid JSON"));
    }

    TEST_CASE("no progress is drawn where no terminal is") {
        const Desk desk;
        std::vector<Json> articles;
        for (int i = 0; i < 2000; ++i) articles.push_back({{"title", "Number " + std::to_string(i)}});
        CHECK(desk.index({"-"}, lines(articles)).err.empty());
    }

    TEST_CASE("--dry-run counts what would be done and writes nothing at all") {
        const Desk desk;
        const std::string input = one_line + "{\"id\":\"b\",\"title\":\"Beta\"}\n" + one_line;
        const Outcome fresh = desk.index({"--dry-run", "-"}, input);
        CHECK(fresh.code == 0);
        CHECK(difference(counts_of(fresh.out),
                         "dry run: 3 read: 2 added, 0 updated, 1 unchanged; 0 rejected, 0 "
                         "skipped, 3 undated") == "");
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
        desk.add(one_line);
        const auto before = tree_content(desk.folder());
        const Outcome outcome =
            desk.index({"--dry-run", "--json", "-"},
                       "{\"id\":\"a\",\"title\":\"Alef\"}\n{\"id\":\"b\",\"title\":\"B\"}\n");
        CHECK(outcome.code == 0);
        const Json summary = Json::parse(outcome.out);
        CHECK(summary["updated"] == 1);
        CHECK(summary["added"] == 1);
        CHECK(summary["dry_run"] == true);
        CHECK(tree_content(desk.folder()) == before);
    }

    TEST_CASE("--dry-run and the run itself count the same") {
        const Desk desk;
        desk.add_corpus();
        for (const char* batch : {"7", "20000"}) {
            Json dry = Json::parse(
                desk.index({"--dry-run", "--json", "--entities", "given", "--batch", batch, corpus()}).out);
            CHECK(dry["read"] == corpus_articles);
            CHECK(dry["unchanged"] == corpus_articles);
        }
    }

    TEST_CASE("--published is for articles without a date, and no other") {
        const Desk desk;
        const Outcome outcome =
            desk.index({"--published", "2026-01-24", "-"},
                       lines({{{"id", "dated"}, {"title", "A"}, {"published", "2025-05-05"}},
                              {{"id", "undated"}, {"title", "B"}},
                              {{"id", "empty"}, {"title", "C"}, {"published", ""}}}));
        CHECK(outcome.code == 0);
        CHECK(desk.ids({"--on", "2025-05-05"}) == Arguments{"dated"});
        CHECK(desk.count({"--on", "2026-01-24"}) == 2);
        CHECK(desk.count({"--undated"}) == 0);
    }

    TEST_CASE("--source is for articles that name none") {
        const Desk desk;
        CHECK(desk.index({"--source", "Island Herald", "-"},
                         lines({{{"id", "own"}, {"title", "A"}, {"source", "Northern Wire"}},
                                {{"id", "none"}, {"title", "B"}}}))
                  .code == 0);
        CHECK(desk.ids({"--source", "island herald"}) == Arguments{"none"});
        CHECK(desk.ids({"--source", "Northern Wire"}) == Arguments{"own"});
    }

    TEST_CASE("--format reads every file as that, whatever it looks like") {
        const Desk desk;
        desk.write("a.jsonl", one_line);
        CHECK(desk.index({"--format", "text", "a.jsonl"}).code == 0);
        CHECK(desk.json({})["hits"][0]["title"] == "{\"id\":\"a\",\"title\":\"Alpha\"}");
        desk.write("b.txt", "A title\n\nA text.\n");
        const Outcome outcome = desk.index({"--format", "jsonl", "b.txt"});
        CHECK(outcome.code == 2);
        CHECK(outcome.err.starts_with("error: b.txt:1: invalid JSON"));
    }

    TEST_CASE("UTF-16 and Windows-1252 are recognised, or declared") {
        const std::u16string text = u"{\"id\":\"é\",\"title\":\"Café Zürich – naïve\"}\n";
        std::string little = "\xff\xfe";
        std::string big = "\xfe\xff";
        for (const char16_t unit : text) {
            const char low = static_cast<char>(unit & 0xff);
            const char high = static_cast<char>(unit >> 8);
            little += {low, high};
            big += {high, low};
        }
        const std::string windows = "{\"id\":\"\xe9\",\"title\":\"Caf\xe9 Z\xfcrich \x96 na\xefve\"}\n";
        const std::string title = "Café Zürich – naïve";
        struct Case {
            const char* name;
            std::string bytes;
            Arguments options;
        };
        const std::vector<Case> cases{
            {"UTF-16LE with mark", little, {}},
            {"UTF-16BE with mark", big, {}},
            {"UTF-16LE without mark", little.substr(2), {}},
            {"UTF-16BE declared", big.substr(2), {"--encoding", "utf-16be"}},
            {"Windows-1252", windows, {}},
            {"Windows-1252 declared", windows, {"--encoding", "windows-1252"}},
            {"Latin-1 declared", windows, {"--encoding", "latin1"}},
            {"UTF-8 with mark", "\xef\xbb\xbf{\"id\":\"é\",\"title\":\"" + title + "\"}\n", {}}};
        for (const Case& tried : cases) {
            CAPTURE(tried.name);
            const Desk desk;
            const Outcome outcome = desk.index(tried.options + Arguments{"-"}, tried.bytes);
            CHECK_MESSAGE(outcome.code == 0, outcome.err);
            const Json answer = desk.json({"zurich"});
            REQUIRE(answer["total"] == 1);
            CHECK(answer["hits"][0]["title"] == title);
            CHECK(answer["hits"][0]["id"] == "é");
        }
    }

    TEST_CASE("broken bytes become U+FFFD and are counted in --verbose") {
        const Desk desk;
        const Outcome outcome =
            desk.index({"--verbose", "-"}, "{\"id\":\"a\",\"title\":\"Κόσμος και \xce κόσμος\"}\n");
        CHECK(outcome.code == 0);
        CHECK(outcome.err == "note: -:1: 1 broken bytes replaced\n");
        CHECK(desk.json({})["hits"][0]["title"] == "Κόσμος και \uFFFD κόσμος");
    }

    TEST_CASE("unknown keys are ignored, and named once in --verbose") {
        const Desk desk;
        const std::string input = lines({{{"title", "A"}, {"wibble", 1}}, {{"title", "B"}, {"wibble", 2}}});
        const Outcome outcome = desk.index({"--verbose", "-"}, input);
        CHECK(outcome.code == 0);
        CHECK(outcome.err == "note: -:1: unknown key \"wibble\" ignored\n");
        CHECK(Desk().index({"-"}, input).err.empty());
    }

    TEST_CASE("publishers' own names of keys are known") {
        const Desk desk;
        desk.add(
            R"({"guid":"g","headline":"Head","body":"Body words","datePublished":"2026-01-24T08:00:00Z",)"
            R"("byline":"By Ines Duarte","persons":["Steve Witkoff"],"orgs":["NATO"],)"
            R"("locations":[{"name":"Geneva"}],"tags":["talks"]})"
            "\n");
        for (const Arguments& filter : std::vector<Arguments>{{"--person", "witkoff"},
                                                              {"--org", "nato"},
                                                              {"--place", "geneva"},
                                                              {"--keyword", "talks"},
                                                              {"--author", "duarte"},
                                                              {"--on", "2026-01-24"},
                                                              {"id:g"},
                                                              {"title:head"},
                                                              {"body words"}})
            CHECK_MESSAGE(desk.count(filter) == 1, filter.back());
    }
}
