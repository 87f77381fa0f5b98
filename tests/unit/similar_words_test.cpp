#include "searcher/similar_words.h"

#include <random>
#include <set>

#include <doctest/doctest.h>

#include "common/edit_distance.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("similar words are those that the edit distance names, and no term with a prefix is one") {
    std::mt19937 random(3);
    std::set<std::string> words{"witkoff", "witkof", "witcoff", "kadafi", "gadafi", "qaddafi",
                                "zürich",  "київ",   "киїй",    "1986",   "1987",   "c++"};
    constexpr std::string_view letters[] = {"a", "b", "c", "d", "é", "й"};
    while (words.size() < 3000) {
        std::string word;
        for (auto length = 1 + random() % 8; length > 0; --length) word += letters[random() % 6];
        words.insert(word);
    }
    const ScratchFolder one, two;
    Xapian::Database database;
    {
        Xapian::WritableDatabase first(one.path().string(), Xapian::DB_CREATE);
        Xapian::WritableDatabase second(two.path().string(), Xapian::DB_CREATE);
        Xapian::Document document;
        for (const char* term : {"Qabcd", "D20260124", "XPabcd", "Zabcd", "Sabc"}) document.add_term(term);
        first.add_document(document);
        for (const std::string& word : words) {
            Xapian::Document holder;
            holder.add_term(word);
            (random() % 2 == 0 ? first : second).add_document(holder);
        }
        first.commit();
        second.commit();
    }
    database.add_database(Xapian::Database(one.path().string()));
    database.add_database(Xapian::Database(two.path().string()));

    std::vector<std::string> asked{"witkof", "kadafi", "київ", "1986", "zurich", "nowhere", "abcd", "dcba"};
    for (auto word = words.begin(); asked.size() < 60; std::advance(word, 40)) asked.push_back(*word);
    for (const std::string& word : asked) {
        for (const unsigned slips : {1U, 2U}) {
            CAPTURE(word);
            CAPTURE(slips);
            std::vector<std::string> expected;
            for (const std::string& other : words)
                if (edit_distance(word, other, slips) <= slips) expected.push_back(other);
            CHECK(similar_words(database, word, slips, 5000) == expected);
        }
    }
    CHECK(similar_words(database, "abcd", 2, 10).size() == 11);
}

}  // namespace dateline
