#include "searcher/view_options.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "common/cli/options.h"
#include "common/error.h"
#include "searcher/choice.h"
#include "searcher/formats/formatter.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

/// More than an archive holds.
constexpr std::uint64_t no_limit = 1'000'000'000;

constexpr std::uint64_t greatest_seed = 999'999'999;

}  // namespace

void add_page_options(po::options_description& options) {
    options.add_options()                                                                               //
        ("limit,n", po::value<std::string>()->default_value("10")->value_name("N"), "hits to show")     //
        ("all", po::bool_switch(), "every hit, however many")                                           //
        ("offset", po::value<std::string>()->default_value("0")->value_name("N"), "hits to pass over")  //
        ("sort", po::value<std::string>()->value_name("ORDER"),
         "relevance, newest or oldest; without words: newest")                                      //
        ("random", po::bool_switch(), "in an order by chance")                                      //
        ("seed", po::value<std::string>()->value_name("N"), "with --random: the same order again")  //
        ("similar", po::value<std::string>()->value_name("ID"), "articles like that one");
}

void read_page(const po::variables_map& values, bool has_words, SearchRequest& request) {
    if (values.count("similar")) {
        request.similar = values["similar"].as<std::string>();
        if (request.similar.empty()) throw Error("--similar names no article", "write --similar ID");
        if (request.any_word) throw Error("--similar and --any exclude one another", "leave --any out");
    }
    request.sort = has_words || !request.similar.empty() ? Sort::relevance : Sort::newest;
    if (values.count("sort")) {
        constexpr std::array<std::string_view, 3> orders{"relevance", "newest", "oldest"};
        request.sort = static_cast<Sort>(choice("sort", values["sort"].as<std::string>(), orders));
    }
    if (values["random"].as<bool>()) {
        if (values.count("sort")) throw Error("--random and --sort exclude one another", "give one of them");
        request.sort = Sort::random;
    }
    if (values.count("seed")) {
        if (request.sort != Sort::random) throw Error("--seed repeats the order of --random", "add --random");
        request.seed = number_option(values, "seed", 0, greatest_seed);
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

bool draws_seed(const po::variables_map& values) {
    return values["random"].as<bool>() && !values.count("seed");
}

void refuse_order_without_place(const po::variables_map& values, const SearcherOptions& options) {
    const bool lists_hits = options.view == SearchView::hits || options.view == SearchView::queries;
    for (const char* option : {"all", "random"}) {
        if (!values[option].as<bool>() || lists_hits) continue;
        throw Error(fmt::format("--{} is about the hits, and here none are listed", option), "leave it out");
    }
    const bool looks =
        lists_hits || options.view == SearchView::count || options.view == SearchView::entities;
    if (values.count("similar") && !looks) {
        throw Error("--similar looks for articles, and here none are looked for", "leave it out");
    }
}

void refuse_scores_without_place(const SearcherOptions& options) {
    if (options.format != "text" && options.format != "json" && options.format != "jsonl") {
        throw Error("--format " + options.format + " has no place for --explain",
                    "write text, json or jsonl, or leave --explain out");
    }
    if (options.request.sort != Sort::relevance) {
        throw Error("--explain is about scores, and this answer is not in the order of relevance",
                    "give words, or leave --explain out");
    }
}

void refuse_empty_format(const SearcherOptions& options) {
    const CountsPlace place = output_format_named(options.format).counts;
    if (place == CountsPlace::beside_hits) return;
    throw Error("--format " + options.format + " lists articles, and -n 0 leaves them all out",
                place == CountsPlace::nowhere ? "--count tells how many there are"
                                              : "--count tells how many there are; --facets or --timeline "
                                                "would be listed instead");
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
