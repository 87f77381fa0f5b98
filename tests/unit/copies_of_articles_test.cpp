#include <map>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "common/archive/layout.h"
#include "indexer/copies/sketch_file.h"
#include "scratch.h"

namespace dateline {

namespace {

/// A story of its own for each number, of some ninety words.
std::string story(unsigned number) {
    constexpr const char* words[] = {"harbour", "cocoa",  "ferry",  "minister", "strike",  "wages", "island",
                                     "museum",  "clocks", "winter", "bridge",   "council", "grain", "vessels",
                                     "talks",   "union",  "school", "garden",   "theatre", "river"};
    std::mt19937 random(number + 1000);
    std::string text;
    for (int i = 0; i < 90; ++i) {
        text += words[random() % std::size(words)];
        text += random() % 9 == 0 ? ". " : " ";
    }
    return text;
}

Article report(const std::string& id, unsigned number, const std::string& source, Day day) {
    Article article = article_of(id, "Title of " + id, {story(number)});
    article.source = source;
    article.published = on_day(day);
    return article;
}

using Groups = std::set<std::set<std::string>>;

/// The ids of each cluster. Fails the test when lists name dead documents or clusters of one.
Groups clusters_in(const std::filesystem::path& folder) {
    const Archive archive(folder);
    std::map<std::uint32_t, std::set<std::string>> clusters;
    std::uint64_t listed = 0;
    for (const CopyList& list : archive.copies_in_order()) listed += list.size();
    archive.for_each_living([&](Xapian::docid document) {
        if (const std::uint32_t cluster = archive.cluster(document); cluster != 0) {
            clusters[cluster].insert(archive.article(document).id);
            --listed;
        }
        return true;
    });
    CHECK(listed == 0);
    Groups groups;
    for (const auto& [number, ids] : clusters) {
        CHECK(ids.size() > 1);
        groups.insert(ids);
    }
    return groups;
}

const Day monday = day_of(2026, 3, 2);

}  // namespace

TEST_CASE("any number of threads finds the same copies") {
    std::vector<Article> wire;
    std::vector<Article> times;
    Groups expected;
    for (unsigned i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        wire.push_back(report("w" + number, i, "Wire", monday));
        times.push_back(report("t" + number, i, "Times", monday));
        expected.insert({"w" + number, "t" + number});
    }
    for (const std::size_t threads : {1, 2, 5}) {
        const ScratchFolder scratch;
        for (const std::vector<Article>& articles : {wire, times}) {
            ArchiveWriter writer(scratch.path(),
                                 {.threads = threads, .new_archive_id = std::string(32, 'a')});
            for (const Article& article : articles) writer.add(article);
            writer.finish();
        }
        CHECK(clusters_in(scratch.path()) == expected);
    }
}

TEST_CASE("copies are found in one run, in a later one, and across parts") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {report("a", 1, "Wire", monday), report("b", 2, "Wire", monday),
                                 report("c", 1, "Times", monday + std::chrono::days(1))});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "c"}});
    std::vector<Article> others;
    for (unsigned i = 100; i < 200; ++i) others.push_back(report("x" + std::to_string(i), i, "Wire", monday));
    (void)index(scratch.path(), others);
    (void)index(scratch.path(), {report("d", 2, "Times", monday + std::chrono::days(30)),
                                 report("e", 1, "Post", monday - std::chrono::days(3))});
    REQUIRE(read_manifest(scratch.path())->parts.size() > 1);
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "c", "e"}, {"b", "d"}});
}

