#include "searcher/highlight.h"

#include <doctest/doctest.h>

#include "excerpt_text.h"

namespace dateline {

namespace {

struct Case {
    std::string query;
    std::string text;
    std::string expected;
};

std::string highlighted(const Case& test, Analyzer& analyzer) {
    Highlighter highlighter(testing::wanted(test.query, analyzer), analyzer);
    return testing::shown(marked_whole(test.text, highlighter));
}

}  // namespace

TEST_CASE("highlight: what a query wants is marked") {
    const Case cases[] = {
        {"talks", "Abu Dhabi talks open", "Abu Dhabi **talks** open"},
        {"talks", "They talked and will be talking", "They **talked** and will be **talking**"},
        {"=talks", "They talked of talks", "They talked of **talks**"},
        {"talk*", "talk talkative TALKS stalk", "**talk** **talkative** **TALKS** stalk"},
        {"zurich", "Zürich, ZURICH, Zu\u0308rich", "**Zürich**, **ZURICH**, **Zu\u0308rich**"},
        {"trump", "Trump's envoy, Trump’s plan", "**Trump**'s envoy, **Trump**’s plan"},
        {"us", "U.S. officials", "**U.S**. officials"},
        {"covid-19", "COVID-19 and covid 19", "**COVID**-**19** and **covid** **19**"},
        {"155221", "sold 155,221 tonnes", "sold **155,221** tonnes"},
        {"\"security guarantees\"", "security guarantees; guarantees of security",
         "**security guarantees**; guarantees of security"},
        {"\"security guarantees\"", "On security, “guarantees” matter",
         "On **security, “guarantees**” matter"},
        {"\"a a b\"", "a a a b", "a **a a b**"},
        {"\"a b\" \"b c\"", "a b c", "**a b c**"},
        {"\"abu dhabi\" dhabi talks", "Abu Dhabi talks", "**Abu Dhabi** **talks**"},
        {"\"security guarantees\"", "security", "security"},
        {"北京", "今天北京会谈", "今天**北京**会谈"},
        {"北京", "北方 京都 北 京", "北方 京都 北 京"},
        {"京", "北京", "北**京**"},
        {"北京 会谈", "北京会谈开始", "**北京会谈**开始"},
        {"北*", "北京", "**北**京"},
        {"東京", "東京タワー、東京", "**東京**タワー、**東京**"},
        {"\"北京 会谈\"", "北京会谈", "**北京会谈**"},
        {"محادثات", "بدأت محادثات السلام", "بدأت **محادثات** السلام"},
        {"שלום", "שיחות שלום נמשכות", "שיחות **שלום** נמשכות"},
        {"talks", "talks", "**talks**"},
        {"talks", "", ""},
        {"", "nothing is wanted", "nothing is wanted"},
        {"😀", "😀 talks", "😀 talks"},
        {"cafe", "Cafe\u0301s and café", "**Cafe\u0301s** and **café**"},
    };
    Analyzer analyzer;
    for (const Case& test : cases) {
        CAPTURE(test.query);
        CAPTURE(test.text);
        CHECK(highlighted(test, analyzer) == test.expected);
    }
}

TEST_CASE("highlight: a phrase does not run from one text into the next") {
    Analyzer analyzer;
    Highlighter highlighter(testing::wanted("\"abu dhabi\"", analyzer), analyzer);
    CHECK(highlighter.marks("the road to Abu").empty());
    CHECK(highlighter.marks("Dhabi opens").empty());
    CHECK(highlighter.marks("Abu Dhabi") == std::vector<Span>{{0, 9}});
}

TEST_CASE("highlight: things wanted are numbered, phrases know their words") {
    Analyzer analyzer;
    Highlighter highlighter(testing::wanted("\"abu dhabi talks\" geneva", analyzer), analyzer);
    REQUIRE(highlighter.wanted_count() == 2);
    std::vector<Match> matches;
    CHECK(highlighter.find("Geneva: Abu Dhabi talks", 100, 10, matches) == 14);
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].span == Span{100, 106});
    CHECK(highlighter.words_in(matches[0].wanted) == 1);
    CHECK(matches[1].span == Span{108, 123});
    CHECK(matches[1].first_token == 11);
    CHECK(matches[1].last_token == 13);
    CHECK(highlighter.words_in(matches[1].wanted) == 3);
}

TEST_CASE("highlight: words without anything to find in them are left out") {
    Analyzer analyzer;
    const Wanted wanted{.words = {"", "..."}, .stems = {}, .prefixes = {""}, .phrases = {{}, {"-"}}};
    Highlighter highlighter(wanted, analyzer);
    CHECK(highlighter.wanted_count() == 0);
    CHECK(highlighter.marks("anything ...").empty());
}

TEST_CASE("highlight: capitals and similar words") {
    Analyzer analyzer;
    const auto shown = [&](const Wanted& wanted, std::string_view text) {
        Highlighter highlighter(wanted, analyzer);
        return testing::shown(marked_whole(text, highlighter));
    };
    Wanted caps;
    caps.cased = {{{"us"}, LetterCase::capitalised}, {{"grand", "prix"}, LetterCase::all_capitals}};
    CHECK(shown(caps, "The US told us, U.S. officials: us") == "The **US** told us, **U.S**. officials: us");
    CHECK(shown(caps, "GRAND prix, grand PRIX, GRAND PRIX") == "GRAND prix, grand PRIX, **GRAND PRIX**");
    Wanted similar;
    similar.similar = {{"witkof", "witkoff", "witcoff"}};
    CHECK(shown(similar, "Witkoff, Witkof's, Witcof") == "**Witkoff**, **Witkof**'s, Witcof");
    CHECK(Highlighter(similar, analyzer).wanted_count() == 1);
    CHECK_FALSE(similar.empty());
    CHECK_FALSE(caps.empty());
}

}  // namespace dateline
