#include "searcher/formats/explain_nothing.h"

#include <algorithm>

#include <fmt/format.h>

#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

using Lines = std::vector<std::string>;

std::string number_or_none(std::uint64_t articles) {
    return articles == 0 ? "none" : grouped(articles);
}

/// Of a part that is the whole question.
std::string lacking(const std::string& query) {
    const bool is_word = query.find_first_of("=:()*~\" ") == std::string::npos;
    return (is_word ? "no article has the word " : "no article has ") + printable(query);
}

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
    if (answer.why && answer.why->parts.size() == 1 && !answer.why->parts.front().filter) {
        return lacking(answer.why->parts.front().query);
    }
    if (!answer.words.empty() || !answer.query.typed.empty()) return "no article matches";
    return "no article passes the filters";
}

std::string filter_text(const AppliedFilter& filter) {
    if (filter.field == "published" && filter.value == "none") return "undated";
    const char* sense = filter.sense == FilterSense::any    ? "any "
                        : filter.sense == FilterSense::none ? "no "
                                                            : "";
    return sense + printable(filter.field) + ' ' + printable(filter.value);
}

std::string part_text(const AskedPart& part) {
    return part.filter ? filter_text(*part.filter) : printable(part.query);
}

void add_words(const WhyNothing& why, Lines& lines) {
    // The headline says it of one word that is the whole query.
    if (why.words.size() < 2 && why.parts.size() < 2) return;
    std::string counts;
    for (const WordCount& count : why.words) {
        counts += (counts.empty() ? "" : ", ") + printable(count.word) + ' ' + number_or_none(count.articles);
    }
    if (!counts.empty()) lines.push_back("articles with each word: " + counts);
}

void add_filters(const WhyNothing& why, Lines& lines) {
    std::string counts;
    for (const AskedPart& part : why.parts) {
        if (!part.filter) continue;
        counts += (counts.empty() ? "" : ", ") + part_text(part) + ' ' + number_or_none(part.articles);
    }
    if (!counts.empty()) lines.push_back("articles of each filter: " + counts);
}

void add_mentions(const WhyNothing& why, Lines& lines) {
    if (why.unmentioned == 0) return;
    lines.push_back("no mention is counted in " +
                    (why.unmentioned == 1 ? std::string("the article")
                                          : "any of the " + counted(why.unmentioned, "article")) +
                    ": the names come from tags alone, as with dateline-index --entities given");
}

void add_looser(const WhyNothing& why, Lines& lines) {
    for (const AskedPart& part : why.parts) {
        if (part.with_looser == 0) continue;
        lines.push_back(fmt::format("with {} instead of {} there would be {}", printable(part.looser),
                                    printable(part.query), counted(part.with_looser, "article")));
    }
}

void add_culprit(const WhyNothing& why, Lines& lines) {
    if (const AskedPart* culprit = why.culprit()) {
        lines.push_back(fmt::format("without {} there would be {}", part_text(*culprit),
                                    counted(*culprit->without, "article")));
        return;
    }
    const bool tried =
        std::ranges::any_of(why.parts, [](const AskedPart& part) { return part.without.has_value(); });
    if (tried) lines.push_back("to leave out any one of these would not help");
}

std::string days_text(const DayRange& days) {
    if (days.first && days.first == days.last) return to_string(*days.first);
    return (days.first ? to_string(*days.first) : "") + ".." + (days.last ? to_string(*days.last) : "");
}

void add_days(const WhyNothing& why, Lines& lines) {
    for (const AskedDays& asked : why.days) {
        const std::string verb = asked.field == "published" ? "of " : asked.field + ' ';
        std::string line;
        if (asked.articles == 0) line = "the archive has no article " + verb + days_text(asked.days);
        const bool others = why.parts.size() > 1;
        if (asked.articles > 0 && others) {
            const std::string which = asked.articles == 1
                                          ? "the only article "
                                          : "none of the " + counted(asked.articles, "article") + ' ';
            line = which + verb + days_text(asked.days) +
                   (asked.articles == 1 ? " does not match the rest" : " matches the rest");
        }
        std::string near;
        for (const auto& day : {asked.before, asked.after}) {
            if (!day) continue;
            near += fmt::format("{}{} on {}", near.empty() ? "" : ", ", counted(day->articles, "article"),
                                to_string(day->day));
        }
        if (!near.empty()) line += (others ? "; nearest that match: " : "; nearest: ") + near;
        if (!line.empty()) lines.push_back(line);
    }
}

void add_suggestions(const WhyNothing& why, Lines& lines) {
    for (std::size_t i = 0; i < why.suggestions.size();) {
        const std::string& typed = why.suggestions[i].typed;
        std::string words;
        for (; i < why.suggestions.size() && why.suggestions[i].typed == typed; ++i) {
            words += fmt::format("{}{} ({})", words.empty() ? "" : " or ", printable(why.suggestions[i].word),
                                 counted(why.suggestions[i].articles, "article"));
        }
        lines.push_back(fmt::format("did you mean {} instead of {}?", words, printable(typed)));
    }
}

void add_reasons(const WhyNothing& why, Lines& lines) {
    add_words(why, lines);
    add_filters(why, lines);
    add_mentions(why, lines);
    add_looser(why, lines);
    add_culprit(why, lines);
    add_days(why, lines);
    add_suggestions(why, lines);
}

/// The second query of a timeline speaks for itself.
void add_comparison(const WhyNothing& why, Lines& lines) {
    const bool is_one = why.parts.size() == 1 && !why.parts.front().filter;
    Lines reasons{is_one ? lacking(why.parts.front().query) : "no article matches"};
    add_reasons(why, reasons);
    for (const std::string& line : reasons) lines.push_back("--compare: " + line);
}

}  // namespace

std::vector<std::string> explain_nothing(const Answer& answer) {
    Lines lines;
    if (answer.total == 0) lines.push_back(headline(answer));
    if (answer.articles == 0) return lines;
    if (answer.total == 0 && answer.why) add_reasons(*answer.why, lines);
    if (answer.comparison && answer.comparison->why) add_comparison(*answer.comparison->why, lines);
    if (answer.total == 0 && answer.undated > 0) {
        lines.push_back(counted(answer.undated, "article") +
                        (answer.undated == 1 ? " that would match has" : " that would match have") +
                        " no date: --undated instead of the dates shows them");
    }
    return lines;
}

}  // namespace dateline
