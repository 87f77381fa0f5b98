#include "searcher/search.h"

#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "scratch.h"
#include "searcher/query/parser.h"
#include "searcher/session.h"

namespace dateline {

namespace {

const Day today = day_of(2026, 2, 1);

SearchRequest request(const std::string& query, Sort sort = Sort::relevance) {
    SearchRequest made;
    made.typed = query;
    made.query = parse_query(query, today);
    made.sort = sort;
    made.limit = 100;
    return made;
}

std::vector<std::string> ids(const std::vector<Hit>& hits) {
    std::vector<std::string> found;
    for (const Hit& hit : hits) found.push_back(hit.article.id);
    return found;
}

Article story(const std::string& id, const std::string& title, const std::string& text,
              std::optional<Day> published = {}, const std::string& source = {}) {
    Article article = article_of(id, title, {text});
    if (published) article.published = on_day(*published);
    article.source = source;
    return article;
}

/// Articles in several parts, some of them dead.
void fill(const std::filesystem::path& folder) {
    std::vector<Article> many;
    for (int i = 0; i < 200; ++i)
        many.push_back(
            story("filler" + std::to_string(i), "Filler", "grain markets moved again", day_of(2025, 1, 1)));
    (void)index(folder, many);
    (void)index(folder,
                {story("dead", "Cocoa talks", "cocoa cocoa", day_of(2026, 1, 5)),
                 story("cocoa", "Cocoa stock", "the cocoa buffer stock talks", day_of(2026, 1, 1), "Wire"),
                 story("gold", "Gold", "gold talks and cocoa", day_of(2026, 1, 3), "Wire")});
    (void)index(folder,
                {story("dead", "Nothing", "here"), story("undated", "Cocoa", "cocoa talk", {}, "Ledger"),
                 story("tin", "Tin", "tin talks", day_of(1960, 1, 3))});
}

}  // namespace

TEST_CASE("totals are exact, pages fit together") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    REQUIRE(archive.manifest().parts.size() > 1);
    Search search(archive);
    const std::pair<std::string, std::uint64_t> cases[] = {{"", 205},
                                                           {"cocoa", 3},
                                                           {"talks", 4},
                                                           {"grain", 200},
                                                           {"talks -cocoa", 1},
                                                           {"\"cocoa buffer\"", 1},
                                                           {"cocoa OR grain", 203},
                                                           {"gra*", 200},
                                                           {"nothing", 1},
                                                           {"cocoa tin", 0}};
    for (const auto& [query, total] : cases) {
        CAPTURE(query);
        for (const std::uint64_t limit : {0, 1, 3, 100'000}) {
            SearchRequest asked = request(query);
            asked.limit = limit;
            const Answer answer = search.answer(asked);
            CHECK(answer.total == total);
            CHECK(answer.exact);
            CHECK(answer.hits.size() == std::min(limit, total));
            CHECK(answer.articles == 205);
        }
    }
    for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
        SearchRequest asked = request("cocoa OR grain OR talks", sort);
        asked.limit = 1000;
        const std::vector<std::string> whole = ids(search.answer(asked).hits);
        CHECK(std::set<std::string>(whole.begin(), whole.end()).size() == whole.size());
        std::vector<std::string> pages;
        asked.limit = 7;
        for (asked.offset = 0; asked.offset < whole.size() + 20; asked.offset += 7) {
            const Answer page = search.answer(asked);
            CHECK(page.total == whole.size());
            for (std::size_t i = 0; i < page.hits.size(); ++i)
                CHECK(page.hits[i].rank == asked.offset + i + 1);
            for (std::string& id : ids(page.hits)) pages.push_back(std::move(id));
        }
        CHECK(pages == whole);
        asked.offset = 1'000'000'000;
        CHECK(search.answer(asked).hits.empty());
    }
}

