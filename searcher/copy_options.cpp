#include "searcher/copy_options.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "common/edit_distance.h"
#include "common/error.h"
#include "searcher/formats/formatter.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

constexpr std::string_view by_source = "source:";

void read_lead(const std::string& value, CopiesRequest& request) {
    if (value == "first") return;
    if (value == "longest") {
        request.lead = Lead::longest;
        return;
    }
    if (value.starts_with(by_source)) {
        request.lead = Lead::source;
        request.source = value.substr(by_source.size());
        if (!request.source.empty()) return;
        throw Error("--lead source: lacks the name of a source", "write --lead source:NAME");
    }
    constexpr std::array<std::string_view, 3> choices{"first", "longest", "source:NAME"};
    const auto close = nearest(value, choices);
    throw Error(fmt::format("--lead: '{}' is none of first, longest, source:NAME", value),
                close ? fmt::format("did you mean {}?", *close) : "");
}

/// The first of these options that was given, as it is typed; nothing when none was.
std::string given_option(const po::variables_map& values) {
    for (const char* name : {"copies", "first", "no-fold"}) {
        if (values[name].as<bool>()) return std::string("--") + name;
    }
    return values.count("lead") ? "--lead" : "";
}

}  // namespace

void add_copy_options(po::options_description& options) {
    options.add_options()                                                                           //
        ("copies", po::bool_switch(), "list the copies of each hit below it")                       //
        ("no-fold", po::bool_switch(), "copies are hits of their own; else one of a story stands")  //
        ("lead", po::value<std::string>()->value_name("WHICH"),
         "the copy that stands for a story: first, longest or source:NAME")  //
        ("first", po::bool_switch(), "who had it first: copies with how much later they came");
}

CopiesRequest copies_request(const po::variables_map& values) {
    CopiesRequest request;
    request.fold = !values["no-fold"].as<bool>();
    request.in_time = values["first"].as<bool>();
    request.show_list = values["copies"].as<bool>() || request.in_time;
    if (!request.fold && (request.in_time || values.count("lead"))) {
        throw Error(fmt::format("--no-fold and --{} exclude one another", request.in_time ? "first" : "lead"),
                    "without folding no copy stands for the others");
    }
    if (values.count("lead")) read_lead(values["lead"].as<std::string>(), request);
    if (request.in_time) request.lead = Lead::first;
    return request;
}

void refuse_copies_without_place(const po::variables_map& values, const SearcherOptions& options) {
    const std::string given = given_option(values);
    if (given.empty()) return;
    if (options.view == SearchView::show) {
        throw Error("--show shows one article and names all its copies", "leave " + given + " out");
    }
    if (options.view == SearchView::diff) {
        throw Error("--diff compares two articles", "leave " + given + " out");
    }
    const bool shows_hits = options.view == SearchView::hits || options.view == SearchView::queries;
    if (shows_hits && options.format == "trec") {
        throw Error("--format trec never folds copies", "leave " + given + " out");
    }
    const bool has_place = shows_hits && output_format_named(options.format).excerpts;
    if (options.request.copies.show_list && !has_place) {
        throw Error(given + " lists copies with the hits, and here is no place for them",
                    "leave it out; text, markdown, json, jsonl, csv and tsv have one");
    }
}

std::vector<std::string> with_parted_ids(std::span<const std::string> arguments) {
    std::vector<std::string> parted;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--") {
            parted.insert(parted.end(), arguments.begin() + i, arguments.end());
            break;
        }
        if (arguments[i] != "--diff") {
            parted.push_back(arguments[i]);
            continue;
        }
        if (i + 2 >= arguments.size()) {
            throw Error("--diff compares two articles", "write --diff ID1 ID2");
        }
        parted.push_back("--diff=" + arguments[++i]);
        parted.push_back("--diff=" + arguments[++i]);
    }
    return parted;
}

}  // namespace dateline
