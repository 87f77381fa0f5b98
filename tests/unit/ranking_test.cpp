#include "searcher/ranking.h"

#include <doctest/doctest.h>

#include "common/text/fold.h"
#include "scratch.h"
#include "searcher/query/parser.h"
#include "searcher/score_lines.h"
#include "searcher/search.h"

namespace dateline {

namespace {

using Ids = std::vector<std::string>;

const Day today = day_of(2026, 2, 1);

Article story(const std::string& id, const std::string& text, std::optional<Day> published = {}) {
    Article article = article_of(id, "", {text});
    if (published) article.published = on_day(*published);
    return article;
}

/// An archive of some stories among many others, so that words are rare.
class Desk {
public:
    explicit Desk(std::vector<Article> articles) {
        for (int i = 0; i < 40; ++i)
            articles.push_back(story("filler" + std::to_string(i), "the council met about the harbour wall"));
        (void)index(scratch_.path(), articles);
        archive_.emplace(scratch_.path());
    }

    [[nodiscard]] Answer answer(const std::string& query, const std::function<void(SearchRequest&)>& change,
                                const Authority& authority = Authority::none()) {
        SearchRequest request;
        request.typed = query;
        request.query = parse_query(query, today);
        request.limit = 100;
        change(request);
        return Search(*archive_, authority).answer(request);
    }

