#include "searcher/formats/analysis_view.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/text/columns.h"
#include "common/text/language.h"
#include "searcher/formats/json_values.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

/// Longer parts stand out of the table.
constexpr std::size_t widest_part = 40;

std::string synonym_lines(const std::vector<AppliedSynonym>& synonyms) {
    std::string lines;
    for (const AppliedSynonym& synonym : synonyms) {
        lines += fmt::format("synonyms:    {} = {} ({})\n", printable(synonym.typed),
                             printable(fmt::format("{}", fmt::join(synonym.meanings, ", "))),
                             printable(synonym.rule));
    }
    return lines;
}

std::string stem_lines(const std::vector<Analysis::Stems>& words) {
    std::string lines;
    for (const Analysis::Stems& word : words) {
        std::string stems;
        for (const auto& [language, stem] : word.stems)
            stems += fmt::format("{}{} ({})", stems.empty() ? "" : ", ", stem,
                                 language == unstemmed ? "as it is" : language);
        lines += fmt::format("stems:       {} = {}\n", printable(word.word), printable(stems));
    }
    return lines;
}

}  // namespace

void write_analysis_text(std::ostream& sink, const Analysis& analysis) {
    sink << "typed:       " << printable(analysis.typed) << '\n'
         << "understood:  " << printable(analysis.understood) << '\n'
         << synonym_lines(analysis.synonyms) << stem_lines(analysis.stems)
         << "xapian:      " << printable(analysis.xapian) << '\n'
         << "articles:    " << grouped(analysis.total) << " of " << grouped(analysis.articles)
         << (!analysis.has_copies ? ""
             : analysis.folded    ? ", one of each story with copies"
                                  : ", copies not folded")
         << '\n';
    std::size_t part_width = 0;
    std::size_t count_width = 0;
    for (const WordCount& part : analysis.parts) {
        part_width = std::clamp(columns(printable(part.word)), part_width, widest_part);
        count_width = std::max(count_width, grouped(part.articles).size());
    }
    for (const WordCount& part : analysis.parts) {
        const std::string shown = printable(part.word);
        sink << fmt::format("  {}{:{}}  {:>{}}\n", shown, "",
                            part_width - std::min(columns(shown), part_width), grouped(part.articles),
                            count_width);
    }
}

void write_analysis_json(std::ostream& sink, const Analysis& analysis) {
    Json json;
    json["schema"] = json_schema;
    json["query"] = {{"typed", analysis.typed}, {"understood", analysis.understood}};
    json["synonyms"] = Json::array();
    for (const AppliedSynonym& synonym : analysis.synonyms) {
        json["synonyms"].push_back(
            {{"typed", synonym.typed}, {"meanings", synonym.meanings}, {"rule", synonym.rule}});
    }
    json["stems"] = Json::array();
    for (const Analysis::Stems& word : analysis.stems) {
        Json stems = Json::object();
        for (const auto& [language, stem] : word.stems) stems[language] = stem;
        json["stems"].push_back({{"word", word.word}, {"stems", std::move(stems)}});
    }
    json["xapian"] = analysis.xapian;
    json["folded"] = analysis.folded;
    json["articles"] = analysis.articles;
    json["total"] = analysis.total;
    json["parts"] = Json::array();
    for (const WordCount& part : analysis.parts)
        json["parts"].push_back({{"query", part.word}, {"articles", part.articles}});
    sink << dump(json, 2) << '\n';
}

}  // namespace dateline
