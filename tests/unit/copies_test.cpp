#include "common/archive/copies.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/varint.h"
#include "common/hash.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("lists of copies come back, and damage shows") {
    const CopyList copies = {{1, 7}, {2, 3}, {500, 7}, {20'000, 9}};
    for (const CopyList& list : {CopyList{}, CopyList{{1, 1}}, copies})
        CHECK(copies_from_bytes(to_bytes(list), 20'000, list.size(), 10) == list);

    const std::string bytes = to_bytes(copies);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_THROWS_AS((void)copies_from_bytes(bytes.substr(0, size), 20'000, 4, 10), Error);
    CHECK_THROWS_AS((void)copies_from_bytes(bytes, 19'999, 4, 10), Error);
    CHECK_THROWS_AS((void)copies_from_bytes(bytes, 20'000, 3, 10), Error);
    CHECK_THROWS_AS((void)copies_from_bytes(bytes, 20'000, 4, 9), Error);

    const auto sealed = [](const std::string& numbers) { return numbers + to_hex(hash128(numbers)); };
    const auto damaged = [&](const std::string& numbers) {
        CHECK_THROWS_AS((void)copies_from_bytes(sealed(numbers), 20'000, 1, 10), Error);
    };
    CHECK(copies_from_bytes(sealed("\x05\x01"), 20'000, 1, 10) == CopyList{{5, 1}});
    damaged("\x05");
    damaged(std::string("\x05\0", 2));
    damaged(std::string("\0\x05", 2));
    std::string round_the_world = "\x05\x01";
    put_varint(round_the_world, ~std::uint64_t{0});
    damaged(round_the_world + "\x01");

    std::mt19937 random(6);
    for (int round = 0; round < 2000; ++round) {
        try {
            const CopyList read = copies_from_bytes(mutated(bytes, random), 20'000, 4, 10);
            CHECK(read == copies);
        } catch (const Error& error) {
            CHECK(error.message() == "the archive is damaged: a list of copies is not as it was written");
        }
    }
}

TEST_CASE("the cluster of a document") {
    const CopyList copies = {{2, 7}, {500, 3}};
    for (const auto& [document, cluster] :
         {std::pair{1U, 0U}, {2U, 7U}, {3U, 0U}, {499U, 0U}, {500U, 3U}, {501U, 0U}})
        CHECK(cluster_in(copies, document) == cluster);
    CHECK(cluster_in({}, 1) == 0);
}

}  // namespace dateline
