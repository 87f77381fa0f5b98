#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/cli/options.h"
#include "searcher/request.h"

namespace dateline {

/// What dateline-search is to do.
enum class SearchView : std::uint8_t {
    hits,        ///< the articles that answer
    count,       ///< only how many there are
    analyze,     ///< how the query is understood, instead of its answer
    show,        ///< one whole article
    diff,        ///< the words that changed between two articles
    entities,    ///< the people, organisations or places that the articles name
    queries,     ///< the hits of many queries out of a file
    field_help,  ///< the fields that queries can name
    query_help,
    help,
    tool_version,
};

enum class ColourChoice : std::uint8_t { automatic, always, never };

/// The command line of dateline-search, understood and checked.
struct SearcherOptions {
    SharedOptions shared;
    SearchView view = SearchView::hits;
    SearchRequest request;
    std::filesystem::path archive;
    std::string format = "text";
    std::string show_id;
    std::vector<std::string> diff_ids;  ///< two
    std::string queries_file;
    std::optional<std::string> plot_file;      ///< for a chart of the timeline
    bool authority = true;                     ///< names are merged and hidden as authority files say
    std::optional<std::string> own_authority;  ///< the user's, which counts more than the shipped one
    std::optional<std::string> synonyms;       ///< a file of them
    bool draws_seed = false;                   ///< the request lacks the seed of its random order
    bool pager = true;                         ///< where there is a terminal
    ColourChoice colour = ColourChoice::automatic;
};

/// Throws Error for whatever cannot be meant: nothing is guessed, no filter is dropped.
[[nodiscard]] SearcherOptions parse_searcher_options(std::span<const std::string> arguments,
                                                     const Environment& environment, Day clock_today);

/// The text of --help; begins with examples.
[[nodiscard]] std::string searcher_help();

}  // namespace dateline
