#pragma once

#include <cstdint>
#include <string>

#include <xapian.h>

namespace dateline {

/// An order by chance that the same seed repeats, whatever else an archive takes in: the key of an article
/// is drawn from the seed and the article itself.
class RandomOrder : public Xapian::KeyMaker {
public:
    explicit RandomOrder(std::uint64_t seed) : seed_(std::to_string(seed)) {}

    std::string operator()(const Xapian::Document& document) const override;

private:
    std::string seed_;
};

}  // namespace dateline
