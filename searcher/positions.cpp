#include "searcher/positions.h"

#include <algorithm>

#include "common/archive/zones.h"

namespace dateline {

namespace {

/// Where a pattern occurs: the positions of its first and its last word.
struct Occurrence {
    Xapian::termpos first;
    Xapian::termpos last;

    auto operator<=>(const Occurrence&) const = default;
};

using Occurrences = std::vector<Occurrence>;

/// Words from the end of the one to the begin of the other; 1 when they stand side by side, 0 when they
/// overlap.
Xapian::termpos gap_between(const Occurrence& one, const Occurrence& other) {
    if (one.last < other.first) return other.first - one.last;
    if (other.last < one.first) return one.first - other.last;
    return 0;
}

class Finder {
public:
    Finder(const Xapian::Database& part, Xapian::docid document, FieldId zone)
        : part_(part), document_(document), zone_(zone) {
        if (zone_ != FieldId::text)
            zones_ = zones_from_value(part.get_document(document).get_value(zones_slot));
    }

    [[nodiscard]] Occurrences find(const PositionPattern& pattern) const {
        switch (pattern.kind) {
            case PositionPattern::Kind::word:
                return words(pattern.terms);
            case PositionPattern::Kind::any_of:
                return any_of(pattern.children);
            default:
                return chain(pattern);
        }
    }

private:
    [[nodiscard]] Occurrences words(const std::vector<std::string>& terms) const {
        Occurrences found;
        for (const std::string& term : terms) {
            const auto end = part_.positionlist_end(document_, term);
            for (auto position = part_.positionlist_begin(document_, term); position != end; ++position) {
                if (zones_.contains(zone_, *position)) found.push_back({*position, *position});
            }
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] Occurrences any_of(const std::vector<PositionPattern>& children) const {
        Occurrences found;
        for (const PositionPattern& child : children) {
            const Occurrences more = find(child);
            found.insert(found.end(), more.begin(), more.end());
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] Occurrences chain(const PositionPattern& pattern) const {
        Occurrences so_far = find(pattern.children.front());
        for (std::size_t i = 1; i < pattern.children.size() && !so_far.empty(); ++i) {
            so_far = linked(so_far, find(pattern.children[i]), pattern);
        }
        return so_far;
    }

    /// The occurrences of `after` that one of `before` leads to as the pattern asks; those of a sequence
    /// reach back to its begin, as a phrase is near to what any end of it is near to.
    [[nodiscard]] static Occurrences linked(const Occurrences& before, const Occurrences& after,
                                            const PositionPattern& pattern) {
        const bool is_sequence = pattern.kind == PositionPattern::Kind::sequence;
        const Xapian::termpos reach = is_sequence ? 1 : pattern.distance;
        Xapian::termpos widest = 0;
        for (const Occurrence& candidate : before)
            widest = std::max(widest, candidate.last - candidate.first);
        Occurrences found;
        for (const Occurrence& second : after) {
            // Only those that begin in sight of the second can be close enough: an article that repeats its
            // words a million times must not take a million squared steps.
            const Xapian::termpos sight = reach + widest;
            const auto from = std::ranges::lower_bound(
                before, second.first > sight ? second.first - sight : 0, {}, &Occurrence::first);
            for (auto candidate = from; candidate != before.end() && candidate->first <= second.last + reach;
                 ++candidate) {
                const Xapian::termpos gap = gap_between(*candidate, second);
                const bool turned =
                    pattern.kind != PositionPattern::Kind::near && candidate->last >= second.first;
                if (turned || gap == 0 || gap > reach) continue;
                found.push_back({is_sequence ? candidate->first : second.first, second.last});
                break;
            }
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] static Occurrences in_order(Occurrences found) {
        std::ranges::sort(found);
        const auto repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        return found;
    }

    const Xapian::Database& part_;
    Xapian::docid document_;
    FieldId zone_;
    Zones zones_;
};

}  // namespace

void PositionFilter::init(const Xapian::Database& part) {
    part_ = part;
    last_ = part.get_lastdocid();
    move_to(0);
}

void PositionFilter::next(double) {
    do move_to(here_ + 1);
    while (!at_end() && !here_matches_);
}

void PositionFilter::skip_to(Xapian::docid to, double min_weight) {
    if (to > here_) move_to(to);
    if (!at_end() && !here_matches_) next(min_weight);
}

bool PositionFilter::check(Xapian::docid document, double) {
    if (document > here_) move_to(document);
    return at_end() || here_matches_;
}

void PositionFilter::move_to(Xapian::docid document) {
    here_ = document;
    here_matches_ =
        document > 0 && document <= last_ && !Finder(part_, document, zone_).find(*pattern_).empty();
}

}  // namespace dateline
