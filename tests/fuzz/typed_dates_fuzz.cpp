// Any bytes as a typed date: what is read must be in order, and its days must be read back as themselves.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/error.h"
#include "common/typed_dates.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr dateline::Day today{std::chrono::year{2026} / 2 / 11};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    dateline::DayRange days;
    try {
        days = dateline::parse_date_range(text, today);
    } catch (const dateline::Error& error) {
        if (error.offset() > size || error.hint().empty() || error.describe().empty()) std::abort();
        return 0;
    }
    if (!days.first && !days.last) std::abort();
    std::string written = days.first ? dateline::to_string(*days.first) : std::string();
    written += "..";
    if (days.last) written += dateline::to_string(*days.last);
    // An error here leaves the function and is reported as a finding; so does a range that runs backwards.
    if (dateline::parse_date_range(written, today) != days) std::abort();
    return 0;
}
