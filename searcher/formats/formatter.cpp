#include "searcher/formats/formatter.h"

#include <algorithm>
#include <array>

#include "common/edit_distance.h"
#include "common/error.h"
#include "searcher/formats/factories.h"

namespace dateline {

namespace {

constexpr std::array<OutputFormat, 10> table{{
    {"text", "for reading: titles, names and excerpts with the words marked", CountsPlace::beside_hits, true,
     make_text},
    {"json", "the whole answer as one JSON object (docs/json.md)", CountsPlace::beside_hits, true, make_json},
    {"jsonl", "one JSON object a line, a hit each", CountsPlace::instead_of_hits, true, make_jsonl},
    {"csv", "a table with a header row, for spreadsheets", CountsPlace::instead_of_hits, true, make_csv},
    {"tsv", "the same with tabs between the columns", CountsPlace::instead_of_hits, true, make_tsv},
    {"markdown", "for notes and web pages: a list with links", CountsPlace::beside_hits, true, make_markdown},
    {"bibtex", "citations for LaTeX", CountsPlace::nowhere, false, make_bibtex},
    {"ris", "citations for reference managers", CountsPlace::nowhere, false, make_ris},
    {"ids", "the ids of the articles, one a line", CountsPlace::nowhere, false, make_ids},
    {"trec", "a TREC run: query id, Q0, id, rank, score, tag", CountsPlace::nowhere, false, make_trec},
}};

}  // namespace

void Formatter::write(const Answer& answer) {
    begin(answer, answer.hits.size());
    for (const Hit& one : answer.hits) hit(one);
    end();
}

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
