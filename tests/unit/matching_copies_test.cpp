#include "searcher/matching_copies.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "scratch.h"
#include "searcher/hit_copies.h"
#include "searcher/query/parser.h"
#include "searcher/search.h"
#include "tests/given_copies.h"

namespace dateline {

namespace {

using Ids = std::vector<std::string>;

Article story(const std::string& id, std::optional<Timestamp> published, const std::string& source,
              const std::string& text) {
    Article article = article_of(id, "Story", {text});
    article.published = published;
    article.source = source;
    return article;
}

Timestamp at(int year, unsigned month, unsigned day, int minutes,
             std::optional<std::chrono::minutes> offset = {}) {
    Timestamp when = on_day(day_of(year, month, day));
    when.clock = std::chrono::minutes(minutes);
    when.offset = offset;
    return when;
}

SearchRequest request(const std::string& query) {
    SearchRequest made;
    made.typed = query;
    made.query = parse_query(query, day_of(2026, 2, 1));
    made.limit = 10'000;
    made.copies.list = true;
    return made;
}

Ids ids(const std::vector<Hit>& hits) {
    Ids found;
    for (const Hit& hit : hits) found.push_back(hit.article.id);
    return found;
}

/// What a careful reader with a list of all articles would answer.
struct Model {
    struct Entry {
        Article article;
        std::size_t cluster = 0;  ///< from 1; 0: none
    };
    std::vector<Entry> entries;

