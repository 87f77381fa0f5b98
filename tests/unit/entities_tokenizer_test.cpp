#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "indexer/entities/sentence.h"
#include "indexer/entities/tokenizer.h"

using namespace dateline::entities;

namespace {

/// Tokens apart by blanks, sentences by " | ".
std::string cut(std::string_view text) {
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    tokenize(text, tokens);
    split_sentences(text, tokens, sentences);
    std::string result;
    for (const Sentence& sentence : sentences) {
        if (!result.empty()) result += " | ";
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (i > sentence.first) result += ' ';
            result += text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
        }
    }
    return result;
}

}  // namespace

TEST_CASE("tokens and sentences") {
    struct Case {
        std::string_view text;
        std::string_view expected;
    };
    const std::vector<Case> cases{
        {"", ""},
        {" \n\t ", ""},
        {"Talks opened.", "Talks opened ."},
        {"Talks opened. They went on.", "Talks opened . | They went on ."},
        // Datelines and agencies.
        {"ABU DHABI, Jan 24 (TASS) - Talks opened.", "ABU DHABI , Jan 24 ( TASS ) - Talks opened ."},
        {"LONDON (Reuters) — Oil fell.", "LONDON ( Reuters ) — Oil fell ."},
        // Abbreviations keep their stop and end no sentence before a name.
        {"Mr. Witkoff met Gen. Kellogg.", "Mr. Witkoff met Gen. Kellogg ."},
        {"J. R. R. Tolkien and George W. Bush", "J. R. R. Tolkien and George W. Bush"},
        {"The U.S. envoy left the U.S. The talks ended.", "The U.S. envoy left the U.S. | The talks ended ."},
        {"Apple Inc. said so. Acme Corp. It fell.", "Apple Inc. said so . | Acme Corp. | It fell ."},
        {"St. Petersburg vs. Dr. No", "St. Petersburg vs. Dr. No"},
        {"Co...", "Co ..."},
        // Clitics and apostrophes.
        {"Putin's aides don't say they're late", "Putin 's aides do n't say they 're late"},
        {"Trump’s envoy", "Trump ’s envoy"},
        {"O'Neill and D’Souza", "O'Neill and D’Souza"},
        {"'s alone", "'s alone"},
        {"the '90s", "the ' 90s"},
        // Hyphens stand alone, whatever they join.
        {"Russia-Ukraine talks", "Russia - Ukraine talks"},
        {"Jean-Claude al-Assad", "Jean - Claude al - Assad"},
        {"1939–45", "1939 – 45"},
        // Numbers, mails, addresses.
        {"$1,234.50 at 8:15", "$ 1,234.50 at 8:15"},
        {"see https://wire.example/a?b=1. Then", "see https://wire.example/a?b=1 . | Then"},
        {"ask a_b@wire.example now", "ask a_b@wire.example now"},
        {"AT&T and amazon.com", "AT&T and amazon.com"},
        {"They left.Next came", "They left . Next came"},
        // Quotes go with the sentence they close.
        {"“They agreed.” He left.", "“ They agreed . ” | He left ."},
        {"\"Why?\" she asked.", "\" Why ? \" she asked ."},
        {"He said: \"No.\" (Reuters)", "He said : \" No. \" ( Reuters )"},
        // Other scripts and marks.
        {"Zürich, São Paulo, Łódź", "Zürich , São Paulo , Łódź"},
        {"習近平 met", "習近平 met"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(cut(c.text) == c.expected);
    }
}

TEST_CASE("tokens cover every byte that is no blank, whatever the bytes") {
    std::uint32_t state = 7;
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 300; ++i) {
            state = state * 1664525U + 1013904223U;
            constexpr std::string_view likely = "aB .-'\"’“éÉ9(),&\xff\xe2\x80";
            const std::uint32_t pick = state >> 16U;
            text.push_back(pick % 3 == 0 ? static_cast<char>(pick >> 4U) : likely[pick % likely.size()]);
        }
        std::vector<Token> tokens;
        std::vector<Sentence> sentences;
        tokenize(text, tokens);
        split_sentences(text, tokens, sentences);
        std::uint32_t at = 0;
        for (const Token& token : tokens) {
            REQUIRE(token.begin >= at);
            REQUIRE(token.end > token.begin);
            at = token.end;
        }
        REQUIRE(at <= text.size());
        std::uint32_t next = 0;
        for (const Sentence& sentence : sentences) {
            REQUIRE(sentence.first == next);
            REQUIRE(sentence.last > sentence.first);
            REQUIRE(sentence.last - sentence.first <= longest_sentence);
            next = sentence.last;
        }
        REQUIRE(next == tokens.size());
    }
}

TEST_CASE("a sentence without an end is cut") {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "word ";
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    tokenize(text, tokens);
    split_sentences(text, tokens, sentences);
    CHECK(tokens.size() == 1000);
    CHECK(sentences.size() == 5);
}

TEST_CASE("tokens of a corpus become ours") {
    struct Case {
        std::vector<std::string> tokens;
        std::vector<std::string> expected;  // piece, first and last token it comes from
    };
    const std::vector<Case> cases{
        {{"U.S.-led", "troops"}, {"U.S. 0-0", "- 0-0", "led 0-0", "troops 1-1"}},
        {{"Mr", ".", "Smith", "left"}, {"Mr. 0-1", "Smith 2-2", "left 3-3"}},
        {{"the", "U.S", "."}, {"the 0-0", "U.S 1-1", ". 2-2"}},
        {{"Putin", "'s", "do", "n't"}, {"Putin 0-0", "'s 1-1", "do 2-2", "n't 3-3"}},
        {{"\u00A0"}, {"\u00A0 0-0"}},
    };
    for (const Case& c : cases) {
        std::vector<std::string> pieces;
        for (const auto& piece : retokenize(c.tokens).pieces) {
            pieces.push_back(std::string(piece.text) + " " + std::to_string(piece.first) + "-" +
                             std::to_string(piece.last));
        }
        CHECK(pieces == c.expected);
    }
}
