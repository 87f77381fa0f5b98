#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <xapian.h>

namespace dateline {

/// A match that may come to stand on a page.
struct Candidate {
    Xapian::docid document = 0;  ///< its number in its part
    std::uint32_t part = 0;      ///< the place of that in the manifest
    double score = 0;
};

/// Puts candidates in order, as far as it shows on a page: what stands elsewhere is in no order. One key
/// after the other is looked at, each only for those that tie in all before it and stand on the page or
/// across its edge: so ids, which are costly to read, are read for few.
class PageOrder {
public:
    /// Of the places from `first` on, up to `end`.
    PageOrder(std::vector<Candidate>& candidates, std::size_t first, std::size_t end)
        : candidates_(candidates), first_(first), end_(std::min(end, candidates.size())) {}

    /// A stretch of the candidates that are equal in all keys so far.
    struct Ties {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] Ties all() const { return {0, candidates_.size()}; }

    /// Orders ties by what `keys_of` says, a key for each of the candidates that it is given, the least
    /// first. Calls `then` with each of the ties that remain and matter.
    template <typename KeysOf, typename Then>
    void by(const Ties& ties, KeysOf keys_of, Then then) {
        if (!matters(ties)) return;
        const auto begin = candidates_.begin() + static_cast<std::ptrdiff_t>(ties.begin);
        const auto end = candidates_.begin() + static_cast<std::ptrdiff_t>(ties.end);
        // Whatever is read for a key is read part by part in the order of the documents.
        std::sort(begin, end, [](const Candidate& one, const Candidate& other) {
            return std::pair(one.part, one.document) < std::pair(other.part, other.document);
        });
        std::vector<Candidate> group(begin, end);
        auto keys = keys_of(group);
        using Key = typename decltype(keys)::value_type;
        struct Keyed {
            Key key;
            Candidate candidate;
        };
        std::vector<Keyed> keyed;
        keyed.reserve(group.size());
        for (std::size_t i = 0; i < group.size(); ++i) keyed.push_back({std::move(keys[i]), group[i]});
        const auto before = [](const Keyed& one, const Keyed& other) { return one.key < other.key; };
        auto ordered_end = keyed.end();
        if (end_ < ties.end) {
            const auto last = keyed.begin() + static_cast<std::ptrdiff_t>(end_ - ties.begin - 1);
            std::nth_element(keyed.begin(), last, keyed.end(), before);
            // What ties with the last place of the page may belong there instead of it.
            ordered_end =
                std::partition(last + 1, keyed.end(), [&](const Keyed& one) { return !before(*last, one); });
        }
        std::sort(keyed.begin(), ordered_end, before);
        std::transform(keyed.begin(), keyed.end(), begin, [](const Keyed& one) { return one.candidate; });
        for (auto from = keyed.begin(); from != ordered_end;) {
            auto to = from + 1;
            while (to != ordered_end && !before(*from, *to)) ++to;
            then(Ties{ties.begin + static_cast<std::size_t>(from - keyed.begin()),
                      ties.begin + static_cast<std::size_t>(to - keyed.begin())});
            from = to;
        }
    }

private:
    [[nodiscard]] bool matters(const Ties& ties) const {
        return ties.end - ties.begin > 1 && ties.begin < end_ && ties.end > first_;
    }

    std::vector<Candidate>& candidates_;
    std::size_t first_;
    std::size_t end_;
};

}  // namespace dateline
