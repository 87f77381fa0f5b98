#pragma once

#include <string>
#include <string_view>

#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/wanted.h"

namespace dateline::testing {

/// What a few words of a query want: plain words by stem, `=word` exactly, `word*` by its beginning, and
/// "several words" in double quotes side by side.
inline Wanted wanted(std::string_view query, Analyzer& analyzer) {
    Wanted result;
    while (!query.empty()) {
        if (query.front() == ' ') {
            query.remove_prefix(1);
            continue;
        }
        const bool quoted = query.front() == '"';
        const std::size_t end = std::min(query.find(quoted ? '"' : ' ', 1), query.size());
        std::string_view part = query.substr(quoted ? 1 : 0, quoted ? end - 1 : end);
        query.remove_prefix(std::min(end + (quoted ? 1 : 0), query.size()));
        const bool exact = part.starts_with('=');
        const bool prefix = part.ends_with('*');
        std::vector<std::string> words;
        bool glue = false;
        std::size_t last_end = 0;
        analyzer.tokens().start(part);
        for (Token token; analyzer.tokens().next(token); last_end = token.end) {
            if (glue && token.unspaced && token.begin == last_end)
                words.back() += token.word;
            else
                words.emplace_back(token.word);
            glue = token.unspaced;
        }
        if (quoted) {
            result.phrases.push_back(words);
            continue;
        }
        for (const std::string& word : words) {
            if (prefix)
                result.prefixes.push_back(word);
            else if (exact)
                result.words.push_back(word);
            else
                result.stems.push_back({analyzer.word(word).stem});
        }
    }
    return result;
}

/// The excerpt as a person would see it: ** around marks, … where something was cut off.
inline std::string shown(const Excerpt& excerpt) {
    std::string text = excerpt.cut_before ? "…" : "";
    std::size_t at = 0;
    for (const Span& mark : excerpt.marks) {
        text += excerpt.text.substr(at, mark.begin - at) + "**";
        text += excerpt.text.substr(mark.begin, mark.end - mark.begin) + "**";
        at = mark.end;
    }
    return text + excerpt.text.substr(at) + (excerpt.cut_after ? "…" : "");
}

}  // namespace dateline::testing
