#include "searcher/view_options.h"

#include <array>
#include <string>
#include <string_view>

#include "common/cli/options.h"
#include "common/error.h"
#include "searcher/choice.h"
#include "searcher/formats/formatter.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

/// More than an archive holds.
constexpr std::uint64_t no_limit = 1'000'000'000;

}  // namespace

void add_page_options(po::options_description& options) {
    options.add_options()                                                                               //
        ("limit,n", po::value<std::string>()->default_value("10")->value_name("N"), "hits to show")     //
        ("all", po::bool_switch(), "every hit, however many")                                           //
        ("offset", po::value<std::string>()->default_value("0")->value_name("N"), "hits to pass over")  //
        ("sort", po::value<std::string>()->value_name("ORDER"),
         "relevance, newest or oldest; without words: newest");
}

void read_page(const po::variables_map& values, bool has_words, SearchRequest& request) {
    request.sort = has_words ? Sort::relevance : Sort::newest;
    if (values.count("sort")) {
        constexpr std::array<std::string_view, 3> orders{"relevance", "newest", "oldest"};
        request.sort = static_cast<Sort>(choice("sort", values["sort"].as<std::string>(), orders));
    }
    request.limit = number_option(values, "limit", 0, no_limit);
    request.offset = number_option(values, "offset", 0, no_limit);
    request.all = values["all"].as<bool>();
    if (!request.all) return;
    if (!values["limit"].defaulted()) {
        throw Error("--all and --limit exclude one another", "give one of them");
    }
    request.limit = no_limit;
}

void refuse_all_without_place(const po::variables_map& values, const SearcherOptions& options) {
    if (!values["all"].as<bool>()) return;
    if (options.view == SearchView::hits || options.view == SearchView::queries) return;
    throw Error("--all is about the hits, and here none are listed", "leave it out");
}

void refuse_counts_without_place(const SearcherOptions& options) {
    const CountsPlace place = output_format_named(options.format).counts;
    if (place == CountsPlace::nowhere) {
        throw Error("--format " + options.format + " has no place for --facets and --timeline",
                    "write them as text, markdown, json, jsonl, csv or tsv");
    }
    if (place == CountsPlace::instead_of_hits && options.request.limit > 0) {
        throw Error("--format " + options.format + " has either articles or counts",
                    "add -n 0 for the counts");
    }
}

}  // namespace dateline