TEST_CASE("orders put articles without a date last") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    using Ids = std::vector<std::string>;
    CHECK(ids(search.answer(request("talks", Sort::newest)).hits) == Ids{"gold", "cocoa", "tin", "undated"});
    CHECK(ids(search.answer(request("talks", Sort::oldest)).hits) == Ids{"tin", "cocoa", "gold", "undated"});
    CHECK(search.answer(request("talks", Sort::newest)).hits.front().score == 0);
    // The same words in the same places: the newer one first, no date last.
    const ScratchFolder equal;
    (void)index(equal.path(), {story("none", "Talks", "x"), story("old", "Talks", "x", day_of(1950, 1, 1)),
                               story("new", "Talks", "x", day_of(2026, 1, 1))});
    const Archive tied(equal.path());
    CHECK(ids(Search(tied).answer(request("talks")).hits) == Ids{"new", "old", "none"});
}

TEST_CASE("filters hold together, and are told as they were understood") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    SearchRequest asked = request("cocoa");
    asked.names = {{FieldId::source, "wire"}};
    asked.published = {day_of(2026, 1, 1), day_of(2026, 1, 2)};
    const Answer answer = search.answer(asked);
    CHECK(ids(answer.hits) == std::vector<std::string>{"cocoa"});
    REQUIRE(answer.query.filters.size() == 2);
    CHECK(answer.query.filters[0].value == "Wire");
    CHECK(answer.query.filters[1].value == "2026-01-01..2026-01-02");
    SearchRequest undated = request("");
    undated.undated = true;
    CHECK(search.answer(undated).total == 2);
    SearchRequest nobody = request("cocoa");
    nobody.names = {{FieldId::person, "nobody"}};
    CHECK_THROWS_AS((void)search.answer(nobody), Error);
}

TEST_CASE("when nothing has all the words, what has most of them is nearest") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    const auto nearest = [&](const std::string& query) { return search.answer(request(query)).nearest; };
    const auto most = nearest("cocoa talks buffer tin");
    REQUIRE(most);
    CHECK(most->words_asked == 4);
    CHECK(most->words_matched == 3);
    CHECK(most->total == 1);
    CHECK(ids(most->hits) == std::vector<std::string>{"cocoa"});
    CHECK(most->hits.front().score > 0);
    CHECK(most->hits.front().score < 100);
    CHECK(nearest("cocoa tin")->total == 4);
    CHECK(nearest("cocoa tin -stock")->total == 3);
    CHECK_FALSE(nearest("cocoa talks"));
    CHECK_FALSE(nearest("zebra"));
    CHECK_FALSE(nearest("zebra unicorn"));
    // An exclusion of one alternative does not hold for the others.
    CHECK(nearest("(zebra -stock) OR (cocoa tin)")->total == 4);
    SearchRequest within = request("cocoa tin");
    within.names = {{FieldId::source, "Ledger"}};
    CHECK(ids(search.answer(within).nearest->hits) == std::vector<std::string>{"undated"});
    const Answer nothing = search.answer(request("cocoa zebra"));
    REQUIRE(nothing.words.size() == 2);
    CHECK(nothing.words[0].articles == 3);
    CHECK(nothing.words[1].articles == 0);
    CHECK(nothing.nearest->words_matched == 1);
}

TEST_CASE("the parts that explain a score add up to it") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    for (const std::string query : {"cocoa",
                                    "cocoa talks",
                                    "cocoa buffer stock talks",
                                    "cocoa OR talks",
                                    "=talks",
                                    "title:cocoa talks",
                                    "\"cocoa buffer\" stock",
                                    "tal*",
                                    "tal* cocoa",
                                    "cocoa NEAR/5 talks",
                                    "cocoa -gold",
                                    "talk talks talking",
                                    "(cocoa buffer) OR talks",
                                    "=talk OR cocoa",
                                    "(\"buffer stock\" talks) OR (talks cocoa)",
                                    "(tal* gold) OR (cocoa tal*)",
                                    "title:tal* OR talk",
                                    "source:wire talks",
                                    "published:2026 talks",
                                    "cocoa (gold OR stock)",
                                    "(coc* OR gold) NEAR/9 talks",
                                    "(gold -tin) OR cocoa"}) {
        SearchRequest asked = request(query);
        asked.explain = Explain::full;
        const Answer answer = search.answer(asked);
        CAPTURE(query);
        CHECK(answer.total > 0);
        for (const Hit& hit : answer.hits) {
            double sum = 0;
            for (const std::string& line : hit.why) sum += std::stod(line);
            CAPTURE(hit.article.id);
            CHECK(hit.score > 0);
            CHECK(std::abs(sum - hit.score) <= 0.0051 * static_cast<double>(hit.why.size() + 1));
        }
    }
}

