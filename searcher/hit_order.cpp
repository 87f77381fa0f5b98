#include "searcher/hit_order.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

#include "common/fields.h"

namespace dateline {

namespace {

struct Ordered {
    Place place;
    std::string date;
    std::string id;
};

/// The parts of an archive add up the same score in different orders, which shows in its last digits.
bool same_score(double one, double other) {
    return one > 0 && std::abs(one - other) <= 1e-9 * one;
}

class TieBreaker {
public:
    explicit TieBreaker(const Archive& archive) : archive_(archive) {}

    /// True when nothing but the id can order the two, or the last digits of their scores hide their order.
    [[nodiscard]] bool tied(const Place& one, const Place& next) const {
        return same_score(one.score, next.score) && (one.score != next.score || date(one) == date(next));
    }

    /// Orders tied places: the newer first, undated ones last, then by id.
    void order(std::vector<Place>& places, std::size_t begin, std::size_t end) const {
        if (end - begin < 2) return;
        std::vector<Ordered> group;
        for (std::size_t i = begin; i < end; ++i)
            group.push_back({places[i], date(places[i]), archive_.article(places[i].document).id});
        std::ranges::sort(group, [](const Ordered& a, const Ordered& b) {
            return std::tie(b.date, a.id) < std::tie(a.date, b.id);
        });
        for (std::size_t i = begin; i < end; ++i) places[i] = group[i - begin].place;
    }

private:
    [[nodiscard]] std::string date(const Place& place) const {
        return archive_.value(place.document, field(FieldId::published).slot);
    }

    const Archive& archive_;
};

}  // namespace

std::vector<Place> places_in_order(Xapian::MSet matches, Xapian::doccount first, Xapian::doccount most,
                                   const Archive& archive, const MatchSource& more) {
    const TieBreaker breaker(archive);
    Xapian::doccount from = matches.get_firstitem();
    Xapian::doccount asked = first - from + most + matches_behind_page;
    std::vector<Place> places;
    const auto tied_at = [&](std::size_t i) { return breaker.tied(places[i - 1], places[i]); };
    for (;;) {
        places.clear();
        for (auto match = matches.begin(); match != matches.end(); ++match)
            places.push_back({*match, match.get_weight(), 0});
        // The groups that the page begins and ends in must be at hand as a whole.
        std::size_t head = std::min<std::size_t>(first - from, places.size());
        while (head > 0 && head < places.size() && tied_at(head)) --head;
        std::size_t tail = std::min<std::size_t>(first - from + most, places.size());
        while (tail > 0 && tail < places.size() && tied_at(tail)) ++tail;
        const bool cut_before = head == 0 && from > 0 && !places.empty();
        const bool cut_behind = tail == places.size() && places.size() == asked;
        if (most == 0 || (!cut_before && !cut_behind)) break;
        const Xapian::doccount reach = 4 * asked;
        const Xapian::doccount wider = from - std::min(from, reach);
        asked = asked + (from - wider) + reach;
        from = wider;
        matches = more(from, asked);
    }
    for (std::size_t begin = 0; begin < places.size();) {
        std::size_t end = begin + 1;
        while (end < places.size() && tied_at(end)) ++end;
        breaker.order(places, begin, end);
        begin = end;
    }
    const std::size_t page_begin = std::min<std::size_t>(first - from, places.size());
    const std::size_t page_end = std::min<std::size_t>(page_begin + most, places.size());
    std::vector<Place> page(places.begin() + static_cast<std::ptrdiff_t>(page_begin),
                            places.begin() + static_cast<std::ptrdiff_t>(page_end));
    for (std::size_t i = 0; i < page.size(); ++i) page[i].rank = first + i + 1;
    return page;
}

}  // namespace dateline
