#include "searcher/places.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "common/archive/slot_values.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "common/hash.h"
#include "searcher/page_order.h"

namespace dateline {

namespace {

/// As many documents as are scored at once: so that what is known of them stays in a cache.
constexpr std::size_t at_once = 4096;

struct DateKey {
    std::uint32_t day = 0;
    std::int64_t instant = 0;

    auto operator<=>(const DateKey&) const = default;
};

DateKey newest_first(std::string_view date) {
    constexpr std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    return {last - values::day_part(date), -values::instant(date).value_or(0)};
}

DateKey oldest_first(std::string_view date) {
    constexpr std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    const std::uint32_t day = values::day_part(date);
    return {day == 0 ? last : day, values::instant(date).value_or(0)};
}

Xapian::docid number_in_archive(const Archive& archive, const Candidate& candidate) {
    const auto parts = static_cast<Xapian::docid>(archive.databases_in_order().size());
    return (candidate.document - 1) * parts + candidate.part + 1;
}

/// The keys that candidates are ordered by, read out of the archive; the candidates stand part by part, in
/// order.
class Keys {
public:
    explicit Keys(const Archive& archive) : archive_(archive) {}

    template <typename KeyOf>
    [[nodiscard]] auto of_slot(const std::vector<Candidate>& candidates, std::uint32_t slot,
                               KeyOf key_of) const {
        std::vector<decltype(key_of(std::string_view()))> keys;
        keys.reserve(candidates.size());
        for (auto from = candidates.begin(); from != candidates.end();) {
            DocumentList documents;
            auto to = from;
            for (; to != candidates.end() && to->part == from->part; ++to) documents.push_back(to->document);
            SlotValues(archive_, from->part, slot).for_each(documents, [&](std::string_view value) {
                keys.push_back(key_of(value));
            });
            from = to;
        }
        return keys;
    }

    [[nodiscard]] std::vector<std::string> ids(const std::vector<Candidate>& candidates) const {
        std::vector<std::string> ids;
        ids.reserve(candidates.size());
        for (const Candidate& candidate : candidates)
            ids.push_back(archive_.article(number_in_archive(archive_, candidate)).id);
        return ids;
    }

private:
    const Archive& archive_;
};

std::size_t end_of(const Page& page) {
    return page.most > std::numeric_limits<std::size_t>::max() - page.first
               ? std::numeric_limits<std::size_t>::max()
               : page.first + page.most;
}

std::vector<Place> places_on(const Page& page, const std::vector<Candidate>& candidates,
                             const Archive& archive) {
    std::vector<Place> places;
    const std::size_t end = std::min(end_of(page), candidates.size());
    for (std::size_t i = page.first; i < end; ++i)
        places.push_back({number_in_archive(archive, candidates[i]), candidates[i].score, i + 1});
    return places;
}

/// Keeps those that may be among so many best ones.
class Best {
public:
    explicit Best(std::size_t wanted) : wanted_(wanted) {}

    /// What an article must score to be kept.
    [[nodiscard]] double bar() const { return bar_; }

    void add(const Candidate& candidate) {
        if (candidate.score < bar_) return;
        kept_.push_back(candidate);
        scores_.push_back(candidate.score);
        std::ranges::push_heap(scores_, std::greater());
        if (scores_.size() < wanted_) return;
        if (scores_.size() > wanted_) {
            std::ranges::pop_heap(scores_, std::greater());
            scores_.pop_back();
        }
        bar_ = scores_.front();
        if (kept_.size() > most_kept_) drop();
    }

    [[nodiscard]] std::vector<Candidate> take() {
        drop();
        return std::move(kept_);
    }

private:
    void drop() {
        std::erase_if(kept_, [&](const Candidate& one) { return one.score < bar_; });
        most_kept_ = std::max(most_kept_, 2 * kept_.size());
    }

