#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "indexer/entities/hashing.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/tokenizer.h"

using namespace dateline::entities;

namespace {

/// The model in the source tree; opened once, it is shared.
const Model& shipped() {
    static const Model model(DATELINE_ENTITY_MODEL);
    return model;
}

/// "PER Steve Witkoff; LOC Geneva"
std::string found_in(const std::vector<std::string_view>& blocks) {
    Recogniser recogniser(shipped());
    std::string result;
    for (const Mention& mention : recogniser.recognise(blocks)) {
        if (!result.empty()) result += "; ";
        result += std::string(code_of(mention.kind)) + " ";
        result += blocks[mention.block].substr(mention.begin, mention.end - mention.begin);
    }
    return result;
}

}  // namespace

TEST_CASE("names of the news are found") {
    struct Case {
        std::string_view text;
        std::string_view expected;
    };
    const std::vector<Case> cases{
        {"", ""},
        {"The talks went on for three hours.", ""},
        // Datelines and bylines.
        {"ABU DHABI, Jan 24 (TASS) - Envoys met Steve Witkoff.",
         "LOC ABU DHABI; ORG TASS; PER Steve Witkoff"},
        {"LONDON (Reuters) - Oil prices fell on Monday.", "LOC LONDON; ORG Reuters"},
        {"By Ines Duarte", "PER Ines Duarte"},
        {"By John Irish and Michelle Nichols", "PER John Irish; PER Michelle Nichols"},
        // Firms that read like people.
        {"Merrill Lynch raised its forecast, and Smith Barney followed.",
         "ORG Merrill Lynch; ORG Smith Barney"},
        {"Peter Smith of Dean Witter Reynolds said so.", "PER Peter Smith; ORG Dean Witter Reynolds"},
        // Titles stay outside.
        {"Mr. Witkoff spoke to reporters.", "PER Witkoff"},
        {"President Donald Trump met Prime Minister Keir Starmer.", "PER Donald Trump; PER Keir Starmer"},
        {"Foreign Minister Sergei Lavrov said so.", "PER Sergei Lavrov"},
        {"Gen. Mark Milley and Sen. Mitt Romney agreed.", "PER Mark Milley; PER Mitt Romney"},
        // Initials and apostrophes.
        {"George W. Bush and J. K. Rowling came.", "PER George W. Bush; PER J. K. Rowling"},
        {"Sinead O'Connor sang in Dublin.", "PER Sinead O'Connor; LOC Dublin"},
        {"Russia’s foreign ministry said Putin’s aides left.", "LOC Russia; PER Putin"},
        // Hyphens.
        {"Jean-Claude Juncker spoke in Brussels.", "PER Jean-Claude Juncker; LOC Brussels"},
        {"The Russia-Ukraine war went on.", "LOC Russia; LOC Ukraine"},
        // Particles.
        {"Bashar al-Assad left Syria.", "PER Bashar al-Assad; LOC Syria"},
        {"Abu Musab al-Zarqawi was killed in Iraq.", "PER Abu Musab al-Zarqawi; LOC Iraq"},
        {"Oscar de la Renta died in Connecticut.", "PER Oscar de la Renta; LOC Connecticut"},
        {"Ursula von der Leyen met Guy van der Berg.", "PER Ursula von der Leyen; PER Guy van der Berg"},
        // Family names first.
        {"Xi Jinping and Kim Jong Un met in Beijing.", "PER Xi Jinping; PER Kim Jong Un; LOC Beijing"},
        // Organisations.
        {"The United Nations and NATO said the European Union agreed.",
         "ORG United Nations; ORG NATO; ORG European Union"},
        {"Shares of Microsoft Corp. and Deutsche Bank rose.", "ORG Microsoft Corp.; ORG Deutsche Bank"},
        {"He studied at the University of Oxford.", "ORG University of Oxford"},
        // All capitals, no capitals, headlines.
        {"TRUMP MEETS PUTIN IN GENEVA", "PER TRUMP; PER PUTIN; LOC GENEVA"},
        {"angela merkel visited paris and london with barack obama yesterday",
         "PER angela merkel; LOC paris; LOC london; PER barack obama"},
        {"Talks Between Russia and Ukraine Resume in Geneva", "LOC Russia; LOC Ukraine; LOC Geneva"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(found_in({c.text}) == c.expected);
    }
}

TEST_CASE("the rest of the article helps") {
    CHECK(found_in({"Steve Witkoff met the envoys.", "Witkoff left."}) == "PER Steve Witkoff; PER Witkoff");
}

TEST_CASE("title, lede and paragraphs are the blocks of an article") {
    dateline::Article article;
    article.title = "Talks open in Geneva";
    article.body = {"Nothing here.", "Steve Witkoff spoke in Abu Dhabi."};
    Recogniser recogniser(shipped());
    const std::vector<Mention> mentions = recogniser.recognise(article);
    REQUIRE(mentions.size() == 3);
    CHECK(mentions[0].block == 0);
    CHECK(mentions[1].block == 3);
    CHECK(mentions[1].begin == 0);
    CHECK(mentions[1].end == 13);
    CHECK(mentions[2].kind == Kind::place);
    CHECK(mentions[2].probability > 0.5F);
    CHECK(mentions[2].probability <= 1);
}

TEST_CASE("what is found does not depend on the articles before") {
    Recogniser used(shipped());
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "Word" + std::to_string(i * 7) + " of Name" + std::to_string(i) + ". ";
    const std::vector<std::string_view> noise{text};
    const std::vector<std::string_view> blocks{"Steve Witkoff met NATO envoys in Geneva.",
                                               "Witkoff left Kyiv."};
    Recogniser fresh(shipped());
    const std::vector<Mention> expected = fresh.recognise(blocks);
    CHECK_FALSE(expected.empty());
    (void)used.recognise(noise);
    // Words that differ in a bit, in sentences of each case: they once passed for one another.
    for (const std::string_view headline :
         {"TALKS ON AINE AND BINE END", "Talks on Gteve Uitkoff Go Badly, Experts Say Today",
          "Cineva and MATO left."}) {
        (void)used.recognise(std::vector<std::string_view>{headline});
    }
    CHECK(used.recognise(blocks) == expected);
}

TEST_CASE("the seed of a hash is more than a bit of the first letter") {
    for (std::uint64_t one = 0; one < 8; ++one) {
        for (std::uint64_t other = 0; other < 8; ++other) {
            if (one == other) continue;
            std::string text = "NATO";
            text[0] = static_cast<char>(text[0] ^ static_cast<char>(one ^ other));
            CHECK(hash_bytes("NATO", one) != hash_bytes(text, other));
        }
    }
}

TEST_CASE("spans never overlap, slice the text, and are no more than the tokens") {
    Recogniser recogniser(shipped());
    constexpr std::string_view pieces[]{"Steve ",  "Witkoff",  " met ", "NATO",    " in ",      "Geneva",
                                        ". ",      "\xff\xfe", "’s ",   "U.S.",    "-led ",     "(TASS) ",
                                        "“",       "é",        "\0x",   "\n",      "al-Assad ", "van der ",
                                        "İ\u0301", "ß",        "…",     "習近平 ", "''",        "- "};
    std::uint32_t state = 3;
    for (int round = 0; round < 400; ++round) {
        std::vector<std::string> texts(1 + round % 4);
        for (std::string& text : texts) {
            for (int i = 0; i < round % 60; ++i) {
                state = state * 1664525U + 1013904223U;
                text += pieces[(state >> 16U) % std::size(pieces)];
                if (state % 11 == 0) text.push_back(static_cast<char>(state >> 20U));
            }
        }
        const std::vector<std::string_view> blocks(texts.begin(), texts.end());
        std::size_t tokens_in_all = 0;
        for (const std::string_view block : blocks) {
            std::vector<Token> tokens;
            tokenize(block, tokens);
            tokens_in_all += tokens.size();
        }
        const std::vector<Mention> mentions = recogniser.recognise(blocks);
        REQUIRE(mentions.size() <= tokens_in_all);
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            const Mention& mention = mentions[i];
            REQUIRE(mention.block < blocks.size());
            REQUIRE(mention.begin < mention.end);
            REQUIRE(mention.end <= blocks[mention.block].size());
            REQUIRE(mention.probability >= 0);
            REQUIRE(mention.probability <= 1);
            if (i == 0 || mentions[i - 1].block != mention.block) continue;
            REQUIRE(mentions[i - 1].end <= mention.begin);
        }
    }
}