TEST_CASE("what ranks changes nothing about what matches") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    for (const std::string query :
         {"cocoa OR grain", "(cocoa talks) OR gold", "talk* OR \"buffer stock\"", "talks -tin"}) {
        CHECK(search.answer(request(query, Sort::relevance)).total ==
              search.answer(request(query, Sort::newest)).total);
    }
}

TEST_CASE("facets agree with the total") {
    const ScratchFolder scratch;
    fill(scratch.path());
    const Archive archive(scratch.path());
    Search search(archive);
    for (const std::string query : {"", "cocoa", "talks", "grain", "zebra"}) {
        SearchRequest asked = request(query);
        asked.facets = {{"source", 1}, {"year", 100}, {"day", 1}};
        asked.timeline = true;
        asked.limit = 1;
        const Answer answer = search.answer(asked);
        for (const Facet& facet : answer.facets) {
            std::uint64_t sum = facet.missing + facet.other;
            for (const FacetValue& value : facet.values) sum += value.count;
            CHECK(sum == answer.total);
        }
        std::uint64_t sum = answer.timeline->undated;
        for (const Bucket& bucket : answer.timeline->buckets) sum += bucket.count;
        CHECK(sum == answer.total);
    }
}

TEST_CASE("an archive without articles answers that nothing matches") {
    const ScratchFolder scratch;
    write_manifest(scratch.make(), Manifest{});
    const Archive archive(scratch.path());
    Search search(archive);
    SearchRequest asked = request("cocoa talks");
    asked.facets = {{"person", 10}, {"year", 10}};
    asked.timeline = true;
    asked.published.first = day_of(2026, 1, 1);
    const Answer answer = search.answer(asked);
    CHECK(answer.total == 0);
    CHECK(answer.exact);
    CHECK_FALSE(answer.nearest);
    CHECK(search.answer(request("")).total == 0);
}

TEST_CASE("a session writes answers, counts, articles and batches of queries") {
    const ScratchFolder scratch;
    fill(scratch.path());
    std::ostringstream data, messages;
    Session session(scratch.path(), Authority(), OutputSettings{}, data, messages);

    SUBCASE("a count") {
        CHECK(session.count(request("cocoa")) == ExitCode::ok);
        CHECK(data.str() == "3\n");
    }
    SUBCASE("a count of nothing, and why") {
        CHECK(session.count(request("zebra")) == ExitCode::none);
        CHECK(data.str() == "0\n");
        CHECK(messages.str().find("zebra") != std::string::npos);
    }
    SUBCASE("ids") {
        CHECK(session.answer(request("talks", Sort::oldest), "ids") == ExitCode::ok);
        CHECK(data.str() == "tin\ncocoa\ngold\nundated\n");
        CHECK(messages.str().empty());
    }
    SUBCASE("an article, its words marked") {
        CHECK(session.show("gold", request("cocoa"), "text") == ExitCode::ok);
        CHECK(data.str().find("gold talks and **cocoa**") != std::string::npos);
        CHECK_THROWS_AS((void)session.show("gold", request(""), "csv"), Error);
        CHECK(message_of([&] { (void)session.show("nowhere", request(""), "text"); }) ==
              "no article has the id 'nowhere'");
    }
    SUBCASE("queries of a file") {
        std::istringstream queries("q1\tcocoa buffer\r\n\nq2\t...\nq3\tzebra\n");
        SearchRequest asked = request("");
        asked.sort = Sort::relevance;
        CHECK(session.answer_all(queries, "file", asked, "ids") == ExitCode::ok);
        CHECK(data.str() == "cocoa\n");
        CHECK(messages.str().find("error: file:3: there is no word in this query") != std::string::npos);
        std::istringstream nothing("q\tzebra\n");
        CHECK(session.answer_all(nothing, "file", asked, "ids") == ExitCode::none);
        std::istringstream odd("q1 cocoa\n");
        CHECK_THROWS_AS((void)session.answer_all(odd, "file", asked, "ids"), Error);
    }
}

}  // namespace dateline
