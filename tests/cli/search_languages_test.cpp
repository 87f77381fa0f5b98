#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

namespace {

/// A story each in four languages. None but the Dutch one, which is short, says its own.
const std::vector<Json> stories{
    {{"id", "fr"},
     {"title", "Élections nationales : une date annoncée"},
     {"text",
      "Le gouvernement a annoncé mardi que les élections nationales auront lieu en avril. Les candidats "
      "des deux partis ont été désignés par leurs militants, mais la police craint des grèves dans le "
      "pays, selon un ministre."},
     {"authors", {"Marie Lenormand"}}},
    {{"id", "de"},
     {"title", "Die Wahlen sind im Herbst"},
     {"text",
      "Die Regierung teilte am Dienstag mit, dass die Wahlen im Herbst stattfinden werden. In den Häusern "
      "der Hauptstadt hängen die Plakate, und die Polizei ist mit dem Verlauf nach eigenen Angaben "
      "zufrieden."}},
    {{"id", "es"},
     {"title", "El gobierno convoca elecciones"},
     {"text",
      "El gobierno anunció el martes que las elecciones serán en abril. Los candidatos de los dos partidos "
      "han sido elegidos por sus bases, pero la policía teme huelgas en todo el país, según un ministro."}},
    {{"id", "en"},
     {"title", "Government calls elections"},
     {"text",
      "The government said on Tuesday that the national elections will be held in April. Two candidates "
      "have been chosen, and a soldier who was dying of his wounds was praised by the police in all the "
      "houses of the town."}},
    {{"id", "nl"},
     {"title", "Verkiezingen in april"},
     {"text", "De huizen hangen vol."},
     {"language", "nl-BE"}},
};

Arguments sorted(Arguments ids) {
    std::ranges::sort(ids);
    return ids;
}

/// The marked pieces of a hit's title and snippet.
Arguments marked(const Json& hit) {
    Arguments pieces;
    for (const char* part : {"title", "snippet"}) {
        const std::string text = hit[part].get<std::string>();
        for (const Json& mark : hit[part == std::string("title") ? "title_highlights" : "highlights"]) {
            // Offsets count characters; these texts have two bytes a letter at most.
            const auto byte_of = [&](std::size_t characters) {
                std::size_t at = 0;
                for (; at < text.size(); ++at) {
                    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
                    if (characters-- == 0) break;
                }
                return at;
            };
            const std::size_t begin = byte_of(mark[0]);
            pieces.push_back(text.substr(begin, byte_of(mark[1]) - begin));
        }
    }
    return pieces;
}

}  // namespace

