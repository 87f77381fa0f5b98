#include "common/text/language.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/archive/record.h"
#include "common/article_json.h"
#include "common/text/analyzer.h"
#include "common/text/endings.h"
#include "indexer/language/guess.h"

using namespace dateline;

TEST_CASE("language codes as sources write them") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"en", "en"},    {"en-GB", "en"}, {"EN_us", "en"},   {"eng", "en"},     {"English", "en"},
        {"fr_FR", "fr"}, {"fra", "fr"},   {"fre", "fr"},     {"French", "fr"},  {"français", "fr"},
        {"deu", "de"},   {"ger", "de"},   {"Deutsch", "de"}, {"pt-BR", "pt"},   {"zh-Hant-TW", "zh"},
        {"nb", "nb"},    {"gsw", "gsw"},  {"xx", "xx"},      {"q", ""},         {"", ""},
        {"Klingon", ""}, {"12", ""},      {"unknown", ""},   {"русский", "ru"}, {"cze", "cs"},
        {"und", ""},     {"mul", ""},     {"zxx", ""},       {"mis", ""},
    };
    for (const auto& [written, code] : cases) {
        CAPTURE(written);
        CHECK(language_code(written) == code);
    }
}

TEST_CASE("what a language is stemmed as") {
    CHECK(stemming_language("") == "en");
    CHECK(stemming_language("en") == "en");
    CHECK(stemming_language("fr") == "fr");
    CHECK(stemming_language("nb") == "no");
    CHECK(stemming_language("pl") == unstemmed);
    CHECK(stemming_language(unstemmed) == unstemmed);
    CHECK(stemming_language("gsw") == unstemmed);
    Analyzer analyzer;
    for (const std::string_view code :
         {"ar", "ca", "da", "de", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id",
          "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"}) {
        CAPTURE(code);
        CHECK(stemming_language(code) == code);
        CHECK(analyzer.words_in(code).word("abcdefgh").stem.starts_with("L" + std::string(code)));
    }
}

TEST_CASE("inflections of one word share a stem of its language, with and without accents") {
    struct Case {
        std::string_view language;
        std::vector<std::string> same;
        std::string other;
    };
    const std::vector<Case> cases{
        {"fr", {"élections", "elections", "élection", "ELECTION"}, "électeur"},
        {"fr", {"annoncé", "annoncée", "annoncées", "annoncees", "annoncer", "annoncèrent"}, "annexe"},
        {"fr", {"nationaux", "national", "nationale"}, "nation"},
        {"de", {"Häuser", "Haus", "Hauses", "hauser"}, "Haut"},
        {"de", {"Wahlen", "Wahl"}, "Wal"},
        {"es", {"elecciones", "elección", "eleccion"}, "electo"},
        {"it", {"elezioni", "elezione"}, "eletto"},
        {"pt", {"organizações", "organização", "organizacao", "organizacoes"}, "orgulho"},
        {"nl", {"verkiezingen", "verkiezing"}, "verkeer"},
        {"sv", {"regeringen", "regering", "regeringens"}, "regn"},
        {"ru", {"выборы", "выборов", "выборам"}, "выбить"},
    };
    Analyzer analyzer;
    const auto stem = [&](std::string_view language, const std::string& word) {
        analyzer.tokens().start(word);
        Token token;
        REQUIRE(analyzer.tokens().next(token));
        return analyzer.words_in(language).word(token.word).stem;
    };
    for (const Case& test : cases) {
        const std::string expected = stem(test.language, test.same.front());
        CHECK(expected.starts_with("L" + std::string(test.language)));
        for (const std::string& word : test.same) {
            CAPTURE(word);
            CHECK(stem(test.language, word) == expected);
        }
        CAPTURE(test.other);
        CHECK(stem(test.language, test.other) != expected);
    }
}

TEST_CASE("stems of one language never are those of another, and what no language inflects is one for all") {
    Analyzer analyzer;
    CHECK(analyzer.words_in("en").word("talks").stem == "talk");
    CHECK(analyzer.words_in("").word("talks").stem == "talk");
    CHECK(&analyzer.words_in("").word("talks") == &analyzer.word("talks"));
    CHECK(analyzer.words_in("de").word("talks").stem == "Ldetalk");
    CHECK(analyzer.words_in("pl").word("talks").stem == "L-talks");
    CHECK_FALSE(analyzer.words_in("fr").word("oil").shared());
    for (const std::string_view language : {"en", "fr", "pl", "ru"}) {
        for (const std::string word : {"2026", "3.5", "北京", "京", "서울"}) {
            CAPTURE(word);
            CHECK(analyzer.words_in(language).word(word).stem == word);
        }
    }
    CHECK(with_accents("annoncees", "fr") == "annoncées");
    CHECK(with_accents("annoncees", "de") == "annoncees");
    CHECK(with_accents("eleicoes", "pt") == "eleições");
    CHECK(with_accents("", "pt").empty());
}

