#include <limits>

#include <doctest/doctest.h>

#include "common/cli/settings.h"
#include "indexer/options.h"
#include "scratch.h"
#include "searcher/options.h"

namespace dateline {

namespace {

using Arguments = std::vector<std::string>;

const Day today = day_of(2026, 1, 26);

Environment environment(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

SearcherOptions searcher(const Arguments& arguments,
                         const Environment& variables = environment({{"HOME", "/none"}})) {
    return parse_searcher_options(arguments, variables, today);
}

IndexerOptions indexer(const Arguments& arguments,
                       const Environment& variables = environment({{"HOME", "/none"}})) {
    return parse_indexer_options(arguments, variables, today, 3);
}

}  // namespace

TEST_CASE("where the archive is") {
    const Environment all =
        environment({{"DATELINE_DB", "/db"}, {"XDG_DATA_HOME", "/data"}, {"HOME", "/home/ann"}});
    CHECK(archive_folder("/given", "/file", all) == "/given");
    CHECK(archive_folder({}, "/file", all) == "/db");
    CHECK(archive_folder({}, "/file", environment({{"HOME", "/h"}})) == "/file");
    CHECK(archive_folder({}, {}, environment({{"XDG_DATA_HOME", "/data"}})) == "/data/dateline/archive");
    CHECK(archive_folder({}, {}, environment({{"XDG_DATA_HOME", "data"}, {"HOME", "/h"}})) ==
          "/h/.local/share/dateline/archive");
    CHECK_THROWS_AS((void)archive_folder({}, {}, environment({})), Error);
    CHECK_FALSE(configuration_file(environment({})));
    CHECK_FALSE(configuration_file(environment({{"HOME", "/none"}})));
}

TEST_CASE("both tools take the one configuration file") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "dateline");
    const auto file = scratch / "dateline/dateline.conf";
    const Environment variables =
        environment({{"XDG_CONFIG_HOME", scratch.path().string()}, {"HOME", "/none"}});
    put_file(file, "# ours\ndb = /srv/news\nthreads = 2\n");
    CHECK(searcher({"x"}, variables).archive == "/srv/news");
    CHECK(indexer({"x"}, variables).run.archive == "/srv/news");
    CHECK(indexer({"x"}, variables).run.writing.threads == 2);
    CHECK(indexer({"x", "--threads", "1"}, variables).run.writing.threads == 1);
    CHECK(searcher({"x", "-d", "/other"}, variables).archive == "/other");
    put_file(file, "colour = red\n");
    CHECK(message_of([&] { (void)searcher({"x"}, variables); }) == "unknown setting 'colour'");
    put_file(file, "threads = many\n");
    CHECK_THROWS_AS((void)indexer({"x"}, variables), Error);
    for (const char* odd : {"db\n", "[a\n", "db = /1\ndb = /2\n", "db =\n", "db = news\n"}) {
        put_file(file, odd);
        CHECK_THROWS_AS((void)searcher({"x"}, variables), Error);
    }
}

TEST_CASE("the help of both tools names every setting by its name") {
    CHECK(searcher_help().find("'db'") != std::string::npos);
    CHECK(indexer_help().find("--batch") != std::string::npos);
    CHECK(formats_help().find("jsonl") != std::string::npos);
}

