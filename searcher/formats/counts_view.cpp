#include "searcher/formats/counts_view.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "common/text/columns.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

constexpr std::size_t longest_value = 60;  // characters of a facet's value that are shown

std::string shown_value(const std::string& value, const OutputSettings& settings) {
    const Excerpt cut = clipped(printable(Excerpt{.text = value}), longest_value);
    return cut.cut_after ? cut.text + std::string(ellipsis(settings)) : cut.text;
}

/// The names behind those words; nothing where there are none.
std::string listed(std::string_view before, const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + printable(name);
    return list.empty() ? list : std::string(before) + list;
}

}  // namespace

std::string beside(const std::vector<std::string>& left_out) {
    return listed(", beside ", left_out);
}

std::string facet_table(const Facet& facet, const OutputSettings& settings) {
    struct Row {
        std::string value;
        std::string count;
        std::string in_archive;
        bool chosen = false;
    };
    std::vector<Row> rows;
    for (const FacetValue& one : facet.values) {
        rows.push_back({shown_value(one.value, settings), grouped(one.count),
                        one.in_archive ? " of " + grouped(*one.in_archive) : "", one.chosen});
    }
    if (facet.other > 0) {
        rows.push_back(
            {"(" + counted(facet.distinct - facet.values.size(), "other") + ")", grouped(facet.other), {}});
    }
    if (facet.missing > 0) rows.push_back({"(none)", grouped(facet.missing), {}});

    std::size_t value_width = 0;
    std::size_t count_width = 0;
    for (const Row& row : rows) {
        value_width = std::max(value_width, columns(row.value));
        count_width = std::max(count_width, row.count.size());
    }
    std::string table =
        emphasised(printable(facet.field), settings) + ": " + grouped(facet.distinct) + " distinct";
    if (!facet.match.empty())
        table += ", " + grouped(facet.matching) + " with '" + printable(facet.match) + "'";
    if (facet.widened) table += ", of " + counted(facet.articles, "article");
    table += beside(facet.left_out) + listed(", not ", facet.excluded) + '\n';
    for (const Row& row : rows) {
        table += fmt::format("{} {}{:{}}  {:>{}}{}\n", row.chosen ? '*' : ' ', row.value, "",
                             value_width - columns(row.value), row.count, count_width, row.in_archive);
    }
    return table;
}

}  // namespace dateline
