#include "searcher/positions.h"

#include <algorithm>
#include <chrono>
#include <random>

#include <doctest/doctest.h>

#include "common/archive/zones.h"
#include "scratch.h"

namespace dateline {

namespace {

using Kind = PositionPattern::Kind;

/// The words of an article with gaps (empty) between them; the title is the first of them.
struct Words {
    std::vector<std::string> at;  ///< position 1 first
    Zones zones;
};

struct Place {
    Xapian::termpos first, last;
};

/// All places of a pattern, by trying everything.
std::vector<Place> places(const PositionPattern& pattern, const Words& words, FieldId zone) {
    std::vector<Place> found;
    if (pattern.kind == Kind::word) {
        for (Xapian::termpos at = 1; at <= words.at.size(); ++at) {
            const bool is_one = std::ranges::find(pattern.terms, words.at[at - 1]) != pattern.terms.end() &&
                                !words.at[at - 1].empty();
            if (is_one && words.zones.contains(zone, at)) found.push_back({at, at});
        }
        return found;
    }
    if (pattern.kind == Kind::any_of) {
        for (const PositionPattern& child : pattern.children)
            std::ranges::copy(places(child, words, zone), std::back_inserter(found));
        return found;
    }
    found = places(pattern.children.front(), words, zone);
    for (std::size_t i = 1; i < pattern.children.size(); ++i) {
        std::vector<Place> linked;
        for (const Place& second : places(pattern.children[i], words, zone)) {
            for (const Place& first : found) {
                const bool behind = second.first > first.last;
                const bool ahead = first.first > second.last;
                const Xapian::termpos gap = behind  ? second.first - first.last
                                            : ahead ? first.first - second.last
                                                    : 0;
                const bool close = pattern.kind == Kind::sequence   ? behind && gap == 1
                                   : pattern.kind == Kind::adjacent ? behind && gap <= pattern.distance
                                                                    : gap > 0 && gap <= pattern.distance;
                if (!close) continue;
                linked.push_back({pattern.kind == Kind::sequence ? first.first : second.first, second.last});
            }
        }
        found = linked;
    }
    return found;
}

PositionPattern random_pattern(std::mt19937& random, int depth) {
    PositionPattern pattern;
    const auto kind = depth == 0 ? 0 : random() % 5;
    if (kind == 0) {
        for (auto count = 1 + random() % 2; count > 0; --count)
            pattern.terms.push_back(std::string(1, static_cast<char>('a' + random() % 4)));
        return pattern;
    }
    pattern.kind = std::array{Kind::word, Kind::sequence, Kind::adjacent, Kind::near, Kind::any_of}[kind];
    pattern.distance = static_cast<unsigned>(1 + random() % 4);
    for (auto count = 2 + random() % 2; count > 0; --count)
        pattern.children.push_back(random_pattern(random, depth - 1));
    return pattern;
}

Xapian::Query filter(const PositionPattern& pattern, FieldId zone) {
    return Xapian::Query(
        (new PositionFilter(std::make_shared<const PositionPattern>(pattern), zone))->release());
}

std::vector<Xapian::docid> found_by(const Xapian::Database& database, const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount(), database.get_doccount());
    std::vector<Xapian::docid> numbers;
    for (auto match = found.begin(); match != found.end(); ++match) numbers.push_back(*match);
    std::ranges::sort(numbers);
    return numbers;
}

}  // namespace

TEST_CASE("patterns of positions occur where trying everything finds them") {
    std::mt19937 random(10);
    const ScratchFolder one, two;
    std::vector<Words> documents;
    {
        Xapian::WritableDatabase first(one.path().string(), Xapian::DB_CREATE);
        Xapian::WritableDatabase second(two.path().string(), Xapian::DB_CREATE);
        for (int number = 0; number < 200; ++number) {
            Words words;
            for (auto length = random() % 9; length > 0; --length)
                words.at.push_back(random() % 5 == 0 ? ""
                                                     : std::string(1, static_cast<char>('a' + random() % 4)));
            words.zones.title_end = static_cast<Xapian::termpos>(random() % (words.at.size() + 1));
            words.zones.lede_begin = words.zones.title_end;
            words.zones.lede_end = std::min<Xapian::termpos>(words.zones.title_end + 3,
                                                             static_cast<Xapian::termpos>(words.at.size()));
            Xapian::Document document;
            for (std::size_t at = 0; at < words.at.size(); ++at) {
                if (!words.at[at].empty())
                    document.add_posting(words.at[at], static_cast<Xapian::termpos>(at + 1));
            }
            document.add_term("every");
            document.add_value(zones_slot, to_value(words.zones));
            (number % 2 == 0 ? first : second).add_document(document);
            documents.push_back(words);
        }
        first.commit();
        second.commit();
    }
    Xapian::Database database;
    database.add_database(Xapian::Database(one.path().string()));
    database.add_database(Xapian::Database(two.path().string()));

    for (int round = 0; round < 400; ++round) {
        const PositionPattern pattern = random_pattern(random, 2);
        const FieldId zone = std::array{FieldId::text, FieldId::title, FieldId::lede}[random() % 3];
        std::vector<Xapian::docid> expected, with_a;
        for (Xapian::docid number = 1; number <= documents.size(); ++number) {
            const Words& words = documents[number - 1];
            if (places(pattern, words, zone).empty()) continue;
            expected.push_back(number);
            if (std::ranges::find(words.at, "a") != words.at.end()) with_a.push_back(number);
        }
        using Xapian::Query;
        CHECK(found_by(database, filter(pattern, zone)) == expected);
        CHECK(found_by(database, Query(Query::OP_FILTER, Query("every"), filter(pattern, zone))) == expected);
        CHECK(found_by(database, Query(Query::OP_AND, filter(pattern, zone), Query("a"))) == with_a);
        CHECK(found_by(database, Query(Query::OP_OR, filter(pattern, zone), Query("none"))) == expected);
        CHECK(found_by(database, Query(Query::OP_AND_NOT, Query("every"), filter(pattern, zone))).size() ==
              documents.size() - expected.size());
    }
}

TEST_CASE("an article that repeats its words without end is looked through in passing") {
    const ScratchFolder scratch;
    Xapian::WritableDatabase database(scratch.path().string(), Xapian::DB_CREATE);
    constexpr Xapian::termpos count = 200'000;
    Xapian::Document document;
    for (Xapian::termpos at = 1; at <= count; ++at) {
        document.add_posting("a", 2 * at);
        document.add_posting("b", 2 * count + 100 + 2 * at);
    }
    database.add_document(document);
    database.commit();
    PositionPattern pattern{.kind = Kind::near, .distance = 10};
    for (const char* word : {"a", "b"}) pattern.children.push_back({.terms = {word}});
    const auto start = std::chrono::steady_clock::now();
    CHECK(found_by(database, filter(pattern, FieldId::text)).empty());
    // All pairs would take minutes.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace dateline
