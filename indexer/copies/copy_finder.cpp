#include "indexer/copies/copy_finder.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

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

}  // namespace

std::vector<CopyPair> find_copies(const std::vector<SearchedPart>& parts,
                                  const std::vector<SearchedSegment>& segments, unsigned window) {
    std::vector<std::unique_ptr<SketchFile>> files;
    std::vector<SketchedPart> sketched;
    for (const SearchedPart& part : parts) {
        files.push_back(std::make_unique<SketchFile>(layout::sketches(part.folder), part.documents));
        sketched.push_back({files.back().get(), part.dead});
    }
    const FreshTexts fresh_texts(segments);
    const auto last = static_cast<std::uint32_t>(parts.size() - 1);
    CopyTextMaker maker;
    Comparison comparison;
    std::vector<CopyPair> copies;
    std::unique_ptr<RecordsFile> records;  // of the part in hand
    PartDocument in_hand;
    CopyText other;
    for (const Candidate& pair : candidates(sketched, window)) {
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

}  // namespace dateline
