#include <map>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

#include "common/authority/authority.h"
#include "scratch.h"
#include "searcher/query/parser.h"
#include "searcher/search.h"

namespace dateline {

namespace {

constexpr std::string_view rules =
    "person: Volodymyr Zelenskyy\nalias: Zelensky\nalias: President Z\n\nperson: Ada Day\nalias: A. Day\n\n"
    "place: Kyiv\nalias: Kiev\n\nhide: person: Moscow\nhide: place: Nowhere\n";

struct Use {
    std::string name;
    std::uint32_t mentions = 0;
    bool in_front = false;
};

Article about(const std::string& id, const std::vector<Use>& people,
              const std::vector<std::string>& places = {}) {
    Article article = article_of(id, "Talks");
    for (const Use& use : people) {
        Name name = named(use.name);
        name.mentions = use.mentions;
        name.in_front = use.in_front;
        article.people.push_back(name);
    }
    for (const std::string& place : places) article.places.push_back(named(place));
    return article;
}

/// An archive in two parts with a replaced article, and a search of it by the rules.
class Desk {
public:
    explicit Desk(std::string_view text = rules) {
        (void)index(scratch_.path(),
                    {about("1", {{"Zelensky", 1}, {"Volodymyr Zelenskyy", 1}, {"Bo Lee", 3}}),
                     about("2", {{"ZELENSKY", 2}, {"Moscow", 1}}, {"Kiev", "Kyiv"}),
                     about("3", {{"Ada Day", 1, true}}, {"Kiev"}), about("4", {{"Cy Fox", 1}})});
        (void)index(scratch_.path(),
                    {about("4", {{"Moscow", 9}}, {"Nowhere"}),
                     about("5", {{"A. Day", 2}, {"Bo Lee", 1}, {"Volodymyr Zelenskyy", 0}})});
        archive_.emplace(scratch_.path());
        Folder folder;
        authority_.add(text, "rules", folder);
        search_.emplace(*archive_, authority_);
    }

    Answer ask(std::vector<NameFilter> names, MentionBar bar = {}, const std::string& query = "") {
        SearchRequest request;
        request.typed = query;
        request.query = parse_query(query, day_of(2026, 2, 1));
        request.sort = Sort::newest;
        request.limit = 100;
        request.names = std::move(names);
        request.mentions = bar;
        request.facets = {{"person", 99}, {"place", 99}};
        request.entities = EntityRequest{.kind = FieldId::person, .match = match, .offset = 0, .limit = 99};
        return search_->answer(request);
    }

    std::string ids(std::vector<NameFilter> names, MentionBar bar = {}, const std::string& query = "") {
        std::set<std::string> found;
        for (const Hit& hit : ask(std::move(names), bar, query).hits) found.insert(hit.article.id);
        std::string text;
        for (const std::string& id : found) text += id;
        return text;
    }

    const Entities& entities() { return search_->entities(); }

