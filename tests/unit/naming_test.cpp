#include "indexer/archive/naming.h"

#include <algorithm>
#include <array>
#include <random>

#include <doctest/doctest.h>

#include "common/text/analyzer.h"
#include "indexer/entities/coreference.h"
#include "indexer/entities/given_names.h"
#include "indexer/entities/tokenizer.h"
#include "indexer/input/encoding.h"
#include "scratch.h"

namespace dateline {

namespace {

using entities::Coreference;
using entities::FoundName;
using entities::Kind;
using entities::Mention;

const std::shared_ptr<const entities::Model>& shipped() {
    static const auto model = std::make_shared<const entities::Model>(DATELINE_ENTITY_MODEL);
    return model;
}

/// "witkoff-steve=Steve Witkoff*3! [Steve Witkoff] [Witkoff]": name, alias, mentions, in front, forms.
std::string told(const std::vector<Name>& names) {
    std::string text;
    for (const Name& name : names) {
        text += text.empty() ? "" : "; ";
        text += (name.origin == Name::Origin::found ? "+" : "") + name.name;
        if (!name.alias.empty()) text += "=" + name.alias;
        text += "*" + std::to_string(name.mentions) + (name.in_front ? "!" : "");
        for (const std::string& form : name.forms) text += " [" + form + "]";
    }
    return text;
}

struct FoundCase {
    std::vector<const char*> given;
    std::vector<FoundName> found;
    const char* people;
};

FoundName found_person(std::string name, std::vector<std::string> forms, std::uint32_t mentions) {
    return {Kind::person, std::move(name), std::move(forms), mentions, false, 0.9F};
}

Article with_mode(EntityMode mode, Article article) {
    ArticleNamer namer({mode, recognises(mode) ? shipped() : nullptr});
    namer.name(article);
    return article;
}

std::uint64_t mentions_of(const Article& article) {
    std::uint64_t sum = 0;
    for (const auto* names : {&article.people, &article.organizations, &article.places}) {
        for (const Name& name : *names) sum += name.mentions;
    }
    return sum;
}

}  // namespace

TEST_CASE("given people and found ones meet where that is safe") {
    const FoundCase cases[] = {
        {{"Steve Witkoff"}, {found_person("Steve Witkoff", {"Witkoff"}, 3)}, "Steve Witkoff*3 [Witkoff]"},
        {{"STEVE-WITKOFF"}, {found_person("Steve Witkoff", {}, 1)}, "STEVE-WITKOFF*1 [Steve Witkoff]"},
        {{"Mr Witkoff"}, {found_person("Witkoff", {}, 1)}, "Mr Witkoff*1 [Witkoff]"},
        // Surname first.
        {{"baker-james"},
         {found_person("James Baker", {"Baker"}, 4)},
         "baker-james=James Baker*4 [James Baker] [Baker]"},
        {{"baker-james"},
         {found_person("James A. Baker", {}, 4)},
         "baker-james=James A. Baker*4 [James A. Baker]"},
        {{"baker-james"}, {found_person("Howard Baker", {}, 4)}, "baker-james*0; +Howard Baker*4"},
        // A surname alone.
        {{"reagan"},
         {found_person("Ronald Reagan", {"Reagan"}, 2)},
         "reagan=Ronald Reagan*2 [Ronald Reagan] [Reagan]"},
        {{"reagan"},
         {found_person("Ronald Reagan", {}, 2), found_person("Nancy Reagan", {}, 1)},
         "reagan*0; +Ronald Reagan*2; +Nancy Reagan*1"},
        {{"xi"}, {found_person("Xi Jinping", {}, 2)}, "xi=Xi Jinping*2 [Xi Jinping]"},
        {{"donald"}, {found_person("Donald Trump", {}, 2)}, "donald*0; +Donald Trump*2"},
        {{"james-baker"}, {found_person("Baker", {}, 2)}, "james-baker*2 [Baker]"},
        {{"baker-james"}, {found_person("Baker", {}, 2)}, "baker-james*2 [Baker]"},
        {{"james-baker", "howard-baker"},
         {found_person("Baker", {}, 2)},
         "james-baker*0; howard-baker*0; +Baker*2"},
        {{"james-baker", "howard-baker"},
         {found_person("Howard Baker", {}, 1), found_person("James Baker", {}, 2)},
         "james-baker*2 [James Baker]; howard-baker*1 [Howard Baker]"},
        {{"!!!", ""}, {found_person("Baker", {}, 2)}, "!!!*0; *0; +Baker*2"},
        {{"A. B."}, {found_person("C. D.", {}, 1)}, "A. B.*0; +C. D.*1"},
        // Found twice under one key.
        {{}, {found_person("Al-Sisi", {}, 1), found_person("al Sisi", {}, 2)}, "+Al-Sisi*3 [al Sisi]"},
    };
    for (const FoundCase& one : cases) {
        Article article;
        for (const char* name : one.given) article.people.push_back(named(name));
        Coreference found;
        found.names = one.found;
        Folder folder;
        entities::join_names(article, found, {}, {}, folder);
        CHECK(told(article.people) == one.people);
    }
}

TEST_CASE("given organisations and places") {
    Article article;
    article.organizations = {named("Apple Inc."), named("the NATO")};
    article.places = {named("el-salvador"), named("Paris")};
    Coreference found;
    found.names = {{Kind::organization, "Apple", {}, 2, true, 0.8F},
                   {Kind::organization, "NATO", {}, 1, false, 0.8F},
                   {Kind::organization, "El Salvador", {}, 1, false, 0.8F},
                   {Kind::person, "Paris Hilton", {}, 1, false, 0.8F}};
    Folder folder;
    entities::join_names(article, found, {}, {}, folder);
    CHECK(told(article.organizations) == "Apple Inc.=Apple*2! [Apple]; the NATO=NATO*1 [NATO]");
    CHECK(told(article.places) == "el-salvador*1 [El Salvador]; Paris*0");
    CHECK(told(article.people) == "+Paris Hilton*1");
}

TEST_CASE("given names that were not found are counted where no other name stands") {
    Article article =
        article_of("a", "Cocoa board meets", {"The COCOA BOARD of York and New York.", "board"});
    article.organizations = {named("cocoa-board"), named("board")};
    article.places = {named("York")};
    const auto blocks = entities::blocks_of(article);
    // New York is found, so that York is counted once.
    const auto at = static_cast<std::uint32_t>(blocks[2].find("New York"));
    const std::vector<Mention> mentions{{Kind::place, 2, at, at + 8, 0.9F}};
    const Coreference found = entities::put_together(blocks, mentions, 3);
    Folder folder;
    entities::join_names(article, found, blocks, mentions, folder);
    CHECK(told(article.organizations) == "cocoa-board*2!; board*1");
    CHECK(told(article.places) == "York*1!; +New York*1!");
}

TEST_CASE("surnames before a comma") {
    Article article;
    for (const char* name : {"Trump, Donald", "King, Jr.", "a, b, c", ", x", "x, ", "Baker"})
        article.people.push_back(named(name));
    const Article turned = with_mode(EntityMode::given, article);
    CHECK(told(turned.people) ==
          "Trump, Donald=Donald Trump*0; King, Jr.*0; a, b, c*0; , x*0; x, *0; Baker*0");
    article.body = {"Donald Trump spoke in Geneva."};
    CHECK(with_mode(EntityMode::all, article).people.front().mentions == 1);
}

TEST_CASE("modes") {
    Article article = article_of("a", "Talks", {"Steve Witkoff met Jared Kushner in Geneva."});
    article.people = {named("Witkoff")};
    article.places = {named("ch")};
    CHECK(with_mode(EntityMode::given, article) == article);
    const Article none = with_mode(EntityMode::none, article);
    CHECK(none.people.empty());
    CHECK(none.places.empty());
    const Article found = with_mode(EntityMode::found, article);
    CHECK(told(found.people) == "+Steve Witkoff*1!; +Jared Kushner*1!");
    CHECK(told(found.places) == "+Geneva*1!");
    CHECK(found.people[0].probability > 50);
    CHECK(found.people[0].probability <= 100);
    const Article all = with_mode(EntityMode::all, article);
    CHECK(told(all.people) == "Witkoff=Steve Witkoff*1! [Steve Witkoff]; +Jared Kushner*1!");
    CHECK(told(all.places) == "ch*0; +Geneva*1!");
    for (const char* name : {"none", "given", "found", "all"}) CHECK(entity_mode(name));
    CHECK_FALSE(entity_mode("some"));
    CHECK(Naming{EntityMode::found, shipped()}.version() != Naming{EntityMode::all, shipped()}.version());
    CHECK(Naming{EntityMode::given, {}}.version() == "given");
}

TEST_CASE("whatever the text is, mentions slice it and add up to no more than its words") {
    static constexpr std::array pieces{"Steve Witkoff",
                                       "Witkoff",
                                       " ",
                                       " ",
                                       " ",
                                       ", ",
                                       ". ",
                                       "NATO",
                                       "the ",
                                       "(G7)",
                                       "of",
                                       "Geneva",
                                       "ABU DHABI",
                                       "U.S.",
                                       "'s",
                                       "Mr.",
                                       "al-",
                                       "\xC2\xA0",
                                       "\xE5\x8C\x97\xE4\xBA\xAC",
                                       "\xF0\x9F\x98\x80",
                                       "O'Neill",
                                       "Jean-Claude",
                                       "said",
                                       "talks\n",
                                       "\"",
                                       "Inc.",
                                       "7"};
    std::mt19937 random(31);
    entities::Recogniser recogniser(*shipped());
    ArticleNamer namer({EntityMode::all, shipped()});
    Folder folder;
    for (int round = 0; round < 400; ++round) {
        Article article;
        const auto text = [&] {
            std::string made;
            for (auto count = random() % 40; count > 0; --count) made += pieces[random() % pieces.size()];
            return random() % 3 == 0 ? mutated(made, random) : made;
        };
        article.title = text();
        if (random() % 2) article.lede = text();
        for (auto count = random() % 4; count > 0; --count) article.body.push_back(text());
        for (auto count = random() % 3; count > 0; --count) {
            article.people.push_back(named(text()));
            article.places.push_back(named(pieces[random() % pieces.size()]));
        }
        const auto blocks = entities::blocks_of(article);
        std::vector<entities::Token> tokens;
        std::size_t words = 0;
        for (const std::string_view block : blocks) {
            entities::tokenize(block, tokens);
            words += tokens.size();
        }
        const std::vector<Mention> mentions = recogniser.recognise(blocks);
        const Coreference found = entities::put_together(blocks, mentions, entities::front_blocks(article));
        std::uint32_t block = 0;
        std::uint32_t end = 0;
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            const Mention& mention = mentions[i];
            REQUIRE(mention.block < blocks.size());
            REQUIRE(mention.block >= block);
            if (mention.block > block) end = 0;
            block = mention.block;
            REQUIRE(mention.begin >= end);
            REQUIRE(mention.begin < mention.end);
            REQUIRE(mention.end <= blocks[block].size());
            end = mention.end;
            // Begins and ends with a token, whole characters and no blanks around.
            const std::string_view surface = blocks[block].substr(mention.begin, mention.end - mention.begin);
            if (is_utf8(blocks[block])) CHECK((static_cast<unsigned char>(surface.front()) & 0xC0U) != 0x80U);
            CHECK(surface.front() != ' ');
            CHECK(surface.back() != ' ');
            if (found.of_mention[i] == Coreference::nobody) continue;
            // The name or one of its forms is what stands there, possessive and blanks aside.
            const FoundName& name = found.names[found.of_mention[i]];
            const std::string key = name_key(surface, folder);
            const bool is_form = std::ranges::any_of(
                name.forms, [&](const std::string& form) { return key.starts_with(name_key(form, folder)); });
            CHECK((is_form || key.find(name_key(name.name, folder)) != std::string::npos));
        }
        namer.name(article);
        CHECK(mentions_of(article) <= words);
    }
}

}  // namespace dateline
