#include "common/archive/dead.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/varint.h"
#include "common/hash.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("lists of the dead come back, and damage shows") {
    for (const DeadList& dead : {DeadList{}, DeadList{1}, DeadList{1, 2, 3, 500, 20'000}})
        CHECK(dead_from_bytes(to_bytes(dead), 20'000, dead.size()) == dead);

    const std::string bytes = to_bytes({1, 2, 3, 500, 20'000});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_THROWS_AS((void)dead_from_bytes(bytes.substr(0, size), 20'000, 5), Error);
    CHECK_THROWS_AS((void)dead_from_bytes(bytes, 19'999, 5), Error);
    CHECK_THROWS_AS((void)dead_from_bytes(bytes, 20'000, 4), Error);
    const auto sealed = [](const std::string& numbers) { return numbers + to_hex(hash128(numbers)); };
    CHECK(dead_from_bytes(sealed("\x05"), 20'000, 1) == DeadList{5});
    CHECK_THROWS_AS((void)dead_from_bytes("\x05", 20'000, 1), Error);
    CHECK_THROWS_AS((void)dead_from_bytes(sealed(std::string(1, '\0')), 20'000, 1), Error);
    std::string round_the_world = "\x05";
    put_varint(round_the_world, ~std::uint64_t{0});
    CHECK_THROWS_AS((void)dead_from_bytes(sealed(round_the_world), 20'000, 2), Error);

    std::mt19937 random(6);
    for (int round = 0; round < 2000; ++round) {
        try {
            const DeadList dead = dead_from_bytes(mutated(bytes, random), 20'000, 5);
            CHECK(dead == DeadList{1, 2, 3, 500, 20'000});
        } catch (const Error& error) {
            CHECK(error.message() ==
                  "the archive is damaged: a list of replaced articles is not as it was written");
        }
    }
}

TEST_CASE("the dead of several parts are taken away from whatever matches") {
    std::mt19937 random(7);
    for (int round = 0; round < 8; ++round) {
        std::vector<ScratchFolder> folders(1 + random() % 4);
        Xapian::Database all;
        auto dead = std::make_shared<DeadByPart>();
        std::vector<std::vector<bool>> lives;
        for (const ScratchFolder& folder : folders) {
            Xapian::WritableDatabase part(folder.path().string(), Xapian::DB_CREATE);
            std::vector<bool> alive;
            DeadList gone;
            for (Xapian::docid number = 1; number <= 1 + random() % 60; ++number) {
                Xapian::Document document;
                for (const unsigned divisor : {1U, 2U, 3U, 7U}) {
                    if (number % divisor == 0) document.add_term("t" + std::to_string(divisor));
                }
                part.add_document(document);
                alive.push_back(random() % 3 != 0);
                if (!alive.back()) gone.push_back(number);
            }
            part.commit();
            if (!gone.empty()) dead->emplace(part.get_uuid(), gone);
            lives.push_back(alive);
            all.add_database(Xapian::Database(folder.path().string()));
        }
        const struct {
            Xapian::Query query;
            std::function<bool(unsigned)> expected;
        } cases[] = {
            {Xapian::Query::MatchAll, [](unsigned) { return true; }},
            {Xapian::Query("t7"), [](unsigned n) { return n % 7 == 0; }},
            {Xapian::Query(Xapian::Query::OP_AND, Xapian::Query("t2"), Xapian::Query("t3")),
             [](unsigned n) { return n % 6 == 0; }},
            {Xapian::Query(Xapian::Query::OP_OR, Xapian::Query("t2"), Xapian::Query("t3")),
             [](unsigned n) { return n % 2 == 0 || n % 3 == 0; }},
            {Xapian::Query("none"), [](unsigned) { return false; }},
        };
        for (const auto& [query, expected] : cases) {
            std::vector<Xapian::docid> right;
            for (std::size_t part = 0; part < lives.size(); ++part) {
                for (unsigned number = 1; number <= lives[part].size(); ++number) {
                    if (lives[part][number - 1] && expected(number))
                        right.push_back(static_cast<Xapian::docid>((number - 1) * lives.size() + part + 1));
                }
            }
            std::ranges::sort(right);
            Xapian::Enquire enquire(all);
            enquire.set_query(
                {Xapian::Query::OP_AND_NOT, query, Xapian::Query((new ListedSource(dead))->release())});
            const Xapian::MSet found = enquire.get_mset(0, all.get_doccount(), all.get_doccount());
            CHECK(found.get_matches_lower_bound() == right.size());
            CHECK(found.get_matches_upper_bound() == right.size());
            std::vector<Xapian::docid> numbers(found.size());
            std::transform(found.begin(), found.end(), numbers.begin(),
                           [](Xapian::docid number) { return number; });
            std::ranges::sort(numbers);
            CHECK(numbers == right);
            // With a page that is smaller than the matches, the number is still right.
            CHECK(enquire.get_mset(0, 1, all.get_doccount()).get_matches_estimated() == right.size());
            CHECK(enquire.get_mset(0, 0, all.get_doccount()).get_matches_estimated() == right.size());
        }
    }
}

}  // namespace dateline
