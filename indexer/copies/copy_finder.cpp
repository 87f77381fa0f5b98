#include "indexer/copies/copy_finder.h"

#include <algorithm>
#include <cstdlib>
#include <future>
#include <memory>
#include <span>

#include "common/archive/layout.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "indexer/copies/compare.h"
#include "indexer/copies/segment_texts.h"

namespace dateline {

namespace {

bool are_near(const CopyText& one, const CopyText& other, unsigned window) {
    if (!one.published || !other.published) return one.published == other.published;
    return std::abs((*one.published - *other.published).count()) <= static_cast<std::int64_t>(window);
}

/// The texts of the last part, which its segments still have.
class FreshTexts {
public:
    explicit FreshTexts(const std::vector<SearchedSegment>& segments) {
        Xapian::docid first = 1;
        for (const SearchedSegment& segment : segments) {
            segments_.push_back({first, std::make_unique<SegmentTexts>(segment.folder)});
            first += static_cast<Xapian::docid>(segment.documents);
        }
    }

    [[nodiscard]] CopyText text(Xapian::docid document) const {
        const auto behind = std::ranges::upper_bound(segments_, document, {}, &Segment::first);
        const Segment& segment = *std::prev(behind);
        return segment.texts->text(document - segment.first + 1);
    }

private:
    struct Segment {
        Xapian::docid first;
        std::unique_ptr<SegmentTexts> texts;
    };
    std::vector<Segment> segments_;
};

/// The pairs that are copies, of pairs that stand in the order of the document that is read.
std::vector<CopyPair> compare(std::span<const Candidate> pairs, const std::vector<SearchedPart>& parts,
                              const FreshTexts& fresh_texts, unsigned window) {
    const auto last = static_cast<std::uint32_t>(parts.size() - 1);
    CopyTextMaker maker;
    Comparison comparison;
    std::vector<CopyPair> copies;
    std::unique_ptr<RecordsFile> records;  // of the part in hand
    PartDocument in_hand;
    CopyText other;
    for (const Candidate& pair : pairs) {
        if (pair.other.part == last) {
            other = fresh_texts.text(pair.other.document);
        } else if (pair.other != in_hand) {
            if (!records || pair.other.part != in_hand.part)
                records = std::make_unique<RecordsFile>(layout::records(parts[pair.other.part].folder));
            in_hand = pair.other;
            other = maker.make(from_record(records->record(in_hand.document)));
        }
        const CopyText fresh = fresh_texts.text(pair.fresh);
        if (are_near(fresh, other, window) && comparison.likeness(fresh, other) == Likeness::copy)
            copies.push_back({pair.other, {last, pair.fresh}});
    }
    return copies;
}

/// Fewer pairs than this are not worth a thread.
constexpr std::size_t least_pairs = 64;

}  // namespace

std::vector<CopyPair> find_copies(const std::vector<SearchedPart>& parts,
                                  const std::vector<SearchedSegment>& segments, unsigned window,
                                  std::size_t threads) {
    std::vector<std::unique_ptr<SketchFile>> files;
    std::vector<SketchedPart> sketched;
    for (const SearchedPart& part : parts) {
        files.push_back(std::make_unique<SketchFile>(layout::sketches(part.folder), part.documents));
        sketched.push_back({files.back().get(), part.dead});
    }
    const FreshTexts fresh_texts(segments);
    const std::vector<Candidate> found = candidates(sketched, window);
    const std::size_t share = std::max(least_pairs, found.size() / threads + 1);
    std::vector<std::future<std::vector<CopyPair>>> shares;
    for (std::span<const Candidate> left = found; !left.empty();) {
        const std::span<const Candidate> taken = left.first(std::min(share, left.size()));
        left = left.subspan(taken.size());
        shares.push_back(std::async(left.empty() ? std::launch::deferred : std::launch::async,
                                    [&, taken] { return compare(taken, parts, fresh_texts, window); }));
    }
    // The last share first: it is this thread's.
    std::vector<std::vector<CopyPair>> compared(shares.size());
    for (std::size_t i = shares.size(); i-- > 0;) compared[i] = shares[i].get();
    std::vector<CopyPair> copies;
    for (const std::vector<CopyPair>& of_share : compared)
        copies.insert(copies.end(), of_share.begin(), of_share.end());
    return copies;
}

}  // namespace dateline