    [[nodiscard]] Ids ids(const std::string& query, const std::function<void(SearchRequest&)>& change) {
        Ids found;
        for (const Hit& hit : answer(query, change).hits) found.push_back(hit.article.id);
        return found;
    }

private:
    ScratchFolder scratch_;
    std::optional<Archive> archive_;
};

void as_it_is(SearchRequest&) {}
void any_word(SearchRequest& request) {
    request.any_word = true;
}

/// The sum of what the parts say, in thousandths.
long long sum_of(const std::vector<std::string>& lines) {
    long long sum = 0;
    for (const std::string& line : lines) sum += std::llround(std::stod(line) * 1000);
    return sum;
}

}  // namespace

TEST_CASE("keywords and bylines rank what matches, and match where any word will do") {
    Article keyword = story("keyword", "cocoa fell on the news from the port");
    keyword.keywords = {"commodity markets"};
    Article byline = story("byline", "cocoa rose on the news from the port");
    byline.authors = {"J. R. Okafor"};
    Article only = story("only", "nothing to see");
    only.keywords = {"Commodities"};
    Desk desk({story("plain", "cocoa held on the news from the port"), keyword, byline, only});

    CHECK(desk.ids("commodity", as_it_is).empty());
    CHECK(desk.ids("cocoa commodity", as_it_is).empty());
    CHECK(desk.ids("commodity", any_word).size() == 2);
    CHECK(desk.ids("okafor", any_word) == Ids{"byline"});
    CHECK(desk.ids("cocoa commodity", any_word).front() == "keyword");
    CHECK(desk.ids("cocoa okafor", any_word).front() == "byline");
    CHECK(desk.ids("text:okafor cocoa -keyword:\"commodity markets\"", any_word).size() == 2);
    // What must not stand in an article is looked for in its text alone.
    CHECK(desk.ids("cocoa -okafor", any_word).size() == 3);
    // A phrase, an operator and parentheses ask for text.
    CHECK(desk.ids("\"commodity markets\"", any_word).empty());
    CHECK(desk.ids("(okafor OR nobody)", any_word).empty());
}

TEST_CASE("a name in a query lifts articles that name its entity, and finds none") {
    Article named_so = story("named", "Baku talks about the port and more of it were held at noon today");
    named_so.people = {named("Ilham Sadiqov")};
    Article other = story("other", "Baku talks about the port and more of it were held at noon today");
    Desk desk({other, named_so});
    Authority authority;
    Folder folder;
    authority.add("person: Ilham Sadiqov\nalias: Baku\n", "authority.txt", folder);
    const Answer answer = desk.answer(
        "baku", [](SearchRequest& asked) { asked.explain = Explain::full; }, authority);
    REQUIRE(answer.total == 2);
    CHECK(answer.hits[0].article.id == "named");
    CHECK(answer.hits[0].score > answer.hits[1].score);
    CHECK(answer.hits[0].why.back().ends_with("Ilham Sadiqov"));
    CHECK(desk.ids("sadiqov", as_it_is).empty());
}

TEST_CASE("recent articles come first where little else tells them apart") {
    Desk desk({story("old", "cocoa talks", day_of(2020, 1, 1)), story("undated", "cocoa talks"),
               story("new", "cocoa talks", day_of(2026, 1, 31)),
               story("month", "cocoa talks", day_of(2026, 1, 2)),
               story("best", "cocoa cocoa talks cocoa talks", day_of(2019, 1, 1)),
               story("half", "cocoa and many other words beside it that tell of gold", day_of(2026, 2, 1))});
    const auto recent = [](SearchRequest& request) { request.recent = Recency{30, today}; };
    CHECK(desk.ids("cocoa talks", recent) == Ids{"best", "new", "month", "old", "undated"});
    const Answer answer = desk.answer("cocoa talks", [&](SearchRequest& request) {
        recent(request);
        request.explain = Explain::full;
    });
    REQUIRE(answer.total == 5);
    // Of long ago and without a date both have the floor.
    CHECK(answer.hits[3].score == answer.hits[4].score);
    for (const Hit& hit : answer.hits) CHECK(sum_of(hit.why) == std::llround(hit.score * 1000));
}

TEST_CASE("words of the first hits reorder, and find where any word will do") {
    Desk desk({story("a", "cocoa beans left the port of Abidjan"),
               story("b", "cocoa beans were sold in Abidjan"),
               story("c", "cocoa beans rotted on quays in Abidjan"),
               story("d", "cocoa on the council's table, and the council met about the harbour wall"),
               story("e", "beans from Abidjan were late")});
    const auto expanded = [](SearchRequest& request) {
        request.expand = true;
        request.explain = Explain::full;
    };
    const Answer required = desk.answer("cocoa", expanded);
    CHECK(required.total == 4);
    REQUIRE(required.query.added);
    CHECK(std::ranges::find(*required.query.added, "abidjan") != required.query.added->end());
    CHECK(required.hits.back().article.id == "d");
    for (const Hit& hit : required.hits) CHECK(sum_of(hit.why) == std::llround(hit.score * 1000));
    const Answer any = desk.answer("cocoa", [&](SearchRequest& request) {
        expanded(request);
        request.any_word = true;
    });
    CHECK(any.total >= 5);
    for (const Hit& hit : any.hits) CHECK(sum_of(hit.why) == std::llround(hit.score * 1000));
    // Two articles have always something in common.
    CHECK(desk.answer("rotted", expanded).query.added->empty());
    CHECK_FALSE(desk.answer("cocoa", as_it_is).query.added);
}

TEST_CASE("added words together weigh twice as much as the query at most") {
    std::vector<Article> articles;
    const std::string shared =
        " quay crane sacks warehouse tariff vessel pilot tonnage customs manifest stevedore berth ballast "
        "cargo";
    for (const char* id : {"a", "b", "c", "d"}) articles.push_back(story(id, "cocoa" + shared));
    Desk desk(articles);
    const Answer answer = desk.answer("cocoa", [](SearchRequest& request) {
        request.expand = true;
        request.copies.fold = false;
        request.explain = Explain::full;
    });
    REQUIRE(answer.hits.size() == 4);
    const Hit& best = answer.hits.front();
    REQUIRE(best.why.front().ends_with("'cocoa'"));
    CHECK(answer.query.added->size() > 10);
    CHECK(best.score <= 3.001 * std::stod(best.why.front()));
    CHECK(sum_of(best.why) == std::llround(best.score * 1000));
}

TEST_CASE("a word that hits have in keywords alone is not added, as no text has it") {
    std::vector<Article> articles{story("a", "cocoa beans left the port of Abidjan"),
                                  story("b", "cocoa beans were sold in Abidjan"),
                                  story("c", "cocoa beans rotted on quays in Abidjan")};
    for (Article& article : articles) article.keywords = {"Softs"};
    Desk desk(articles);
    const Answer answer = desk.answer("cocoa", [](SearchRequest& request) { request.expand = true; });
    REQUIRE(answer.query.added);
    CHECK(std::ranges::find(*answer.query.added, "abidjan") != answer.query.added->end());
    CHECK(std::ranges::find(*answer.query.added, "softs") == answer.query.added->end());
    for (const Hit& hit : answer.hits) CHECK(std::isfinite(hit.score));
}

TEST_CASE("in a sentence words of requests weigh half, have no weight in titles, and nothing else changes") {
    Article titled = article_of("titled", "Known articles", {"shipping of cocoa by rail"});
    Desk desk({titled, story("describes", "articles that describe shipping of gold by rail"),
               story("cocoa", "shipping of cocoa by rail and road")});
    const auto explained = [](const std::string& id, const std::string& query, Desk& from) {
        const Answer answer = from.answer(query, [](SearchRequest& request) {
            request.any_word = true;
            request.explain = Explain::full;
        });
        for (const Hit& hit : answer.hits) {
            CHECK(sum_of(hit.why) == std::llround(hit.score * 1000));
            if (hit.article.id == id) return hit.why;
        }
        return std::vector<std::string>();
    };
    const auto weight_of = [](const std::vector<std::string>& why, const std::string& label) {
        for (const std::string& line : why) {
            if (line.ends_with(' ' + label)) return std::stod(line);
        }
        return 0.0;
    };
    const auto sentence = explained("titled", "articles on the shipping of cocoa by rail and road", desk);
    const auto few = explained("titled", "articles cocoa rail", desk);
    // Two articles of the archive have "articles", and two have "cocoa": rare alike.
    CHECK(weight_of(sentence, "'articles'") ==
          doctest::Approx(weight_of(sentence, "'cocoa'") / 2).epsilon(0.001));
    CHECK(weight_of(sentence, "'articles' in the title") == 0);
    CHECK(weight_of(few, "'articles'") == doctest::Approx(weight_of(few, "'cocoa'")));
    CHECK(weight_of(few, "'articles' in the title") > 0);
    // Where another word has the stem it says what the article is about.
    const auto both = explained("describes", "describe descriptive shipping rail road gold", desk);
    CHECK(weight_of(both, "'describe'") > 0);
    const auto about = explained("describes", "describe articles shipping rail road gold", desk);
    CHECK(weight_of(both, "'describe'") >= weight_of(about, "'describe'"));
    CHECK(desk.ids("articles on the shipping of cocoa by rail and road", any_word).front() == "cocoa");
}

TEST_CASE("the nearest articles of a sentence have scores that add up") {
    Desk desk({story("near", "articles describe the shipping of cocoa by rail")});
    const Answer answer = desk.answer("articles describing shipping cocoa rail zeppelin",
                                      [](SearchRequest& request) { request.explain = Explain::full; });
    REQUIRE(answer.nearest);
    REQUIRE_FALSE(answer.nearest->hits.empty());
    CHECK(answer.nearest->words_matched == 5);
    for (const Hit& hit : answer.nearest->hits)
        CHECK(std::abs(sum_of(hit.why) - std::llround(hit.score * 1000)) <= 1);
}

TEST_CASE("what is excluded stays out of what an expanded query finds") {
    Desk desk({story("a", "cocoa beans in Abidjan"), story("b", "cocoa beans in Abidjan today"),
               story("c", "cocoa beans of Abidjan"), story("gold", "gold and beans in Abidjan")});
    const Ids found = desk.ids("cocoa -gold", [](SearchRequest& request) {
        request.expand = true;
        request.any_word = true;
    });
    CHECK(std::ranges::find(found, "gold") == found.end());
    CHECK(found.size() == 3);
}

TEST_CASE("ids decide ties, however the articles came in, and pages fit together") {
    std::vector<Article> articles;
    Ids expected;
    for (int i = 0; i < 90; ++i) {
        const std::string id = "tie" + std::to_string(100 + i);
        articles.push_back(story(id, "cocoa talks went on", day_of(2026, 1, 5)));
        expected.push_back(id);
    }
    articles.push_back(story("newer", "cocoa talks went on", day_of(2026, 1, 6)));
    expected.insert(expected.begin(), "newer");
    std::ranges::reverse(articles);
    Desk desk(articles);
    CHECK(desk.ids("cocoa talks", as_it_is) == expected);
    Ids paged;
    for (std::uint64_t offset = 0; offset < 100; offset += 10) {
        for (const std::string& id : desk.ids("cocoa talks", [&](SearchRequest& request) {
                 request.offset = offset;
                 request.limit = 10;
             }))
            paged.push_back(id);
    }
    CHECK(paged == expected);
}

TEST_CASE("the lines of a score add up as they are shown") {
    using Kind = ScorePart::Kind;
    const std::vector<Addend> thirds{{Kind::word, "'a'", 1.0 / 3},
                                     {Kind::word, "'b'", 1.0 / 3},
                                     {Kind::title, "'a' in the title", 1.0 / 3}};
    CHECK(sum_of(score_lines(thirds, 1)) == 1000);
    CHECK(score_line(thirds, 1) == "1.000 = words 0.667 ('a' 0.334, 'b' 0.333) + title 0.333");
    CHECK(score_line({}, 0) == "0.000");
    CHECK(score_lines({}, 0).empty());
    // A sum that does not fit is shown as it is.
    CHECK(sum_of(score_lines(thirds, 2)) == 999);
}

}  // namespace dateline
