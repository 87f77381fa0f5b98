#include "searcher/word_begins.h"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/text/analyzer.h"
#include "searcher/highlight.h"

namespace dateline {

namespace {

bool may_stand_in(const WordBegins& begins, std::string_view text) {
    return begins.next(text, 0).begin < text.size();
}

}  // namespace

TEST_CASE("a text without the begin of any wanted word is told from one with it") {
    struct Case {
        std::vector<std::string> words;
        const char* text;
        bool may;
    };
    const std::vector<Case> cases{
        {{"talk"}, "the TALKS went on", true},
        {{"talk"}, "the council met", false},
        {{"talk"}, "a tale of two", true},  // only the first three letters are looked at
        {{"us"}, "in the U.S. today", true},
        {{"us"}, "in Rome today", false},
        {{"nato"}, "said N.A.T.O. yesterday", true},
        {{"oneill"}, "Mr O'Neill", true},
        {{"oneill"}, "Mr O\u2019Neill", true},
        {{"ivoire"}, "Cote d'Ivoire", true},
        {{"at&t"}, "AT&T rose", true},
        {{"c++"}, "in C++, they say", true},
        {{"155221"}, "some 155,221 votes", true},
        {{"19"}, "covid-19", true},
        {{"a"}, "no such letter in hutch", false},
        {{"a"}, "it ends with a", true},
        {{"gold"}, "\u201cGold\u201d \u2013 and tin", true},
        {{"gold"}, "\u201cTin\u201d \u2013 and lead", false},
        {{"gold"}, "caf\u00e9", true},  // beyond ASCII: not known
        {{"\u5317"}, "Beijing", false},
        {{"\u5317"}, "\u5317\u4eac", true},
        {{"gold", "tin"}, "tin", true},
        {{"gold"}, "", false},
        {{}, "gold", false},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        WordBegins begins;
        for (const std::string& word : one.words) begins.add(word);
        CHECK(may_stand_in(begins, one.text) == one.may);
    }
    WordBegins all;
    all.add_all();
    CHECK(may_stand_in(all, "anything"));
}

TEST_CASE("no word that the tokenizer finds is passed over") {
    std::mt19937 chance(11);
    const std::string letters = "abAB12   .,'&+#-c\n";
    Folder folder;
    Tokenizer tokens(folder);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned i = 0; i < 1 + chance() % 60; ++i) {
            if (chance() % 15 == 0) {
                text += chance() % 2 == 0 ? "\u2019" : "\u201d";
            } else {
                text += letters[chance() % letters.size()];
            }
        }
        CAPTURE(text);
        tokens.start(text);
        for (Token token; tokens.next(token);) {
            WordBegins begins;
            begins.add(token.word);
            bool is_in_a_stretch = false;
            for (auto stretch = begins.next(text, 0); stretch.begin < text.size();
                 stretch = begins.next(text, stretch.end)) {
                is_in_a_stretch =
                    is_in_a_stretch || (stretch.begin <= token.begin && token.end <= stretch.end);
            }
            CHECK(is_in_a_stretch);
        }
    }
}

TEST_CASE("stems that begin unlike their forms are marked all the same") {
    Analyzer analyzer;
    for (const std::string word :
         {"dying", "lying", "tying", "skies", "idly", "flies", "happier", "news", "talked"}) {
        CAPTURE(word);
        Wanted wanted;
        wanted.stems.push_back({analyzer.word(word).stem});
        Highlighter highlighter(wanted, analyzer);
        CHECK(highlighter.marks("it was said that " + word + " is there").size() == 1);
        CHECK(highlighter.marks("nothing").empty());
    }
}

TEST_CASE("marks are those of the whole text, whatever is passed over") {
    Analyzer analyzer;
    std::mt19937 chance(3);
    const std::vector<std::string> words{
        "gold",   "tin",     "talks", "talked", "a",      "of",   "U.S.",      "-",      "\u2013", "cocoa,",
        "Gold's", "harbour", "port",  "vessel", "unfold", "d'or", "caf\u00e9", "tinned", "xylem"};
    Wanted wanted;
    wanted.words = {"us"};
    wanted.stems = {{"talk"}, {"cocoa"}};
    wanted.phrases = {{"gold", "tin"}, {"a", "of", "gold"}};
    wanted.prefixes = {"vess"};
    for (int round = 0; round < 500; ++round) {
        std::string text;
        std::string other = "\u5317";
        for (unsigned i = 0; i < 60; ++i)
            text += words[chance() % (round % 2 == 0 ? words.size() : 40) % words.size()] + ' ';
        Highlighter passing_over(wanted, analyzer);
        Highlighter whole(wanted, analyzer);
        whole.look_at_everything();
        CAPTURE(text);
        CHECK(passing_over.marks(text) == whole.marks(text));
    }
}

}  // namespace dateline
