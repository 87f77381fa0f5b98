#include "searcher/formats/explain_nothing.h"

#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

std::string headline(const Answer& answer) {
    if (answer.articles == 0) return "the archive holds no articles";
    if (const auto& nearest = answer.nearest; nearest && !nearest->hits.empty()) {
        const bool has_all = nearest->words_matched == nearest->words_asked;
        return (has_all ? "no article has the words as they are asked for"
                        : "no article has all " + grouped(nearest->words_asked) + " words") +
               std::string("; showing ") + grouped(nearest->hits.size()) +
               (nearest->hits.size() < nearest->total ? " of " + grouped(nearest->total) : "") +
               (nearest->total == 1 ? " that has " : " that have ") + (has_all ? "all " : "") +
               grouped(nearest->words_matched);
    }
    if (answer.words.size() == 1 && answer.words[0].articles == 0) {
        return "no article has the word " + printable(answer.words[0].word);
    }
    if (!answer.words.empty() || !answer.query.typed.empty()) return "no article matches";
    return "no article passes the filters";
}

}  // namespace

std::vector<std::string> explain_nothing(const Answer& answer) {
    if (answer.total > 0) return {};
    std::vector<std::string> lines{headline(answer)};
    if (answer.articles == 0) return lines;

    const bool said_already = answer.words.size() == 1 && answer.words[0].articles == 0;
    if (!answer.words.empty() && !said_already) {
        std::string counts;
        for (const WordCount& count : answer.words) {
            counts += counts.empty() ? "" : ", ";
            counts += printable(count.word) + ' ' + (count.articles == 0 ? "none" : grouped(count.articles));
        }
        lines.push_back("articles with each word: " + counts);
    }
    if (!answer.query.filters.empty()) {
        std::string filters;
        for (const AppliedFilter& filter : answer.query.filters) {
            filters += filters.empty() ? "" : ", ";
            if (filter.sense == FilterSense::any) filters += "any ";
            if (filter.sense == FilterSense::none) filters += "no ";
            filters += printable(filter.field) + ' ' + printable(filter.value);
        }
        lines.push_back("filters: " + filters);
    }
    if (answer.undated > 0) {
        lines.push_back(counted(answer.undated, "article") +
                        (answer.undated == 1 ? " that would match has" : " that would match have") +
                        " no date: --undated instead of the dates shows them");
    }
    return lines;
}

}  // namespace dateline
