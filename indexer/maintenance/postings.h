#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/hash.h"

namespace dateline {

/// What one posting comes down to: the document, how often the term is in it, and where.
class PostingSum {
public:
    PostingSum(Xapian::docid document, Xapian::termcount count)
        : sum_(mixed(std::uint64_t{document} << 32U | count)), place_(document) {}

    void at(Xapian::termpos position) { sum_ += mixed(place_ << 32U ^ ~std::uint64_t{position}); }

    template <typename Iterator>
    PostingSum& with_positions(Iterator from, Iterator to) {
        for (; from != to; ++from) at(*from);
        return *this;
    }

    [[nodiscard]] std::uint64_t value() const { return sum_; }

private:
    static std::uint64_t mixed(std::uint64_t bits) {
        bits += 0x9E3779B97F4A7C15ULL;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
        return bits ^ (bits >> 31U);
    }

    std::uint64_t sum_;
    std::uint64_t place_;
};

/// What the postings of each term add up to, whatever order they are met in. Parts have no lists of the terms
/// of an article, so that the two sides are compared term by term: 16 bytes and some a term.
class PostingSums {
public:
    void add(std::string_view term, const PostingSum& posting) { sums_[key(term)] += posting.value(); }

    /// The postings of the term on the other side; each term is asked for once.
    [[nodiscard]] bool take_equal(std::string_view term, std::uint64_t sum) {
        const auto found = sums_.find(key(term));
        if (found == sums_.end()) return false;
        const bool equal = found->second == sum;
        sums_.erase(found);
        return equal;
    }

    /// Terms that were not asked for.
    [[nodiscard]] const std::unordered_map<std::uint64_t, std::uint64_t>& left() const { return sums_; }

    static std::uint64_t key(std::string_view term) { return hash128(term).low; }

private:
    std::unordered_map<std::uint64_t, std::uint64_t> sums_;
};

/// True for terms that words can have, and so positions: prefixes are capital letters, words are folded.
[[nodiscard]] inline bool may_have_positions(std::string_view term) {
    return !term.empty() && !(term.front() >= 'A' && term.front() <= 'Z');
}

}  // namespace dateline