TEST_CASE("the window counts in days, and undated articles are copies of undated ones alone") {
    const ScratchFolder scratch;
    WritingOptions options = writing();
    options.duplicate_window = 2;
    const auto days = [](int count) { return monday + std::chrono::days(count); };
    Article undated = report("u", 1, "Wire", monday);
    undated.published.reset();
    Article undated_too = undated;
    undated_too.id = "v";
    undated_too.source = "Times";
    (void)index(
        scratch.path(),
        {report("a", 1, "Wire", days(0)), report("b", 1, "Times", days(2)), report("c", 1, "Post", days(5)),
         report("d", 2, "Wire", days(0)), report("e", 2, "Post", days(3)), undated, undated_too},
        options);
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "b"}, {"u", "v"}});

    const ScratchFolder off;
    options.duplicate_window = 0;
    (void)index(off.path(), {report("a", 1, "Wire", monday), report("b", 1, "Times", monday)}, options);
    CHECK(clusters_in(off.path()).empty());
    // What came in meanwhile is found by those that come later.
    (void)index(off.path(), {report("c", 1, "Post", monday)});
    CHECK(clusters_in(off.path()) == Groups{{"a", "b", "c"}});
}

TEST_CASE("a version of a source's own makes no cluster, an exact repeat does") {
    const ScratchFolder scratch;
    Article corrected = report("a2", 1, "Wire", monday);
    corrected.body.front() = "Corrected: " + corrected.body.front();
    (void)index(scratch.path(), {report("a", 1, "Wire", monday), corrected, report("b", 2, "Wire", monday),
                                 report("b2", 2, "WIRE", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"b", "b2"}});
    (void)index(scratch.path(), {report("c", 1, "Times", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "a2", "c"}, {"b", "b2"}});
}

TEST_CASE("a copy that is removed or changed leaves its cluster") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {report("a", 1, "Wire", monday), report("b", 1, "Times", monday),
                                 report("c", 1, "Post", monday), report("x", 5, "Wire", monday),
                                 report("y", 6, "Wire", monday), report("z", 7, "Wire", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "b", "c"}});
    (void)index(scratch.path(), {report("c", 9, "Post", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "b"}});
    (void)index(scratch.path(), {report("c", 5, "Post", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "b"}, {"c", "x"}});
    {
        ArchiveWriter writer(scratch.path(), writing());
        CHECK(writer.remove("a"));
        writer.finish();
    }
    CHECK(clusters_in(scratch.path()) == Groups{{"c", "x"}});
    (void)index(scratch.path(), {report("a", 1, "Wire", monday)});
    CHECK(clusters_in(scratch.path()) == Groups{{"a", "b"}, {"c", "x"}});
}

TEST_CASE("whatever runs do, clusters are those of articles with one text") {
    std::mt19937 random(12);
    for (const std::size_t batch : {3, 20, 20'000}) {
        const ScratchFolder scratch;
        std::map<std::string, unsigned> text_of;
        for (int run = 0; run < 7; ++run) {
            ArchiveWriter writer(scratch.path(), writing(2, batch));
            const bool removes = run % 3 == 2;
            for (auto count = 1 + random() % 40; count > 0; --count) {
                const std::string id = "id" + std::to_string(random() % 60);
                if (removes) {
                    CHECK(writer.remove(id) == (text_of.erase(id) > 0));
                    continue;
                }
                text_of[id] = static_cast<unsigned>(random() % 25);
                writer.add(report(id, text_of[id], "source of " + id, monday));
            }
            writer.finish();
            std::map<unsigned, std::set<std::string>> same;
            for (const auto& [id, text] : text_of) same[text].insert(id);
            Groups expected;
            for (const auto& [text, ids] : same) {
                if (ids.size() > 1) expected.insert(ids);
            }
            if (read_manifest(scratch.path())) CHECK(clusters_in(scratch.path()) == expected);
        }
    }
}

TEST_CASE("nothing is published beside a part whose sketches are damaged") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {report("a", 1, "Wire", monday)});
    const Manifest before = *read_manifest(scratch.path());
    put_file(scratch / layout::part_name(before.parts.front().number) / "sketches",
             std::string(layout::part_bytes(scratch / layout::part_name(before.parts.front().number)), 'x'));
    CHECK_THROWS_AS((void)index(scratch.path(), {report("b", 1, "Times", monday)}), Error);
    CHECK(*read_manifest(scratch.path()) == before);
}

}  // namespace dateline
