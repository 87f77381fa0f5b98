#include "searcher/random_order.h"

#include "common/fields.h"
#include "common/hash.h"

namespace dateline {

std::string RandomOrder::operator()(const Xapian::Document& document) const {
    return to_hex(hash128(seed_ + ' ' + document.get_value(fingerprint_slot)));
}

}  // namespace dateline
