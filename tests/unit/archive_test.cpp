#include "common/archive/archive.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/archive/terms.h"
#include "scratch.h"

namespace dateline {

namespace {

std::vector<Article> numbered(int first, int last, const std::string& text = "talks in geneva") {
    std::vector<Article> articles;
    for (int number = first; number <= last; ++number)
        articles.push_back(article_of("id" + std::to_string(number), "Title", {text}));
    return articles;
}

}  // namespace

TEST_CASE("an archive counts and finds the living only") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), numbered(1, 100));
    (void)index(scratch.path(), numbered(91, 100, "other text"));
    (void)index(scratch.path(), numbered(101, 105));
    const Archive archive(scratch.path());
    CHECK(archive.manifest().live_articles() == 105);
    CHECK(archive.database().get_doccount() > 105);
    CHECK(archive.count("geneva") == 95);
    CHECK(archive.count("none") == 0);
    CHECK(matches(archive, Xapian::Query::MatchAll).size() == 105);
    for (int number = 1; number <= 105; ++number) {
        const auto document = archive.find("id" + std::to_string(number));
        REQUIRE(document);
        CHECK_FALSE(archive.is_dead(*document));
        CHECK(archive.article(*document).body.front() ==
              (number > 90 && number <= 100 ? "other text" : "talks in geneva"));
    }
    CHECK_FALSE(archive.find("id106"));
    std::size_t dead = 0;
    for (Xapian::docid number = 1; number <= archive.database().get_lastdocid(); ++number)
        dead += archive.is_dead(number) ? 1 : 0;
    CHECK(dead == 10);
}

TEST_CASE("an archive without any article, as a run that was killed leaves it, can be searched") {
    const ScratchFolder scratch;
    write_manifest(scratch.make(), Manifest{});
    const Archive archive(scratch.path());
    CHECK(archive.manifest().live_articles() == 0);
    CHECK(matches(archive, Xapian::Query::MatchAll).empty());
    CHECK(archive.count("talk") == 0);
    CHECK_FALSE(archive.find("x"));
    CHECK(archive.names().size() == 0);
}

TEST_CASE("there is no archive where there is none") {
    const ScratchFolder scratch;
    CHECK(message_of([&] { Archive archive(scratch.path()); }) == "there is no archive here");
    CHECK_FALSE(std::filesystem::exists(scratch.path()));
}

TEST_CASE("a damaged archive gives one Error and no crash") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), numbered(1, 50));
    (void)index(scratch.path(), numbered(46, 50, "other text"));
    const Manifest manifest = Archive(scratch.path()).manifest();
    REQUIRE(manifest.parts.front().dead == 5);
    const auto part = scratch / layout::part_name(manifest.parts.front().number);
    const auto dead =
        scratch / layout::dead_name(manifest.parts.front().number, manifest.parts.front().dead_revision);

    const auto opening = [&] { Archive archive(scratch.path()); };
    SUBCASE("a part is missing") {
        std::filesystem::remove_all(part);
        CHECK(message_of(opening).starts_with("the archive is damaged"));
    }
    SUBCASE("a part is another") {
        std::filesystem::remove_all(part);
        std::filesystem::copy(scratch / layout::part_name(manifest.parts.back().number), part,
                              std::filesystem::copy_options::recursive);
        CHECK(message_of(opening).starts_with("the archive is damaged"));
    }
    SUBCASE("a part's first file is not what it was") {
        put_file(part / "iamglass", "x");
        CHECK_FALSE(message_of(opening).empty());
    }
    SUBCASE("the list of the dead is missing") {
        std::filesystem::remove(dead);
        CHECK_FALSE(message_of(opening).empty());
    }
    SUBCASE("the list of the dead is cut: none of them comes back") {
        put_file(dead, read_file(dead).substr(0, 3));
        CHECK(message_of(opening) ==
              "the archive is damaged: a list of replaced articles is not as it was written");
    }
    // Not those of Xapian's tables: they have no checksums, and what it makes of damaged blocks is its own.
    SUBCASE("bytes of any file of ours are changed") {
        std::mt19937 random(8);
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(scratch.path())) {
            const bool is_xapians = entry.path().filename().string().ends_with("glass");
            if (entry.is_regular_file() && !is_xapians) files.push_back(entry.path());
        }
        for (int round = 0; round < 200; ++round) {
            const auto& file = files[random() % files.size()];
            const std::string content = read_file(file);
            std::string changed = content;
            for (int i = 0; i < 20 && !changed.empty(); ++i)
                changed[random() % changed.size()] = static_cast<char>(random());
            put_file(file, changed);
            try {
                const Archive archive(scratch.path());
                guard_xapian(scratch.path(), [&] {
                    for (const Xapian::docid number : matches(archive, Xapian::Query("geneva")))
                        (void)archive.article(number);
                });
            } catch (const Error& error) {
                CHECK_FALSE(error.describe().empty());
            }
            put_file(file, content);
        }
        CHECK(Archive(scratch.path()).count("geneva") == 45);
    }
}

TEST_CASE("an error of the disk does not pass for damage") {
    const Xapian::DatabaseError full("Error writing block 7", "", 28);
    CHECK(message_of([&] { throw_as_error(full, "here"); }) ==
          "cannot read or write the archive: Error writing block 7: No space left on device");
    CHECK(message_of([&] { throw_as_error(Xapian::DatabaseCorruptError("odd block"), "here"); }) ==
          "the archive is damaged: odd block");
}

}  // namespace dateline
