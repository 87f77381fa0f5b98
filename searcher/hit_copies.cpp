#include "searcher/hit_copies.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "searcher/precedence.h"

namespace dateline {

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// "2 h 10 min", "45 s", "3 days 4 h": the two largest units.
std::string duration(std::int64_t seconds) {
    const auto joined = [](const std::string& large, std::int64_t amount, const char* unit) {
        return amount == 0 ? large : fmt::format("{} {} {}", large, amount, unit);
    };
    if (seconds < minute) return fmt::format("{} s", seconds);
    if (seconds < hour) return fmt::format("{} min", seconds / minute);
    if (seconds < day) return joined(fmt::format("{} h", seconds / hour), seconds % hour / minute, "min");
    const std::int64_t days = seconds / day;
    return joined(fmt::format("{} {}", days, days == 1 ? "day" : "days"), seconds % day / hour, "h");
}

}  // namespace

std::vector<HitCopy> hit_copies(const Archive& archive, const std::vector<Xapian::docid>& documents,
                                std::string_view source, Folder& folder) {
    const std::string key = name_key(source, folder);
    std::vector<HitCopy> copies;
    copies.reserve(documents.size());
    for (const Xapian::docid document : documents) {
        Article article = archive.article(document);
        const bool version = !key.empty() && name_key(article.source, folder) == key;
        copies.push_back({std::move(article.id), std::move(article.title), std::move(article.source),
                          article.published, version});
    }
    std::ranges::sort(copies, {}, [](const HitCopy& copy) {
        return std::make_tuple(precedence(copy.published), std::string_view(copy.id));
    });
    return copies;
}

std::optional<Lag> lag(const std::optional<Timestamp>& first, const std::optional<Timestamp>& other) {
    if (!first || !other) return std::nullopt;
    if (first->clock && other->clock) return Lag{other->instant() - first->instant(), true};
    return Lag{(other->day - first->day).count(), false};
}

std::string to_string(const std::optional<Lag>& lag) {
    if (!lag) return "undated";
    if (lag->amount == 0) return lag->in_seconds ? "same time" : "same day";
    const char sign = lag->amount < 0 ? '-' : '+';
    const std::int64_t amount = lag->amount < 0 ? -lag->amount : lag->amount;
    return sign + duration(lag->in_seconds ? amount : amount * day);
}

}  // namespace dateline
