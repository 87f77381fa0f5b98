#include "common/archive/values.h"

namespace dateline::values {

namespace {

constexpr std::int64_t day_bias = std::int64_t{1} << 31;
constexpr std::int64_t instant_bias = std::int64_t{1} << 39;
constexpr int day_bytes = 4;
constexpr int instant_bytes = 5;
static_assert(day_bytes + instant_bytes == date_bytes);

void put_big_endian(std::string& to, std::int64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) to += static_cast<char>(number >> (8 * i));
}

std::string bytes_of(Day day) {
    std::string value;
    put_big_endian(value, day.time_since_epoch().count() + day_bias, day_bytes);
    return value;
}

}  // namespace

std::string date(const Timestamp& when) {
    std::string value = bytes_of(when.day);
    put_big_endian(value, when.instant() + instant_bias, instant_bytes);
    return value;
}

std::optional<Day> day(std::string_view value) {
    return day_of_part(day_part(value));
}

std::optional<Day> day_of_part(std::uint32_t part) {
    const Day day{std::chrono::days(std::int64_t{part} - day_bias)};
    return in_calendar(day) ? std::optional(day) : std::nullopt;
}

std::uint32_t part_of_day(Day day) {
    return static_cast<std::uint32_t>(day.time_since_epoch().count() + day_bias);
}

std::optional<std::int64_t> instant(std::string_view value) {
    if (value.size() != day_bytes + instant_bytes) return std::nullopt;
    std::int64_t number = 0;
    for (const char byte : value.substr(day_bytes)) number = (number << 8) | static_cast<unsigned char>(byte);
    return number - instant_bias;
}

bool is_earlier(std::string_view value, std::string_view other) {
    constexpr std::size_t size = day_bytes + instant_bytes;
    return value.size() == size && other.size() == size && value.substr(day_bytes) < other.substr(day_bytes);
}

std::string first_of(Day day) {
    return bytes_of(day);
}

std::string last_of(Day day) {
    return bytes_of(day) + std::string(instant_bytes, '\xFF');
}

std::string names(const std::vector<NameUse>& names) {
    std::string value;
    for (const NameUse& name : names) {
        put_varint(value, name.number);
        put_varint(value, mark_of(name.mentions, name.in_front));
    }
    return value;
}

}  // namespace dateline::values
