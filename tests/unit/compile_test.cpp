#include "searcher/compile.h"

#include <set>

#include <doctest/doctest.h>

#include "scratch.h"
#include "searcher/query/parser.h"

namespace dateline {

namespace {

using Ids = std::set<std::string>;

const Day today = day_of(2026, 2, 1);

/// A small archive, made once for a test.
class Asked {
public:
    explicit Asked(const std::vector<Article>& articles) {
        (void)index(scratch_.path(), articles);
        archive_.emplace(scratch_.path());
    }

    [[nodiscard]] CompiledQuery compile(const std::string& query, bool any_word = false) {
        const Entities entities(*archive_, Authority::none());
        return QueryCompiler(*archive_, entities, analyzer_, query, any_word)
            .compile(parse_query(query, today));
    }

    [[nodiscard]] Ids ids(const std::string& query, bool any_word = false) {
        Ids found;
        for (const Xapian::docid number : matches(*archive_, compile(query, any_word).matching))
            found.insert(archive_->article(number).id);
        return found;
    }

    [[nodiscard]] const Archive& archive() const { return *archive_; }
    [[nodiscard]] Analyzer& analyzer() { return analyzer_; }

private:
    ScratchFolder scratch_;
    std::optional<Archive> archive_;
    Analyzer analyzer_;
};

}  // namespace

TEST_CASE("words, exact words and beginnings") {
    Asked asked({article_of("talk", "", {"a talk"}), article_of("talks", "", {"many talks"}),
                 article_of("talking", "", {"still talking"}), article_of("title", "Talks", {"nothing else"}),
                 article_of("lie", "", {"a lie"}), article_of("lies", "", {"two lies"}),
                 article_of("lying", "", {"lying again"}), article_of("happi", "", {"happi is no word"}),
                 article_of("happy", "", {"happy end"}), article_of("oil", "", {"oil"}),
                 article_of("oils", "", {"oils"}), article_of("covid", "", {"covid 19 cases"}),
                 article_of("covid-19", "", {"covid-19"}), article_of("19 covid", "", {"19 covid"})});
    const std::pair<std::string, Ids> cases[] = {
        {"talk", {"talk", "talks", "talking", "title"}},
        {"TALKING", {"talk", "talks", "talking", "title"}},
        {"=talk", {"talk"}},
        {"=talks", {"talks", "title"}},
        {"=talking", {"talking"}},
        {"\"talks\"", {"talks", "title"}},
        {"talk*", {"talk", "talks", "talking", "title"}},
        {"talki*", {"talking"}},
        {"talks*", {"talks", "title"}},
        {"title:talk*", {"title"}},
        {"title:=talks", {"title"}},
        {"title:=talk", {}},
        {"title:talk", {"title"}},
        {"lede:talk", {"talk", "talks", "talking", "title"}},
        {"lede:=talks", {"talks", "title"}},
        {"lede:talks*", {"talks", "title"}},
        {"talk~", {"talk", "talks", "title"}},
        {"talk~1 -title:talks", {"talk", "talks"}},
        {"tlak~1", {"talk"}},
        {"tallk~2", {"talk", "talks", "title"}},
        {"title:tals~", {"title"}},
        {"lede:tals~", {"talk", "talks", "title"}},
        {"oils~", {"oil", "oils"}},
        {"happx~", {"happy", "happi"}},
        {"nowhere~2", {}},
        {"lie", {"lie", "lies", "lying"}},
        {"=lie", {"lie"}},
        {"=lies", {"lies"}},
        {"lying", {"lie", "lies", "lying"}},
        {"lie*", {"lie", "lies"}},
        {"happy", {"happy", "happi"}},
        {"=happy", {"happy"}},
        {"=happi", {"happi"}},
        {"happi*", {"happi"}},
        {"=oil", {"oil"}},
        {"=oils", {"oils"}},
        {"oil*", {"oil", "oils"}},
        {"covid-19", {"covid", "covid-19"}},
        {"=covid-19", {"covid", "covid-19"}},
        {"nowhere", {}},
        {"nowhere*", {}},
        {"=nowhere", {}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("phrases and neighbours stay within title, standfirst and paragraph") {
    Article article = article_of("a", "Envoys meet", {"Geneva hosts talks", "on oil and gas"});
    article.lede = "Talks open";
    Article repeated = article_of("r", "", {"talks about talks about talks"});
    Asked asked({article, repeated, article_of("d", "", {"the envoys were dying while others die"})});
    const std::pair<std::string, Ids> cases[] = {
        {"\"envoys meet\"", {"a"}},
        {"\"meet talks\"", {}},
        {"\"meet geneva\"", {}},
        {"\"open geneva\"", {}},
        {"\"talks on\"", {}},
        {"\"talks on oil\"", {}},
        {"\"on oil and gas\"", {"a"}},
        {"\"oil on\"", {}},
        {"\"envoy meets\"", {}},
        {"title:\"envoys meet\"", {"a"}},
        {"title:\"talks open\"", {}},
        {"lede:\"talks open\"", {"a"}},
        {"\"talks about talks\"", {"r"}},
        {"\"talks about talks about talks\"", {"r"}},
        {"\"talks about talks about talks about\"", {}},
        {"meet NEAR/50 geneva", {}},
        {"geneva NEAR/2 talk", {"a"}},
        {"talk NEAR/2 geneva", {"a"}},
        {"talk ADJ/2 geneva", {}},
        {"geneva ADJ/2 talk", {"a"}},
        {"geneva ADJ talk", {}},
        {"geneva ADJ/1 hosting", {"a"}},
        {"title:envoy NEAR/3 title:meeting", {"a"}},
        {"title:envoy NEAR/3 title:talks", {}},
        {"\"geneva hosts\" NEAR/1 talks", {"a"}},
        {"(paris OR geneva) NEAR/2 (talk* OR peace)", {"a"}},
        {"geneva NEAR/2 nowhere*", {}},
        {"talks NEAR/2 talks", {"r"}},
        {"die NEAR/2 while", {"d"}},
        {"lies NEAR/2 while", {}},
        {"envoy ADJ/2 died", {"d"}},
        {"dying NEAR/1 others", {"d"}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("one sentence, one paragraph") {
    const auto long_text = [](std::string_view first, std::string_view last) {
        std::string text(first);
        for (int i = 0; i < 150; ++i) text += " and on";
        return text + ' ' + std::string(last);
    };
    Article lede = article_of("lede", "Envoys meet", {"Oil fell."});
    lede.lede = "Geneva hosts talks. Peace is far.";
    Asked asked({lede, article_of("one", "", {"In Geneva the talks went on. Oil fell.", "Gold rose."}),
                 article_of("abbreviated", "", {"The U.S. Senate heard Mr. Gold on oil."}),
                 article_of("question", "", {"Is it gold? It is tin! \"No.\" Lead is it."}),
                 article_of("long", "", {long_text("zinc", "copper. Iron.")}),
                 article_of("parted", "", {long_text("zinc", "on."), "copper"}),
                 article_of("twice", "", {"Silver and silver."}),
                 article_of("once", "", {"Silver.", "Silver."}),
                 article_of("cjk", "", {"北京开会。上海下雨。"})});
    const std::pair<std::string, Ids> cases[] = {
        {"geneva /s talks", {"lede", "one"}},
        {"talk /s geneva", {"lede", "one"}},
        {"geneva /s oil", {}},
        {"geneva /p oil", {"one"}},
        {"geneva /p gold", {}},
        {"geneva /p peace", {"lede"}},
        {"geneva /s peace", {}},
        {"meet /p geneva", {}},
        {"senate /s oil", {"abbreviated"}},
        {"gold /s tin", {}},
        {"gold /p tin", {"question"}},
        {"no /s lead", {}},
        {"no /p lead", {"question"}},
        {"zinc /s copper", {"long"}},
        {"zinc /s iron", {}},
        {"zinc /p iron", {"long"}},
        {"zinc /p copper", {"long"}},
        {"silver /s silver", {"twice"}},
        {"silver /p silver", {"twice"}},
        {"北京 /s 开会", {"cjk"}},
        {"北京 /s 上海", {}},
        {"北京 /p 上海", {"cjk"}},
        {"\"the talks\" /s geneva", {"one"}},
        {"\"on oil\" /s geneva", {}},
        {"(geneva OR senate) /s (talk* OR =oil)", {"lede", "one", "abbreviated"}},
        {"geneva /s talks /s went", {"one"}},
        {"geneva /s talks /s oil", {}},
        {"lede:geneva /s lede:talks", {"lede", "one"}},
        {"lede:zinc /p lede:copper", {"long"}},
        {"title:geneva /s title:talks", {}},
        {"geneva -(geneva /s oil)", {"lede", "one"}},
        {"geneva -(geneva /p oil)", {"lede"}},
        {"nowhere /s geneva", {}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("texts of several parts, with dead articles among them, are the right ones") {
    const ScratchFolder folder;
    std::vector<Article> first, second;
    for (int i = 0; i < 40; ++i) {
        const std::string number = std::to_string(i);
        first.push_back(
            article_of("f" + number, "", {i % 3 == 0 ? "Gold fell. Tin rose." : "Gold and tin rose."}));
        second.push_back(article_of("s" + number, "", {i % 4 == 0 ? "Gold and tin." : "No gold. No tin."}));
    }
    (void)index(folder.path(), first);
    first.resize(10);
    for (Article& article : first) article.body = {"Tin, and gold."};
    second.insert(second.end(), first.begin(), first.end());
    (void)index(folder.path(), second);
    const Archive archive(folder.path());
    Analyzer analyzer;
    const Entities entities(archive, Authority::none());
    const auto count = [&](const std::string& query) {
        const CompiledQuery compiled =
            QueryCompiler(archive, entities, analyzer, query, false).compile(parse_query(query, today));
        return matches(archive, compiled.matching).size();
    };
    CHECK(count("gold /s tin") == 10 + 20 + 10);
    CHECK(count("gold tin -(gold /s tin)") == 10 + 30);
    CHECK(count("CAPS(tin)") == 10 + 10);
}

TEST_CASE("how often a word stands there") {
    Article titled = article_of("titled", "Talks on talks", {"Talking of talks."});
    Asked asked({titled, article_of("one", "", {"talks"}), article_of("two", "", {"talks", "talks"}),
                 article_of("forms", "", {"a talk on talks by talkers"}),
                 article_of("phrase", "", {"peace talks, peace talks, and peace"}),
                 article_of("cjk", "", {"北京北京"})});
    const std::pair<std::string, Ids> cases[] = {
        {"ATLEAST/1 talks", {"titled", "one", "two", "forms", "phrase"}},
        {"ATLEAST/2 talks", {"titled", "two", "forms", "phrase"}},
        {"ATLEAST/3 talks", {"titled"}},
        {"ATLEAST/4 talk", {"titled"}},
        {"ATLEAST/5 talk", {}},
        {"ATLEAST/2 =talks", {"titled", "two", "phrase"}},
        {"ATLEAST/3 =talks", {"titled"}},
        {"ATLEAST/3 talk*", {"titled", "forms"}},
        {"ATLEAST/2 title:talks", {"titled"}},
        {"ATLEAST/3 title:talks", {}},
        {"ATLEAST/2 \"peace talks\"", {"phrase"}},
        {"ATLEAST/3 \"peace talks\"", {}},
        {"ATLEAST/5 (peace OR talks)", {"phrase"}},
        {"ATLEAST/6 (peace OR talks)", {}},
        {"ATLEAST/2 CAPS(talks)", {}},
        {"ATLEAST/1 CAPS(talks)", {"titled"}},
        {"ATLEAST/2 北京", {"cjk"}},
        {"ATLEAST/3 北京", {}},
        {"talks -ATLEAST/2 talks", {"one"}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("capitals") {
    Asked asked(
        {article_of("aids", "", {"He aids us all."}), article_of("AIDS", "", {"The AIDS crisis in the US."}),
         article_of("Aids", "", {"Patients of Aids in the U.S."}),
         article_of("turkey", "", {"We ate turkey."}), article_of("Turkey", "", {"We saw Turkey's coast."}),
         article_of("begin", "", {"Turkey is eaten at Christmas."}),
         article_of("TURKEY", "TURKEY VOTES", {"Then they all ate turkey."}),
         article_of("prix", "", {"the Grand Prix"}), article_of("prize", "", {"a grand prix of sorts"}),
         article_of("half", "", {"a Grand prix"})});
    const std::pair<std::string, Ids> cases[] = {
        {"CAPS(aids)", {"AIDS", "Aids"}},
        {"ALLCAPS(aids)", {"AIDS"}},
        {"NOCAPS(aids)", {"aids"}},
        {"CAPS(aid)", {}},
        {"CAPS(us)", {"AIDS", "Aids"}},
        {"ALLCAPS(U.S.)", {"AIDS", "Aids"}},
        {"NOCAPS(us)", {"aids"}},
        {"CAPS(turkey)", {"Turkey", "begin", "TURKEY"}},
        {"NOCAPS(Turkey)", {"turkey", "TURKEY"}},
        {"title:CAPS(turkey)", {"TURKEY"}},
        {"title:NOCAPS(turkey)", {}},
        {"turkey -CAPS(turkey)", {"turkey"}},
        {"CAPS(\"grand prix\")", {"prix"}},
        {"NOCAPS(\"grand prix\")", {"prize"}},
        {"\"grand prix\" -CAPS(\"grand prix\")", {"prize", "half"}},
        {"CAPS(grand) ADJ prix", {"prix", "half"}},
        {"CAPS(aids) /s CAPS(us)", {"AIDS", "Aids"}},
        {"(CAPS(aids) OR CAPS(turkey)) NEAR/3 (crisis OR coast)", {"AIDS", "Turkey"}},
        {"CAPS(nowhere)", {}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("the number of words is that of title, standfirst and body") {
    Article three = article_of("three", "One", {"two"});
    three.lede = "three";
    Asked asked({three, article_of("five", "", {"one, two - covid-19: AT&T"}),
                 article_of("none", "!", {"..."}), article_of("cjk", "", {"北京开会。"}),
                 article_of("mixed", "NATO", {"北京 is far"}), article_of("thai", "", {"ไทย"})});
    const std::pair<std::string, Ids> cases[] = {
        {"words:3", {"three", "thai"}},
        {"words:5", {"five", "mixed"}},
        {"words:0", {"none"}},
        {"words:<3", {"none"}},
        {"words:4", {"cjk"}},
        {"words:>4", {"five", "mixed"}},
        {"words:3..4", {"three", "thai", "cjk"}},
        {"words:..4", {"none", "three", "thai", "cjk"}},
        {"words:1.. -words:>4", {"three", "thai", "cjk"}},
        {"two words:3", {"three"}},
        {"two OR words:4", {"three", "five", "cjk"}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("lede looks in headline and standfirst, or in the first paragraph without one") {
    Article stands = article_of("stands", "Gold falls", {"Tin rises."});
    stands.lede = "Zinc too.";
    Asked asked({stands, article_of("first", "Copper", {"Gold and tin.", "Zinc."})});
    const std::pair<std::string, Ids> cases[] = {
        {"lede:gold", {"stands", "first"}},
        {"lede:zinc", {"stands"}},
        {"lede:tin", {"first"}},
        {"lede:copper", {"first"}},
        {"lede:\"gold falls\"", {"stands"}},
        {"lede:(gold zinc)", {"stands"}},
        {"lede:=falls", {"stands"}},
        {"lede:\"falls zinc\"", {}},
        {"lede:gold NEAR/3 lede:tin", {"first"}},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("scripts without spaces") {
    Asked asked({article_of("beijing", "", {"北京会谈"}), article_of("capital", "", {"京北"}),
                 article_of("north", "北", {"x"}), article_of("parted", "", {"北 京"}),
                 article_of("mixed", "", {"NATO北京"})});
    const std::pair<std::string, Ids> cases[] = {
        {"北京", {"beijing", "mixed"}},
        {"北", {"beijing", "capital", "north", "parted", "mixed"}},
        {"北京会", {"beijing"}},
        {"北京会谈", {"beijing"}},
        {"京会", {"beijing"}},
        {"北会", {}},
        {"\"北京\"", {"beijing", "mixed"}},
        {"=北", {"beijing", "capital", "north", "parted", "mixed"}},
        {"title:北", {"north"}},
        {"title:北京", {}},
        {"nato北京", {"mixed"}},

    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query) == expected);
    }
}

TEST_CASE("groups, exclusions, any word and values") {
    Article dated = article_of("dated", "", {"cocoa gold"});
    dated.published = on_day(day_of(2026, 1, 24));
    dated.people = {named("Steve Witkoff")};
    Asked asked({article_of("c", "", {"cocoa"}), article_of("g", "", {"gold"}),
                 article_of("cg", "", {"cocoa gold"}), article_of("ct", "", {"cocoa tin"}), dated});
    const std::tuple<std::string, bool, Ids> cases[] = {
        {"cocoa gold", false, {"cg", "dated"}},
        {"cocoa gold", true, {"c", "g", "cg", "ct", "dated"}},
        {"cocoa gold -tin", true, {"c", "g", "cg", "dated"}},
        {"cocoa -gold", false, {"c", "ct"}},
        {"cocoa -gold -tin", false, {"c"}},
        {"cocoa -(gold OR tin)", false, {"c"}},
        {"cocoa -(gold -cocoa)", false, {"c", "cg", "ct", "dated"}},
        {"cocoa AND NOT gold", false, {"c", "ct"}},
        {"(cocoa -gold) OR (gold -cocoa)", false, {"c", "ct", "g"}},
        {"gold OR tin", false, {"g", "cg", "ct", "dated"}},
        {"cocoa (gold OR tin)", false, {"cg", "ct", "dated"}},
        {"id:cg", false, {"cg"}},
        {"gold person:witkoff", false, {"dated"}},
        {"gold -person:witkoff", false, {"g", "cg"}},
        {"published:2026-01", false, {"dated"}},
        {"gold -published:2026", false, {"g", "cg"}},
        {"cocoa cocoa", false, {"c", "cg", "ct", "dated"}},
        {"", false, {"c", "g", "cg", "ct", "dated"}},
    };
    for (const auto& [query, any_word, expected] : cases) {
        CAPTURE(query);
        CHECK(asked.ids(query, any_word) == expected);
    }
}

TEST_CASE("what a compiled query tells beside the matches") {
    Asked asked({article_of("a", "", {"cocoa gold tin talks"})});
    const auto words = [&](const std::string& query) {
        std::vector<std::string> terms;
        for (const WeighedWord& word : asked.compile(query).words) terms.push_back(word.terms.terms.front());
        return terms;
    };
    using Strings = std::vector<std::string>;
    CHECK(words("talks talking cocoa") == Strings{"talk", "cocoa"});
    CHECK(words("talks -cocoa") == Strings{"talk"});
    CHECK(words("title:talks talks") == Strings{"talk"});
    CHECK(asked.compile("talks -cocoa -tin*").wanted == Wanted{{}, {{"talk"}}, {}, {}});
    CHECK(asked.compile("=talks \"gold tin\" coc*").wanted ==
          Wanted{{"talks"}, {}, {"coc"}, {{"gold", "tin"}}});
    CHECK(asked.compile("cocoo~ CAPS(\"gold tin\") -cocob~ -CAPS(gold)").wanted ==
          Wanted{{}, {}, {}, {}, {{"cocoa"}}, {{{"gold", "tin"}, LetterCase::capitalised}}});
    CHECK(asked.compile("ATLEAST/1 talks gold /s tin").wanted ==
          Wanted{{}, {{"talk"}, {"gold"}, {"tin"}}, {}, {}});
    CHECK(asked.compile("北京").wanted == Wanted{{"北京"}, {}, {}, {}});
    CHECK(asked.compile("talks title:gold \"cocoa tin\"").plain == Strings{"talks", "cocoa", "tin"});
    CHECK(asked.compile("cocoa").unwanted.empty());
    CHECK_FALSE(asked.compile("cocoa -tin").unwanted.empty());
    CHECK(asked.compile("(cocoa -tin) OR gold").unwanted.empty());
}

TEST_CASE("all forms of a word are known, and none of another") {
    Asked asked({article_of("a", "",
                            {"lie lies lied lying lay liar die dying died dyed tie tying ski skis sky skies "
                             "city cities generous generously relate relational relation i is"})});
    QueryWords words(asked.archive(), asked.analyzer());
    const auto all = words.beginning_with("", 1000);
    for (const std::string& word : all) {
        if (word.front() < 'a') continue;
        std::vector<std::string> expected;
        for (const std::string& other : all) {
            const bool is_word = other.front() >= 'a';
            if (is_word && asked.analyzer().word(other).stem == asked.analyzer().word(word).stem)
                expected.push_back(other);
        }
        CAPTURE(word);
        CHECK(words.forms_of(word) == expected);
    }
    CHECK(words.beginning_with("l", 2).size() == 3);
    CHECK(words.forms_of("北") == std::vector<std::string>{"北"});
}

TEST_CASE("a query that cannot be put to this archive points at the place") {
    Asked asked({article_of("a", "", {"cocoa"})});
    try {
        (void)asked.compile("cocoa person:nobody");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.text() == "cocoa person:nobody");
        CHECK(error.offset() == 6);
    }
    CHECK_THROWS_AS((void)asked.compile("jean-l*"), Error);
}

}  // namespace dateline
