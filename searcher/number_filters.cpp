#include "searcher/number_filters.h"

namespace dateline {

void NumberFilter::init(const Xapian::Database& part) {
    part_ = part;
    last_ = part.get_lastdocid();
    here_ = 0;
    here_matches_ = false;
}

void NumberFilter::next(double) {
    do move_to(here_ + 1);
    while (!at_end() && !here_matches_);
}

void NumberFilter::skip_to(Xapian::docid to, double min_weight) {
    if (to > here_) move_to(to);
    if (!at_end() && !here_matches_) next(min_weight);
}

bool NumberFilter::check(Xapian::docid document, double) {
    if (document > here_) move_to(document);
    return at_end() || here_matches_;
}

void NumberFilter::move_to(Xapian::docid document) {
    here_ = document;
    here_matches_ = document <= last_ && matches(document);
}

void FrequencyFilter::init(const Xapian::Database& part) {
    NumberFilter::init(part);
    postings_ = part.postlist_begin(stem_);
    end_ = part.postlist_end(stem_);
}

bool FrequencyFilter::matches(Xapian::docid document) {
    if (postings_ != end_ && *postings_ < document) postings_.skip_to(document);
    return postings_ != end_ && *postings_ == document && postings_.get_wdf() >= least_;
}

void LengthFilter::init(const Xapian::Database& part) {
    NumberFilter::init(part);
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
