#include "searcher/snippet.h"

#include <chrono>
#include <random>

#include <doctest/doctest.h>

#include "common/text/characters.h"
#include "excerpt_text.h"

namespace dateline {

namespace {

struct Case {
    std::string query;
    std::string text;  ///< paragraphs apart by "|"; a first one that ends in "||" is the lede
    std::string expected;
};

Article article_of(std::string_view text) {
    Article article;
    if (const std::size_t end = text.find("||"); end != std::string_view::npos) {
        article.lede = text.substr(0, end);
        text.remove_prefix(end + 2);
    }
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('|'), text.size());
        article.body.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return article;
}

std::string excerpt_of(std::string_view query, std::string_view text, std::size_t length,
                       Analyzer& analyzer) {
    Highlighter highlighter(testing::wanted(query, analyzer), analyzer);
    return testing::shown(best_excerpt(article_of(text), highlighter, length));
}

}  // namespace

TEST_CASE("snippet: the best place, at sentence borders, marked; 60 characters") {
    const Case cases[] = {
        // The whole text fits.
        {"talks", "Talks open.", "**Talks** open."},
        {"talks", "", ""},
        {"talks", "||", ""},
        {"talks", "   |  | Talks.", "**Talks**."},
        // Sentences: whole ones where they fit.
        {"talks", "Rain fell on the harbour all of Monday. The talks in Geneva ended late. Nobody spoke.",
         "…The **talks** in Geneva ended late. Nobody spoke."},
        {"rain", "Rain fell on the harbour all of Monday. The talks in Geneva ended late. Nobody spoke.",
         "**Rain** fell on the harbour all of Monday.…"},
        {"spoke", "Rain fell on the harbour all of Monday. The talks in Geneva ended late. Nobody spoke.",
         "…The talks in Geneva ended late. Nobody **spoke**."},
        // A short sentence is filled up with the beginning of the next, between words.
        {"rain",
         "Rain fell. The delegations from both of the countries stayed indoors until the evening came.",
         "**Rain** fell. The delegations from both of the countries stayed…"},
        // Full stops that end no sentence.
        {"envoy",
         "The port stood still for three days. On Jan. 24 U.S. envoy J. Smith met Mr. Brown. It rained.",
         "…On Jan. 24 U.S. **envoy** J. Smith met Mr. Brown. It rained."},
        {"no", "Both of the ministers shook their heads. They said no. Then the session was closed early.",
         "…They said **no**. Then the session was closed early."},
        {"closed",
         "It ended at 3.5 percent on the main market. Shares closed higher!” he cried. ok then it went on",
         "…Shares **closed** higher!” he cried. ok then it went on"},
        {"oil", "Was that all? “Oil is dear.” (Gas is not.) The rest of it is of little interest to us.",
         "…“**Oil** is dear.” (Gas is not.) The rest of it is of little…"},
        // A sentence longer than the excerpt is cut between words, with some of what stands before.
        {"cocoa",
         "a long run of words that has no end at all and goes on to the cocoa harvest of the year and then "
         "some more of the same",
         "…goes on to the **cocoa** harvest of the year and then some more…"},
        // The most distinct words win, then phrases and closeness, then the first.
        {"cocoa price",
         "Cocoa is grown in the west of the country today. The price of cocoa fell. It fell far.",
         "…The **price** of **cocoa** fell. It fell far."},
        {"cocoa price",
         "The price of the ordinary coffee and cocoa fell. Then nothing. Later the cocoa price rose.",
         "…Then nothing. Later the **cocoa** **price** rose."},
        {"oil", "Oil first came. Then gas followed it for many, many years. Oil again came back to us all.",
         "**Oil** first came. Then gas followed it for many, many years.…"},
        {"\"cocoa price\" fell",
         "The cocoa price of the fell walkers is here. Cocoa fell; the price rose after it.",
         "The **cocoa price** of the **fell** walkers is here.…"},
        {"abu dhabi talks",
         "In Abu Dhabi the Grand Prix began. Many talks were held there. Abu Dhabi talks open.",
         "…Many **talks** were held there. **Abu** **Dhabi** **talks** open."},
        // Lede and body; paragraphs follow one another.
        {"cocoa", "Cocoa in the lede.||Cocoa in the body.", "**Cocoa** in the lede."},
        {"cocoa price", "Cocoa in the lede.||Cocoa price in the body.", "**Cocoa** **price** in the body."},
        {"missing", "The standfirst.||The body.", "The standfirst."},
        {"missing", "The first paragraph.|The second.", "The first paragraph. The second."},
        {"cocoa price", "He spoke of cocoa|And then of the price.|No more.",
         "He spoke of **cocoa** And then of the **price**. No more."},
        {"\"cocoa price\"", "He spoke of cocoa|Price he never named.",
         "He spoke of cocoa Price he never named."},
        // Nothing found: the beginning.
        {"missing", "Rain fell on the harbour all of Monday. The talks in Geneva ended late.",
         "Rain fell on the harbour all of Monday.…"},
        {"", "Rain fell on the harbour all of Monday. The talks in Geneva ended late.",
         "Rain fell on the harbour all of Monday.…"},
        // Phrases across punctuation, overlapping matches, marks at both ends.
        {"\"security guarantees\"", "They want “security”, guarantees and money.",
         "They want “**security”, guarantees** and money."},
        {"\"a b\" \"b c\" b", "x a b c y", "x **a b c** y"},
        {"talks geneva", "Talks are held in Geneva", "**Talks** are held in **Geneva**"},
        // Scripts without spaces.
        {"北京", "今天下雨。会谈在北京举行。明天放晴。", "今天下雨。会谈在**北京**举行。明天放晴。"},
        {"北京",
         "这是一个很长的句子没有任何标点符号一直写下去直到这里才提到北京这个城市然后继续写下去没有结束的意思"
         "因为作者喜欢长句子而且不喜欢句号所以我们必须在字与字之间切断它才行",
         "这是一个很长的句子没有任何标点符号一直写下去直到这里才提到**北京**"
         "这个城市然后继续写下去没有结束的意思因为作者喜欢长句子而且…"},
        {"東京",
         "大阪は雨が降りました。人々は家に帰りました。そして東京では会談が開かれました！"
         "代表団は満足しています。次の会合は来週の予定です。",
         "…人々は家に帰りました。そして**東京**"
         "では会談が開かれました！代表団は満足しています。次の会合は来週の予定です。"},
        {"สันติภาพ", "การเจรจาสันติภาพเริ่มขึ้น", "การเจรจา**สันติภาพ**เริ่มขึ้น"},
        // Right to left.
        {"السلام", "بدأت محادثات السلام في أبوظبي. وقال المسؤول إن الجولة القادمة ستعقد الأسبوع المقبل.",
         "بدأت محادثات **السلام** في أبوظبي.…"},
        {"שלום", "האם יהיה שלום? שיחות נמשכות גם הערב.", "האם יהיה **שלום**? שיחות נמשכות גם הערב."},
        // Combining accents and emoji stay whole.
        {"cafe", "Le cafe\u0301 est ferme\u0301.", "Le **cafe\u0301** est ferme\u0301."},
        {"talks", "👩‍👩‍👧‍👦 talks 🇺🇦🇺🇸 end 👍🏽",
         "👩‍👩‍👧‍👦 **talks** 🇺🇦🇺🇸 end 👍🏽"},
        // A word longer than the excerpt.
        {"talks", "talks " + std::string(200, 'x') + " end", "**talks**…"},
        {"talks", std::string(200, 'x') + " talks end", "…**talks** end"},
        {"missing", std::string(200, 'x'), "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"},
        {"xx*", std::string(200, 'x'), "**xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx**…"},
        // Broken bytes do no harm.
        {"talks", "\xff\xfe talks \xe5\x8c", "\xff\xfe **talks** \xe5\x8c"},
    };
    Analyzer analyzer;
    for (const Case& test : cases) {
        CAPTURE(test.query);
        CAPTURE(test.text);
        CHECK(excerpt_of(test.query, test.text, 60, analyzer) == test.expected);
    }
}

