#include "common/clock_reader.h"

#include <array>
#include <cstddef>
#include <string>

#include "common/month_names.h"

namespace dateline {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && is_digit(text[at + count])) ++count;
    return count;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

/// The half of the day, if the text at `at` says one: 'a' or 'p'; moves `at` behind it.
char take_half(std::string_view text, std::size_t& at) {
    std::size_t next = at;
    while (next < text.size() && text[next] == ' ') ++next;
    if (next >= text.size()) return 0;
    const char half = static_cast<char>(text[next] | 0x20);
    if (half != 'a' && half != 'p') return 0;
    ++next;
    if (next < text.size() && text[next] == '.') ++next;
    if (next >= text.size() || (text[next] | 0x20) != 'm') return 0;
    ++next;
    if (next < text.size() && is_letter(text[next])) return 0;
    if (next < text.size() && text[next] == '.') ++next;
    at = next;
    return half;
}

/// True when the text at `at` says "Uhr"; moves `at` behind it.
bool take_uhr(std::string_view text, std::size_t& at) {
    std::size_t next = at;
    while (next < text.size() && text[next] == ' ') ++next;
    if (plain_word(text.substr(next, 3)) != "uhr") return false;
    at = next + 3;
    return true;
}

void set_time(WrittenClock& clock, int hour, int minute, int second) {
    clock.seen = true;
    clock.time.reset();
    if (hour > 23 || minute > 59 || second > 60) return;
    // A leap second counts as the second before it.
    const int whole_second = second == 60 ? 59 : second;
    clock.time = std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{whole_second};
}

/// The hour on a clock of 24 hours; 99 for an hour that its half of the day does not have.
int full_hour(int hour, char half) {
    if (half == 0) return hour;
    if (hour > 12) return half == 'p' ? hour : 99;
    if (hour == 0) return half == 'a' ? 0 : 99;
    return hour % 12 + (half == 'p' ? 12 : 0);
}

struct Zone {
    std::string_view name;
    int minutes;
};

constexpr int unknown = 100'000;

/// Zones by the names that agencies and mail programs write; `unknown` where one name means several zones
/// or depends on the season.
constexpr std::array<Zone, 38> zones{{
    {"z", 0},        {"gmt", 0},       {"utc", 0},    {"ut", 0},       {"est", -300},   {"edt", -240},
    {"cst", -360},   {"cdt", -300},    {"mst", -420}, {"mdt", -360},   {"pst", -480},   {"pdt", -420},
    {"akst", -540},  {"akdt", -480},   {"hst", -600}, {"bst", 60},     {"wet", 0},      {"west", 60},
    {"cet", 60},     {"cest", 120},    {"mez", 60},   {"mesz", 120},   {"eet", 120},    {"eest", 180},
    {"msk", 180},    {"jst", 540},     {"kst", 540},  {"hkt", 480},    {"sgt", 480},    {"aest", 600},
    {"aedt", 660},   {"nzst", 720},    {"nzdt", 780}, {"et", unknown}, {"ct", unknown}, {"mt", unknown},
    {"pt", unknown}, {"ist", unknown},
}};

/// "+0400", "-05:00", "+4" at the front; takes it and tells the minutes, `unknown` when no zone is that far
/// from Greenwich.
std::optional<int> take_numeric_offset(std::string_view& rest) {
    if (rest.empty() || (rest[0] != '+' && rest[0] != '-')) return std::nullopt;
    const std::size_t hours_size = digits_at(rest, 1);
    if (hours_size == 0 || hours_size == 3 || hours_size > 4) return std::nullopt;
    std::size_t end = 1 + hours_size;
    int hours = number(rest.substr(1, hours_size));
    int minutes = 0;
    if (hours_size == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (end < rest.size() && rest[end] == ':' && digits_at(rest, end + 1) == 2) {
        minutes = number(rest.substr(end + 1, 2));
        end += 3;
    }
    const int sign = rest[0] == '-' ? -1 : 1;
    rest.remove_prefix(end);
    if (hours > 15 || minutes > 59) return unknown;
    return sign * (hours * 60 + minutes);
}

void set_offset(WrittenClock& clock, int minutes) {
    clock.zone_seen = true;
    if (minutes != unknown && clock.time) clock.offset = std::chrono::minutes{minutes};
}

}  // namespace

