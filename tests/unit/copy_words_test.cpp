#include "indexer/copies/copy_words.h"

#include <string>

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

namespace {

std::vector<CopyWord> words_of(const std::string& text) {
    CopyTextMaker maker;
    return maker.make(article_of("a", "A title of its own", {text})).words;
}

}  // namespace

TEST_CASE("what house styles write in their own ways is one") {
    const struct {
        std::string one, other;
    } cases[] = {
        {"rose 5 pct", "rose 5 per cent"},
        {"rose 5 pct", "rose 5%"},
        {"rose 5 percent to 3 mln dlrs", "rose 5 pct to $3m"},
        {"three million dollars", "3 mln dlrs"},
        {"$1.50", "1.5 dollars"},
        {"12,000 tonnes", "12000 tonnes"},
        {"the defence of the labour programme", "the defense of labor program"},
        {"travelled to the centre and organised", "traveled to the center and organized"},
        {"the theatre's catalogue", "theater catalog"},
        {"Mr Baker said on September 3", "Baker says Sept. 3"},
        {"the U.S. Treasury", "the US Treasury"},
        {"\"COCOA  talks,\" he said", "cocoa talks"},
    };
    for (const auto& [one, other] : cases) {
        CAPTURE(one);
        CHECK(words_of(one) == words_of(other));
        CHECK_FALSE(words_of(one).empty());
    }
}

TEST_CASE("other words and numbers stay apart") {
    const struct {
        std::string one, other;
    } cases[] = {{"cocoa", "coffee"}, {"rose", "fell"},  {"5", "6"},       {"1.5", "15"}, {"1987", "1988"},
                 {"12", "twenty"},    {"10.05", "10.5"}, {"may", "march"}, {"l2", "12"},  {"four", "forty"}};
    for (const auto& [one, other] : cases) {
        CAPTURE(one);
        CHECK(words_of(one) != words_of(other));
    }
}

TEST_CASE("what a scanner misreads looks like it, other words do not") {
    const auto alike = [](const std::string& one, const std::string& other) {
        return looks_like(words_of(one).front(), words_of(other).front());
    };
    CHECK(alike("harbour", "harbonr"));
    CHECK(alike("minister", "rninister"));
    CHECK(alike("committee", "cornmittee"));
    CHECK(alike("155,221", "155,227"));
    CHECK_FALSE(alike("harbour", "cocoa"));
    CHECK_FALSE(alike("rose", "fell"));
    CHECK_FALSE(alike("12", "15"));
    CHECK_FALSE(alike("155,221", "340,980"));
    CHECK_FALSE(alike("harbour", "12"));
}

TEST_CASE("an article's text for comparisons: no title, but its lede, its day and its source") {
    CopyTextMaker maker;
    Article article = article_of("a", "Title", {"Cocoa talks resumed.", "Nobody spoke."});
    CHECK(maker.make(article).source == 0);
    CHECK_FALSE(maker.make(article).published);
    article.lede = "In short, ships.";
    article.source = "Harbour Times";
    article.published = on_day(day_of(2026, 1, 24));
    const CopyText text = maker.make(article);
    CHECK(text.words == words_of("In short, ships. Cocoa talks resumed. Nobody spoke."));
    CHECK(text.published == day_of(2026, 1, 24));
    CHECK(text.source != 0);
    article.source = "HARBOUR-TIMES";
    CHECK(maker.make(article).source == text.source);
    article.source = "Northern Wire";
    CHECK(maker.make(article).source != text.source);
}

TEST_CASE("of an endless text only so much is compared") {
    std::string text;
    for (std::size_t i = 0; i < most_copy_words + 10; ++i) text += "word" + std::to_string(i) + " ";
    CHECK(words_of(text).size() == most_copy_words);
}

}  // namespace dateline
