#include "indexer/copies/clusters.h"

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "scratch.h"

namespace dateline {

namespace {

CopyPair pair_of(PartDocument one, PartDocument other) {
    return {one, other};
}

using Lists = std::vector<CopyList>;

}  // namespace

TEST_CASE("pairs come into clusters") {
    const struct {
        const char* what;
        Lists before;
        std::vector<DeadList> dead;
        std::vector<CopyPair> pairs;
        Lists after;
        std::uint64_t next;
    } cases[] = {
        {"nothing", {{}, {}}, {{}, {}}, {}, {{}, {}}, 10},
        {"a new one", {{}, {}}, {{}, {}}, {pair_of({0, 4}, {1, 2})}, {{{4, 10}}, {{2, 10}}}, 11},
        {"one more", {{{4, 3}, {5, 3}}}, {{}}, {pair_of({0, 1}, {0, 5})}, {{{1, 3}, {4, 3}, {5, 3}}}, 10},
        {"three at once",
         {{}},
         {{}},
         {pair_of({0, 1}, {0, 2}), pair_of({0, 3}, {0, 2})},
         {{{1, 10}, {2, 10}, {3, 10}}},
         11},
        {"a bridge",
         {{{1, 7}, {2, 7}}, {{1, 3}, {2, 3}}},
         {{}, {}},
         {pair_of({0, 1}, {0, 9}), pair_of({1, 1}, {0, 9})},
         {{{1, 3}, {2, 3}, {9, 3}}, {{1, 3}, {2, 3}}},
         10},
        {"two bridges",
         {{{1, 5}, {2, 5}, {3, 6}, {4, 6}, {5, 7}, {6, 7}}},
         {{}},
         {pair_of({0, 5}, {0, 3}), pair_of({0, 4}, {0, 1})},
         {{{1, 5}, {2, 5}, {3, 5}, {4, 5}, {5, 5}, {6, 5}}},
         10},
        {"one dies of three", {{{1, 5}, {2, 5}, {3, 5}}}, {{2}}, {}, {{{1, 5}, {3, 5}}}, 10},
        {"one dies of two", {{{1, 5}}, {{3, 5}, {4, 6}, {5, 6}}}, {{1}, {}}, {}, {{}, {{4, 6}, {5, 6}}}, 10},
        {"one is replaced by a copy",
         {{{1, 5}}, {{3, 5}}},
         {{1}, {}},
         {pair_of({1, 3}, {1, 8})},
         {{}, {{3, 5}, {8, 5}}},
         10},
        {"a pair that is in one already",
         {{{1, 5}, {2, 5}}},
         {{}},
         {pair_of({0, 1}, {0, 2})},
         {{{1, 5}, {2, 5}}},
         10},
    };
    for (const auto& [what, before, dead, pairs, after, next] : cases) {
        CAPTURE(what);
        Lists lists = before;
        std::uint64_t next_cluster = 10;
        settle_clusters(lists, dead, pairs, next_cluster);
        CHECK(lists == after);
        CHECK(next_cluster == next);
    }
}

TEST_CASE("whatever happens, clusters are what they are in a simple model") {
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        constexpr std::uint32_t documents = 30;
        Lists lists(3);
        std::vector<DeadList> dead(3);
        std::uint64_t next = 1;
        std::vector<std::set<PartDocument>> model;  // sets of two or more
        std::set<PartDocument> gone;
        const auto draw = [&] {
            return PartDocument{static_cast<std::uint32_t>(random() % 3),
                                static_cast<Xapian::docid>(1 + random() % documents)};
        };
        for (int step = 0; step < 12; ++step) {
            for (auto deaths = random() % 4; deaths > 0; --deaths) {
                const PartDocument document = draw();
                if (!gone.insert(document).second) continue;
                dead[document.part].push_back(document.document);
                std::ranges::sort(dead[document.part]);
                for (auto& cluster : model) cluster.erase(document);
            }
            std::vector<CopyPair> pairs;
            for (auto count = random() % 5; count > 0; --count) {
                const PartDocument one = draw();
                const PartDocument other = draw();
                if (one == other || gone.contains(one) || gone.contains(other)) continue;
                pairs.push_back({one, other});
                std::set<PartDocument> joined{one, other};
                std::erase_if(model, [&](const std::set<PartDocument>& cluster) {
                    if (!cluster.contains(one) && !cluster.contains(other)) return false;
                    joined.insert(cluster.begin(), cluster.end());
                    return true;
                });
                model.push_back(joined);
            }
            std::erase_if(model, [](const auto& cluster) { return cluster.size() < 2; });
            settle_clusters(lists, dead, pairs, next);

            std::map<std::uint32_t, std::set<PartDocument>> found;
            for (std::uint32_t part = 0; part < lists.size(); ++part) {
                CHECK(std::ranges::is_sorted(lists[part], {}, &Copy::document));
                for (const auto& [document, cluster] : lists[part]) {
                    CHECK(cluster < next);
                    found[cluster].insert({part, document});
                }
            }
            std::set<std::set<PartDocument>> clusters;
            for (const auto& [number, members] : found) clusters.insert(members);
            CHECK(clusters == std::set<std::set<PartDocument>>(model.begin(), model.end()));
        }
    }
}

TEST_CASE("only lists that changed are written") {
    const ScratchFolder scratch;
    (void)scratch.make();
    Manifest manifest;
    manifest.parts = {{.number = 4, .articles = 9, .copies = 2, .copies_revision = 3},
                      {.number = 6, .articles = 9},
                      {.number = 7, .articles = 9, .copies = 2, .copies_revision = 5}};
    manifest.revision = 8;
    manifest.next_cluster = 10;
    CopyLists lists;
    lists.assign({{{1, 3}, {2, 3}}, {}, {{5, 4}, {6, 4}}});
    lists.settle({{}, {}, {5}}, {{{0, 1}, {1, 7}}}, manifest.next_cluster);
    lists.save(scratch.path(), manifest);
    CHECK(manifest.parts[0].copies_revision == 3);
    CHECK(manifest.parts[1].copies == 1);
    CHECK(manifest.parts[1].copies_revision == 8);
    CHECK(manifest.parts[2].copies == 0);
    CHECK(manifest.parts[2].copies_revision == 0);
    CHECK_FALSE(std::filesystem::exists(scratch / layout::copies_name(4, 8)));
    CHECK(copies_from_bytes(read_file(scratch / layout::copies_name(6, 8)), 9, 1, 10) == CopyList{{7, 3}});

    const CopyList merged{{3, 3}};
    lists.replace_parts({1, 2}, &merged);
    manifest.parts = {manifest.parts[0], {.number = 9, .articles = 18}};
    ++manifest.revision;
    lists.save(scratch.path(), manifest);
    CHECK(manifest.parts[0].copies_revision == 3);
    CHECK(manifest.parts[1].copies_revision == 9);
    CHECK(lists.of_part(1) == merged);
}

}  // namespace dateline
