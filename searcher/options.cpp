#include "searcher/options.h"

#include <array>
#include <limits>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/authority/authority_file.h"
#include "common/error.h"
#include "searcher/choice.h"
#include "searcher/copy_options.h"
#include "searcher/facet_options.h"
#include "searcher/filter_options.h"
#include "searcher/formats/formatter.h"
#include "searcher/query/characters.h"
#include "searcher/query/parser.h"
#include "searcher/ranking_options.h"
#include "searcher/synonym_options.h"
#include "searcher/view_options.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

constexpr std::string_view examples = R"(Usage: dateline-search [OPTION...] [QUERY...]

Finds the articles of an archive that have all the words, best first.

  dateline-search Abu Dhabi talks                  all three words
  dateline-search '"Abu Dhabi" talks -Prix'        a phrase, a word to leave out
  dateline-search ceasefire --person Witkoff       who is named in it
  dateline-search ceasefire --after 2026-01-20     that day or later
  dateline-search fishing --date 2026-01..2026-02 --sort newest
  dateline-search cocoa --facets person,org,year   who and what it is about
  dateline-search --place Geneva --timeline        how many when, as bars
  dateline-search cocoa --format json | jq .total  for scripts

--help-query explains the query language, --fields lists the fields.
)";

constexpr std::string_view exit_codes = R"(
Exit status: 0 there are hits, 1 there are none, 2 the question could not be
answered.
)";

using Strings = std::vector<std::string>;

po::options_description view_options() {
    std::vector<std::string_view> formats;
    for (const OutputFormat& format : output_formats()) formats.push_back(format.name);
    po::options_description options("The answer", 80, 50);
    add_page_options(options);
    options.add_options()                                                                        //
        ("any", po::bool_switch(), "any of the words, not all")                                  //
        ("count", po::bool_switch(), "only the number of articles")                              //
        ("analyze", po::bool_switch(), "how the query is understood, and what each part finds")  //
        ("show", po::value<std::string>()->value_name("ID"), "one article, whole")               //
        ("diff", po::value<Strings>()->composing()->value_name("ID1 ID2"),
         "the words that changed between two articles");
    add_copy_options(options);
    options.add_options()  //
        ("entities", po::value<std::string>()->value_name("KIND"),
         "list the names: person, org or place")  //
        ("match", po::value<std::string>()->value_name("TEXT"),
         "with --entities: only names that have this in them");
    add_count_options(options);
    add_ranking_options(options);
    options.add_options()  //
        ("format", po::value<std::string>()->value_name("NAME"),
         fmt::format("{}", fmt::join(formats, ", ")).c_str())     //
        ("json", po::bool_switch(), "the same as --format json")  //
        ("queries", po::value<std::string>()->value_name("FILE"),
         "answer every line 'ID TAB WORDS' of a file; the words are plain words")  //
        ("no-pager", po::bool_switch(), "on a terminal: no pages")                 //
        ("color", po::value<std::string>()->default_value("auto")->value_name("WHEN"),
         "auto, always or never")                                               //
        ("fields", po::bool_switch(), "list the fields that queries can name")  //
        ("help-query", po::bool_switch(), "the query language");
    return options;
}

po::options_description shared_part() {
    po::options_description options("Options", 80, 50);
    options.add_options()  //
        ("authority", po::value<std::string>()->value_name("FILE"),
         "which names are one entity, and which are none; counts more than the file that is installed")  //
        ("no-authority", po::bool_switch(), "every name as it was indexed");
    add_synonym_options(options);
    add_shared_options(options);
    return options;
}

std::string typed_query(const po::variables_map& values) {
    if (!values.count("QUERY")) return {};
    return fmt::format("{}", fmt::join(values["QUERY"].as<Strings>(), " "));
}