TEST_CASE("dateline-search: views and requests") {
    CHECK(searcher({"Abu", "Dhabi", "talks"}).request.typed == "Abu Dhabi talks");
    CHECK(searcher({"Abu", "Dhabi"}).request.sort == Sort::relevance);
    CHECK(searcher({}).request.sort == Sort::newest);
    CHECK(searcher({"--", "-talks", "cocoa"}).request.typed == "-talks cocoa");
    CHECK(searcher({"x", "--sort", "oldest"}).request.sort == Sort::oldest);
    CHECK(searcher({"x", "--any"}).request.any_word);
    CHECK(searcher({"x", "-n", "3", "--offset", "6"}).request.limit == 3);
    CHECK(searcher({"x", "--offset=6"}).request.offset == 6);
    CHECK(searcher({"x", "--count"}).view == SearchView::count);
    for (const char* more : {"--facets", "--timeline", "--explain", "--json", "--format=csv"}) {
        CHECK_THROWS_AS((void)searcher({"x", "--count", more}), Error);
    }
    for (const char* format : {"ids", "trec", "csv", "jsonl"}) {
        CHECK_THROWS_AS((void)searcher({"x", "--facets", "--format", format}), Error);
        CHECK_THROWS_AS((void)searcher({"x", "--timeline", "--format", format}), Error);
    }
    for (const char* format : {"csv", "jsonl"})
        CHECK(searcher({"x", "--facets", "-n", "0", "--format", format}).request.limit == 0);
    CHECK_THROWS_AS((void)searcher({"--show", "a", "--facets"}), Error);
    CHECK(searcher({"--show", "a:1"}).show_id == "a:1");
    CHECK(searcher({"--queries", "q.tsv"}).view == SearchView::queries);
    CHECK(searcher({"--queries", "q.tsv"}).request.sort == Sort::relevance);
    CHECK(searcher({"--queries", "q.tsv", "--sort", "newest"}).request.sort == Sort::newest);
    CHECK(searcher({"--fields"}).view == SearchView::field_help);
    CHECK(searcher({"--help-query"}).view == SearchView::query_help);
    CHECK(searcher({"--help"}).view == SearchView::help);
    CHECK(searcher({"--version"}).view == SearchView::tool_version);
    CHECK(searcher({"x", "--json"}).format == "json");
    CHECK(searcher({"x", "--json", "--format", "json"}).format == "json");
    CHECK(searcher({"x", "--format", "csv"}).format == "csv");
    CHECK(searcher({"x", "--color", "never"}).colour == ColourChoice::never);

    CHECK(searcher({"x", "--all"}).request.all);
    CHECK(searcher({"x", "--random", "--seed", "7"}).request.seed == 7);
    CHECK_FALSE(searcher({"x", "--random", "--seed", "7"}).draws_seed);
    CHECK(searcher({"x", "--random"}).draws_seed);
    CHECK(searcher({"x", "--random"}).request.sort == Sort::random);
    CHECK(searcher({"--similar", "a:1"}).request.similar == "a:1");
    CHECK(searcher({"--similar", "a:1"}).request.sort == Sort::relevance);
    CHECK(searcher({"x"}).pager);
    CHECK_FALSE(searcher({"x", "--no-pager"}).pager);
    CHECK(searcher({"x", "--timeline", "--plot", "a.svg"}).plot_file == "a.svg");
    const FacetRequest facet = searcher({"x", "--facets", "person~jo:all:share"}).request.facets.at(0);
    CHECK(facet.match == "jo");
    CHECK(facet.order == FacetOrder::share);
    CHECK(facet.most == std::numeric_limits<std::size_t>::max());

    const SearchRequest filtered =
        searcher({"x", "--person", "A", "--person=B", "--org", "C", "--undated"}).request;
    REQUIRE(filtered.names.size() == 3);
    CHECK(filtered.names[0].text == "A");
    CHECK(filtered.names[1].text == "B");
    CHECK(filtered.names[2].field == FieldId::org);
    CHECK(filtered.undated);
}

TEST_CASE("dateline-search: dates, facets, timeline") {
    const std::pair<Arguments, DayRange> days[] = {
        {{"--on", "2026-01"}, {day_of(2026, 1, 1), day_of(2026, 1, 31)}},
        {{"--after", "2026-01"}, {day_of(2026, 1, 1), {}}},
        {{"--before", "2026-01"}, {{}, day_of(2026, 1, 31)}},
        {{"--on", "yesterday"}, {day_of(2026, 1, 25), day_of(2026, 1, 25)}},
        {{"--today", "2020-02-29", "--on", "yesterday"}, {day_of(2020, 2, 28), day_of(2020, 2, 28)}},
        {{"--date", "2025..2026-01-02"}, {day_of(2025, 1, 1), day_of(2026, 1, 2)}},
        {{"--date", "2025..", "--before", "2025-03"}, {day_of(2025, 1, 1), day_of(2025, 3, 31)}},
        {{"--on", "2026", "--after", "2026-01-10"}, {day_of(2026, 1, 10), day_of(2026, 12, 31)}},
    };
    for (const auto& [arguments, expected] : days) CHECK(searcher(arguments).request.published == expected);

    const std::tuple<Arguments, std::string, std::string> facets[] = {
        {{"x", "--facets"}, "x", "person:10 org:10 place:10 source:10 section:10 year:10 "},
        {{"--facets", "person:25,year", "x"}, "x", "person:25 year:10 "},
        {{"cocoa", "--facets", "-n", "0"},
         "cocoa",
         "person:10 org:10 place:10 source:10 section:10 year:10 "},
        {{"--facets=people"}, "", "person:10 "},
        {{"person", "--facets"}, "person", "person:10 org:10 place:10 source:10 section:10 year:10 "},
        {{"--facets=day:0"}, "", "day:0 "},
    };
    for (const auto& [arguments, typed, expected] : facets) {
        const SearchRequest request = searcher(arguments).request;
        std::string text;
        for (const FacetRequest& facet : request.facets)
            text += facet.field + ":" + std::to_string(facet.most) + " ";
        CHECK(request.typed == typed);
        CHECK(text == expected);
    }
    CHECK(searcher({"x", "--timeline"}).request.timeline);
    CHECK(searcher({"--timeline", "week", "x"}).request.timeline_unit == TimeUnit::week);
    CHECK(searcher({"--timeline", "-n", "0", "cocoa"}).request.typed == "cocoa");
    CHECK_FALSE(searcher({"--timeline=auto"}).request.timeline_unit);
}

