#include <doctest/doctest.h>

#include "desk.h"

using namespace dateline::cli;

namespace {

const std::string stories = lines({
    {{"id", "strike"},
     {"title", "Harbour strike"},
     {"text", "Dockers want more, says Steve Witkoff."},
     {"published", "2026-01-20"},
     {"source", "Northern Wire"},
     {"people", {"Steve Witkoff"}}},
    {{"id", "quiet"},
     {"title", "Harbour quiet after talks"},
     {"text", "WITKOFF TALKS. Witkoff left the harbour."},
     {"published", "2026-01-22"},
     {"source", "Gulf Monitor"},
     {"people", {"Steve Witkoff", "Ada Day"}}},
    {{"id", "quiet2"},
     {"title", "Harbour quiet"},
     {"text", "Nobody negotiates in Zürich."},
     {"published", "2026-01-22"},
     {"source", "Gulf Monitor"}},
    {{"id", "late"}, {"title", "Talks again"}, {"published", "2026-02-01"}, {"source", "Gulf Monitor"}},
    {{"id", "undated"}, {"title", "Strike at the harbour"}, {"source", "Daily Courier"}},
});

/// The same story in three papers, folded to one, and another that only one of them matches.
const std::string wired = [] {
    const std::string body =
        "The ferry company and its crews signed a pay deal on Friday after eleven hours of talks in the old "
        "customs house, ending a stoppage that had emptied the harbour for most of a week.";
    return lines({{{"id", "w1"},
                   {"title", "Ferry deal"},
                   {"text", body},
                   {"published", "2026-03-02"},
                   {"source", "Northern Wire"}},
                  {{"id", "w2"},
                   {"title", "Crews sign"},
                   {"text", body},
                   {"published", "2026-03-02"},
                   {"source", "Gulf Monitor"}},
                  {{"id", "w3"},
                   {"title", "Ferries sail"},
                   {"text", body},
                   {"published", "2026-03-03"},
                   {"source", "Daily Courier"}}});
}();

/// A question in parts: those of the query, then its filters, in the order that the answer tells them in.
struct Question {
    Arguments query;
    std::vector<Arguments> filters;

    [[nodiscard]] Arguments without(std::size_t part) const {
        Arguments all;
        std::string words;
        for (std::size_t i = 0; i < query.size(); ++i) {
            if (i != part) words += (words.empty() ? "" : " ") + query[i];
        }
        for (std::size_t i = 0; i < filters.size(); ++i) {
            if (query.size() + i != part) all = all + filters[i];
        }
        return all + Arguments{"--", words};
    }

    [[nodiscard]] Arguments only(std::size_t part) const {
        if (part >= query.size()) return filters[part - query.size()];
        std::string words = query[part];
        if (words.starts_with('-')) words.erase(0, 1);
        return {"--", words};
    }
};

}  // namespace

