// Any bytes as a query: what parses must be printed to a query that means the same.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/error.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr dateline::Day today{std::chrono::year{2026} / 2 / 11};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)dateline::print_query(dateline::parse_plain_words(text));
    dateline::Node query;
    try {
        query = dateline::parse_query(text, today);
    } catch (const dateline::Error& error) {
        if (error.offset() > size || error.hint().empty() || error.describe().empty()) std::abort();
        return 0;
    }
    const std::string print = dateline::print_query(query);
    if (print.size() > dateline::longest_query) return 0;
    // An error here leaves the function and is reported as a finding.
    if (dateline::parse_query(print, today) != query) std::abort();
    return 0;
}
