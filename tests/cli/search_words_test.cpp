#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

TEST_SUITE("search-words") {
    TEST_CASE("words with punctuation find what they look like, and nothing that only resembles it") {
        const Desk desk;
        desk.add(lines({
            {{"id", "att"}, {"title", "AT&T bids"}, {"text", "x"}},
            {{"id", "att-no"}, {"title", "At T and T&A"}, {"text", "x"}},
            {{"id", "us"}, {"title", "The U.S. Senate"}, {"text", "x"}},
            {{"id", "us-no"}, {"title", "u s, U2"}, {"text", "x"}},
            {{"id", "cpp"}, {"title", "Written in C++"}, {"text", "x"}},
            {{"id", "cpp-no"}, {"title", "Vitamin C, C#, C+"}, {"text", "x"}},
            {{"id", "oneill"}, {"title", "O'Neill wins"}, {"text", "x"}},
            {{"id", "oneill2"}, {"title", "O’Neill’s win"}, {"text", "x"}},
            {{"id", "oneill-no"}, {"title", "O Neill, Neill"}, {"text", "x"}},
            {{"id", "covid"}, {"title", "Covid-19 cases"}, {"text", "x"}},
            {{"id", "covid-no"}, {"title", "Covid cases on the 19th; 19 covid"}, {"text", "x"}},
            {{"id", "billion"}, {"title", "An 800-billion plan"}, {"text", "x"}},
            {{"id", "billion-no"}, {"title", "A billion and 800; 1800 billion"}, {"text", "x"}},
            {{"id", "handle"}, {"title", "So says @nightdesk there"}, {"text", "x"}},
            {{"id", "handle-no"}, {"title", "The night desk, nightdesks2"}, {"text", "x"}},
            {{"id", "percent"}, {"title", "Up 47% in a year"}, {"text", "x"}},
            {{"id", "percent-no"}, {"title", "Up 4.7% and 147%"}, {"text", "x"}},
            {{"id", "mail"}, {"title", "Write to tips@wire.example today"}, {"text", "x"}},
            {{"id", "mail-no"}, {"title", "Wire example tips; tips from wire, example"}, {"text", "x"}},
            {{"id", "address"}, {"title", "See https://wire.example/a-1?b=c for more"}, {"text", "x"}},
            {{"id", "address-no"}, {"title", "https wire example b c a 1"}, {"text", "x"}},
            {{"id", "money"}, {"title", "$3.5 and 155,221 tonnes"}, {"text", "x"}},
            {{"id", "money-no"}, {"title", "3 and 5, 155 and 221"}, {"text", "x"}},
        }));
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"AT&T", {"att"}},
            {"at&t", {"att"}},
            {"U.S.", {"us"}},
            {"US", {"us"}},
            {"C++", {"cpp"}},
            {"c++", {"cpp"}},
            {"O'Neill", {"oneill", "oneill2"}},
            {"O’Neill", {"oneill", "oneill2"}},
            {"covid-19", {"covid"}},
            {"800-billion", {"billion"}},
            {"@nightdesk", {"handle"}},
            {"47%", {"percent"}},
            {"tips@wire.example", {"mail"}},
            {"https://wire.example/a-1?b=c", {"address"}},
            {"$3.5", {"money"}},
            {"155,221", {"money"}},
            {"155221", {"money"}},
            {"(tips@wire.example)", {"mail"}},
            {"\"AT&T bids\"", {"att"}},
            {"\"the U.S. senate\"", {"us"}},
            {"title:C++", {"cpp"}},
            {"vitamin -C++", {"cpp-no"}},
            {"AT&T NEAR/1 bids", {"att"}},
            {"O'Neill's", {"oneill", "oneill2"}},
            {"ONeill", {"oneill", "oneill2"}},
            {"Covid-19,", {"covid"}},
            {"\"covid-19 cases\"", {"covid"}},
            {"http://wire.example", {}},
            {"50%", {}},
            {"=AT&T", {"att"}},
            {"CAPS(AT&T)", {"att"}},
            {"title:U.S.", {"us"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query);
            Arguments found = desk.ids({query});
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
        }
    }

    TEST_CASE("a phrase finds no article that has its first word only in another form") {
        const Desk desk;
        desk.add(lines({
            {{"id", "other-form"}, {"title", "Cocoa prices fall"}, {"text", "The talks go on."}},
            {{"id", "phrase"}, {"title", "A talk: cocoa prices fall"}, {"text", "The talks go on."}},
            {{"id", "in-text"}, {"title", "Cocoa prices fall"}, {"text", "Talk, cocoa prices, more talks."}},
            {{"id", "apart"}, {"title", "Cocoa prices fall"}, {"text", "Talk of the talks."}},
        }));
        for (const char* phrase : {"\"talk cocoa\"", "\"talk cocoa prices\"", "talk-cocoa"}) {
            CAPTURE(phrase);
            Arguments found = desk.ids({phrase});
            std::sort(found.begin(), found.end());
            CHECK(found == Arguments{"in-text", "phrase"});
        }
        CHECK(desk.ids({"\"talks cocoa\""}).empty());
    }

    TEST_CASE("words of grammar count where they are asked for") {
        const Desk desk;
        desk.add(lines({
            {{"id", "band"}, {"title", "The Who play"}, {"text", "In the park."}},
            {{"id", "who"}, {"title", "Who pays"}, {"text", "Nobody said."}},
            {{"id", "the"}, {"title", "The park"}, {"text", "It is closed."}},
            {{"id", "hamlet"}, {"title", "Hamlet"}, {"text", "To be, or not to be, he said."}},
            {{"id", "be"}, {"title", "Not"}, {"text", "Or so it was to be to the end."}},
        }));
        const std::vector<std::pair<Arguments, Arguments>> cases{
            {{"\"the who\""}, {"band"}},
            {{"the who"}, {"band"}},
            {{"who"}, {"band", "who"}},
            {{"the"}, {"band", "be", "the"}},
            {{"\"to be or not to be\""}, {"hamlet"}},
            {{"to be or not to be"}, {"be", "hamlet"}},
            {{"TO BE OR \"NOT\" TO BE"}, {"be", "hamlet"}},
            {{"title:\"the who\""}, {"band"}},
            {{"the NEAR/1 who"}, {"band"}},
            {{"--any", "the hamlet"}, {"hamlet"}},
            {{"--any", "the who"}, {"band", "who"}},
            {{"--any", "to be"}, {"be", "hamlet"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query.back());
            Arguments found = desk.ids(query);
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
        }
    }

    TEST_CASE("an exact word that is typed with accents is written with them") {
        const Desk desk;
        desk.add(lines({
            {{"id", "umlaut"}, {"title", "Müller wins"}, {"text", "In Saint-Étienne."}},
            {{"id", "capitals"}, {"title", "MÜLLER’S CAFÉ"}, {"text", "x"}},
            {{"id", "apart"}, {"title", "Mu\u0308ller, u and dots apart"}, {"text", "x"}},
            {{"id", "plain"}, {"title", "Muller in a cafe"}, {"text", "In Saint-Etienne, at O'Neill's."}},
            {{"id", "street"}, {"title", "Straße"}, {"text", "x"}},
            {{"id", "strasse"}, {"title", "Strasse"}, {"text", "x"}},
        }));
        const Arguments all{"apart", "capitals", "plain", "umlaut"};
        const Arguments with{"apart", "capitals", "umlaut"};
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"Müller", all},
            {"muller", all},
            {"\"Müller\"", all},
            {"=muller", all},
            {"=Müller", with},
            {"exact:müller", with},
            {"=MÜLLER", with},
            {"=Mu\u0308ller", with},
            {"title:=Müller", with},
            {"text:=Müller", with},
            {"=Müller NEAR/2 wins", {"umlaut"}},
            {"muller -=Müller", {"plain"}},
            {"=café", {"capitals"}},
            {"=cafe", {"capitals", "plain"}},
            {"=Saint-Étienne", {"umlaut"}},
            {"=Saint-Etienne", {"plain", "umlaut"}},
            {"=Straße", {"street"}},
            {"=strasse", {"strasse", "street"}},
            {"ATLEAST/1 =Müller", with},
            {"=O'Neill", {"plain"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query);
            Arguments found = desk.ids({query});
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
            CHECK(desk.count({query}) == expected.size());
        }
    }
}