TEST_SUITE("search-nothing") {
    TEST_CASE("every number of a zero is the number of its own question") {
        const std::vector<Question> questions{
            {{"harbour", "strike", "xyzzy"}, {}},
            {{"harbour", "quiet"}, {{"--source", "wire"}}},
            {{"harbour", "talks"}, {{"--person", "ada day"}, {"--on", "2026-01-20"}}},
            {{"quiet", "-harbour"}, {}},
            {{"quiet", "-harbour", "-talks"}, {{"--source", "gulf"}}},
            {{"title:strike", "\"harbour quiet\""}, {}},
            {{"(strike OR talks)", "negotiates"}, {{"--before", "2026-01-19"}}},
            {{"harbour"}, {{"--on", "2026-01-21"}}},
            {{"harbour", "published:2026-01-21"}, {}},
            {{"talks", "ferry"}, {{"--source", "gulf"}, {"--date", "2026-03-03"}}},
            {{"ferry", "strike"}, {}},
            {{"ferry", "crews", "-pay"}, {}},
            {{"ferry"}, {{"--any-person", "ada day OR witkoff"}, {"--no-person", "witkoff"}}},
            {{}, {{"--person", "ada day"}, {"--source", "wire"}}},
            {{}, {{"--any-person", "ada day"}, {"--no-person", "witkoff"}}},
            {{}, {{"--source", "courier"}, {"--after", "2027"}}},
            {{}, {{"--person", "ada day"}, {"--mentions", "5"}}},
            {{"quiet"}, {{"--person", "witkoff"}, {"--person", "ada day"}, {"--mentions", "2"}}},
        };
        const Desk desk;
        desk.add(stories);
        desk.add(wired);
        REQUIRE(desk.count({"ferry"}) == 1);
        REQUIRE(desk.count({"ferry", "--no-fold"}) == 3);
        for (const Question& question : questions) {
            const std::size_t parts = question.query.size() + question.filters.size();
            for (const Arguments& view : std::vector<Arguments>{{}, {"--no-fold"}}) {
                CAPTURE(question.without(parts).back());
                CAPTURE(view.size());
                const Json answer = desk.json(view + question.without(parts));
                REQUIRE(answer["total"] == 0);
                const Json why = answer["why"];
                REQUIRE(why["parts"].size() == parts);
                for (std::size_t i = 0; i < parts; ++i) {
                    CAPTURE(i);
                    const bool is_bar = i >= question.query.size() &&
                                        question.filters[i - question.query.size()][0] == "--mentions";
                    if (!is_bar) CHECK(why["parts"][i]["articles"] == desk.count(view + question.only(i)));
                    if (why["parts"][i]["without"].is_null()) continue;
                    CHECK(why["parts"][i]["without"] == desk.count(view + question.without(i)));
                }
                for (const Json& days : why["days"]) {
                    for (const char* side : {"before", "after"}) {
                        if (days[side].is_null()) continue;
                        Question elsewhere = question;
                        std::erase_if(elsewhere.query,
                                      [](const std::string& part) { return part.starts_with("published:"); });
                        std::erase_if(elsewhere.filters, [](const Arguments& filter) {
                            return filter[0] == "--on" || filter[0] == "--date" || filter[0] == "--after" ||
                                   filter[0] == "--before";
                        });
                        elsewhere.filters.push_back({"--on", days[side]["day"].get<std::string>()});
                        CHECK(days[side]["articles"] == desk.count(view + elsewhere.without(parts + 1)));
                    }
                }
            }
        }
    }

    TEST_CASE("what a zero says") {
        struct Case {
            Arguments question;
            std::string err;
        };
        const std::vector<Case> cases{
            {{"harbour", "--on", "2026-01-21"},
             "no article matches\narticles with each word: harbour 4\n"
             "articles of each filter: published 2026-01-21 none\n"
             "without published 2026-01-21 there would be 4 articles\n"
             "the archive has no article of 2026-01-21; nearest that match: 1 article on 2026-01-20, 2 "
             "articles "
             "on 2026-01-22\n"
             "1 article that would match has no date: --undated instead of the dates shows them\n"},
            {{"strike", "--on", "2026-01-22"},
             "no article matches\narticles with each word: strike 2\n"
             "articles of each filter: published 2026-01-22 2\n"
             "without strike there would be 2 articles\n"
             "none of the 2 articles of 2026-01-22 matches the rest; nearest that match: 1 article on "
             "2026-01-20\n"
             "1 article that would match has no date: --undated instead of the dates shows them\n"},
            {{"--after", "2026-03"},
             "no article passes the filters\narticles of each filter: published 2026-03-01.. none\n"
             "the archive has no article of 2026-03-01..; nearest: 1 article on 2026-02-01\n"
             "1 article that would match has no date: --undated instead of the dates shows them\n"},
            {{"witkof"},
             "no article has the word witkof\n"
             "did you mean Witkoff (2 articles) instead of witkof?\n"},
            {{"zuerich"},
             "no article has the word zuerich\ndid you mean Zürich (1 article) instead of zuerich?\n"},
            {{"harbor talkss xyzzy"},
             "no article matches\narticles with each word: harbor none, talkss none, xyzzy none\n"
             "to leave out any one of these would not help\n"
             "did you mean harbour (4 articles) instead of harbor?\n"
             "did you mean talks (2 articles) instead of talkss?\n"},
            {{"negotiat"},
             "no article has the word negotiat\ndid you mean negotiates (1 article) instead of negotiat?\n"},
            {{"harbourquiet"},
             "no article has the word harbourquiet\n"
             "did you mean \"harbour quiet\" (2 articles) instead of harbourquiet?\n"},
            {{"har-bour"},
             "no article has the word har-bour\narticles with each word: har-bour none, har none, bour none\n"
             "did you mean harbour (4 articles) instead of har bour?\n"},
            {{"2027"}, "no article has the word 2027\n"},
            {{"qz"}, "no article has the word qz\n"},
            {{"quiet -harbour"},
             "no article matches\narticles with each word: quiet 2, -harbour 4\n"
             "without -harbour there would be 2 articles\n"},
            {{"\"quiet harbour\""},
             "no article has \"quiet harbour\"\n"
             "articles with each word: \"quiet harbour\" none, quiet 2, harbour 4\n"
             "with quiet harbour instead of \"quiet harbour\" there would be 2 articles\n"},
            {{"title:dockers"},
             "no article has title:dockers\n"
             "with dockers instead of title:dockers there would be 1 article\n"},
            {{"title:witkof"}, "no article has title:witkof\n"},
            {{"witkof", "--source", "wire"},
             "no article matches\narticles with each word: witkof none\n"
             "articles of each filter: source Northern Wire 1\n"
             "without witkof there would be 1 article\n"
             "did you mean Witkoff (1 article) instead of witkof?\n"},
            {{"=harbours"},
             "no article has =harbours\n"
             "with harbours instead of =harbours there would be 4 articles\n"},
            {{"strike NEAR/1 want"},
             "no article has strike NEAR/1 want\narticles with each word: strike 2, want 1\n"
             "with strike want instead of strike NEAR/1 want there would be 1 article\n"},
            {{"talks ATLEAST/9 harbour"},
             "no article matches\narticles with each word: talks 2, ATLEAST/9 harbour none\n"
             "with harbour instead of ATLEAST/9 harbour there would be 1 article\n"
             "without ATLEAST/9 harbour there would be 2 articles\n"},
            {{"id:nobody"}, "no article has id:nobody\n"},
            {{"url:https://x.example/"}, "no article has url:https://x.example/\n"},
            {{"words:>900"}, "no article has words:901..\n"},
            {{"--undated", "--person", "witkoff"},
             "no article passes the filters\narticles of each filter: person Steve Witkoff 2, undated 1\n"
             "without undated there would be 2 articles\n"},
            {{"--similar", "quiet", "--on", "2020"},
             "no article passes the filters\n"
             "articles of each filter: similar quiet 4, published 2020-01-01..2020-12-31 none\n"
             "without published 2020-01-01..2020-12-31 there would be 4 articles\n"
             "the archive has no article of 2020-01-01..2020-12-31; nearest that match: 1 article on "
             "2026-01-20\n"
             "1 article that would match has no date: --undated instead of the dates shows them\n"},
        };
        const Desk desk;
        desk.add(stories);
        for (const Case& tried : cases) {
            CAPTURE(tried.question.front());
            const Outcome outcome = desk.search(Arguments{"--count"} + tried.question);
            CHECK(outcome.code == 1);
            CHECK(outcome.out == "0\n");
            CHECK(outcome.err == tried.err);
        }
        CHECK(desk.json({"harbour"})["why"].is_null());
        CHECK(desk.json({"witkof"})["why"]["suggestions"] ==
              Json::parse("[{\"typed\": \"witkof\", \"word\": \"Witkoff\", \"articles\": 2}]"));
    }

    TEST_CASE("a second query that finds nothing says why, too") {
        const Desk desk;
        desk.add(stories);
        const Outcome outcome =
            desk.search({"harbour", "-n", "0", "--timeline", "--compare", "title:dockers"});
        CHECK(outcome.code == 0);
        CHECK(outcome.err ==
              "--compare: no article has title:dockers\n"
              "--compare: with dockers instead of title:dockers there would be 1 article\n");
    }

    TEST_CASE("words are counted in one view of copies, and what articles shall be like is no word") {
        const Desk desk;
        desk.add(wired);
        const Json answer = desk.json({"ferry xyzzy"});
        CHECK(answer["nearest"]["words"][0]["articles"] == 1);
        CHECK(answer["why"]["words"][0]["articles"] == 1);
        const Json whole = desk.json({"ferry xyzzy", "--no-fold"});
        CHECK(whole["nearest"]["words"][0]["articles"] == 3);
        CHECK(whole["why"]["words"][0]["articles"] == 3);
        desk.add(stories);
        const Arguments similar{"--similar", "quiet", "--no-fold"};
        const Json like = desk.json(similar + Arguments{"--on", "2020"});
        CHECK(like["why"]["words"].empty());
        CHECK(like["nearest"].is_null());
        CHECK(like["why"]["parts"][0]["filter"]["value"] == "quiet");
        CHECK(like["why"]["parts"][0]["articles"] == desk.count(similar));
    }

    TEST_CASE("a zero of --mentions and --major says when tags alone name people") {
        const Desk desk;
        desk.add(stories);
        Desk found;
        REQUIRE(found.index({"--entities", "all", "-"}, stories).code == 0);
        const std::string note =
            "no mention is counted in any of the 2 articles: the names come from tags alone, as with "
            "dateline-index --entities given\n";
        for (const Arguments& bar : std::vector<Arguments>{{"--major"}, {"--mentions", "1"}}) {
            CAPTURE(bar.front());
            const Arguments asked = Arguments{"--person", "Steve Witkoff"} + bar;
            CHECK(desk.search(asked).err.find(note) != std::string::npos);
            CHECK(desk.json(asked)["why"]["unmentioned"] == 2);
            CHECK(found.count(asked) > 0);
        }
        const Arguments often{"--person", "Steve Witkoff", "--mentions", "50"};
        CHECK(found.search(often).err.find("no mention") == std::string::npos);
        CHECK(found.json(often)["why"]["unmentioned"] == 0);
    }

    TEST_CASE("a zero stays one: nothing is searched for but what was typed") {
        const Desk desk;
        desk.add(stories);
        for (const char* query :
             {"witkof", "harbor -witkoff", "=harbor", "\"harbor quiet\"", "CAPS(witkof)"}) {
            const Json answer = desk.json({"--", query});
            CHECK(answer["total"] == 0);
            CHECK(answer["hits"].empty());
            CHECK(!answer["why"]["suggestions"].empty());
        }
        // Never for a word that has articles, in whatever form.
        CHECK(desk.json({"=harbours"})["why"]["suggestions"].empty());
        CHECK(desk.json({"strike talk"})["why"]["suggestions"].empty());
    }
}