SearchView view_of(const po::variables_map& values, const SharedOptions& shared) {
    Strings given;
    for (const char* view : {"show", "diff", "queries", "entities", "count", "analyze"}) {
        const bool is_switch = std::string_view(view) == "count" || std::string_view(view) == "analyze";
        if (is_switch ? values[view].as<bool>() : values.count(view) > 0)
            given.push_back("--" + std::string(view));
    }
    if (given.size() > 1) {
        const bool counts_each = given.front() == "--queries" && given.back() == "--count";
        throw Error(fmt::format("{} exclude one another", fmt::join(given, " and ")),
                    counts_each ? "leave --count out: each answer says how many articles it has"
                                : "give one of them");
    }
    if (shared.help) return SearchView::help;
    if (shared.version) return SearchView::tool_version;
    if (values["help-query"].as<bool>()) return SearchView::query_help;
    if (values["fields"].as<bool>()) return SearchView::field_help;
    if (values.count("show")) return SearchView::show;
    if (values.count("diff")) return SearchView::diff;
    if (values.count("queries")) return SearchView::queries;
    if (values.count("entities")) return SearchView::entities;
    if (values["count"].as<bool>()) return SearchView::count;
    if (values["analyze"].as<bool>()) return SearchView::analyze;
    return SearchView::hits;
}

void read_entities(const po::variables_map& values, SearchRequest& request) {
    constexpr std::array<std::string_view, authority_kinds.size()> kinds{"person", "org", "place"};
    std::string kind = values["entities"].as<std::string>();
    if (const Field* known = find_field(kind)) kind = known->name;
    EntityRequest entities;
    entities.kind = authority_kinds[choice("entities", kind, kinds)];
    if (values.count("match")) {
        entities.match = values["match"].as<std::string>();
        if (!has_word_character(entities.match)) {
            throw Error("--match has no letter and no number that a name could have", "write --match smith");
        }
    }
    entities.offset = std::exchange(request.offset, 0);
    entities.limit = values["limit"].defaulted() ? std::numeric_limits<std::uint64_t>::max() : request.limit;
    if (values.count("facets") || values.count("timeline")) {
        throw Error("--entities lists names and nothing else", "leave --facets and --timeline out");
    }
    request.entities = std::move(entities);
}

void read_request(const po::variables_map& values, SearcherOptions& options) {
    SearchRequest& request = options.request;
    request.typed = typed_query(values);
    request.query = parse_query(request.typed, options.shared.today);
    read_filters(values, options.shared.today, request);
    request.any_word = values["any"].as<bool>();
    const bool has_words = request.query.kind != Node::Kind::all || options.view == SearchView::queries;
    read_page(values, has_words, request);
    read_counts(values, options.shared.today, request);
    read_ranking(values, options.shared.today, request);
    request.copies = copies_request(values);
    if (options.view == SearchView::entities) read_entities(values, request);
    if (values.count("match") && options.view != SearchView::entities) {
        throw Error("--match chooses among the names of --entities", "write --entities person --match TEXT");
    }
}

/// What a view or a format has no place for is refused: who asked for it would take it for empty.
void refuse_what_is_not_shown(const po::variables_map& values, const SearcherOptions& options) {
    const bool counts = values.count("facets") || values.count("timeline");
    const bool explain = values.count("explain") > 0;
    if (options.view == SearchView::count) {
        if (counts || explain || values.count("format") || values["json"].as<bool>()) {
            throw Error("--count prints one number and nothing else",
                        "for more, leave it out; -n 0 leaves the articles out");
        }
    }
    if (options.view == SearchView::analyze && (counts || explain)) {
        throw Error("--analyze takes the query apart and nothing else",
                    "leave --facets, --timeline and --explain out");
    }
    const bool ranks = options.request.expand || options.request.recent;
    if (ranks && (options.view == SearchView::analyze || options.view == SearchView::show ||
                  options.view == SearchView::diff)) {
        throw Error("--expand and --recent are about the order of an answer", "leave them out");
    }
    if (options.view == SearchView::show && (counts || explain)) {
        throw Error("--show shows one article and nothing else",
                    "leave --facets, --timeline and --explain out");
    }
    if (options.view == SearchView::entities && explain) {
        throw Error("--entities lists names and nothing else", "leave --explain out");
    }
    if (options.view == SearchView::diff && (counts || explain)) {
        throw Error("--diff compares two articles", "leave --facets, --timeline and --explain out");
    }
    refuse_copies_without_place(values, options);
    refuse_order_without_place(values, options);
    refuse_counts_without_timeline(values, options.request);
    if (options.view != SearchView::hits && options.view != SearchView::queries) return;
    if (explain) refuse_scores_without_place(options);
    if (options.request.limit == 0 && !counts) refuse_empty_format(options);
    if (counts) refuse_counts_without_place(options);
}

}  // namespace

