#include "searcher/number_filters.h"

namespace dateline {

void FrequencyFilter::init(const Xapian::Database& part) {
    DocumentFilter::init(part);
    postings_ = part.postlist_begin(stem_);
    end_ = part.postlist_end(stem_);
}

bool FrequencyFilter::matches(Xapian::docid document) {
    if (postings_ != end_ && *postings_ < document) postings_.skip_to(document);
    return postings_ != end_ && *postings_ == document && postings_.get_wdf() >= least_;
}

void LengthFilter::init(const Xapian::Database& part) {
    DocumentFilter::init(part);
    part_number_ = texts_->part_of(part);
    has_unspaced_.clear();
    for (const std::string& character : *unspaced_) {
        const auto end = part.postlist_end(character);
        for (auto document = part.postlist_begin(character); document != end; ++document) {
            if (has_unspaced_.empty()) has_unspaced_.resize(part.get_lastdocid() + std::size_t{1});
            has_unspaced_[*document] = true;
        }
    }
}

bool LengthFilter::in_range(std::uint64_t words) const {
    return words >= range_.least.value_or(0) && (!range_.most || words <= *range_.most);
}

bool LengthFilter::matches(Xapian::docid document) {
    if (has_unspaced_.empty() || !has_unspaced_[document]) return in_range(part().get_doclength(document));
    return in_range(texts_->read(part_number_, document).words());
}

}  // namespace dateline
