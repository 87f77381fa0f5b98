#include "indexer/maintenance/salvage.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/record.h"
#include "indexer/archive/records_writer.h"
#include "made_up_text.h"
#include "scratch.h"

namespace dateline {

namespace {

/// Some blocks of articles that do not compress well.
std::vector<Article> write_articles(const std::filesystem::path& file) {
    std::mt19937 random(1987);
    std::vector<Article> articles;
    RecordsWriter writer(file);
    for (int i = 1; i <= 120; ++i) {
        std::string text;
        for (int word = 0; word < 150; ++word) text += std::to_string(random()) + ' ';
        articles.push_back(article_of("a" + std::to_string(i), "Talks", {text}));
        writer.add(to_record(articles.back()));
    }
    writer.finish();
    return articles;
}

}  // namespace

TEST_CASE("what is salvaged of a damaged file is what was written, under its own number") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<Article> articles = write_articles(scratch / "whole");
    const std::string whole = read_file(scratch / "whole");
    std::mt19937 random(7);
    std::uint64_t wrong = 0;
    std::uint64_t most = 0;
    for (int round = 0; round < 300; ++round) {
        put_file(scratch / "damaged", round == 0 ? whole : mutated(whole, random));
        std::uint64_t read = 0;
        const Salvaged salvaged = salvage_articles(
            scratch / "damaged", articles.size(), [&](Xapian::docid number, const Article& article) {
                ++read;
                const auto known = static_cast<std::size_t>(std::stoi(article.id.substr(1)));
                if (article != articles.at(known - 1) || (number != 0 && number != known)) ++wrong;
            });
        CHECK(salvaged.read == read);
        // Nothing is lost in silence.
        CHECK(read + salvaged.unread.size() + salvaged.unread_without_number == articles.size());
        if (round == 0) CHECK(read == articles.size());
        if (round > 0) most = std::max(most, read);
    }
    CHECK(wrong == 0);
    CHECK(most > 0);
}

TEST_CASE("without a directory, articles are read with the dictionary that they need, or its spare") {
    const ScratchFolder scratch;
    (void)scratch.make();
    std::vector<Article> articles;
    std::string whole;
    {
        std::mt19937 random(3);
        RunDictionary dictionary;
        RecordsWriter writer(scratch / "records", &dictionary);
        for (int i = 1; i <= 1200; ++i) {
            articles.push_back(article_of("a" + std::to_string(i), "Talks", {made_up_text(random, 100)}));
            writer.add(to_record(articles.back()));
        }
        writer.finish();
        whole = read_file(scratch / "records");
    }
    const std::size_t dictionary_bytes = RecordsFile(scratch / "records").most_used_dictionary().frame.size();
    REQUIRE(dictionary_bytes > 0);
    const auto salvage = [&](const std::string& bytes, bool are_numbered) {
        put_file(scratch / "damaged", bytes);
        const Salvaged salvaged = salvage_articles(
            scratch / "damaged", articles.size(), [&](Xapian::docid number, const Article& article) {
                const auto known = static_cast<std::size_t>(std::stoi(article.id.substr(1)));
                CHECK(article == articles.at(known - 1));
                CHECK(number == (are_numbered ? known : 0));
            });
        CHECK(salvaged.read + salvaged.unread.size() + salvaged.unread_without_number == articles.size());
        return salvaged.read;
    };
    const std::string without_trailer = whole.substr(0, whole.size() - 1);
    CHECK(salvage(without_trailer, true) == articles.size());
    std::string first_damaged = without_trailer;
    first_damaged[dictionary_bytes / 2] ^= 1;
    CHECK(salvage(first_damaged, false) == articles.size());
    std::string cut_in_spare = whole.substr(0, whole.rfind("\x28\xB5\x2F\xFD") + 100);
    CHECK(salvage(cut_in_spare, true) == articles.size());
}

TEST_CASE("one damaged block without a directory costs only itself") {
    const ScratchFolder scratch;
    (void)scratch.make();
    const std::vector<Article> articles = write_articles(scratch / "records");
    std::string bytes = read_file(scratch / "records");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    bytes.resize(bytes.size() - 5);
    put_file(scratch / "records", bytes);
    std::uint64_t numbered = 0;
    const Salvaged salvaged =
        salvage_articles(scratch / "records", articles.size(),
                         [&](Xapian::docid number, const Article&) { numbered += number != 0 ? 1U : 0U; });
    CHECK(salvaged.read > 70);
    CHECK(salvaged.read < articles.size());
    CHECK(numbered > 0);
    CHECK(numbered < salvaged.read);  // how many the block held is not known
    CHECK(salvaged.unread.empty());
    CHECK(salvaged.unread_without_number == articles.size() - salvaged.read);
    CHECK(salvage_articles(scratch / "records", std::nullopt, [](Xapian::docid, const Article&) {}).read ==
          salvaged.read);
    put_file(scratch / "empty", "");
    CHECK(salvage_articles(scratch / "empty", 3, [](Xapian::docid, const Article&) {}).unread.size() == 3);
    CHECK_THROWS_AS((void)salvage_articles(scratch / "none", 3, [](Xapian::docid, const Article&) {}), Error);
}

}  // namespace dateline
