#include "common/archive/varint.h"

#include <limits>
#include <random>

#include <doctest/doctest.h>

namespace dateline {

TEST_CASE("numbers as varints") {
    SUBCASE("come back, one behind the other") {
        std::mt19937_64 random(1);
        std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16383, 16384, ~std::uint64_t{0}};
        for (int i = 0; i < 1000; ++i) numbers.push_back(random() >> (random() % 64));
        std::string bytes;
        for (const std::uint64_t number : numbers) put_varint(bytes, number);
        std::string_view rest = bytes;
        for (const std::uint64_t number : numbers) CHECK(take_varint(rest) == number);
        CHECK(rest.empty());
    }
    SUBCASE("that end too early or do not fit are none") {
        const std::string nine(9, '\xFF');
        for (const std::string& bytes : {std::string(), std::string("\x80"), nine, nine + '\x02',
                                         nine + '\x7F', nine + "\x80\x01", std::string(40, '\x80')}) {
            std::string_view rest = bytes;
            CHECK_FALSE(take_varint(rest));
        }
        const std::string greatest = nine + '\x01';
        std::string_view rest = greatest;
        CHECK(take_varint(rest) == std::numeric_limits<std::uint64_t>::max());
    }
}

TEST_CASE("signed numbers fold into unsigned ones") {
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, std::int64_t{-64},
                                      Limits::max(), Limits::min()}) {
        CHECK(unzigzag(zigzag(number)) == number);
    }
    CHECK(zigzag(-1) == 1);
    CHECK(zigzag(1) == 2);
}

}  // namespace dateline
