#include "indexer/copies/candidates.h"

#include <algorithm>
#include <compare>
#include <utility>

namespace dateline {

namespace {

/// Documents that are taken of those that share one fingerprint. A phrase of the trade may stand in the
/// sketches of thousands; of a story that hundreds have, the first ones are the same for each fingerprint.
constexpr std::size_t most_sharing = 64;

/// Documents that one is compared with.
constexpr std::size_t most_compared = 5;

struct Hit {
    Xapian::docid fresh;
    PartDocument other;
    auto operator<=>(const Hit&) const = default;
};

/// Looks the documents of one bucket of the last part up in all parts.
class BucketSearch {
public:
    BucketSearch(const std::vector<SketchedPart>& parts, const SketchFile::Bucket& bucket, unsigned window)
        : parts_(parts), bucket_(bucket), reach_((window + bucket_days - 1) / bucket_days) {
        const SketchedPart& last = parts_.back();
        fresh_.reserve(bucket.entries);
        for (std::uint64_t i = bucket.first; i < bucket.first + bucket.entries; ++i) {
            const SketchEntry entry = last.sketches->entry(i);
            if (!is_dead(last, entry.document)) fresh_.push_back(entry);
        }
    }

    void append_to(std::vector<Candidate>& found) {
        for (std::uint32_t part = 0; part < parts_.size(); ++part) {
            for (const SketchFile::Bucket& other : parts_[part].sketches->buckets()) {
                if (is_near(other.bucket)) look_up(part, other);
            }
        }
        std::ranges::sort(hits_);
        std::vector<std::pair<std::size_t, PartDocument>> likest;
        for (std::size_t i = 0; i < hits_.size();) {
            const Xapian::docid fresh = hits_[i].fresh;
            likest.clear();
            while (i < hits_.size() && hits_[i].fresh == fresh) {
                const std::size_t begin = i;
                while (i < hits_.size() && hits_[i] == hits_[begin]) ++i;
                if (i - begin >= fingerprints_shared) likest.emplace_back(i - begin, hits_[begin].other);
            }
            if (likest.size() > most_compared) {
                std::ranges::partial_sort(likest, likest.begin() + most_compared, std::ranges::greater{});
                likest.resize(most_compared);
            }
            for (const auto& [shared, other] : likest) found.push_back({other, fresh});
        }
    }

private:
    static bool is_dead(const SketchedPart& part, Xapian::docid document) {
        return std::ranges::binary_search(*part.dead, document);
    }

    /// Undated articles are near to each other alone.
    [[nodiscard]] bool is_near(SketchBucket other) const {
        if (bucket_.bucket == 0 || other == 0) return bucket_.bucket == other;
        return other + reach_ >= bucket_.bucket && other <= bucket_.bucket + reach_;
    }

    void look_up(std::uint32_t part, const SketchFile::Bucket& bucket) {
        const SketchFile& sketches = *parts_[part].sketches;
        const bool is_last = part + 1 == parts_.size();
        const std::uint64_t end = bucket.first + bucket.entries;
        std::uint64_t at = bucket.first;
        for (const SketchEntry& entry : fresh_) {
            at = sketches.seek(entry.fingerprint, at, end);
            std::size_t sharing = 0;
            for (std::uint64_t i = at; i < end && sharing < most_sharing; ++i) {
                const SketchEntry other = sketches.entry(i);
                if (other.fingerprint != entry.fingerprint) break;
                if (is_last && other.document >= entry.document) {
                    if (other.document > entry.document) break;
                    continue;
                }
                if (is_dead(parts_[part], other.document)) continue;
                ++sharing;
                hits_.push_back({entry.document, {part, other.document}});
            }
        }
    }

    const std::vector<SketchedPart>& parts_;
    const SketchFile::Bucket& bucket_;
    std::uint64_t reach_;  ///< buckets before and behind
    std::vector<SketchEntry> fresh_;
    std::vector<Hit> hits_;
};

}  // namespace

std::vector<Candidate> candidates(const std::vector<SketchedPart>& parts, unsigned window) {
    std::vector<Candidate> found;
    for (const SketchFile::Bucket& bucket : parts.back().sketches->buckets())
        BucketSearch(parts, bucket, window).append_to(found);
    std::ranges::sort(found, {}, [](const Candidate& pair) { return std::pair(pair.other, pair.fresh); });
    return found;
}

}  // namespace dateline
