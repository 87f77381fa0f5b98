// Any bytes as a file of synonyms: either an error that names a line and says what to do, or rules with which
// a query becomes one that is understood the same when it is printed and parsed.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"
#include "searcher/synonyms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr dateline::Day today{std::chrono::year{2026} / 2 / 11};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = text.find('\n');
    dateline::Synonyms synonyms;
    try {
        synonyms = dateline::Synonyms::read(text, "fuzz");
    } catch (const dateline::Error& error) {
        if (!error.place().starts_with("fuzz:") || error.hint().empty()) std::abort();
        return 0;
    }
    try {
        std::vector<dateline::AppliedSynonym> applied;
        const dateline::Node query =
            synonyms.expanded(dateline::parse_plain_words(text.substr(0, middle)), applied);
        // Words that look like operators come out quoted, so only the second print must be the same.
        const std::string print = dateline::print_query(query);
        if (print.size() > dateline::longest_query) return 0;
        const dateline::Node again = dateline::parse_query(print, today);
        if (dateline::parse_query(dateline::print_query(again), today) != again) std::abort();
    } catch (const dateline::Error& error) {
        if (error.hint().empty()) std::abort();
    }
    return 0;
}
