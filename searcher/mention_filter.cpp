#include "searcher/mention_filter.h"

#include <algorithm>

#include "common/archive/values.h"

namespace dateline {

void MentionFilter::init(const Xapian::Database& part) {
    Xapian::ValuePostingSource::init(part);
    set_termfreq_min(0);
    // The greatest estimate there is, so that a conjunction never lets this one lead.
    set_termfreq_est(part.get_doccount());
    set_termfreq_max(part.get_doccount());
}

bool MentionFilter::passes() const {
    std::uint64_t mentions = 0;
    bool in_front = false;
    bool named = false;
    values::for_each_name(get_value(), [&](std::uint32_t number, std::uint32_t count, bool front) {
        if (!std::ranges::binary_search(numbers_, number)) return;
        named = true;
        mentions += count;
        in_front = in_front || front;
    });
    return named && bar_.lets_pass(mentions, in_front);
}

void MentionFilter::move_on(double min_weight) {
    while (!at_end() && !passes()) Xapian::ValuePostingSource::next(min_weight);
}

void MentionFilter::next(double min_weight) {
    Xapian::ValuePostingSource::next(min_weight);
    move_on(min_weight);
}

void MentionFilter::skip_to(Xapian::docid to, double min_weight) {
    Xapian::ValuePostingSource::skip_to(to, min_weight);
    move_on(min_weight);
}

bool MentionFilter::check(Xapian::docid document, double min_weight) {
    if (!Xapian::ValuePostingSource::check(document, min_weight)) return false;
    return at_end() || get_docid() != document || passes();
}

}  // namespace dateline
