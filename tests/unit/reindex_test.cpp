#include "indexer/maintenance/reindex.h"

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/hash.h"
#include "scratch.h"

namespace dateline {

namespace {

bool never() {
    return false;
}

/// The manifest as version 2 of the schema wrote it.
std::string as_schema_2(const Manifest& manifest) {
    std::string text = "dateline-archive 2\ntool 0.1.0\nid " + manifest.archive_id + "\nrevision " +
                       std::to_string(manifest.revision) + "\nnames " + std::to_string(manifest.names_bytes) +
                       ' ' + manifest.names_hash + "\nnext " + std::to_string(manifest.next_part) + '\n';
    for (const Manifest::Part& part : manifest.parts) {
        text += "part " + std::to_string(part.number) + ' ' + std::to_string(part.articles) + ' ' +
                std::to_string(part.dead) + ' ' + std::to_string(part.dead_revision) + ' ' +
                std::to_string(part.bytes) + '\n';
    }
    return text + "end " + to_hex(hash128(text)) + '\n';
}

}  // namespace

TEST_CASE("names that were given come back as their source gave them") {
    Article article = article_of("a", "Talks");
    article.people = {named("Baker, James"), named("Steve Witkoff")};
    Article indexed = article;
    indexed.people[0].alias = "James Baker";
    indexed.people[0].mentions = 3;
    indexed.people[0].in_front = true;
    indexed.people[0].forms = {"Baker"};
    indexed.people.push_back(named("Jared Kushner"));
    indexed.people.back().origin = Name::Origin::found;
    indexed.places = {indexed.people.back()};
    take_back_names(indexed);
    CHECK(indexed == article);
}

TEST_CASE("an archive of an older schema is indexed anew out of what it stores") {
    const ScratchFolder scratch;
    Article one = article_of("a", "Talks", {"geneva talks"});
    one.people = {named("Steve Witkoff")};
    (void)index(scratch.path(), {one, article_of("b", "Quay"), article_of("c", "Mole"),
                                 article_of("d", "Pier"), article_of("e", "Ferry")});
    WritingOptions apart = writing();
    apart.merge = MergeMode::never;
    (void)index(scratch.path(), {article_of("b", "Quay closed")}, apart);
    const auto before = living_articles(Archive(scratch.path()));
    const Manifest manifest = *read_manifest(scratch.path());
    REQUIRE(manifest.parts.size() == 2);
    write_durably(layout::manifest(scratch.path()), as_schema_2(manifest));
    // Databases and names of another version are nothing that is read.
    for (const Manifest::Part& part : manifest.parts)
        std::filesystem::remove(scratch / (layout::part_name(part.number) + "/postlist.glass"));

    std::uint64_t told = 0;
    const ReindexSummary summary = reindex_archive({.archive = scratch.path(),
                                                    .writing = writing(),
                                                    .on_progress =
                                                        [&](std::uint64_t done, std::uint64_t all) {
                                                            CHECK(done == ++told);
                                                            CHECK(all == 5);
                                                        }},
                                                   never);
    CHECK(summary.articles == 5);
    CHECK(summary.schema_before == 2);
    CHECK(told == 5);
    const Archive after(scratch.path());
    CHECK(living_articles(after) == before);
    CHECK(after.manifest().archive_id == manifest.archive_id);
    CHECK(after.manifest().revision == manifest.revision + 1);
    CHECK(after.manifest().parts.size() == 1);
    CHECK(after.manifest().schema == schema_version);
    CHECK(index(scratch.path(), {one}).unchanged == 1);
}

TEST_CASE("searches that are open keep their view, and their names, while an archive is indexed anew") {
    const ScratchFolder scratch;
    Article one = article_of("a", "Talks");
    one.people = {named("Steve Witkoff")};
    (void)index(scratch.path(), {one});
    const Archive before(scratch.path());
    (void)reindex_archive({.archive = scratch.path(), .writing = writing()}, never);
    CHECK(living_articles(before).size() == 1);
    CHECK(before.names()[0].name == "Steve Witkoff");
    CHECK(living_articles(Archive(scratch.path())).size() == 1);
}

TEST_CASE("what cannot be read is not indexed anew, and all stays as it was") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {article_of("a", "Talks"), article_of("b", "Quay")});
    const Manifest manifest = *read_manifest(scratch.path());
    const auto run = [&] {
        return message_of(
            [&] { (void)reindex_archive({.archive = scratch.path(), .writing = writing()}, never); });
    };
    const std::filesystem::path records = scratch / "part-000001/records";
    const std::string whole = read_file(records);
    put_file(records, whole.substr(0, whole.size() / 2));
    CHECK(run() == "the archive is damaged: its stored articles do not read");
    put_file(records, whole);
    CHECK(*read_manifest(scratch.path()) == manifest);
    CHECK(living_articles(Archive(scratch.path())).size() == 2);
    CHECK_FALSE(std::filesystem::exists(scratch / "work"));
    // Two living articles of one id are one too many.
    Manifest doubled = manifest;
    doubled.parts.push_back(doubled.parts.front());
    write_manifest(scratch.path(), doubled);
    CHECK(run() == "the archive counts 4 articles, and only 2 have an id of their own");
}

}  // namespace dateline
