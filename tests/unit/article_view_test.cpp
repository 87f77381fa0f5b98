#include "searcher/formats/article_view.h"

#include <sstream>

#include <doctest/doctest.h>

#include "common/fields.h"
#include "excerpt_text.h"
#include "sample_answer.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

std::string text_of(const Article& article, const OutputSettings& settings,
                    Highlighter* highlighter = nullptr) {
    std::ostringstream sink;
    write_article_text(sink, article, highlighter, settings);
    return sink.str();
}

}  // namespace

TEST_CASE("article view: every field there is, then the text") {
    Article article = testing::sample_answer().hits[0].article;
    article.lede = "A standfirst.";
    Analyzer analyzer;
    Highlighter highlighter(testing::wanted("abu dhabi talks", analyzer), analyzer);
    CHECK(text_of(article, {}, &highlighter) ==
          R"(**Abu Dhabi talks** "open", again

id             northern-wire:7
url            https://wire.example/7
published      2026-01-24T08:15:00+04:00
updated        2026-01-25
source         Northern Wire
author         Ines Duarte, Jo Lund
section        world
language       en
dateline       ABU DHABI
people         Andrii Sybiha, Steve Witkoff (4), Jared Kushner (2), Zoë Łuk, 李明
organizations  NATO
places         Abu Dhabi (3)
keywords       diplomacy

A standfirst.

Envoys met in **Abu Dhabi**.

The **talks** go on.
)");
}

TEST_CASE("article view: only what there is, wrapped to the terminal") {
    Article article;
    article.id = "1";
    article.people = {{.name = "Steve Witkoff", .forms = {}, .mentions = 0},
                      {.name = "Jared Kushner", .forms = {}, .mentions = 0}};
    article.body = {"one two three four five six seven eight nine", "\x1b[31mten"};
    CHECK(text_of(article, {.width = 35}) ==
          R"(id             1
people         Steve Witkoff, Jared
               Kushner

one two three four five six seven
eight nine

[31mten
)");
}

TEST_CASE("article view: JSON has every key of the field table, in the form that is read") {
    std::ostringstream sink;
    write_article_json(sink, testing::sample_answer().hits[0].article);
    const Json json = Json::parse(sink.str());
    CHECK(json.size() == fields.size());
    for (const Field& each : fields) CHECK(json.contains(std::string(each.key)));
    CHECK(
        sink.str() ==
        R"({"id":"northern-wire:7","url":"https://wire.example/7","title":"Abu Dhabi talks \"open\", again",)"
        R"("lede":null,"text":"Envoys met in Abu Dhabi.\n\nThe talks go on.",)"
        R"("published":"2026-01-24T08:15:00+04:00","updated":"2026-01-25","source":"Northern Wire",)"
        R"("author":["Ines Duarte","Jo Lund"],"section":"world","language":"en",)"
        R"("people":["Andrii Sybiha","Steve Witkoff","Jared Kushner","Zoë Łuk","李明"],)"
        R"("organizations":["NATO"],"places":["Abu Dhabi"],"keywords":["diplomacy"],"dateline":"ABU DHABI"})"
        "\n");
}

}  // namespace dateline