TEST_CASE("snippet: clusters are not cut, whatever the length") {
    Analyzer analyzer;
    const std::string text =
        "👩‍👩‍👧‍👦🇺🇦🇺🇸e\u0301e\u0301👍🏽한국é각नमस्ते";
    for (std::size_t length = 1; length < 40; ++length) {
        Highlighter nothing({}, analyzer);
        const Excerpt excerpt = best_excerpt(article_of(text), nothing, length);
        CAPTURE(excerpt.text);
        CHECK(is_cluster_border(text, excerpt.text.size()));
        CHECK(count_characters(excerpt.text) <= length);
    }
}

TEST_CASE("snippet: no length is no excerpt") {
    Analyzer analyzer;
    CHECK(excerpt_of("talks", "The talks.", 0, analyzer).empty());
}

TEST_CASE("snippet: a paragraph of a megabyte takes bounded time") {
    Analyzer analyzer;
    std::string words;
    while (words.size() < 1'000'000) words += "talks of oil and ";
    for (const std::string& text : {words, std::string(1'000'000, 'a'), std::string(1'000'000, '.'),
                                    std::string(1'000'000, ' ') + "talks"}) {
        const auto begin = std::chrono::steady_clock::now();
        CHECK(count_characters(excerpt_of("talks oil \"talks of oil\" a*", text, 220, analyzer)) < 700);
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    }
}

TEST_CASE("snippet: whatever the text, the excerpt is part of it and the marks are in order") {
    Analyzer analyzer;
    std::mt19937 random(7);
    const std::string_view pieces[] = {"talks",    " ",         ". ", "U.S.",   "北京",     "。",
                                       "\xf0\x9f", "\xff",      "é",  "\u0301", "👍🏽", "“",
                                       "” ",       "Abu Dhabi", "\n", "x",      "|",        "¿"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const std::size_t count = random() % 60;
        for (std::size_t i = 0; i < count; ++i) text += pieces[random() % std::size(pieces)];
        const std::size_t length = 1 + random() % 80;
        Highlighter highlighter(testing::wanted("talks \"abu dhabi\" 北京 x*", analyzer), analyzer);
        const Excerpt excerpt = best_excerpt(article_of(text), highlighter, length);
        std::size_t at = 0;
        bool ordered = true;
        for (const Span& mark : excerpt.marks) {
            ordered = ordered && mark.begin >= at && mark.end > mark.begin && mark.end <= excerpt.text.size();
            at = mark.end;
        }
        CAPTURE(text);
        CHECK(ordered);
    }
}

}  // namespace dateline
