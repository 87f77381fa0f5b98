#include "searcher/facet_options.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/edit_distance.h"
#include "common/error.h"
#include "common/fields.h"
#include "searcher/buckets.h"
#include "searcher/choice.h"
#include "searcher/facets.h"
#include "searcher/query/characters.h"
#include "searcher/query/parser.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

using Strings = std::vector<std::string>;

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Which parts of a facet were given already: two would contradict one another.
struct GivenParts {
    bool most = false;
    bool order = false;
};

/// Understands what stands behind a colon: how many values, or their order.
void read_part(const std::string& part, FacetRequest& request, GivenParts& given) {
    constexpr std::array<std::string_view, 3> orders{"count", "name", "share"};
    constexpr std::size_t longest = 9;  // digits
    const auto order = std::ranges::find(orders, part);
    const bool is_order = order != orders.end();
    if (is_order) {
        request.order = static_cast<FacetOrder>(order - orders.begin());
    } else if (part == "all") {
        request.most = std::numeric_limits<std::size_t>::max();
    } else if (is_number(part) && part.size() <= longest) {
        request.most = std::stoul(part);
    } else {
        throw Error(fmt::format("--facets: '{}' is no number of values and no order", part),
                    "write person:25, person:all, person:name or person:25:share");
    }
    if (std::exchange(is_order ? given.order : given.most, true)) {
        throw Error(fmt::format("--facets: '{}' comes behind another {}", part,
                                is_order ? "order" : "number of values"),
                    "give one of them, as in person:25:share");
    }
}

FacetRequest facet_request(const std::string& text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::size_t tilde = std::min(text.find('~'), colon);
    FacetRequest request;
    request.field = text.substr(0, tilde);
    if (const Field* known = find_field(request.field)) request.field = known->name;
    const Strings names = facet_names();
    if (std::ranges::find(names, request.field) == names.end()) {
        const std::vector<std::string_view> candidates(names.begin(), names.end());
        const auto close = nearest(request.field, candidates);
        throw Error(fmt::format("--facets: '{}' is no facet", text),
                    (close ? fmt::format("did you mean {}? ", *close) : "") +
                        fmt::format("there are {}; the words of a query stand before --facets",
                                    fmt::join(names, ", ")));
    }
    if (tilde < colon) {
        request.match = text.substr(tilde + 1, colon - tilde - 1);
        if (!has_word_character(request.match)) {
            throw Error(fmt::format("--facets: there is no text behind '{}'", text.substr(0, colon)),
                        "write person~smith for the values that have smith in them");
        }
    }
    GivenParts given;
    for (std::size_t at = colon; at < text.size();) {
        const std::size_t end = std::min(text.find(':', at + 1), text.size());
        read_part(text.substr(at + 1, end - at - 1), request, given);
        at = end;
    }
    return request;
}

/// What --facets alone asks for.
constexpr std::string_view usual_facets = "person,org,place,source,section,year";

}  // namespace

std::vector<FacetRequest> facet_requests(const std::string& list) {
    std::vector<FacetRequest> requests;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        requests.push_back(facet_request(list.substr(at, end - at)));
        const std::string& name = requests.back().field;
        if (std::ranges::count(requests, name, &FacetRequest::field) > 1) {
            throw Error(fmt::format("--facets: {} is there twice", name), "ask for it once");
        }
        at = end + 1;
    }
    return requests;
}

void add_count_options(po::options_description& options) {
    options.add_options()  //
        ("facets", po::value<std::string>()->value_name("[LIST]"),
         fmt::format(
             "how often which value: {}; person:25 for the first 25, person:all:name for all by name, "
             "person:10:share for what is unusual, person~ann for those with ann in them",
             fmt::join(facet_names(), ", "))
             .c_str())                                                                             //
        ("multi-select", po::bool_switch(), "count a facet as if its own filters were not there")  //
        ("timeline", po::value<std::string>()->value_name("[UNIT]"),
         "bars: how many each day, week, month or year")  //
        ("compare", po::value<std::string>()->value_name("QUERY"),
         "with --timeline: draw that of a second query below")  //
        ("plot", po::value<std::string>()->value_name("FILE"), "with --timeline: a chart, as SVG");
}

void read_counts(const po::variables_map& values, Day today, SearchRequest& request) {
    if (values.count("facets")) request.facets = facet_requests(values["facets"].as<std::string>());
    request.multi_select = values["multi-select"].as<bool>();
    if (values.count("timeline")) {
        const std::string& unit = values["timeline"].as<std::string>();
        (void)choice("timeline", unit, timeline_units, "the words of a query stand before --timeline");
        request.timeline = true;
        request.timeline_unit = unit_named(unit);
    }
    if (!values.count("compare")) return;
    request.compared = values["compare"].as<std::string>();
    try {
        request.compared_query = parse_query(*request.compared, today);
    } catch (Error& error) {
        error.at("--compare");
        throw;
    }
    if (request.compared_query.kind == Node::Kind::all) {
        throw Error("--compare has no words", "write --compare 'words to hold against the others'");
    }
}

void refuse_counts_without_timeline(const po::variables_map& values, const SearchRequest& request) {
    if (request.multi_select && request.facets.empty()) {
        throw Error("--multi-select is about facets", "add --facets");
    }
    if (values.count("compare") && !request.timeline) {
        throw Error("--compare holds two timelines against one another", "add --timeline");
    }
    if (values.count("plot") && !request.timeline) throw Error("--plot draws a timeline", "add --timeline");
    if (values.count("plot") && values.count("queries")) {
        throw Error("--plot draws one timeline, and --queries has many", "leave one of them out");
    }
}

std::vector<std::string> with_joined_values(std::span<const std::string> arguments) {
    Strings joined;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            joined.insert(joined.end(), arguments.begin() + i, arguments.end());
            break;
        }
        joined.push_back(argument);
        const bool facets = argument == "--facets";
        if (!facets && argument != "--timeline") continue;
        // Standing alone they get their value here: Boost would take whatever follows for it.
        const bool alone = i + 1 == arguments.size() || arguments[i + 1].starts_with('-');
        joined.back() += '=';
        joined.back() += alone ? facets ? usual_facets : timeline_units[0] : arguments[++i];
    }
    return joined;
}

}  // namespace dateline
