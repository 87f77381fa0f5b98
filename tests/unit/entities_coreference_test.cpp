#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "indexer/entities/coreference.h"

using namespace dateline::entities;

namespace {

/// An article with its mentions marked in the text: "{P:Steve Witkoff} met {O:NATO} in {L:Geneva}".
struct Marked {
    std::vector<std::string> texts;
    std::vector<Mention> mentions;

    explicit Marked(const std::vector<std::string_view>& marked) {
        for (const std::string_view source : marked) {
            std::string text;
            for (std::size_t i = 0; i < source.size(); ++i) {
                if (source[i] == '}') {
                    mentions.back().end = static_cast<std::uint32_t>(text.size());
                } else if (source[i] == '{') {
                    const char kind = source[i + 1];
                    mentions.push_back({kind == 'P'   ? Kind::person
                                        : kind == 'O' ? Kind::organization
                                                      : Kind::place,
                                        static_cast<std::uint32_t>(texts.size()),
                                        static_cast<std::uint32_t>(text.size()), 0, 0.9F});
                    i += 2;
                } else {
                    text.push_back(source[i]);
                }
            }
            texts.push_back(text);
        }
    }

    [[nodiscard]] Coreference together() const {
        const std::vector<std::string_view> blocks(texts.begin(), texts.end());
        return put_together(blocks, mentions, 1);
    }
};

/// "PER Steve Witkoff*2 [Witkoff]": kind, name, '*' and mentions, other forms.
std::string told(const Coreference& found) {
    std::string result;
    for (const FoundName& name : found.names) {
        if (!result.empty()) result += "; ";
        result += std::string(code_of(name.kind)) + " " + name.name + "*" + std::to_string(name.mentions);
        for (const std::string& form : name.forms) result += " [" + form + "]";
    }
    return result;
}

}  // namespace

