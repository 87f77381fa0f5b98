#include "searcher/formats/article_view.h"

#include <sstream>

#include <doctest/doctest.h>

#include "common/fields.h"
#include "excerpt_text.h"
#include "sample_answer.h"
#include "scratch.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

std::string text_of(const Article& article, const OutputSettings& settings, Highlighter* words = nullptr,
                    bool mentions = false, const Authority& authority = Authority::none(),
                    const ArticleCopies& copies = {}) {
    std::ostringstream sink;
    Analyzer analyzer;
    MentionMarker marker(article, analyzer);
    write_article_text(sink, article, copies, authority, analyzer, {words, mentions ? &marker : nullptr},
                       settings);
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
people         Andrii Sybiha (1): given
               Steve Witkoff (4): given
               Jared Kushner (2): given
               Zoë Łuk (1): given
               李明 (1): given
organizations  NATO (1): given
places         Abu Dhabi (3): given
keywords       diplomacy

A standfirst.

Envoys met in **Abu Dhabi**.

The **talks** go on.
)");
}

TEST_CASE("article view: copies and versions") {
    const Hit hit = testing::answer_with_copies().hits[0];
    const std::string text =
        text_of(hit.article, {}, nullptr, false, Authority::none(), {hit.cluster, hit.copy_list});
    CHECK(text.find("copies         2026-01-24 10:25 · Gulf Monitor · gulf:9\n"
                    "               undated · x\n"
                    "versions       2026-01-25 · northern-wire:8\n") != std::string::npos);
}

TEST_CASE("article view: only what there is, wrapped to the terminal") {
    Article article;
    article.id = "1";
    article.people = {{.name = "Steve Witkoff", .forms = {}, .mentions = 0},
                      {.name = "Jared Kushner", .forms = {}, .mentions = 0}};
    article.body = {"one two three four five six seven eight nine", "\x1b[31mten"};
    CHECK(text_of(article, {.width = 35}) ==
          R"(id             1
people         Steve Witkoff: given
               Jared Kushner: given

one two three four five six seven
eight nine

[31mten
)");
}

TEST_CASE("article view: where names came from, and where they stand in the text") {
    Folder folder;
    Authority authority;
    authority.add("person: Volodymyr Zelenskyy\nalias: Zelensky\nalias: V. Zelenskiy\n\nhide: org: X\n",
                  "a.txt", folder);
    Article article;
    article.id = "1";
    article.title = "Zelensky tells us: US aid";
    article.people = {{.name = "Zelensky", .forms = {}, .mentions = 2, .origin = Name::Origin::given},
                      {.name = "Ada Day",
                       .forms = {"Day"},
                       .mentions = 3,
                       .origin = Name::Origin::found,
                       .in_front = false,
                       .probability = 97},
                      {.name = "V. Zelenskiy", .forms = {}, .mentions = 1, .origin = Name::Origin::found}};
    article.organizations = {{.name = "X", .forms = {}, .mentions = 1}};
    article.places = {{.name = "United States", .forms = {"US"}, .mentions = 1}};
    article.body = {"Ada Day's day: V. Zelenskiy met Day."};
    CHECK(text_of(article, {}, nullptr, true, authority) ==
          R"(**Zelensky** tells us: **US** aid

id             1
people         Volodymyr Zelenskyy (3): given as Zelensky, found as V. Zelenskiy; a.txt:2; a.txt:3
               Ada Day (3): found 97 %
places         United States (1): given

**Ada Day**'s day: **V. Zelenskiy** met **Day**.
)");
}

TEST_CASE("article view: JSON has every key of the field table, in the form that is read") {
    std::ostringstream sink;
    Folder folder;
    Article article = testing::sample_answer().hits[0].article;
    article.people = {named("Andrii Sybiha"), named("Zelensky")};
    article.organizations = {{.name = "NATO",
                              .forms = {},
                              .mentions = 2,
                              .origin = Name::Origin::found,
                              .in_front = true,
                              .probability = 93}};
    article.places.clear();
    Authority authority;
    authority.add("person: Volodymyr Zelenskyy\nalias: Zelensky\n", "a.txt", folder);
    write_article_json(sink, article, {}, authority, folder);
    const Json json = Json::parse(sink.str());
    CHECK(json.size() == fields.size() + 4);
    for (const Field& each : fields) CHECK(json.contains(std::string(each.key)));
    CHECK(
        sink.str() ==
        R"({"id":"northern-wire:7","url":"https://wire.example/7","title":"Abu Dhabi talks \"open\", again",)"
        R"("lede":null,"text":"Envoys met in Abu Dhabi.\n\nThe talks go on.",)"
        R"("published":"2026-01-24T08:15:00+04:00","updated":"2026-01-25","source":"Northern Wire",)"
        R"("author":["Ines Duarte","Jo Lund"],"section":"world","language":"en",)"
        R"("people":["Andrii Sybiha","Zelensky"],)"
        R"("organizations":[],"places":[],"keywords":["diplomacy"],"dateline":"ABU DHABI","language_guessed":null,"file":null,"entities":[)"
        R"({"field":"person","name":"Andrii Sybiha","mentions":0,"in_front":false,)"
        R"("names":[{"name":"Andrii Sybiha","mentions":0,"origin":"given","probability":null}],"rules":[]},)"
        R"({"field":"person","name":"Volodymyr Zelenskyy","mentions":0,"in_front":false,)"
        R"("names":[{"name":"Zelensky","mentions":0,"origin":"given","probability":null}],)"
        R"("rules":["a.txt:2"]},)"
        R"({"field":"org","name":"NATO","mentions":2,"in_front":true,)"
        R"("names":[{"name":"NATO","mentions":2,"origin":"found","probability":0.93}],"rules":[]}],"cluster":null,"copies":[]})"
        "\n");
}

}  // namespace dateline