std::string searcher_help() {
    std::ostringstream text;
    text << examples << '\n'
         << filter_options() << '\n'
         << view_options() << '\n'
         << shared_part() << exit_codes;
    return text.str();
}

SearcherOptions parse_searcher_options(std::span<const std::string> arguments, const Environment& environment,
                                       Day clock_today) {
    po::options_description all;
    all.add(filter_options()).add(view_options()).add(shared_part());
    all.add_options()("QUERY", po::value<Strings>());
    po::positional_options_description positions;
    positions.add("QUERY", -1);
    constexpr std::array<std::string_view, 2> own_settings{"authority", "synonyms"};
    const po::variables_map values =
        parse_options(with_explain_kind(with_joined_values(with_parted_ids(arguments))), all, positions,
                      environment, own_settings);

    SearcherOptions options;
    options.shared = shared_options(values, clock_today);
    options.view = view_of(values, options.shared);
    constexpr std::array<std::string_view, 3> colours{"auto", "always", "never"};
    options.colour = static_cast<ColourChoice>(choice("color", values["color"].as<std::string>(), colours));
    if (values.count("format")) options.format = output_format_named(values["format"].as<std::string>()).name;
    if (values["json"].as<bool>()) {
        if (values.count("format") && options.format != "json") {
            throw Error("--json and --format " + options.format + " exclude one another", "give one of them");
        }
        options.format = "json";
    }
    if (values.count("show")) options.show_id = values["show"].as<std::string>();
    if (values.count("diff")) options.diff_ids = values["diff"].as<Strings>();
    if (values.count("plot")) options.plot_file = values["plot"].as<std::string>();
    if (values.count("queries")) options.queries_file = values["queries"].as<std::string>();
    options.authority = !values["no-authority"].as<bool>();
    if (values.count("authority") && options.authority) {
        options.own_authority = values["authority"].as<std::string>();
    }
    options.synonyms = synonyms_file(values);
    const bool needs_archive = options.view == SearchView::hits || options.view == SearchView::count ||
                               options.view == SearchView::show || options.view == SearchView::diff ||
                               options.view == SearchView::queries || options.view == SearchView::entities ||
                               options.view == SearchView::analyze;
    if (!needs_archive) return options;
    options.draws_seed = draws_seed(values);
    options.pager = !values["no-pager"].as<bool>();
    options.archive = archive_folder(options.shared.db, options.shared.db_from_file, environment);
    read_request(values, options);
    if (options.view == SearchView::queries && !options.request.typed.empty()) {
        throw Error("--queries takes its words from the file", "leave the words out");
    }
    refuse_what_is_not_shown(values, options);
    const SearchRequest& request = options.request;
    const bool filtered =
        !request.names.empty() || request.undated || request.published.first || request.published.last;
    if (options.view == SearchView::diff) {
        if (options.diff_ids.size() != 2) throw Error("--diff compares two articles", "write --diff ID1 ID2");
        if (filtered || !request.typed.empty()) {
            throw Error("--diff compares two articles, whatever matches", "leave words and filters out");
        }
    }
    if (options.view == SearchView::show && filtered) {
        throw Error("--show shows the article with that id, whatever the filters", "leave the filters out");
    }
    if (options.view == SearchView::analyze && filtered) {
        throw Error("--analyze is about the query alone", "leave the filters out, or write them as fields");
    }
    return options;
}

}  // namespace dateline
