#include "searcher/facet_options.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/edit_distance.h"
#include "common/error.h"
#include "common/fields.h"
#include "searcher/facets.h"

namespace dateline {

namespace {

using Strings = std::vector<std::string>;

FacetRequest facet_request(const std::string& text) {
    const std::size_t colon = text.find(':');
    FacetRequest request;
    request.field = text.substr(0, colon);
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
    if (colon == std::string::npos) return request;
    const std::string number = text.substr(colon + 1);
    if (number.empty() || number.size() > 9 ||
        !std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; })) {
        throw Error(fmt::format("--facets: '{}' is no number of values", number), "write person:25");
    }
    request.most = std::stoul(number);
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
        at = end + 1;
    }
    return requests;
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
