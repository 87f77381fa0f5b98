#include "searcher/formats/formatter.h"

#include <algorithm>
#include <array>

#include "common/edit_distance.h"
#include "common/error.h"
#include "searcher/formats/factories.h"

namespace dateline {

namespace {

constexpr std::array<OutputFormat, 6> table{{
    {"text", "for reading: titles, names and excerpts with the words marked", make_text},
    {"json", "the whole answer as one JSON object (docs/json.md)", make_json},
    {"jsonl", "one JSON object a line, a hit each", make_jsonl},
    {"csv", "a table with a header row, for spreadsheets", make_csv},
    {"ids", "the ids of the articles, one a line", make_ids},
    {"trec", "a TREC run: query id, Q0, id, rank, score, tag", make_trec},
}};

}  // namespace

std::span<const OutputFormat> output_formats() {
    return table;
}

const OutputFormat& output_format_named(std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(),
                                     [&](const OutputFormat& format) { return format.name == name; });
    if (found != table.end()) return *found;
    std::array<std::string_view, table.size()> names;
    std::string hint;
    for (std::size_t i = 0; i < table.size(); ++i) {
        names[i] = table[i].name;
        hint += (i == 0 ? "choose one of " : ", ") + std::string(names[i]);
    }
    if (const auto close = nearest(name, names)) hint = "did you mean " + std::string(*close) + "? " + hint;
    throw Error("there is no output format '" + std::string(name) + "'", hint);
}

}  // namespace dateline
