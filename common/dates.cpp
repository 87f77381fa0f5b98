#include "common/dates.h"

#include <fmt/format.h>

namespace dateline {

std::int64_t Timestamp::instant() const {
    std::chrono::seconds since_epoch = day.time_since_epoch();
    if (clock) {
        since_epoch += *clock;
        if (offset) since_epoch -= *offset;
    }
    return since_epoch.count();
}

std::string to_string(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_string(const Timestamp& when) {
    std::string text = to_string(when.day);
    if (!when.clock) return text;
    const std::chrono::hh_mm_ss clock{*when.clock};
    text += fmt::format("T{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                        clock.seconds().count());
    if (!when.offset) return text;
    if (when.offset->count() == 0) return text + 'Z';
    const char sign = when.offset->count() < 0 ? '-' : '+';
    const auto minutes = std::chrono::abs(*when.offset).count();
    return text + fmt::format("{}{:02}:{:02}", sign, minutes / 60, minutes % 60);
}

bool in_calendar(Day day) {
    using namespace std::chrono;
    return day >= sys_days(year::min() / January / 1) && day <= sys_days(year::max() / December / 31);
}

bool plausible(Day day, Day today) {
    return day >= earliest_day && day <= today + std::chrono::days{2};
}

}  // namespace dateline
