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

/// The terms of a unit: those of days serve for weeks, too.
struct TermsOf {
    std::string prefix;
    std::size_t digits;
};

TermsOf terms_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::year:
            return {std::string(year_prefix), 4};
        case TimeUnit::month:
            return {std::string(month_prefix), 6};
        default:
            return {std::string(field(FieldId::published).prefix), 8};
    }
}

/// The first day of a term such as "D20260124", "M202601" or "Y2026"; nothing for another term.
std::optional<Day> day_of(std::string_view term, const TermsOf& terms) {
    if (!term.starts_with(terms.prefix)) return std::nullopt;
    std::string digits(term.substr(terms.prefix.size()));
    if (digits.size() != terms.digits) return std::nullopt;
    digits += std::string_view("0101").substr(digits.size() - 4);
    unsigned number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ptr != digits.data() + digits.size()) return std::nullopt;
    const year_month_day date(year(static_cast<int>(number / 10'000)), month(number / 100 % 100),
                              day(number % 100));
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

/// The day that stands for that one among the counts.
Day counted_day(Day day, TimeUnit unit) {
    return unit == TimeUnit::month || unit == TimeUnit::year ? bucket_around(day, unit).first : day;
}

void take_dead_away(const Archive& archive, TimeUnit unit, std::map<Day, std::uint64_t>& days) {
    const Field& published = field(FieldId::published);
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
            const auto found = day ? days.find(counted_day(*day, unit)) : days.end();
            if (found != days.end() && --found->second == 0) days.erase(found);
        }
    }
}

}  // namespace

std::map<Day, std::uint64_t> articles_by_day(const Archive& archive, TimeUnit unit, Day first, Day last) {
    const TermsOf terms = terms_of(unit);
    const std::string first_term =
        terms.prefix + terms::day(field(FieldId::published), first)
                           .substr(field(FieldId::published).prefix.size(), terms.digits);
    std::map<Day, std::uint64_t> days;
    const Xapian::Database& database = archive.database();
    auto term = database.allterms_begin(terms.prefix);
    const auto end = database.allterms_end(terms.prefix);
    if (term != end) term.skip_to(first_term);
    for (; term != end; ++term) {
        const std::optional<Day> day = day_of(*term, terms);
        if (!day) continue;
        if (*day > last) break;
        days.emplace(*day, term.get_termfreq());
    }
    take_dead_away(archive, unit, days);
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
