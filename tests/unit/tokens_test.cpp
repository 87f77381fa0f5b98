#include "common/text/tokens.h"

#include <random>
#include <string>

#include <doctest/doctest.h>

namespace dateline {
namespace {

/// The words of a text, apart by '|'; each unspaced one in brackets.
std::string words_of(std::string_view text) {
    Folder folder;
    Tokenizer tokens(folder);
    tokens.start(text);
    std::string words;
    Token token;
    while (tokens.next(token)) {
        if (!words.empty()) words += '|';
        words += token.unspaced ? "[" + std::string(token.word) + "]" : std::string(token.word);
    }
    return words;
}

struct Case {
    std::string_view text;
    std::string_view words;
};

TEST_CASE("text is cut into folded words") {
    const Case cases[] = {
        {"", ""},
        {" . , - ' \" ", ""},
        {"Abu Dhabi talks", "abu|dhabi|talks"},
        {"Trump's plan", "trump|plan"},
        {"Trump’s plan", "trump|plan"},
        {"the workers' union", "the|workers|union"},
        {"'quoted'", "quoted"},
        {"O'Neill and O’Neill", "oneill|and|oneill"},
        {"don't", "dont"},
        {"Côte d'Ivoire", "cote|d|ivoire"},
        {"un'inchiesta dall'Aquila", "un|inchiesta|dall|aquila"},
        {"jusqu'automne, lorsqu’elle", "jusqu|automne|lorsqu|elle"},
        {"l’Aquila", "l|aquila"},
        {"qu'il", "qu|il"},
        {"U.S. and U.S.A and U.N.", "us|and|usa|and|un"},
        {"J. R. Okafor", "j|r|okafor"},
        {"J.R. Okafor", "jr|okafor"},
        {"at 5 p.m. on Monday", "at|5|pm|on|monday"},
        {"the end.Next", "the|end|next"},
        {"AT&T and R&D", "at&t|and|r&d"},
        {"fish & chips", "fish|chips"},
        {"Q&A.", "q&a"},
        {"C++ and C# and F#.", "c++|and|c#|and|f#"},
        {"C+", "c"},
        {"1++", "1++"},
        {"covid-19", "covid|19"},
        {"800-billion-dollar", "800|billion|dollar"},
        {"155,221 bags", "155221|bags"},
        {"1,000,000", "1000000"},
        {"1,2,3", "1|2|3"},
        {"1,0000", "1|0000"},
        {"3.5 and 5.93.", "3.5|and|5.93"},
        {"$1.13bn (£600m)", "1.13bn|600m"},
        {"50%", "50"},
        {"@handle #tag", "handle|tag"},
        {"someone@mail.example", "someone|mail|example"},
        {"https://wire.example/a?b=c", "https|wire|example|a|b|c"},
        {"ZÜRICH Zürich zurich", "zurich|zurich|zurich"},
        {"Z\u0075\u0308rich", "zurich"},
        {"Łódź Straße Dvořák Æthel", "lodz|strasse|dvorak|aethel"},
        {"São Paulo", "sao|paulo"},
        {"co\u00ADoperate", "cooperate"},
        {"Ёлка Киев Андрій", "елка|киев|андрій"},
        {"й", "й"},
        {"ＡＢＣ１２", "abc12"},
        {"北京 talks", "[北]|[京]|talks"},
        {"東京2020", "[東]|[京]|2020"},
        {"データ", "[デ]|[ー]|[タ]"},
        {"서울 회담", "서울|회담"},
        {"أبوظبي", "ابوظبي"},
        {"שָׁלוֹם", "שלום"},
        {"हिन्दी", "हिन्दी"},
        {"🙂 ok", "ok"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(words_of(c.text) == c.words);
    }
}

TEST_CASE("a token's offsets are what a reader sees as the word") {
    Folder folder;
    Tokenizer tokens(folder);
    const std::string text = "«Trump’s» U.S. C++";
    tokens.start(text);
    Token token;
    std::string seen;
    while (tokens.next(token)) seen += text.substr(token.begin, token.end - token.begin) + "|";
    CHECK(seen == "Trump|U.S|C++|");
}

TEST_CASE("a word longer than a term is cut between characters") {
    Folder folder;
    Tokenizer tokens(folder);
    std::string text(63, 'a');
    text += "жж";
    tokens.start(text);
    Token token;
    REQUIRE(tokens.next(token));
    CHECK(token.word == std::string(63, 'a'));
    CHECK(token.end == text.size());
    CHECK_FALSE(tokens.next(token));
}

TEST_CASE("any bytes give tokens in order, inside the text") {
    std::mt19937 random(7);
    Folder folder;
    Tokenizer tokens(folder);
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 40, ' ');
        for (char& c : text)
            c = static_cast<char>(random() % 3 == 0 ? random() : "aB.'&+# 1,\xC3\xA9"[random() % 13]);
        tokens.start(text);
        Token token;
        std::size_t end = 0;
        while (tokens.next(token)) {
            REQUIRE(token.begin >= end);
            REQUIRE(token.end > token.begin);
            REQUIRE(token.end <= text.size());
            REQUIRE(!token.word.empty());
            REQUIRE(token.word.size() <= longest_word);
            end = token.end;
        }
    }
}

TEST_CASE("names that differ in case, accents or punctuation share a key") {
    const Case cases[] = {
        {"Steve Witkoff", "steve witkoff"},
        {"STEVE  WITKOFF", "steve witkoff"},
        {"ivory-coast", "ivory coast"},
        {"Côte d’Ivoire", "cote d ivoire"},
        {"COTE-D'IVOIRE", "cote d ivoire"},
        {"U.S.", "us"},
        {"北京市", "北京市"},
        {"東京 都", "東京 都"},
        {"Sinn Féin", "sinn fein"},
        {"...", ""},
    };
    Folder folder;
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(name_key(c.text, folder) == c.words);
    }
}

}  // namespace
}  // namespace dateline
