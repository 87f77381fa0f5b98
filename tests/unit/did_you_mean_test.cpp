#include "searcher/did_you_mean.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "scratch.h"

namespace dateline {

namespace {

std::string suggested(const DidYouMean& dictionary, const std::string& typed) {
    std::string text;
    for (const SuggestedWord& word : dictionary.suggest(typed)) {
        CHECK(word.typed == typed);
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", word.word, word.articles);
    }
    return text;
}

}  // namespace

TEST_CASE("what may have been meant is a word of the archive, as articles write it") {
    const ScratchFolder scratch;
    std::vector<Article> first{
        article_of("gone", "Sanctions", {"Embargoes."}),
        article_of("1", "NEGOTIATIONS IN GENEVA", {"Negotiators met Ms Haddad's team."})};
    for (int i = 0; i < 200; ++i)
        first.push_back(article_of(fmt::format("f{}", i), "", {"grain market moves"}));
    (void)index(scratch.path(), first);
    (void)index(
        scratch.path(),
        {article_of("gone", "Nothing", {"here"}), article_of("2", "Geneva", {"The cease fire holds."}),
         article_of("3", "Café Zürich", {"A wide river, a rider, a rifle."}),
         article_of("4", "River", {"river rivers"}), article_of("5", "北京", {"covid-19 in 2026"})});
    const Archive archive(scratch.path());
    REQUIRE(archive.manifest().parts.size() > 1);
    Analyzer analyzer;
    const ViewCounter counter(archive, {});
    const DidYouMean dictionary(archive, analyzer, counter);
    struct Case {
        std::string typed;
        std::string expected;
    };
    const Case cases[] = {
        {"genva", "Geneva 2"},
        {"geneve", "Geneva 2"},
        {"hadad", "Haddad 1"},  // without what makes it a possessive
        {"negotiatons", "NEGOTIATIONS 1"},
        {"negoti", ""},                  // the stem has articles
        {"negotiatr", "Negotiators 1"},  // not its stem, which nobody wrote
        {"cafx", "Café 1"},
        {"zurch", "Zürich 1"},
        {"riber", "river 2, rider 1"},  // most articles first
        {"rivr", "river 2"},
        {"rivier", "river 2"},
        {"ceasefire", "\"cease fire\" 1"},
        {"sanctons", ""},  // only a dead article had it
        {"embargos", ""},
        {"river", ""},
        {"rivers", ""},
        {"2027", ""},
        {"covid19", ""},
        {"ri", ""},
        {"北", ""},
        {"xyzzy", ""},
        {"", ""},
    };
    for (const Case& tried : cases) {
        CAPTURE(tried.typed);
        CHECK(suggested(dictionary, tried.typed) == tried.expected);
    }
    CHECK(dictionary.suggest_joined({"ri", "ver"})->word == "river");
    CHECK(dictionary.suggest_joined({"ri", "ver"})->typed == "ri ver");
    CHECK(!dictionary.suggest_joined({"river"}));
    CHECK(!dictionary.suggest_joined({"sanc", "tions"}));
    CHECK(!dictionary.suggest_joined({}));
}

}  // namespace dateline
