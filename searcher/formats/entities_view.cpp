#include "searcher/formats/entities_view.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "common/text/columns.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/counts_view.h"
#include "searcher/formats/csv_cells.h"
#include "searcher/formats/json_values.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/formats/table.h"

namespace dateline {

namespace {

/// Longer names stand out of the table.
constexpr std::size_t widest_name = 40;

/// "Zelensky (12), Zelenskiy (3)"
std::string also(const EntityRow& row) {
    std::string names;
    for (const EntityAlias& alias : row.aliases) {
        names +=
            fmt::format("{}{} ({})", names.empty() ? "" : ", ", printable(alias.name), grouped(alias.count));
    }
    return names;
}

std::string head_line(const Answer& answer, const OutputSettings& settings) {
    const EntityList& list = *answer.entities;
    std::string line = emphasised(list.field, settings) + ": " + grouped(list.distinct) + " distinct";
    if (!list.match.empty()) line += " with '" + printable(list.match) + "'";
    return line + ", " + grouped(list.missing) + " without" + beside(list.left_out) + folding_note(answer) +
           '\n';
}

std::string text_of(const Answer& answer, const OutputSettings& settings) {
    const EntityList& list = *answer.entities;
    std::string text = head_line(answer, settings);
    std::size_t name_width = 0;
    std::size_t count_width = 0;
    for (const EntityRow& row : list.rows) {
        name_width = std::clamp(columns(printable(row.name)), name_width, widest_name);
        count_width = std::max(count_width, grouped(row.count).size());
    }
    for (const EntityRow& row : list.rows) {
        const std::string name = printable(row.name);
        text += fmt::format("  {}{:{}}  {:>{}}", name, "", name_width - std::min(columns(name), name_width),
                            grouped(row.count), count_width);
        if (!row.aliases.empty()) text += "  also " + also(row);
        if (settings.verbose && !row.rule.empty()) text += "  " + printable(row.rule);
        text += '\n';
    }
    const std::uint64_t shown_to = list.offset + list.rows.size();
    if (!list.rows.empty() && shown_to < list.distinct)
        text += fmt::format("\nmore: --offset {}\n", shown_to);
    return text;
}

void write_table(std::ostream& sink, const EntityList& list, RowWriter write_row) {
    write_row(sink, std::vector<std::string>{"name", "count", "aliases", "rule"});
    for (const EntityRow& row : list.rows) {
        std::string aliases;
        for (const EntityAlias& alias : row.aliases) aliases += (aliases.empty() ? "" : "; ") + alias.name;
        write_row(sink, std::vector<std::string>{row.name, std::to_string(row.count), aliases, row.rule});
    }
}

}  // namespace

void write_entities(std::ostream& sink, const Answer& answer, std::string_view format,
                    const OutputSettings& settings) {
    const EntityList& list = *answer.entities;
    if (format == "json") {
        sink << dump(entities_json(answer), 2) << '\n';
    } else if (format == "jsonl") {
        for (const EntityRow& row : list.rows) sink << dump(entity_json(row)) << '\n';
    } else if (format == "csv") {
        write_table(sink, list, write_csv_row);
    } else if (format == "tsv") {
        write_table(sink, list, write_tsv_row);
    } else {
        sink << text_of(answer, settings);
    }
}

}  // namespace dateline
