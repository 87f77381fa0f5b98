#include "searcher/archive_days.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "searcher/buckets.h"

namespace dateline {

namespace {

using namespace std::chrono;

/// The day of a term such as "D20260124"; nothing for another term.
std::optional<Day> day_of(std::string_view term, const Field& published) {
    constexpr std::size_t digits = 8;
    if (!term.starts_with(published.prefix)) return std::nullopt;
    term.remove_prefix(published.prefix.size());
    unsigned number = 0;
    const auto read = std::from_chars(term.data(), term.data() + term.size(), number);
    if (term.size() != digits || read.ptr != term.data() + term.size()) return std::nullopt;
    const year_month_day date(year(static_cast<int>(number / 10'000)), month(number / 100 % 100),
                              day(number % 100));
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

void take_dead_away(const Archive& archive, const Field& published, std::map<Day, std::uint64_t>& days) {
    const std::vector<DeadList> dead = archive.dead_in_order();
    for (std::size_t part = 0; part < dead.size(); ++part) {
        const Xapian::Database& database = archive.databases_in_order()[part];
        auto value = database.valuestream_begin(published.slot);
        const auto end = database.valuestream_end(published.slot);
        for (const Xapian::docid document : dead[part]) {
            if (value == end) break;
            value.skip_to(document);
            if (value == end) break;
            if (value.get_docid() != document) continue;
            const std::optional<Day> day = values::day(*value);
            const auto found = day ? days.find(*day) : days.end();
            if (found != days.end() && --found->second == 0) days.erase(found);
        }
    }
}

}  // namespace

std::map<Day, std::uint64_t> articles_by_day(const Archive& archive, Day first, Day last) {
    const Field& published = field(FieldId::published);
    const std::string first_term = terms::day(published, first);
    std::map<Day, std::uint64_t> days;
    const Xapian::Database& database = archive.database();
    const std::string prefix(published.prefix);
    auto term = database.allterms_begin(prefix);
    const auto end = database.allterms_end(prefix);
    if (term != end) term.skip_to(first_term);
    for (; term != end; ++term) {
        const std::optional<Day> day = day_of(*term, published);
        if (!day) continue;
        if (*day > last) break;
        days.emplace(*day, term.get_termfreq());
    }
    take_dead_away(archive, published, days);
    return days;
}

void hold_against(Timeline& timeline, const std::map<Day, std::uint64_t>& archive_days) {
    if (timeline.buckets.empty()) return;
    const Day end = timeline.buckets.back().last;
    auto next = timeline.buckets.begin();
    auto day = archive_days.lower_bound(timeline.buckets.front().first);
    for (Bucket bucket = bucket_around(timeline.buckets.front().first, timeline.unit); bucket.first <= end;
         bucket = bucket_around(bucket.last + days(1), timeline.unit)) {
        std::uint64_t articles = 0;
        for (; day != archive_days.end() && day->first <= bucket.last; ++day) articles += day->second;
        if (next != timeline.buckets.end() && next->first == bucket.first) {
            (next++)->in_archive = articles;
        } else if (articles == 0 && !timeline.gaps.empty() &&
                   timeline.gaps.back().last + days(1) == bucket.first) {
            timeline.gaps.back().last = bucket.last;
        } else if (articles == 0) {
            timeline.gaps.push_back(bucket);
        }
    }
}

}  // namespace dateline