TEST_CASE("dateline-search refuses what cannot be meant") {
    const Arguments cases[] = {
        {"--limt", "3"},
        {"x", "--limit"},
        {"x", "--limit", "many"},
        {"x", "-n", "-1"},
        {"x", "-n", "1e3"},
        {"x", "-n", ""},
        {"x", "-n", "99999999999999999999"},
        {"x", "-n", "1", "-n", "2"},
        {"x", "--sort", "best"},
        {"x", "--format", "xml"},
        {"x", "--json", "--format", "csv"},
        {"x", "--facets=persons:x"},
        {"x", "--facets=person:"},
        {"x", "--facets=person:-1"},
        {"x", "--facets=,"},
        {"x", "--facets=title"},
        {"x", "--timeline=decade"},
        {"x", "--color", "blue"},
        {"x", "--on", "someday"},
        {"x", "--date", "2026..2025"},
        {"x", "--after", "2026", "--before", "2025"},
        {"x", "--on", "2026", "--undated"},
        {"x", "--today", "someday"},
        {"(x"},
        {"-trade"},
        {"--show", "a", "--count"},
        {"--queries", "f", "--count"},
        {"--show", "a", "--on", "2026"},
        {"--show", "a", "--person", "B"},
        {"--queries", "f", "x"},
        {"x", "--verbose=yes"},
    };
    for (const Arguments& arguments : cases) {
        CAPTURE(arguments.front());
        CAPTURE(arguments.back());
        CHECK_FALSE(message_of([&] { (void)searcher(arguments); }).empty());
    }
    const std::tuple<Arguments, std::string, std::string> told[] = {
        {{"x", "--limt", "3"}, "unknown option '--limt'", "did you mean --limit?"},
        {{"x", "-trade"},
         "unknown option '-trade'",
         "to leave a word out, quote the whole query: 'ceasefire -trade'"},
        {{"x", "-n", "ten"}, "--limit: 'ten' is no number from 0 to 1000000000", ""},
        {{"x", "--sort", "newst"},
         "--sort: 'newst' is none of relevance, newest, oldest",
         "did you mean newest?"},
    };
    for (const auto& [arguments, message, hint] : told) {
        try {
            (void)searcher(arguments);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.message() == message);
            CHECK(error.hint() == hint);
        }
    }
}

TEST_CASE("dateline-index: options") {
    const IndexerOptions options =
        indexer({"corpus", "-",           "--db",       "/a",         "--format", "text",      "--source",
                 "Wire",   "--published", "2026-01-24", "--batch",    "7",        "--dry-run", "--json",
                 "-q",     "--rejects",   "bad",        "--encoding", "latin1",   "-v"});
    CHECK(options.run.reading.sources == Arguments{"corpus", "-"});
    CHECK(options.run.archive == "/a");
    CHECK(options.run.reading.format == "text");
    CHECK(options.run.reading.source == "Wire");
    CHECK(options.run.reading.encoding == "latin1");
    CHECK(options.run.reading.published == day_of(2026, 1, 24));
    CHECK(options.run.reading.today == today);
    CHECK(options.run.writing.batch == 7);
    CHECK(options.run.writing.threads == 3);
    CHECK(options.run.writing.dry_run);
    CHECK(options.json);
    CHECK(options.quiet);
    CHECK(options.rejects == "bad");
    CHECK(options.shared.verbose);
    CHECK(indexer({"x"}).run.archive == "/none/.local/share/dateline/archive");
    CHECK(indexer({"--help"}).shared.help);
    CHECK(indexer({"--formats"}).list_formats);

    for (const Arguments& arguments : {Arguments{},
                                       {"x", "--batch", "0"},
                                       {"x", "--threads", "0"},
                                       {"x", "--threads", "257"},
                                       {"x", "--format", "word"},
                                       {"x", "--published", "soon"},
                                       {"x", "--today", "x"},
                                       {"x", "--sourc", "W"},
                                       {"x", "--db"},
                                       {"x", "--db", "a", "--db", "b"},
                                       {"--json"}}) {
        CHECK_FALSE(message_of([&] { (void)indexer(arguments); }).empty());
    }
}

}  // namespace dateline