bool take_clock(std::string_view& rest, WrittenClock& clock) {
    const std::size_t hour_size = digits_at(rest, 0);
    if (hour_size == 0) return false;
    std::size_t at = hour_size;
    if (at < rest.size() && rest[at] == ':') {
        const std::size_t minute_size = digits_at(rest, at + 1);
        if (minute_size != 2) return false;
        const int minute = number(rest.substr(at + 1, 2));
        at += 3;
        int second = 0;
        if (at < rest.size() && rest[at] == ':' && digits_at(rest, at + 1) == 2) {
            second = number(rest.substr(at + 1, 2));
            at += 3;
            if (at < rest.size() && (rest[at] == '.' || rest[at] == ',') && digits_at(rest, at + 1) > 0)
                at += 1 + digits_at(rest, at + 1);
        }
        const char half = take_half(rest, at);
        if (half == 0) (void)take_uhr(rest, at);
        set_time(clock, hour_size > 2 ? 99 : full_hour(number(rest.substr(0, hour_size)), half), minute,
                 second);
        rest.remove_prefix(at);
        return true;
    }
    if (hour_size > 2) return false;
    const int hour = number(rest.substr(0, hour_size));
    int minute = 0;
    if (at < rest.size() && (rest[at] | 0x20) == 'h' && (at + 1 == rest.size() || !is_letter(rest[at + 1]))) {
        ++at;
        if (digits_at(rest, at) == 2) {
            minute = number(rest.substr(at, 2));
            at += 2;
        }
        set_time(clock, hour, minute, 0);
        rest.remove_prefix(at);
        return true;
    }
    if (at < rest.size() && rest[at] == '.' && digits_at(rest, at + 1) == 2) {
        minute = number(rest.substr(at + 1, 2));
        at += 3;
    }
    const char half = take_half(rest, at);
    if (half == 0 && !take_uhr(rest, at)) return false;
    set_time(clock, full_hour(hour, half), minute, 0);
    rest.remove_prefix(at);
    return true;
}

bool take_compact_clock(std::string_view& rest, WrittenClock& clock) {
    const std::size_t size = digits_at(rest, 0);
    if (size != 2 && size != 4 && size != 6) return false;
    const int hour = number(rest.substr(0, 2));
    const int minute = size >= 4 ? number(rest.substr(2, 2)) : 0;
    const int second = size == 6 ? number(rest.substr(4, 2)) : 0;
    set_time(clock, hour, minute, second);
    rest.remove_prefix(size);
    if (rest.size() > 1 && (rest[0] == '.' || rest[0] == ',')) {
        const std::size_t fraction = digits_at(rest, 1);
        if (fraction > 0) rest.remove_prefix(1 + fraction);
    }
    return true;
}

bool take_zone(std::string_view& rest, WrittenClock& clock) {
    if (const std::optional<int> minutes = take_numeric_offset(rest)) {
        set_offset(clock, *minutes);
        return true;
    }
    std::size_t size = 0;
    while (size < rest.size() && is_letter(rest[size])) ++size;
    if (size == 0 || size > 4) return false;
    const std::string name = plain_word(rest.substr(0, size));
    for (const Zone& zone : zones) {
        if (zone.name != name) continue;
        rest.remove_prefix(size);
        int minutes = zone.minutes;
        if (minutes == 0) {
            if (const std::optional<int> from_utc = take_numeric_offset(rest)) minutes = *from_utc;
        }
        set_offset(clock, minutes);
        return true;
    }
    return false;
}

}  // namespace dateline