TEST_CASE("who is who in an article") {
    struct Case {
        std::vector<std::string_view> blocks;  // the first is the title
        std::string_view expected;
    };
    const std::vector<Case> cases{
        {{"", "{P:Steve Witkoff} met them. {P:Witkoff} left."}, "PER Steve Witkoff*2 [Witkoff]"},
        // A headline may come before the full name, a paragraph may not.
        {{"{P:Witkoff} leaves", "{P:Steve Witkoff} met them."}, "PER Steve Witkoff*2 [Witkoff]"},
        {{"", "{P:Witkoff} left. {P:Steve Witkoff} met them."}, "PER Witkoff*1; PER Steve Witkoff*1"},
        // Two of that name: nobody knows.
        {{"", "{P:Bill Clinton} and {P:Hillary Clinton}. {P:Clinton} said"},
         "PER Bill Clinton*1; PER Hillary Clinton*1; PER Clinton*1"},
        // Titles and possessives.
        {{"", "{P:President Donald Trump} spoke. {P:Mr. Trump's} aides. {P:Mr.} left"},
         "PER Donald Trump*2 [President Donald Trump] [Mr. Trump]"},
        {{"", "{P:Prime Minister Keir Starmer} and {P:Sir Keir Starmer}"},
         "PER Keir Starmer*2 [Prime Minister Keir Starmer] [Sir Keir Starmer]"},
        // The longest leads.
        {{"", "{P:Donald Trump} spoke. {P:Donald J. Trump} did. {P:Trump} too."},
         "PER Donald J. Trump*3 [Donald Trump] [Trump]"},
        {{"", "{P:Ursula von der Leyen} said. {P:von der Leyen} added. {P:Leyen} went."},
         "PER Ursula von der Leyen*3 [von der Leyen] [Leyen]"},
        {{"", "{P:Crown Prince Mohammed bin Salman} spoke, {P:bin Salman} said"},
         "PER Mohammed bin Salman*2 [Crown Prince Mohammed bin Salman] [bin Salman]"},
        {{"", "{P:Billie Jean King} won. {P:King} smiled. {P:President} left."},
         "PER Billie Jean King*2 [King]"},
        // Family names first.
        {{"", "{P:Xi Jinping} spoke. {P:Xi} left."}, "PER Xi Jinping*2 [Xi]"},
        {{"", "{P:Kim Jong Un} and {P:Kim Yo Jong} came. {P:Kim} left."},
         "PER Kim Jong Un*1; PER Kim Yo Jong*1; PER Kim*1"},
        // Case, accents and punctuation aside.
        {{"{P:ANGELA MERKEL} IN {L:SAO PAULO}, {L:JAPAN}", "{L:USSR} of {P:J. F. KENNEDY} and {O:BOEING}"},
         "PER Angela Merkel*1 [ANGELA MERKEL]; LOC Sao Paulo*1 [SAO PAULO]; LOC Japan*1 [JAPAN]; LOC USSR*1; "
         "PER J. F. Kennedy*1 [J. F. KENNEDY]; ORG BOEING*1"},
        {{"{P:ANGELA MERKEL} IN {L:SAO PAULO}", "{P:Angela Merkel} came to {L:São Paulo}."},
         "PER Angela Merkel*2 [ANGELA MERKEL]; LOC São Paulo*2 [SAO PAULO]"},
        {{"", "The {L:U.S.} and the {L:US}"}, "LOC U.S.*2 [US]"},
        // One kind a form, by majority.
        {{"", "{O:Reuters} said. {P:Reuters} said. {O:Reuters} said."}, "ORG Reuters*3"},
        // Acronyms in brackets.
        {{"", "The {O:International Monetary Fund} ({O:IMF}) said. The {O:IMF} added."},
         "ORG International Monetary Fund*3 [IMF]"},
        {{"", "{O:Group of Seven} ({O:G7}) and {O:G7}"}, "ORG Group of Seven*3 [G7]"},
        {{"", "{O:Group of Seven} (G7) said. The {O:Group of Seven} (2026) (x)"},
         "ORG Group of Seven*2 [G7]"},
        {{"", "{O:Acme Steel} ({O:Reuters})"}, "ORG Acme Steel*1; ORG Reuters*1"},
        {{"", "{O:Microsoft Corp.} said. {O:Microsoft} fell."}, "ORG Microsoft Corp.*2 [Microsoft]"},
        {{"", "{O:Channel 4} and {O:Channel 5}"}, "ORG Channel 4*1; ORG Channel 5*1"},
        // A surname never joins across kinds.
        {{"", "{P:Jordan Smith} went to {L:Smith}."}, "PER Jordan Smith*1; LOC Smith*1"},
        {{"", ""}, ""},
    };
    for (const Case& c : cases) {
        const Marked article(c.blocks);
        CAPTURE(c.blocks[0]);
        CAPTURE(c.blocks[1]);
        CHECK(told(article.together()) == c.expected);
    }
}

TEST_CASE("title and lede are the front, and every mention knows its name") {
    const Marked article({"{P:Witkoff} leaves", "{P:Steve Witkoff} left {L:Geneva}.", "{P:Mr.} left."});
    const Coreference found = article.together();
    REQUIRE(found.names.size() == 2);
    CHECK(found.names[0].in_front);
    CHECK_FALSE(found.names[1].in_front);
    CHECK(found.of_mention == std::vector<std::uint32_t>{0, 0, 1, Coreference::nobody});

    CHECK(found.names[0].forms == std::vector<std::string>{"Witkoff"});
    CHECK(found.names[0].mentions == 2);
}

TEST_CASE("the first paragraph stands in for a lede") {
    dateline::Article article;
    article.title = "T";
    article.body = {"one", "two"};
    CHECK(front_blocks(article) == 3);
    CHECK(blocks_of(article) == std::vector<std::string_view>{"T", "", "one", "two"});
    article.lede = "L";
    CHECK(front_blocks(article) == 2);
}

TEST_CASE("thousands of namesakes take no quadratic time") {
    std::string text;
    std::vector<Mention> mentions;
    for (int i = 0; i < 20000; ++i) {
        const auto begin = static_cast<std::uint32_t>(text.size());
        text += "Name" + std::to_string(i) + "x Smith, ";
        mentions.push_back({Kind::person, 0, begin, static_cast<std::uint32_t>(text.size() - 2), 0.5F});
    }
    const std::vector<std::string_view> blocks{text};
    CHECK(put_together(blocks, mentions, 0).names.size() == 20000);
}