TEST_CASE("the language of a text") {
    struct Case {
        std::string_view expected;
        std::string_view text;
    };
    const Case cases[] = {
        {"en",
         "The harbour board said on Tuesday that it would close two of the three ferry lines, because the "
         "number of passengers had fallen by a third since the bridge was opened."},
        {"fr",
         "Le conseil du port a annoncé mardi qu'il fermerait deux des trois lignes de ferry, car le nombre "
         "de passagers a baissé d'un tiers depuis que le pont est ouvert, selon une étude de la ville."},
        {"de",
         "Der Hafenrat teilte am Dienstag mit, dass er zwei der drei Fährlinien schließen werde, weil die "
         "Zahl der Fahrgäste seit der Eröffnung der Brücke um ein Drittel gesunken ist."},
        {"es",
         "La junta del puerto anunció el martes que cerrará dos de las tres líneas de transbordador, porque "
         "el número de pasajeros ha bajado un tercio desde que se abrió el puente, según un estudio."},
        {"it",
         "Il consiglio del porto ha annunciato martedì che chiuderà due delle tre linee di traghetti, perché "
         "il numero dei passeggeri è sceso di un terzo da quando il ponte è stato aperto."},
        {"pt",
         "O conselho do porto anunciou na terça-feira que vai fechar duas das três linhas de barco, porque o "
         "número de passageiros caiu um terço desde que a ponte foi aberta, segundo um estudo da cidade."},
        {"nl",
         "Het havenbestuur zei dinsdag dat het twee van de drie veerdiensten zal sluiten, omdat het aantal "
         "reizigers met een derde is gedaald sinds de brug werd geopend."},
        {"sv",
         "Hamnstyrelsen meddelade på tisdagen att den kommer att stänga två av de tre färjelinjerna, "
         "eftersom "
         "antalet resande har minskat med en tredjedel sedan bron öppnades, enligt en studie från staden."},
        {"da",
         "Havnestyrelsen oplyste tirsdag, at den vil lukke to af de tre færgeruter, fordi antallet af "
         "passagerer er faldet med en tredjedel, siden broen blev åbnet, ifølge en ny undersøgelse, og ikke "
         "kun om vinteren."},
        {"no",
         "Havnestyret opplyste tirsdag at det vil stenge to av de tre fergerutene, fordi antallet "
         "passasjerer "
         "har falt med en tredjedel siden broen ble åpnet, ifølge en ny undersøkelse fra byen, og ikke bare "
         "om vinteren."},
        {"pl",
         "Rada portu poinformowała we wtorek, że zamknie dwie z trzech linii promowych, ponieważ liczba "
         "pasażerów spadła o jedną trzecią od czasu, gdy most został otwarty, jak wynika z badań, które na "
         "zlecenie miasta były przez rok prowadzone."},
        {"ru",
         "Совет порта сообщил во вторник, что закроет две из трёх паромных линий, так как число пассажиров "
         "снизилось на треть с тех пор, как был открыт мост, и это не всё, что может быть закрыто."},
        {"uk",
         "Рада порту повідомила у вівторок, що закриє дві з трьох поромних ліній, бо кількість пасажирів "
         "зменшилася на третину після того, як був відкритий міст, і це не все, що може бути закрито."},
        {"fi",
         "Satamalautakunta kertoi tiistaina, että se sulkee kaksi kolmesta lauttalinjasta, koska "
         "matkustajien "
         "määrä on laskenut kolmanneksella sen jälkeen, kun silta avattiin, mutta se ei ole vielä varmaa, "
         "ja myös muita linjoja voi olla edessä."},
        // Short, or of names and numbers: nothing.
        {"", ""},
        {"", "Ferry strike ends."},
        {"", "Le conseil du port a annoncé mardi."},
        {"", "die in was so man am an war hat"},
        {"",
         "COFFEE JUL 172.50 SEP 174.25 DEC 176.00 COCOA JUL 1,240 SEP 1,262 DEC 1,290 SUGAR OCT 6.84 JAN "
         "7.01 "
         "MAR 7.20 CIF ROTTERDAM DLRS PER TONNE SELLERS BUYERS NOMINAL UNQUOTED PALM OIL CRUDE MALAYSIA"},
        {"",
         "Banco Popular de Santo Domingo, Crédit du Nord, Banca di Roma, Banco do Brasil, Den norske Bank, "
         "Bank "
         "für Gemeinwirtschaft, Kas Bank, Banque de la Cité, Banco de la Plaza, Banca dei Fiori, Union de "
         "Banque"},
    };
    for (const Case& test : cases) {
        CAPTURE(test.text);
        CHECK(guess_language(test.text) == test.expected);
    }
}

TEST_CASE("any bytes are taken for a text") {
    const std::string_view broken[] = {"\xff\xfe\xd0", "\xd0", "a\xe2", "\xe2\x80", "\xf0\x9f\x98", "\xc3"};
    for (const std::string_view bytes : broken) {
        std::string text;
        for (int i = 0; i < 100; ++i) text += std::string(bytes) + " the ";
        (void)guess_language(text);
        CHECK(guess_language(bytes).empty());
    }
    CHECK(guess_language(std::string(100'000, 'a')).empty());
}

TEST_CASE("a guessed language is marked, kept with the article and taken back") {
    Article article;
    article.id = "a";
    article.body = {
        "Le conseil du port a annoncé mardi qu'il fermerait deux des trois lignes de ferry.",
        "Le nombre de passagers a baissé d'un tiers depuis que le pont est ouvert, selon une étude."};
    add_guessed_language(article);
    CHECK(article.language == "fr");
    CHECK(article.language_guessed);
    CHECK(from_record(to_record(article)) == article);
    CHECK(article_json(article)["language"].is_null());
    take_back_guessed_language(article);
    CHECK(article.language.empty());
    CHECK_FALSE(article.language_guessed);

    article.language = "de";  // the source's own word counts, whatever the text says
    add_guessed_language(article);
    CHECK(article.language == "de");
    CHECK_FALSE(article.language_guessed);
    take_back_guessed_language(article);
    CHECK(article.language == "de");
    CHECK(from_record(to_record(article)) == article);
}