    /// The ids that answer, and how many copies of each match.
    [[nodiscard]] std::map<std::string, std::size_t> answer(const std::string& word,
                                                            const CopiesRequest& copies,
                                                            std::uint64_t& folded) const {
        std::map<std::size_t, std::vector<const Entry*>> stories;
        std::map<std::string, std::size_t> found;
        folded = 0;
        for (const Entry& entry : entries) {
            if (entry.article.body.front().find(word) == std::string::npos) continue;
            if (entry.cluster == 0 || !copies.fold) {
                found[entry.article.id] = 0;
            }
            if (entry.cluster != 0) stories[entry.cluster].push_back(&entry);
        }
        for (const auto& [cluster, members] : stories) {
            if (!copies.fold) {
                for (const Entry* member : members) found[member->article.id] = members.size() - 1;
                continue;
            }
            const auto key = [&](const Entry* entry) {
                const Article& article = entry->article;
                const auto words = static_cast<std::int64_t>(std::ranges::count(article.body.front(), ' '));
                const std::int64_t preferred = copies.lead == Lead::longest ? -words
                                               : copies.lead == Lead::source
                                                   ? (article.source == copies.source ? 0 : 1)
                                                   : 0;
                return std::pair(preferred, article.published ? article.published->instant() : INT64_MAX);
            };
            const auto lead = std::ranges::min_element(members, {}, key);
            found[(*lead)->article.id] = members.size() - 1;
            folded += members.size() - 1;
        }
        return found;
    }
};

std::uint64_t sum_of(const Facet& facet) {
    std::uint64_t sum = facet.missing + facet.other;
    for (const FacetValue& value : facet.values) sum += value.count;
    return sum;
}

/// Holds every number of an answer against what its own hits say.
void check_numbers(const Answer& answer) {
    CHECK(answer.exact);
    CHECK(answer.hits.size() == answer.total);
    std::map<std::string, std::uint64_t> sources;
    std::map<Day, std::uint64_t> days;
    std::uint64_t undated = 0;
    for (const Hit& hit : answer.hits) {
        std::set<std::string> printed{hit.article.source};
        if (answer.folded) {
            for (const HitCopy& copy : hit.copy_list) printed.insert(copy.source);
        }
        for (const std::string& source : printed) ++sources[source];
        if (hit.article.published) {
            ++days[hit.article.published->day];
        } else {
            ++undated;
        }
        CHECK(hit.copy_list.size() == hit.copies);
    }
    REQUIRE(answer.facets.size() == 2);
    // A story has the sources and days of all its copies.
    for (const Facet& facet : answer.facets) {
        CHECK(sum_of(facet) >= answer.total);
        if (answer.copies == 0) CHECK(sum_of(facet) == answer.total);
    }
    for (const FacetValue& value : answer.facets[0].values) CHECK(sources[value.value] == value.count);
    REQUIRE(answer.timeline);
    CHECK(answer.timeline->undated == undated);
    REQUIRE(answer.timeline->buckets.size() == days.size());
    for (const Bucket& bucket : answer.timeline->buckets) CHECK(days[bucket.first] == bucket.count);
}

}  // namespace

TEST_CASE("the earliest of those that match stands for its story") {
    const ScratchFolder scratch;
    const std::chrono::minutes east{240};
    (void)index(scratch.path(), {story("late", at(2026, 1, 24, 600), "Gulf Monitor", "talks end well"),
                                 story("undated", {}, "Ledger", "talks end well today"),
                                 story("alone", at(2026, 1, 1, 0), "Ledger", "talks")});
    (void)index(scratch.path(),
                {story("east", at(2026, 1, 24, 700, east), "Wire", "talks end so well, at last"),
                 story("later", at(2026, 1, 25, 0), "wire", "talks end badly"),
                 story("dead", at(2026, 1, 2, 0), "Wire", "old")});
    (void)index(scratch.path(), {story("dead", at(2026, 1, 2, 0), "Wire", "nothing")});
    testing::give_copies(scratch.path(), {{"late", "undated", "east", "later"}, {"alone", "dead"}});
    const Archive archive(scratch.path());
    Search search(archive);
    const auto answered = [&](const std::string& query, const CopiesRequest& copies) {
        SearchRequest asked = request(query);
        asked.sort = Sort::newest;
        asked.copies = copies;
        asked.copies.list = true;
        return search.answer(asked);
    };
    const Answer first = answered("talks", {});
    CHECK(ids(first.hits) == Ids{"east", "alone"});
    CHECK(first.total == 2);
    CHECK(first.copies == 3);
    CHECK(first.folded);
    CHECK(first.has_copies);
    CHECK(first.query.lead == "first");
    CHECK(first.hits[0].copies == 3);
    CHECK(first.hits[0].cluster == 1);
    REQUIRE(first.hits[0].copy_list.size() == 3);
    CHECK(first.hits[0].copy_list[0].id == "late");
    CHECK(first.hits[0].copy_list[1].id == "later");
    CHECK(first.hits[0].copy_list[1].version);
    CHECK(first.hits[0].copy_list[2].id == "undated");
    CHECK_FALSE(first.hits[0].copy_list[2].version);
    CHECK(first.hits[1].copies == 0);
    CHECK(first.hits[1].cluster == 2);

    CHECK(ids(answered("talks today", {}).hits) == Ids{"undated"});
    CHECK(ids(answered("badly OR today", {}).hits) == Ids{"later"});
    CHECK(ids(answered("talks", {.lead = Lead::longest}).hits) == Ids{"east", "alone"});
    CHECK(ids(answered("talks -last", {.lead = Lead::longest}).hits) == Ids{"alone", "undated"});
    CHECK(ids(answered("talks", {.lead = Lead::source, .source = "LEDGER"}).hits) == Ids{"alone", "undated"});
    CHECK(answered("talks", {.lead = Lead::source, .source = "gulf"}).query.lead == "source:Gulf Monitor");
    CHECK(ids(answered("talks -end", {.lead = Lead::source, .source = "gulf"}).hits) == Ids{"alone"});
    CHECK(message_of([&] { (void)answered("talks", {.lead = Lead::source, .source = "nobody"}); }) != "");

    const Answer whole = answered("talks", {.fold = false});
    CHECK(ids(whole.hits) == Ids{"later", "late", "east", "alone", "undated"});
    CHECK(whole.copies == 0);
    CHECK_FALSE(whole.folded);
    CHECK(whole.query.lead.empty());
    CHECK(whole.hits[1].copies == 3);
    CHECK(whole.hits[3].copies == 0);
    CHECK(living_copies(archive, 1).size() == 4);
}

TEST_CASE("of copies of one moment always the same one leads, however the archive came about") {
    std::vector<Article> articles;
    std::vector<Ids> clusters;
    for (int i = 0; i < 40; ++i) {
        for (const char* paper : {"a", "b", "c"}) {
            articles.push_back(story(paper + std::to_string(i), on_day(day_of(2026, 1, 2)), paper, "talks"));
        }
        const std::string number = std::to_string(i);
        clusters.push_back({"a" + number, "b" + number, "c" + number});
    }
    std::set<Ids> answers;
    std::mt19937 random(5);
    for (int round = 0; round < 4; ++round) {
        const ScratchFolder scratch;
        std::ranges::shuffle(articles, random);
        const auto half = articles.begin() + 60;
        (void)index(scratch.path(), {articles.begin(), half});
        (void)index(scratch.path(), {half, articles.end()});
        testing::give_copies(scratch.path(), clusters);
        const Archive archive(scratch.path());
        Ids leads = ids(Search(archive).answer(request("talks")).hits);
        std::ranges::sort(leads);
        answers.insert(leads);
    }
    CHECK(answers.size() == 1);
    CHECK(answers.begin()->size() == 40);
}

TEST_CASE("any clusters: count, rows, facets, timeline and pages agree with the model, folded or not") {
    std::mt19937 random(6);
    for (int round = 0; round < 12; ++round) {
        const ScratchFolder scratch;
        Model model;
        std::map<std::size_t, Ids> clusters;
        const auto articles = 20 + random() % 150;
        for (std::size_t i = 0; i < articles; ++i) {
            std::string text = "said";
            for (const char* word : {" talks", " cocoa", " ferry"}) {
                if (random() % 2 == 0) text += word;
            }
            // No two of the same length, so that there is one longest.
            for (std::size_t more = 0; more < i; ++more) text += " more";
            std::optional<Timestamp> when = at(2026, 1, 1, static_cast<int>(i));
            when->day -= std::chrono::days(random() % 40);
            if (random() % 9 == 0) when.reset();
            const char* sources[] = {"Wire", "Ledger", "Gulf Monitor"};
            model.entries.push_back({story("id" + std::to_string(i), when, sources[random() % 3], text),
                                     random() % 3 * (random() % 20)});
            if (const std::size_t cluster = model.entries.back().cluster) {
                // One undated article a story: of several any might lead.
                const auto is_undated = [&](const Model::Entry& entry) {
                    return entry.cluster == cluster && !entry.article.published;
                };
                if (!when && std::ranges::count_if(model.entries, is_undated) > 1) {
                    model.entries.back().article.published = at(2027, 1, 1, static_cast<int>(i));
                }
                clusters[cluster].push_back(model.entries.back().article.id);
            }
        }
        // An article alone is no cluster.
        for (Model::Entry& entry : model.entries) {
            if (entry.cluster && clusters[entry.cluster].size() < 2) entry.cluster = 0;
        }
        std::vector<Ids> lists;
        for (auto& [cluster, members] : clusters) {
            if (members.size() > 1) lists.push_back(members);
        }
        const auto runs = 1 + random() % 3;
        for (std::size_t run = 0; run < runs; ++run) {
            std::vector<Article> some;
            for (std::size_t i = run; i < model.entries.size(); i += runs)
                some.push_back(model.entries[i].article);
            (void)index(scratch.path(), some);
        }
        testing::give_copies(scratch.path(), lists);
        const Archive archive(scratch.path());
        Search search(archive);
        for (const std::string word : {"said", "talks", "cocoa", "ferry", "nothing"}) {
            for (const CopiesRequest& copies :
                 {CopiesRequest{}, CopiesRequest{.fold = false}, CopiesRequest{.lead = Lead::longest},
                  CopiesRequest{.lead = Lead::source, .source = "Ledger"}}) {
                for (const Sort sort : {Sort::relevance, Sort::newest}) {
                    CAPTURE(word);
                    CAPTURE(static_cast<int>(copies.lead));
                    std::uint64_t folded = 0;
                    const auto expected = model.answer(word, copies, folded);
                    SearchRequest asked = request(word);
                    asked.sort = sort;
                    asked.copies = copies;
                    asked.copies.list = true;
                    asked.facets = {{"source", 10}, {"day", 10}};
                    asked.timeline = true;
                    asked.timeline_unit = TimeUnit::day;
                    const Answer answer = search.answer(asked);
                    CHECK(answer.total == expected.size());
                    CHECK(answer.copies == (copies.fold ? folded : 0));
                    std::map<std::string, std::size_t> found;
                    for (const Hit& hit : answer.hits) found[hit.article.id] = hit.copies;
                    CHECK(found == expected);
                    check_numbers(answer);
                    Ids pages;
                    SearchRequest page = request(word);
                    page.sort = sort;
                    page.copies = copies;
                    page.limit = 7;
                    for (; page.offset < answer.total + 7; page.offset += 7) {
                        const Answer part = search.answer(page);
                        CHECK(part.total == answer.total);
                        for (std::string& id : ids(part.hits)) pages.push_back(std::move(id));
                    }
                    CHECK(pages == ids(answer.hits));
                }
            }
        }
    }
}

TEST_CASE("how much later: as exactly as both are known") {
    const auto day_only = on_day(day_of(2026, 1, 24));
    const std::pair<std::pair<std::optional<Timestamp>, std::optional<Timestamp>>, std::string> cases[] = {
        {{at(2026, 1, 24, 60), at(2026, 1, 24, 190)}, "+2 h 10 min"},
        {{at(2026, 1, 24, 60), at(2026, 1, 24, 120)}, "+1 h"},
        {{at(2026, 1, 24, 60), at(2026, 1, 24, 72)}, "+12 min"},
        {{at(2026, 1, 24, 60), at(2026, 1, 24, 60)}, "same time"},
        {{at(2026, 1, 24, 60), at(2026, 1, 26, 120)}, "+2 days 1 h"},
        {{at(2026, 1, 24, 60), at(2026, 1, 25, 70)}, "+1 day"},
        {{at(2026, 1, 24, 240, std::chrono::minutes(240)), at(2026, 1, 24, 60, std::chrono::minutes(0))},
         "+1 h"},
        {{at(2026, 1, 24, 60), at(2026, 1, 24, 30)}, "-30 min"},
        {{at(2026, 1, 24, 60), day_only}, "same day"},
        {{day_only, at(2026, 1, 27, 5)}, "+3 days"},
        {{day_only, on_day(day_of(2026, 1, 25))}, "+1 day"},
        {{day_only, {}}, "undated"},
        {{{}, day_only}, "undated"},
    };
    for (const auto& [dates, expected] : cases) CHECK(to_string(lag(dates.first, dates.second)) == expected);
    Timestamp seconds = at(2026, 1, 24, 60);
    *seconds.clock += std::chrono::seconds(45);
    CHECK(to_string(lag(at(2026, 1, 24, 60), seconds)) == "+45 s");
}

}  // namespace dateline
