#include "common/hash.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("hashes are on disk: these values never change") {
    CHECK(to_hex(hash128("")) == "7ee40332ecefb4987e32d6a73c87cb42");
    CHECK(to_hex(hash128("talks")) == "2df528b3ab6e2b378de105b10eeaede5");
    CHECK(to_hex(hash128("Showers continued throughout the week in the Bahia cocoa zone")) ==
          "a0cf96d83577658090637eed2b0f4f84");
}

TEST_CASE("texts that differ a little have hashes that differ") {
    std::set<Hash128> seen;
    std::size_t texts = 0;
    for (std::size_t size = 0; size < 100; ++size) {
        const std::string zeros(size, '\0');
        seen.insert(hash128(zeros));
        ++texts;
        for (std::size_t at = 0; at < size; ++at) {
            for (const char bit : {'\1', '\x80'}) {
                std::string changed = zeros;
                changed[at] = bit;
                seen.insert(hash128(changed));
                ++texts;
            }
        }
    }
    CHECK(seen.size() == texts);
}
