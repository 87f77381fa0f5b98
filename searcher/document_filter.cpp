#include "searcher/document_filter.h"

namespace dateline {

void DocumentFilter::init(const Xapian::Database& part) {
    part_ = part;
    last_ = part.get_lastdocid();
    here_ = 0;
    here_matches_ = false;
}

void DocumentFilter::next(double) {
    do move_to(here_ + 1);
    while (!at_end() && !here_matches_);
}

void DocumentFilter::skip_to(Xapian::docid to, double min_weight) {
    if (to > here_) move_to(to);
    if (!at_end() && !here_matches_) next(min_weight);
}

bool DocumentFilter::check(Xapian::docid document, double) {
    if (document > here_) move_to(document);
    return at_end() || here_matches_;
}

void DocumentFilter::move_to(Xapian::docid document) {
    here_ = document;
    here_matches_ = document <= last_ && matches(document);
}

}  // namespace dateline