    std::size_t wanted_;
    double bar_ = -std::numeric_limits<double>::infinity();
    std::vector<Candidate> kept_;
    std::vector<double> scores_;  ///< the best `wanted_`, the least on top
    std::size_t most_kept_ = at_once;
};

/// Calls with some of the documents at a time, which the scorer has weighed, and the part that they are of.
template <typename Use>
void weigh_all(const Archive& archive, const Matches& matches, const Scorer& scorer, Use use) {
    for (std::uint32_t part = 0; part < archive.databases_in_order().size(); ++part) {
        if (matches[part].empty()) continue;
        PartScorer part_scorer(scorer, part);
        const std::span<const Xapian::docid> documents(matches[part]);
        for (std::size_t first = 0; first < documents.size(); first += at_once) {
            const auto some = documents.subspan(first, std::min(at_once, documents.size() - first));
            part_scorer.weigh(some);
            use(some, part, part_scorer);
        }
    }
}

/// Adds those of the documents that may be among the best, the likeliest first: so the bar rises early, and
/// few need to be looked at closely.
void add_best(std::span<const Xapian::docid> documents, std::uint32_t part, PartScorer& scorer, Best& best) {
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place < documents.size(); ++place)
        if (scorer.most(place) >= best.bar()) order.push_back(place);
    std::ranges::sort(
        order, [&](std::size_t one, std::size_t other) { return scorer.most(one) > scorer.most(other); });
    for (const std::size_t place : order) {
        if (scorer.most(place) < best.bar()) break;
        best.add({documents[place], part, scorer.score(place, best.bar())});
    }
}

}  // namespace

std::vector<Place> best_places(const Archive& archive, const Matches& matches, const Scorer& scorer,
                               const Page& page) {
    // Where nothing ranks, the newest are best.
    if (scorer.parts().empty()) return places_by(Sort::newest, 0, archive, matches, page);
    if (page.most == 0) return {};
    Best best(end_of(page));
    weigh_all(archive, matches, scorer, [&](const auto& documents, std::uint32_t part, PartScorer& weighed) {
        add_best(documents, part, weighed, best);
    });
    std::vector<Candidate> candidates = best.take();
    const Keys keys(archive);
    PageOrder order(candidates, page.first, end_of(page));
    const auto by_id = [&](const PageOrder::Ties& ties) {
        order.by(
            ties, [&](const auto& group) { return keys.ids(group); }, [](const auto&) {});
    };
    const auto by_date = [&](const PageOrder::Ties& ties) {
        const auto dates = [&](const auto& group) {
            return keys.of_slot(group, field(FieldId::published).slot, newest_first);
        };
        order.by(ties, dates, by_id);
    };
    const auto scores = [](const std::vector<Candidate>& group) {
        std::vector<double> order_keys;
        for (const Candidate& candidate : group) order_keys.push_back(-candidate.score);
        return order_keys;
    };
    order.by(order.all(), scores, by_date);
    return places_on(page, candidates, archive);
}

std::vector<Place> places_by(Sort sort, std::uint64_t seed, const Archive& archive, const Matches& matches,
                             const Page& page) {
    if (page.most == 0) return {};
    std::vector<Candidate> candidates;
    candidates.reserve(count(matches));
    for (std::uint32_t part = 0; part < matches.size(); ++part) {
        for (const Xapian::docid document : matches[part]) candidates.push_back({document, part, 0});
    }
    const Keys keys(archive);
    PageOrder order(candidates, page.first, end_of(page));
    const auto by_id = [&](const PageOrder::Ties& ties) {
        order.by(
            ties, [&](const auto& group) { return keys.ids(group); }, [](const auto&) {});
    };
    if (sort == Sort::random) {
        const std::string begin = std::to_string(seed) + ' ';
        const auto draws = [&](const auto& group) {
            return keys.of_slot(group, fingerprint_slot, [&](std::string_view fingerprint) {
                return hash128(begin + std::string(fingerprint));
            });
        };
        order.by(order.all(), draws, by_id);
    } else {
        const auto dates = [&](const auto& group) {
            return keys.of_slot(group, field(FieldId::published).slot,
                                sort == Sort::newest ? newest_first : oldest_first);
        };
        order.by(order.all(), dates, by_id);
    }
    return places_on(page, candidates, archive);
}

FullestMatches fullest_matches(const Archive& archive, const Matches& matches, const Scorer& scorer) {
    FullestMatches fullest{.words = 0, .matches = Matches(matches.size())};
    weigh_all(archive, matches, scorer, [&](const auto& documents, std::uint32_t part, PartScorer& weighed) {
        for (std::size_t place = 0; place < documents.size(); ++place) {
            const std::size_t words = weighed.words_present(place);
            if (words > fullest.words) fullest = {.words = words, .matches = Matches(matches.size())};
            if (words == fullest.words && words > 0) fullest.matches[part].push_back(documents[place]);
        }
    });
    return fullest;
}

}  // namespace dateline
