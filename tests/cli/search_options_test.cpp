#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

TEST_SUITE("search-options") {
    TEST_CASE("the help texts need no archive and write to standard output") {
        const Desk desk;
        const Outcome help = desk.search({"--help"});
        CHECK(help.code == 0);
        CHECK(help.err.empty());
        CHECK(help.out.starts_with("Usage: dateline-search [OPTION...] [QUERY...]\n"));
        for (const char* option :
             {"--person",   "--org",    "--place",   "--source",  "--section", "--author",  "--keyword",
              "--language", "--on",     "--after",   "--before",  "--date",    "--undated", "--limit",
              "--offset",   "--sort",   "--any",     "--count",   "--show",    "--facets",  "--timeline",
              "--explain",  "--format", "--json",    "--queries", "--color",   "--fields",  "--help-query",
              "--db",       "--today",  "--verbose", "--version"})
            CHECK_MESSAGE(help.out.find(option) != std::string::npos, option);
        CHECK(desk.search({"-h"}).out == help.out);
        CHECK(desk.search({"--version"}).out == "dateline-search " DATELINE_VERSION "\n");
        const Outcome fields = desk.search({"--fields"});
        CHECK(fields.code == 0);
        for (const char* name :
             {"id", "url", "title", "lede", "text", "published", "updated", "source", "author", "section",
              "language", "dateline", "keyword", "person", "org", "place"})
            CHECK_MESSAGE(fields.out.find("  " + std::string(name) + ":") != std::string::npos, name);
        const Outcome query = desk.search({"--help-query"});
        CHECK(query.code == 0);
        CHECK(query.out.find("OR") != std::string::npos);
    }

    TEST_CASE("what cannot be meant is refused") {
        struct Case {
            Arguments arguments;
            std::string err;
        };
        const std::vector<Case> cases{
            {{"--limt", "5", "x"}, "error: unknown option '--limt'\nhint: did you mean --limit?\n"},
            {{"--persn=x"}, "error: unknown option '--persn=x'\nhint: did you mean --person?\n"},
            {{"x", "--limit", "-1"}, "error: --limit: '-1' is no number from 0 to 1000000000\n"},
            {{"x", "-n", "ten"}, "error: --limit: 'ten' is no number from 0 to 1000000000\n"},
            {{"x", "--offset", "1e3"}, "error: --offset: '1e3' is no number from 0 to 1000000000\n"},
            {{"x", "--offset", "99999999999999999999"},
             "error: --offset: '99999999999999999999' is no number from 0 to 1000000000\n"},
            {{"x", "--sort", "newst"},
             "error: --sort: 'newst' is none of relevance, newest, oldest\nhint: did you mean newest?\n"},
            {{"x", "--color", "purple"}, "error: --color: 'purple' is none of auto, always, never\n"},
            {{"x", "--format", "jsn"},
             "error: there is no output format 'jsn'\n"
             "hint: did you mean json? choose one of text, json, jsonl, csv, tsv, markdown, bibtex, ris, "
             "ids, trec\n"},
            {{"x", "--facets=persn"},
             "error: --facets: 'persn' is no facet\nhint: did you mean person? there are source, author, "
             "section, language, keyword, person, org, place, year, month, day; the words of a query "
             "stand before --facets\n"},
            {{"x", "--timeline", "--compare", ""},
             "error: --compare has no words\nhint: write --compare 'words to hold against the others'\n"},
            {{"x", "-n", "0", "--format", "ris"},
             "error: --format ris lists articles, and -n 0 leaves them all out\n"
             "hint: --count tells how many there are\n"},
            {{"x", "-n", "0", "--format", "csv"},
             "error: --format csv lists articles, and -n 0 leaves them all out\n"
             "hint: --count tells how many there are; --facets or --timeline would be listed instead\n"},
            {{"x", "--explain", "--format", "csv"},
             "error: --format csv has no place for --explain\n"
             "hint: write text, json or jsonl, or leave --explain out\n"},
            {{"x", "--explain", "--sort", "newest"},
             "error: --explain is about scores, and this answer is not in the order of relevance\n"
             "hint: give words, or leave --explain out\n"},
            {{"--queries", "q.tsv", "--count"},
             "error: --queries and --count exclude one another\n"
             "hint: leave --count out: each answer says how many articles it has\n"},
            {{"--count", "--analyze", "x"},
             "error: --count and --analyze exclude one another\nhint: give one of them\n"},
            {{"x", "--facets=person:many"},
             "error: --facets: 'many' is no number of values and no order\nhint: write person:25, "
             "person:all, person:name or person:25:share\n"},
            {{"x", "--facets", "persn"},
             "error: --facets: 'persn' is no facet\nhint: did you mean person? there are source, author, "
             "section, language, keyword, person, org, place, year, month, day; the words of a query "
             "stand before --facets\n"},
            {{"x", "--facets", "person,wibble"},
             "error: --facets: 'wibble' is no facet\nhint: there are source, author, section, language, "
             "keyword, person, org, place, year, month, day; the words of a query stand before "
             "--facets\n"},
            {{"x", "--timeline", "months"},
             "error: --timeline: 'months' is none of auto, day, week, month, year\nhint: did you mean "
             "month?\n"},
            {{"x", "--timeline=decade"},
             "error: --timeline: 'decade' is none of auto, day, week, month, year\nhint: the words of a "
             "query stand before --timeline\n"},
            {{"--timeline", "harbour"},
             "error: --timeline: 'harbour' is none of auto, day, week, month, year\nhint: the words of a "
             "query stand before --timeline\n"},
            {{"--facets", "org=60"},
             "error: --facets: 'org=60' is no facet\nhint: there are source, author, "
             "section, language, keyword, person, org, place, year, month, day; the words of a query "
             "stand before --facets\n"},
            {{"x", "--today", "soon"}, "error: --today: 'soon' is no date\nhint: write it as 2026-01-24\n"},
            {{"--limit"}, "error: --limit needs a value\nhint: --help lists the options\n"},
            {{"--limit="}, "error: --limit needs a value\nhint: --help lists the options\n"},
            {{"x", "-n"}, "error: --limit needs a value\nhint: --help lists the options\n"},
            {{"x", "--language"}, "error: --language needs a value\nhint: --help lists the options\n"},
            {{"--count=5"}, "error: --count takes no value\nhint: --help lists the options\n"},
            {{"x", "--queries", "q.tsv"},
             "error: --queries takes its words from the file\nhint: leave the words out\n"},
        };
        const Desk desk;
        desk.add("{\"id\":\"a\",\"title\":\"x\"}\n");
        for (const Case& tried : cases) {
            CAPTURE(Json(tried.arguments).dump());
            const Outcome outcome = desk.search(tried.arguments);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, tried.err) == "");
        }
    }

    TEST_CASE("no archive: an error with how to make one, exit 2, in every view") {
        const Desk desk;
        const std::string err = "error: " + desk.archive() +
                                ": there is no archive here\nhint: make one with: dateline-index --db " +
                                desk.archive() + " SOURCE\n";
        for (const Arguments& view : std::vector<Arguments>{
                 {"x"}, {}, {"--count"}, {"--json"}, {"--show", "a"}, {"--facets"}, {"--timeline"}}) {
            const Outcome outcome = desk.search(view);
            CHECK(outcome.code == 2);
            CHECK(outcome.out.empty());
            CHECK(difference(outcome.err, err) == "");
        }
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
    }

    TEST_CASE("--color: always, never, and what NO_COLOR says where no terminal is") {
        Desk desk;
        desk.add("{\"id\":\"a\",\"title\":\"harbour news\"}\n");
        const std::string plain = desk.search({"harbour"}).out;
        CHECK(plain.find('\x1b') == std::string::npos);
        CHECK(plain.find("**harbour**") != std::string::npos);
        CHECK(desk.search({"harbour", "--color", "never"}).out == plain);
        const std::string coloured = desk.search({"harbour", "--color", "always"}).out;
        CHECK(coloured.find("\x1b[") != std::string::npos);
        CHECK(coloured.find("**") == std::string::npos);
        desk.environment["NO_COLOR"] = "1";
        CHECK(desk.search({"harbour"}).out == plain);
        CHECK(desk.search({"harbour", "--color", "always"}).out == coloured);
        CHECK(desk.search({"harbour", "--color", "always", "--json"}).out.find('\x1b') == std::string::npos);
    }

    TEST_CASE("a reader that leaves early had enough: no error, no signal") {
        const Desk desk;
        desk.add_corpus();
        for (const bool ignored : {false, true}) {
            for (const Arguments& view :
                 std::vector<Arguments>{{"--json", "-n", "100"}, {}, {"--help"}, {"--count", "--no-fold"}}) {
                Command command = desk.search_command(view);
                command.reader_leaves = true;
                command.ignore_broken_pipe = ignored;
                const Outcome outcome = run(command);
                CHECK(outcome.err.empty());
                CHECK(outcome.signal == 0);
                CHECK(outcome.code == 0);
            }
        }
    }

    TEST_CASE("an answer that cannot be written is an error" *
              doctest::skip(!std::filesystem::exists("/dev/full"))) {
        const Desk desk;
        desk.add_corpus();
        Command command = desk.search_command({"-c", "exec \"$0\" --json > /dev/full"});
        command.arguments.insert(command.arguments.begin() + 2, command.program);
        command.program = "/bin/sh";
        const Outcome outcome = run(command);
        CHECK(outcome.code == 2);
        CHECK(outcome.err ==
              "error: cannot write to standard output\nhint: it is closed, or its disk is full\n");
    }

    TEST_CASE("--verbose says more of each hit") {
        const Desk desk;
        desk.add(R"({"id":"a","url":"https://x.example/a","title":"Alpha","section":"World"})"
                 "\n");
        const Outcome outcome = desk.search({"--verbose", "alpha"});
        CHECK(outcome.out.find("https://x.example/a") != std::string::npos);
        CHECK(outcome.out.find("World") != std::string::npos);
        CHECK(outcome.out.find("score ") != std::string::npos);
    }
}