    std::string match;

private:
    ScratchFolder scratch_;
    std::optional<Archive> archive_;
    Authority authority_;
    std::optional<Search> search_;
};

std::string text(const Facet& facet) {
    std::string line;
    for (const FacetValue& value : facet.values)
        line += value.value + " " + std::to_string(value.count) + ", ";
    return line + std::to_string(facet.missing) + " without";
}

NameFilter person(std::string name, FilterSense sense = FilterSense::all) {
    return {FieldId::person, std::move(name), sense};
}

}  // namespace

TEST_SUITE("search-entities") {
    TEST_CASE("a filter takes any alias or an unambiguous part, and finds every name of the entity") {
        Desk desk;
        for (const char* typed :
             {"Volodymyr Zelenskyy", "zelensky", "President Z", "volodymyr", "president"}) {
            CAPTURE(typed);
            CHECK(desk.ids({person(typed)}) == "125");
            CHECK(desk.ids({}, {}, "person:\"" + std::string(typed) + "\"") == "125");
            const Answer answer = desk.ask({person(typed)});
            CHECK(answer.query.filters.front().value == "Volodymyr Zelenskyy");
        }
        CHECK(desk.ids({{FieldId::place, "Kyiv"}}) == "23");
        CHECK(desk.ids({person("day")}) == "35");
        CHECK(desk.ids({person("zelensky"), person("bo")}) == "15");
        CHECK(desk.ids({person("a day", FilterSense::any), person("zelensky", FilterSense::any)}) == "1235");
        CHECK(desk.ids({person("a day", FilterSense::any), person("bo lee")}) == "5");
        CHECK(desk.ids({person("a day", FilterSense::any), {FieldId::place, "kiev", FilterSense::any}}) ==
              "3");
        CHECK(desk.ids({person("zelensky", FilterSense::none)}) == "34");
        CHECK(desk.ids({person("zelensky", FilterSense::none), person("day", FilterSense::none)}) == "4");
        CHECK(desk.ids({person("bo"), person("day", FilterSense::none)}) == "1");
    }

    TEST_CASE("what is hidden is refused with its line, what nobody has with the nearest") {
        Desk desk;
        CHECK(message_of([&] { (void)desk.ask({person("moscow")}); }) ==
              "the person 'Moscow' is hidden by rules:11");
        CHECK(message_of([&] {
                  (void)desk.ask({{FieldId::place, "nowhere"}});
              }) == "the place 'Nowhere' is hidden by rules:12");
        CHECK(message_of([&] { (void)desk.ask({person("Cy Fox")}); }) ==
              "no article has the person 'Cy Fox'");
        CHECK(message_of([&] { (void)desk.ask({person("Zelenski", FilterSense::none)}); }) ==
              "no article has the person 'Zelenski'");
    }

    TEST_CASE("facets count an article once for an entity, hidden names nowhere") {
        Desk desk;
        const Answer answer = desk.ask({});
        CHECK(answer.total == 5);
        CHECK(text(answer.facets[0]) == "Volodymyr Zelenskyy 3, Ada Day 2, Bo Lee 2, 1 without");
        CHECK(text(answer.facets[1]) == "Kyiv 2, 3 without");
        CHECK(answer.facets[0].distinct == 3);
        Desk raw("");
        CHECK(text(raw.ask({}).facets[0]) ==
              "Bo Lee 2, Moscow 2, Volodymyr Zelenskyy 2, Zelensky 2, A. Day 1, Ada Day 1, 0 without");
        CHECK(raw.ids({person("moscow")}) == "24");
    }

    TEST_CASE("hits have preferred names, each once; counts, hits and facets agree") {
        Desk desk;
        const Answer answer = desk.ask({});
        std::map<std::string, std::uint64_t> people;
        for (const Hit& hit : answer.hits) {
            for (const Name& name : hit.article.people) ++people[name.name];
            if (hit.article.id == "1") CHECK(hit.article.people[0].mentions == 2);
            if (hit.article.id == "4") CHECK(hit.article.people.empty());
        }
        CHECK(people.size() == answer.facets[0].distinct);
        for (const FacetValue& value : answer.facets[0].values) CHECK(people[value.value] == value.count);
        for (const FacetValue& value : answer.facets[0].values)
            CHECK(desk.ask({person(value.value)}).total == value.count);
    }

    TEST_CASE("the facet of a kind leaves out what a filter of that kind asks for") {
        Desk desk;
        const Answer answer = desk.ask({person("zelensky")});
        CHECK(text(answer.facets[0]) == "Bo Lee 2, Ada Day 1, 1 without");
        CHECK(answer.facets[0].left_out == std::vector<std::string>{"Volodymyr Zelenskyy"});
        CHECK(text(answer.facets[1]) == "Kyiv 1, 2 without");
        CHECK(answer.facets[1].left_out.empty());
        CHECK(text(desk.ask({person("zelensky", FilterSense::any)}).facets[0]) ==
              "Volodymyr Zelenskyy 3, Bo Lee 2, Ada Day 1, 0 without");
    }

    TEST_CASE("mentions of all names of an entity add up; major means in front or three times") {
        Desk desk;
        const std::tuple<std::string, MentionBar, std::string> cases[] = {
            {"zelensky", {1, false}, "12"}, {"zelensky", {2, false}, "12"}, {"zelensky", {3, false}, ""},
            {"zelensky", {0, true}, ""},    {"bo lee", {0, true}, "1"},     {"bo lee", {1, false}, "15"},
            {"bo lee", {2, false}, "1"},    {"ada day", {0, true}, "3"},    {"ada day", {2, false}, "5"},
            {"ada day", {2, true}, ""},
        };
        for (const auto& [name, bar, found] : cases) {
            CAPTURE(name);
            CAPTURE(bar.mentions);
            CHECK(desk.ids({person(name)}, bar) == found);
            CHECK(desk.ask({person(name)}, bar).total == found.size());
        }
        CHECK(desk.ids({person("bo lee"), person("zelensky")}, {1, false}) == "1");
        CHECK(desk.ids({person("bo lee", FilterSense::any), person("ada day", FilterSense::any)},
                       {2, false}) == "15");
        CHECK(desk.ids({person("bo lee"), person("ada day", FilterSense::none)}, {1, false}) == "1");
    }

    TEST_CASE("the list of entities has the facet's numbers, other names, and lines of the file") {
        Desk desk;
        const Answer answer = desk.ask({});
        const EntityList& list = *answer.entities;
        REQUIRE(list.rows.size() == 3);
        CHECK(list.distinct == 3);
        CHECK(list.missing == answer.facets[0].missing);
        for (std::size_t i = 0; i < list.rows.size(); ++i) {
            CHECK(list.rows[i].name == answer.facets[0].values[i].value);
            CHECK(list.rows[i].count == answer.facets[0].values[i].count);
        }
        REQUIRE(list.rows[0].aliases.size() == 1);
        CHECK(list.rows[0].aliases[0].name == "Zelensky");
        CHECK(list.rows[0].aliases[0].count == 2);
        CHECK(list.rows[0].rule == "rules:2");
        CHECK(list.rows[2].rule.empty());
        desk.match = "ZELENSK";
        CHECK(desk.ask({}).entities->rows.size() == 1);
        desk.match = "a. d";
        CHECK(desk.ask({}).entities->rows.front().name == "Ada Day");
        desk.match = "moscow";
        CHECK(desk.ask({}).entities->rows.empty());
    }

    TEST_CASE("the numbers of names: the least of an entity, or hidden") {
        Desk desk;
        const std::vector<std::uint32_t>& numbers = desk.entities().numbers();
        std::size_t hidden = 0;
        for (std::uint32_t number = 0; number < numbers.size(); ++number) {
            if (numbers[number] == Entities::hidden) {
                ++hidden;
                continue;
            }
            CHECK(numbers[number] <= number);
            CHECK(numbers[numbers[number]] == numbers[number]);
            CHECK(desk.entities().shown(number) == desk.entities().shown(numbers[number]));
        }
        CHECK(hidden == 2);
    }
}

}  // namespace dateline
