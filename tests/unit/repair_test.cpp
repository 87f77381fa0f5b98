#include "indexer/maintenance/repair.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "damaged_archive.h"
#include "indexer/archive/lock.h"

namespace dateline {

namespace {

using Archived = std::multimap<std::string, Article>;

struct Repaired {
    RepairSummary summary;
    std::vector<std::string> faults;
    std::vector<LostArticle> lost;
};

Repaired repaired(const std::filesystem::path& archive) {
    Repaired done;
    done.summary =
        repair_archive({.archive = archive,
                        .threads = 2,
                        .new_archive_id = std::string(32, 'b'),
                        .on_fault = [&](const std::string& fault) { done.faults.push_back(fault); },
                        .on_lost = [&](const LostArticle& article) { done.lost.push_back(article); }},
                       [] { return false; });
    return done;
}

Archived content_of(const std::filesystem::path& archive) {
    return living_articles(Archive(archive));
}

std::filesystem::path first_part(const std::filesystem::path& archive) {
    return archive / "part-000001";
}

void write_junk(const std::filesystem::path& file, std::uint64_t from) {
    std::string content = read_file(file);
    for (std::size_t at = from; at < content.size(); ++at)
        content[at] = static_cast<char>(at * 2654435761U >> 13);
    put_file(file, content);
}

}  // namespace

TEST_CASE("a repair of what derives from the stored articles brings all of it back") {
    const struct {
        const char* what;
        std::function<void(const std::filesystem::path&)> damage;
        std::uint64_t rebuilt;  ///< parts
    } cases[] = {
        {"tables of junk", [](const auto& archive) { write_junk(first_part(archive) / "postlist.glass", 0); },
         1},
        {"tables half of junk",
         [](const auto& archive) { write_junk(first_part(archive) / "postlist.glass", 20'000); }, 1},
        {"tables cut short",
         [](const auto& archive) {
             std::filesystem::resize_file(first_part(archive) / "postlist.glass", 30'000);
         },
         1},
        {"tables gone",
         [](const auto& archive) { std::filesystem::remove(first_part(archive) / "postlist.glass"); }, 1},
        {"positions of junk",
         [](const auto& archive) { write_junk(first_part(archive) / "position.glass", 8192); }, 1},
        {"positions gone",
         [](const auto& archive) { std::filesystem::remove(first_part(archive) / "position.glass"); }, 1},
        {"the head of the database",
         [](const auto& archive) { write_junk(first_part(archive) / "iamglass", 0); }, 1},
        {"the directory of stored articles",
         [](const auto& archive) {
             const auto file = first_part(archive) / "records";
             flip(file, std::filesystem::file_size(file) - 20);
         },
         1},
        {"a bit of the columns",
         [](const auto& archive) {
             const auto file = first_part(archive) / "columns";
             flip(file, std::filesystem::file_size(file) / 2);
         },
         1},
        {"one wrong term",
         [](const auto& archive) {
             alter_documents(archive, 1, [](Xapian::docid number, Xapian::Document& document) {
                 if (number == 9) document.add_boolean_term("XPnobody");
             });
         },
         1},
        {"names cut short", [](const auto& archive) { put_file(archive / "names", "8\tx"); }, 2},
        {"names gone", [](const auto& archive) { std::filesystem::remove(archive / "names"); }, 2},
        {"an id twice",
         [](const auto& archive) {
             Manifest manifest = *read_manifest(archive);
             std::filesystem::remove(archive / "dead-000001-000003");
             write_durably(archive / "dead-000001-000002", to_bytes(DeadList{6}));
             manifest.parts[0].dead = 1;
             manifest.parts[0].dead_revision = 2;
             write_manifest(archive, manifest);
         },
         0},
        {"a file too many", [](const auto& archive) { put_file(first_part(archive) / "stray", "x"); }, 0},
        {"everything at once",
         [](const auto& archive) {
             write_junk(first_part(archive) / "postlist.glass", 0);
             std::filesystem::remove(archive / "names");
             std::filesystem::remove(archive / "part-000002/iamglass");
         },
         2},
    };
    for (const auto& [what, damage, rebuilt] : cases) {
        CAPTURE(what);
        const ScratchFolder scratch;
        make_two_parts(scratch.path());
        const Archived before = content_of(scratch.path());
        const Manifest manifest = *read_manifest(scratch.path());
        REQUIRE(before.size() == 60);
        damage(scratch.path());
        CHECK_FALSE(faults_of(scratch.path()).empty());
        const Repaired done = repaired(scratch.path());
        CHECK(done.summary.was_needed);
        CHECK_FALSE(done.faults.empty());
        CHECK(done.summary.rebuilt == rebuilt);
        CHECK(done.summary.lost == 0);
        CHECK(done.summary.back == 0);
        CHECK(done.summary.articles == 60);
        CHECK(faults_of(scratch.path()).empty());
        CHECK(content_of(scratch.path()) == before);
        const Manifest after = *read_manifest(scratch.path());
        CHECK(after.archive_id == manifest.archive_id);
        CHECK(after.revision > manifest.revision);
        CHECK_FALSE(std::filesystem::exists(scratch / "work"));
        // What was damaged is still there.
        if (rebuilt > 0) CHECK(std::filesystem::exists(done.summary.kept / "part-000001/records"));
        // And the archive goes on.
        CHECK_FALSE(repaired(scratch.path()).summary.was_needed);
        CHECK(index(scratch.path(), {article_of("c1", "A pier")}).added == 1);
        CHECK(faults_of(scratch.path()).empty());
    }
}

TEST_CASE("a part that is built anew keeps its fingerprints where they read") {
    const ScratchFolder scratch;
    make_two_parts(scratch.path());
    std::filesystem::remove(scratch / "names");
    CHECK(repaired(scratch.path()).summary.rebuilt == 2);
    CHECK(index(scratch.path(), {article_of("b1", "A ferry")}).unchanged == 1);
    // Without them the article counts as changed once.
    write_junk(
        scratch.path() / layout::part_name(read_manifest(scratch.path())->parts[0].number) / "postlist.glass",
        0);
    CHECK(repaired(scratch.path()).summary.rebuilt == 1);
    CHECK(index(scratch.path(), {article_of("b1", "A ferry")}).updated == 1);
    CHECK(index(scratch.path(), {article_of("b1", "A ferry")}).unchanged == 1);
}

TEST_CASE("articles whose block is damaged are lost, told by their ids, and no others") {
    const ScratchFolder scratch;
    make_two_parts(scratch.path());
    const Archived before = content_of(scratch.path());
    const std::filesystem::path records = first_part(scratch.path()) / "records";
    std::uint64_t rebuilt = 1;
    bool ids_known = true;
    SUBCASE("a block in the middle") {
        flip(records, std::filesystem::file_size(records) / 2);
    }
    SUBCASE("the first block, with articles that were replaced") {
        flip(records, 100);
    }
    SUBCASE("a block and the directory") {
        flip(records, std::filesystem::file_size(records) / 2);
        flip(records, std::filesystem::file_size(records) - 30);
    }
    SUBCASE("the end of the file") {
        std::filesystem::resize_file(records, std::filesystem::file_size(records) / 2);
    }
    SUBCASE("all of it") {
        std::filesystem::remove(records);
    }
    SUBCASE("a block, and the tables") {
        flip(records, std::filesystem::file_size(records) / 2);
        write_junk(first_part(scratch.path()) / "postlist.glass", 0);
        ids_known = false;
    }
    CHECK_FALSE(faults_of(scratch.path()).empty());
    const Repaired done = repaired(scratch.path());
    CHECK(done.summary.rebuilt == rebuilt);
    CHECK(done.summary.lost == done.lost.size());
    CHECK(done.summary.lost > 0);
    CHECK(done.summary.lost + done.summary.articles == 60);
    CHECK(faults_of(scratch.path()).empty());
    Archived expected = before;
    std::set<std::string> lost;
    for (const LostArticle& article : done.lost) {
        CHECK(article.part == "part-000001");
        CHECK(article.id.empty() == !ids_known);
        if (!ids_known) CHECK(article.document > 6);
        if (!ids_known) lost.insert("a" + std::to_string(article.document));
        if (ids_known) lost.insert(article.id);
    }
    CHECK(lost.size() == done.lost.size());
    for (const std::string& id : lost) CHECK(expected.erase(id) == 1);
    CHECK(content_of(scratch.path()) == expected);
    CHECK(std::filesystem::exists(done.summary.kept / "part-000001"));
}

TEST_CASE("a list of the dead that is damaged: the newest of an id lives, and what is back is told") {
    const ScratchFolder scratch;
    make_two_parts(scratch.path());
    Archived expected = content_of(scratch.path());
    SUBCASE("cut short") {
        put_file(scratch / "dead-000001-000003", "x");
    }
    SUBCASE("gone, and the tables with it") {
        std::filesystem::remove(scratch / "dead-000001-000003");
        write_junk(first_part(scratch.path()) / "postlist.glass", 0);
    }
    const Repaired done = repaired(scratch.path());
    CHECK(done.summary.lost == 0);
    CHECK(done.summary.back == 1);  // a6 was removed; the five that were replaced stay dead
    CHECK(faults_of(scratch.path()).empty());
    Archived after = content_of(scratch.path());
    CHECK(after.erase("a6") == 1);
    CHECK(after == expected);
}

TEST_CASE("a manifest that is lost is made of the parts in the folder") {
    const ScratchFolder scratch;
    make_two_parts(scratch.path());
    const Archived before = content_of(scratch.path());
    const Manifest manifest = *read_manifest(scratch.path());
    bool id_known = true;
    Archived expected = before;
    SUBCASE("gone") {
        std::filesystem::remove(scratch / "manifest");
        id_known = false;
    }
    SUBCASE("with a wrong byte") {
        flip(scratch / "manifest", read_file(scratch / "manifest").find("\npart") + 2);
    }
    SUBCASE("of zeros") {
        put_file(scratch / "manifest", std::string(200, '\0'));
        id_known = false;
    }
    SUBCASE("gone, and the list of the dead with it") {
        std::filesystem::remove(scratch / "manifest");
        std::filesystem::remove(scratch / "dead-000001-000003");
        id_known = false;
        Article back = article_of("a6", "");
        expected.emplace("a6", back);
    }
    const Repaired done = repaired(scratch.path());
    CHECK(done.summary.was_needed);
    CHECK(done.summary.removals_unknown);
    CHECK(done.summary.lost == 0);
    CHECK(done.summary.rebuilt == 0);
    CHECK(faults_of(scratch.path()).empty());
    const Archived after = content_of(scratch.path());
    CHECK(after.size() == expected.size());
    for (const auto& [id, article] : before) CHECK(after.find(id)->second == article);
    const Manifest made = *read_manifest(scratch.path());
    CHECK(made.archive_id == (id_known ? manifest.archive_id : std::string(32, 'b')));
    if (id_known) CHECK(made.revision > manifest.revision);
    CHECK(made.next_part == manifest.next_part);
}

TEST_CASE("a sound archive is not touched, and what is none is refused") {
    const ScratchFolder scratch;
    CHECK(message_of([&] { (void)repaired(scratch.path()); }) == "there is no archive here");
    make_two_parts(scratch.path());
    const std::string before = read_file(scratch / "manifest");
    const Repaired done = repaired(scratch.path());
    CHECK_FALSE(done.summary.was_needed);
    CHECK(done.summary.articles == 60);
    CHECK(read_file(scratch / "manifest") == before);
    {
        const Lock other(scratch.path());
        CHECK(message_of([&] { (void)repaired(scratch.path()); }).starts_with("another run holds the lock"));
    }
    const ScratchFolder letters;
    (void)letters.make();
    put_file(letters / "letter.txt", "dear");
    CHECK(message_of([&] { (void)repaired(letters.path()); }) == "not an archive: it holds other files");
    put_file(scratch / "manifest", "dateline-archive 99\nwhatever\n");
    CHECK(
        message_of([&] { (void)repaired(scratch.path()); }).starts_with("the archive has schema 99, newer"));
}

}  // namespace dateline
