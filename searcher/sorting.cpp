#include "searcher/sorting.h"

#include "common/fields.h"
#include "searcher/random_order.h"

namespace dateline {

std::string_view sort_name(Sort sort) {
    switch (sort) {
        case Sort::relevance:
            return "relevance";
        case Sort::newest:
            return "newest";
        case Sort::oldest:
            return "oldest";
        case Sort::random:
            return "random";
    }
    return {};
}

void set_order(Xapian::Enquire& enquire, Sort sort, std::uint64_t seed, const WordWeightSettings& weights) {
    const std::uint32_t slot = field(FieldId::published).slot;
    switch (sort) {
        case Sort::relevance:
            enquire.set_weighting_scheme(WordWeight(weights));
            enquire.set_sort_by_relevance_then_value(slot, true);
            break;
        case Sort::newest:
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_value(slot, true);
            break;
        case Sort::oldest: {
            auto* keys = new Xapian::MultiValueKeyMaker;
            keys->add_value(slot, false, "\xFF");
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_key(keys->release(), false);
            break;
        }
        case Sort::random:
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_key((new RandomOrder(seed))->release(), false);
            break;
    }
}

}  // namespace dateline
