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
