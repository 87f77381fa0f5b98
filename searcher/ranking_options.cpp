#include "searcher/ranking_options.h"

#include <algorithm>

#include <fmt/format.h>

#include "common/error.h"

namespace dateline {

namespace po = boost::program_options;

void add_ranking_options(po::options_description& options) {
    options.add_options()  //
        ("expand", po::bool_switch(),
         "rank by words of the first hits too; with --any they find articles")  //
        ("recent", po::value<std::string>()->value_name("DAYS"),
         "newer articles first where little else tells them apart: half as much for each DAYS of age")  //
        ("explain", po::value<std::string>()->value_name("[=full]"),
         "what each score is made of, in a line; with =full part by part");
}

void read_ranking(const po::variables_map& values, Day today, SearchRequest& request) {
    request.expand = values["expand"].as<bool>();
    if (values.count("recent")) {
        request.recent = Recency{number_option(values, "recent", 1, 1'000'000), today};
    }
    if (values.count("explain")) {
        const std::string& how = values["explain"].as<std::string>();
        if (how != "line" && how != "full") {
            throw Error(fmt::format("--explain: '{}' is neither line nor full", how), "write --explain=full");
        }
        request.explain = how == "full" ? Explain::full : Explain::line;
    }
    if (request.sort == Sort::relevance) return;
    for (const char* option : {"expand", "recent"}) {
        const bool given = std::string_view(option) == "expand" ? request.expand : request.recent.has_value();
        if (given) {
            throw Error(
                fmt::format("--{} changes the order by relevance, and this answer is in another order",
                            option),
                "give words, or leave --" + std::string(option) + " out");
        }
    }
}

std::vector<std::string> with_explain_kind(std::span<const std::string> arguments) {
    std::vector<std::string> written(arguments.begin(), arguments.end());
    for (std::string& argument : written) {
        if (argument == "--") break;
        if (argument == "--explain") argument += "=line";
    }
    return written;
}

}  // namespace dateline