TEST_SUITE("search-languages") {
    TEST_CASE("words are found by the inflections of the article's own language") {
        const Desk desk;
        desk.add(lines(stories));
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"élection", {"en", "fr"}},  // and English "elections" has the English stem of it
            {"nationale", {"fr"}},
            {"annoncer", {"fr"}},
            {"candidate", {"en", "es", "fr"}},
            {"wahl", {"de"}},
            {"Haus", {"de"}},
            {"eleccion", {"es"}},
            {"elección", {"es"}},
            {"huelga", {"es"}},
            {"house", {"en"}},
            {"verkiezing", {"nl"}},
            {"huis", {}},  // huizen is huiz to the Dutch stemmer
            {"april", {"en", "nl"}},
            {"abril", {"es"}},
            // The German article is no form of dying, but it is the word itself that "die" asks for.
            {"dying", {"en"}},
            {"die", {"de", "en"}},
            // Words and phrases as they are know no language.
            {"=élections", {"fr"}},
            {"=elections", {"en", "fr"}},
            {"=wahl", {}},
            {"\"elections nationales\"", {"fr"}},
            {"\"die Wahlen\"", {"de"}},
            {"wahl*", {"de"}},
            {"elec*", {"en", "es", "fr"}},
            {"eleccionas~1", {"es"}},
            {"title:wahl", {"de"}},
            {"title:nationale", {"fr"}},
            {"lede:haus", {"de"}},
            {"title:haus", {}},
            {"wahl NEAR/3 herbst", {"de"}},
            {"annonce /s gouvernements", {"fr"}},
            {"ATLEAST/2 wahl", {"de"}},
            {"ATLEAST/4 wahl", {}},
            {"police", {"en", "fr"}},
            {"police -candidat", {"en"}},
            {"wahl OR huelga", {"de", "es"}},
            {"author:lenormand wahl", {}},
            {"language:fr ministres", {"fr"}},
        };
        for (const auto& [query, expected] : cases) {
            CAPTURE(query);
            CHECK(sorted(desk.ids({query, "-n", "20"})) == expected);
            CHECK(desk.count({query}) == expected.size());
        }
        CHECK(sorted(desk.ids({"--language", "es", "ministro"})) == Arguments{"es"});
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
    }

    TEST_CASE("a plain word asks for what stands behind an elided article, where a language elides") {
        const Desk desk;
        desk.add(
            lines({{{"id", "fr"}, {"title", "Deux élections"}, {"text", "Jusqu'ici."}, {"language", "fr"}},
                   {{"id", "it"}, {"title", "Un arte"}, {"language", "it"}},
                   {{"id", "l"}, {"title", "L'élection"}, {"language", "fr"}},
                   {{"id", "en"}, {"title", "Colm O'Neill"}, {"language", "en"}}}));
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"l'élection", {"fr", "l"}}, {"L’Élection", {"fr", "l"}},     {"title:d'élection", {"fr", "l"}},
            {"\"l'élection\"", {"l"}},   {"=l'élection", {"l"}},          {"dell'arte", {"it"}},
            {"O'Neill", {"en"}},         {"l'élection AND deux", {"fr"}}, {"qu'election", {"fr", "l"}},
        };
        for (const auto& [typed, expected] : cases) {
            CAPTURE(typed);
            CHECK(sorted(desk.ids({typed})) == expected);
        }
        CHECK(desk.search({"--analyze", "l'élection"}).out.find("understood:  élection\n") !=
              std::string::npos);

        const Desk english;
        english.add(lines({{{"id", "1"}, {"title", "The l'amour prize"}, {"language", "en"}},
                           {{"id", "2"}, {"title", "Amour"}, {"language", "en"}}}));
        CHECK(english.ids({"l'amour"}) == Arguments{"1"});
    }

    TEST_CASE("--similar goes by no words of grammar of the article's own language") {
        const Desk desk;
        std::vector<Json> articles{{{"id", "1"},
                                    {"title", "Les dockers"},
                                    {"text", "Les dockers des quais et leurs grues."},
                                    {"language", "fr"}},
                                   {{"id", "2"},
                                    {"title", "Les dockers"},
                                    {"text", "Les dockers des quais et leurs barques."},
                                    {"language", "fr"}}};
        for (int i = 0; i < 8; ++i)
            articles.push_back(
                {{"id", "e" + std::to_string(i)}, {"title", "Harbour strike"}, {"language", "en"}});
        desk.add(lines(articles));
        const std::string words = desk.json({"--similar", "1", "--no-fold"})["query"]["understood"];
        CHECK(words == "dockers OR quais");
    }

    TEST_CASE("a language is asked for in all the words that an article may name it by") {
        const Desk desk;
        desk.add(lines({{{"id", "fr"}, {"title", "Un titre"}, {"language", "fr"}},
                        {{"id", "nb"}, {"title", "En tittel"}, {"language", "nb"}},
                        {{"id", "nn"}, {"title", "Ein tittel"}, {"language", "nn-NO"}},
                        {{"id", "no"}, {"title", "Tittel"}, {"language", "Norwegian"}},
                        {{"id", "pt"}, {"title", "Uma manchete"}, {"language", "pt"}}}));
        const std::vector<std::pair<std::string, Arguments>> cases{
            {"fr", {"fr"}},
            {"FR", {"fr"}},
            {"French", {"fr"}},
            {"fr_CA", {"fr"}},
            {"fr-FR", {"fr"}},
            {"fra", {"fr"}},
            {"fre", {"fr"}},
            {"français", {"fr"}},
            {"FRANÇAIS", {"fr"}},
            {"=fr", {"fr"}},
            {"português", {"pt"}},
            {"pt-BR", {"pt"}},
            {"nb", {"nb", "no"}},
            {"nn", {"nn", "no"}},
            {"no", {"nb", "nn", "no"}},
            {"norsk", {"nb", "nn", "no"}},
            {"nor", {"nb", "nn", "no"}},
            {"=no", {"no"}},
        };
        for (const auto& [typed, expected] : cases) {
            CAPTURE(typed);
            CHECK(sorted(desk.ids({"--language", typed})) == expected);
            CHECK(sorted(desk.ids({"language:\"" + typed + "\""})) == expected);
            CHECK(desk.count({"--language", typed}) == expected.size());
        }
        CHECK(desk.json({"--language", "French"})["query"]["filters"][0]["value"] == "fr");
        CHECK(desk.count({"tittel -language:no"}) == 0);
        const Outcome none = desk.search({"--language", "German"});
        CHECK(none.code == 2);
        CHECK(none.err ==
              "error: no article has the language 'German'\nhint: see the names with: --facets "
              "language:50\n");
        CHECK(desk.search({"--language", "Klingon"}).code == 2);
    }

    TEST_CASE("what matched is marked in the article's own language") {
        const Desk desk;
        desk.add(lines(stories));
        CHECK(marked(desk.json({"nationale"})["hits"][0]) == Arguments{"nationales", "nationales"});
        CHECK(marked(desk.json({"wahl haus"})["hits"][0]) == Arguments{"Wahlen", "Wahlen", "Häusern"});
        CHECK(marked(desk.json({"dying"})["hits"][0]) == Arguments{"dying"});
        const Outcome shown = desk.search({"--show", "fr", "annoncer", "--color", "always"});
        CHECK(shown.out.find("\033[1mannonc") == std::string::npos);
    }

    TEST_CASE("a word of several languages weighs once, and its weight adds up") {
        const Desk desk;
        desk.add(lines(stories));
        for (const char* query : {"candidate", "elections", "national nationale", "police april"}) {
            CAPTURE(query);
            const Json answer = desk.json({query, "--any", "--explain=full"});
            for (const Json& hit : answer["hits"]) {
                double sum = 0;
                for (const Json& part : hit["explain"]) sum += std::stod(part.get<std::string>());
                CHECK(sum == doctest::Approx(hit["score"].get<double>()).epsilon(0.02));
            }
        }
    }

    TEST_CASE("--analyze says which stems of which languages a word is looked for by") {
        const Desk desk;
        desk.add(lines(stories));
        const Outcome outcome = desk.search({"--analyze", "candidate"});
        CHECK(outcome.out.find("stems:       candidate = candid (en), candidat (es), candidat (fr)\n") !=
              std::string::npos);
        const Json analysis = Json::parse(desk.search({"--analyze", "candidate", "--format", "json"}).out);
        CHECK(
            analysis["stems"] ==
            Json::parse(R"([{"word":"candidate","stems":{"en":"candid","es":"candidat","fr":"candidat"}}])"));

        const Desk english;
        english.add(lines({stories[3]}));
        CHECK(english.search({"--analyze", "talks"}).out.find("stems:") == std::string::npos);
        CHECK(english.search({"--analyze", "talks"}).out.find("xapian:      Query(talk)\n") !=
              std::string::npos);
    }

    TEST_CASE("the language is told, and that it was guessed") {
        const Desk desk;
        desk.add(lines(stories));
        const auto language = [&](const std::string& id) {
            const Json article = Json::parse(desk.search({"--show", id, "--json"}).out);
            return article["language"].is_null() ? article["language_guessed"].get<std::string>() + "?"
                                                 : article["language"].get<std::string>();
        };
        CHECK(language("fr") == "fr?");
        CHECK(language("de") == "de?");
        CHECK(language("es") == "es?");
        CHECK(language("en") == "en?");
        CHECK(language("nl") == "nl");
        CHECK(desk.search({"--show", "de"}).out.find("de, guessed from the text\n") != std::string::npos);
        CHECK(desk.ids({"--language", "de"}) == Arguments{"de"});
        const Json facet = desk.json({"--facets", "language"})["facets"]["language"];
        CHECK(facet["distinct"] == 5);
        CHECK(facet["missing"] == 0);
        // A guess is not exported as if the source had said it.
        CHECK(desk.index({"--export", "--quiet"}).out.find("\"language\":\"fr\"") == std::string::npos);
    }

    TEST_CASE("--language is for articles that name none") {
        const Desk desk;
        const std::string input = lines(
            {{{"id", "a"}, {"title", "Wahlen"}}, {{"id", "b"}, {"title", "Elections"}, {"language", "en"}}});
        CHECK(desk.index({"--entities", "given", "--language", "German", "-"}, input).code == 0);
        CHECK(desk.ids({"wahl"}) == Arguments{"a"});
        CHECK(desk.ids({"--language", "de"}) == Arguments{"a"});
        CHECK(Json::parse(desk.search({"--show", "a", "--json"}).out)["language_guessed"].is_null());
        // Without it the title is too short to tell; so it is with `auto`.
        CHECK(desk.index({"--entities", "given", "--language", "auto", "-"}, input).code == 0);
        CHECK(desk.ids({"wahl"}).empty());
        CHECK(desk.search({"--language", "de"}).code == 2);
        CHECK(desk.index({"--language", "Klingon", "-"}, input).err ==
              "error: --language: 'Klingon' is no language\nhint: write its ISO 639 code, as in --language "
              "fr\n");
        CHECK(desk.index({"--language", "fr", "--stats"}).code == 2);
    }

    TEST_CASE("languages come and go with the articles, through runs, merges and --reindex") {
        const Desk desk;
        desk.add(lines({stories[3]}));
        CHECK(desk.ids({"wahl"}).empty());
        for (const std::size_t story : {1U, 0U, 2U, 4U}) {
            const Outcome outcome = desk.index({"--quiet", "--entities", "given", "--merge", "never", "-"},
                                               lines({stories[story]}));
            REQUIRE(outcome.code == 0);
        }
        const auto answers = [&] {
            Json all;
            for (const char* query : {"wahl", "candidate", "eleccion", "die", "dying", "title:nationale"})
                all.push_back({sorted(desk.ids({query})), desk.search({"--analyze", query}).out});
            return all;
        };
        const Json before = answers();
        CHECK(before[0][0] == Json{"de"});
        REQUIRE(desk.index({"--compact", "--quiet"}).code == 0);
        CHECK(answers() == before);
        REQUIRE(desk.index({"--reindex", "--quiet", "--entities", "given"}).code == 0);
        CHECK(answers() == before);
        CHECK(desk.index({"--check", "--quiet"}).code == 0);
        // The same articles once more: nothing has changed.
        const Outcome again = desk.index({"--json", "--entities", "given", "-"}, lines(stories));
        CHECK(Json::parse(again.out)["unchanged"] == stories.size());
        REQUIRE(desk.index({"--remove", "--yes", "--quiet", "de"}).code == 0);
        CHECK(desk.ids({"wahl"}).empty());
        CHECK(desk.ids({"die"}) == Arguments{"en"});
        REQUIRE(desk.index({"--compact", "--quiet"}).code == 0);
        CHECK(desk.ids({"die"}) == Arguments{"en"});
        CHECK(sorted(desk.ids({"candidate"})) == Arguments{"en", "es", "fr"});
    }

    TEST_CASE("characters without spaces are found in an article of any language") {
        const Desk desk;
        desk.add(lines({
            {{"id", "zh"},
             {"title", "阿布扎比会谈"},
             {"text", "三方会谈在阿布扎比举行。"},
             {"language", "zh"}},
            {{"id", "ja"}, {"title", "アブダビ会談"}, {"text", "東京で会談が行われた。"}, {"language", "ja"}},
            {{"id", "th"}, {"title", "การเจรจา"}, {"text", "การเจรจาในกรุงเทพ"}, {"language", "th"}},
            {{"id", "fr"}, {"title", "Pékin"}, {"text", "Le mot 北京 se lit Pékin."}, {"language", "fr"}},
        }));
        CHECK(desk.ids({"会谈"}) == Arguments{"zh"});
        CHECK(desk.ids({"阿布扎比"}) == Arguments{"zh"});
        CHECK(desk.ids({"比扎布阿"}).empty());
        CHECK(desk.ids({"東京"}) == Arguments{"ja"});
        CHECK(desk.ids({"会談"}) == Arguments{"ja"});
        CHECK(desk.ids({"เจรจา"}) == Arguments{"th"});
        CHECK(desk.ids({"北京"}) == Arguments{"fr"});
        CHECK(desk.ids({"\"会谈在\""}) == Arguments{"zh"});
    }
}
