#include "indexer/copies/sketch.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

namespace dateline {

namespace {

std::vector<CopyWord> random_words(std::mt19937& random, std::size_t count) {
    std::vector<CopyWord> words(count);
    for (CopyWord& word : words) word = {static_cast<std::uint32_t>(random()), 1};
    return words;
}

std::size_t shared(const std::vector<Fingerprint>& one, const std::vector<Fingerprint>& other) {
    std::vector<Fingerprint> both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return both.size();
}

}  // namespace

TEST_CASE("a sketch has few fingerprints, none twice, none of a text that says nothing") {
    std::mt19937 random(4);
    CHECK(sketch({}).empty());
    CHECK(sketch(random_words(random, fewest_copy_words - 1)).empty());
    CHECK(sketch(random_words(random, fewest_copy_words)).size() == fewest_copy_words - 1);
    for (const std::size_t count : {20, 300, 5000}) {
        const std::vector<Fingerprint> fingerprints = sketch(random_words(random, count));
        CHECK(fingerprints.size() == std::min(sketch_size, count - 1));
        CHECK(std::ranges::is_sorted(fingerprints));
        CHECK(fingerprints.back() < 1U << fingerprint_bits);
    }
    CHECK(sketch(std::vector<CopyWord>(100, CopyWord{7, 1})).size() == 1);
}

TEST_CASE("the sketches of a text and of a third of it share enough, those of two texts nothing") {
    std::mt19937 random(5);
    constexpr int texts = 300;
    int found = 0;
    for (int i = 0; i < texts; ++i) {
        const std::vector<CopyWord> words = random_words(random, 240);
        const std::span<const CopyWord> third = std::span(words).subspan(random() % 160, 80);
        if (shared(sketch(words), sketch(third)) >= fingerprints_shared) ++found;
        CHECK(shared(sketch(words), sketch(random_words(random, 240))) == 0);
    }
    CHECK(found > texts * 95 / 100);
}

TEST_CASE("fingerprints are the same for ever: they are on disk") {
    std::vector<CopyWord> words;
    for (std::uint32_t i = 1; i <= fewest_copy_words; ++i) words.push_back({i * 1000, 1});
    CHECK(sketch(words) ==
          std::vector<Fingerprint>{0x22F8C2, 0x648ECF, 0x6DA36C, 0x80C298, 0xA07907, 0xE0D5E6, 0xECC158});
}

}  // namespace dateline
