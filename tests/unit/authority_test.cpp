#include "common/authority/authority.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "common/error.h"

using namespace dateline;

namespace {

/// What the rules say about a name: "Kyiv" where it is shown so, "hidden", "-" when nothing is said.
std::string verdict(const Authority& authority, FieldId kind, std::string_view name) {
    Folder folder;
    const Authority::Rule* rule = authority.find(kind, name_key(name, folder));
    if (!rule) return "-";
    const Authority::Entity& entity = authority.entity(*rule);
    return entity.hidden ? "hidden" : entity.name;
}

std::string person(const Authority& authority, std::string_view name) {
    return verdict(authority, FieldId::person, name);
}

Authority of(std::string_view shipped, std::string_view own = {}) {
    Folder folder;
    Authority authority;
    authority.add(shipped, "shipped.txt", folder);
    if (!own.empty()) authority.add(own, "own.txt", folder);
    return authority;
}

constexpr std::string_view zelenskyy =
    "# comment\n\nperson: Volodymyr Zelenskyy\nalias: Zelensky\n# inside\nalias: Zelenskiy\nnote: president\n"
    "note: of Ukraine\n\nplace: Kyiv\nalias: Kiev\n\nhide: person: Moscow and Kyiv\nhide: org: X\n";

}  // namespace

TEST_SUITE("authority") {
    TEST_CASE("a block is an entity: any of its names, whatever case, accents and punctuation") {
        const Authority authority = of(zelenskyy);
        CHECK(person(authority, "Volodymyr Zelenskyy") == "Volodymyr Zelenskyy");
        CHECK(person(authority, "VOLODYMYR-ZELENSKYY") == "Volodymyr Zelenskyy");
        CHECK(person(authority, "Zelénsky") == "Volodymyr Zelenskyy");
        CHECK(person(authority, "Zelenskiy") == "Volodymyr Zelenskyy");
        CHECK(person(authority, "Moscow and Kyiv") == "hidden");
        CHECK(verdict(authority, FieldId::org, "x") == "hidden");
        CHECK(verdict(authority, FieldId::place, "kiev") == "Kyiv");
        CHECK(authority.entities().front().note == "president of Ukraine");
    }

    TEST_CASE("nothing is merged across kinds, nor by a part of a name") {
        const Authority authority = of(zelenskyy);
        CHECK(person(authority, "Kiev") == "-");
        CHECK(verdict(authority, FieldId::org, "Zelensky") == "-");
        CHECK(person(authority, "Volodymyr") == "-");
        CHECK(person(authority, "Olena Zelensky") == "-");
        CHECK(verdict(authority, FieldId::source, "Kiev") == "-");
        CHECK(Authority::none().find(FieldId::person, "kiev") == nullptr);
    }

    TEST_CASE("every name has its place") {
        const Authority authority = of(zelenskyy, "person: Zelensky\n");
        Folder folder;
        CHECK(authority.place(*authority.find(FieldId::person, "zelenskiy")) == "shipped.txt:6");
        CHECK(authority.place(*authority.find(FieldId::person, "volodymyr zelenskyy")) == "shipped.txt:3");
        CHECK(authority.place(*authority.find(FieldId::person, "zelensky")) == "own.txt:1");
    }

    TEST_CASE("of two files the later wins, name by name") {
        const Authority apart = of(zelenskyy, "person: Olena Zelenska\nalias: Zelensky\n");
        CHECK(person(apart, "Zelensky") == "Olena Zelenska");
        CHECK(person(apart, "Zelenskiy") == "Volodymyr Zelenskyy");
        CHECK(apart.entities()[0].claims.size() == 2);
        const Authority shown = of(zelenskyy, "hide: place: Kiev\n\nperson: Moscow and Kyiv\n");
        CHECK(verdict(shown, FieldId::place, "Kiev") == "hidden");
        CHECK(verdict(shown, FieldId::place, "Kyiv") == "Kyiv");
        CHECK(person(shown, "Moscow and Kyiv") == "Moscow and Kyiv");
    }

    TEST_CASE("who claims the preferred name gets the others too, unless they are claimed") {
        const Authority renamed =
            of(zelenskyy, "person: Wolodymyr Selenskyj\nalias: Volodymyr Zelenskyy\n\nperson: Zelenskiy\n");
        CHECK(person(renamed, "Zelensky") == "Wolodymyr Selenskyj");
        CHECK(person(renamed, "Volodymyr Zelenskyy") == "Wolodymyr Selenskyj");
        CHECK(person(renamed, "Zelenskiy") == "Zelenskiy");
        CHECK(renamed.entities()[0].claims.empty());
        const Authority hidden = of(zelenskyy, "hide: person: Volodymyr Zelenskyy\n");
        CHECK(person(hidden, "Zelensky") == "hidden");
        Authority third = of(zelenskyy, "person: V. Z.\nalias: Volodymyr Zelenskyy\n");
        Folder folder;
        third.add("person: President Z\nalias: V. Z.\n", "third.txt", folder);
        CHECK(person(third, "Zelenskiy") == "President Z");
    }

    TEST_CASE("whatever does not parse is refused, with line, reason and hint") {
        struct Case {
            std::string_view text;
            std::string_view place;
            std::string_view message;
        };
        const std::vector<Case> cases{
            {"person: A\nperson: B\n", "f:2", "a second entity in one block"},
            {"alias: B\n", "f:1", "alias: without an entity above it"},
            {"person: A\n\nalias: B\n", "f:3", "alias: without an entity above it"},
            {"note: B\n", "f:1", "note: without an entity above it"},
            {"person:\n", "f:1", "nothing stands behind person:"},
            {"person: ...\n", "f:1", "'...' is no name"},
            {"person: A\nalias: !\n", "f:2", "'!' is no name"},
            {"persn: A\n", "f:1", "'persn:' is not known here"},
            {"Volodymyr Zelenskyy\n", "f:1", "no colon in this line"},
            {"source: Times\n", "f:1", "'source:' is not known here"},
            {"hide: X\n", "f:1", "hide: without a kind"},
            {"hide: source: X\n", "f:1", "'source' is no kind of entity"},
            {"hide: person:\n", "f:1", "nothing stands behind person:"},
            {"hide: person: X\nalias: Y\n", "f:2", "alias: behind hide:"},
            {"person: A\nhide: person: X\n", "f:2", "hide: inside an entity's block"},
            {"person: \xff\n", "f:1", "this line is not clean UTF-8"},
            {std::string_view("person: A\0B\n", 12), "f:1", "this line is not clean UTF-8"},
            {"person: A\nalias: Bé\n\nperson: C\nalias: be\n", "f:5",
             "'be' is a name of 'A' already, in line 2"},
            {"person: A\n\nhide: person: a\n", "f:3", "'a' is a name of 'A' already, in line 1"},
            {"hide: person: a\n\nperson: A\n", "f:3", "'A' is hidden in line 1"},
        };
        for (const Case& tried : cases) {
            CAPTURE(tried.text);
            Folder folder;
            Authority authority;
            try {
                authority.add(tried.text, "f", folder);
                FAIL("was taken");
            } catch (const Error& error) {
                CHECK(error.place() == tried.place);
                CHECK(error.message() == tried.message);
                CHECK(!error.hint().empty());
            }
            CHECK(authority.empty());
        }
    }

    TEST_CASE(
        "line ends of other systems, a byte order mark, blanks and other names of the kinds are taken") {
        const Authority authority =
            of("\xEF\xBB\xBFPerson : A B\r\n  alias:\tA  \r\n\r\nOrganization: A\r\n"
               "\t\nlocation: A\nalias: a\nalias: Á");
        CHECK(person(authority, "a") == "A B");
        CHECK(verdict(authority, FieldId::org, "A") == "A");
        CHECK(verdict(authority, FieldId::place, "A") == "A");
        CHECK(authority.entities()[2].claims.size() == 1);
        CHECK(of("").empty());
        CHECK(of("\n\n# only words\n").empty());
    }

    TEST_CASE("a file that is not there is one clear error") {
        Folder folder;
        Authority authority;
        CHECK_THROWS_AS(authority.add_file("/nonexistent/authority.txt", folder), Error);
        CHECK_THROWS_AS(authority.add_file(std::filesystem::temp_directory_path(), folder), Error);
    }

    TEST_CASE("the shipped file parses, knows the world, and keeps apart what is apart") {
        Folder folder;
        Authority authority;
        authority.add_file(DATELINE_AUTHORITY_FILE, folder);
        struct Case {
            FieldId kind;
            std::string_view name;
            std::string_view shown;
        };
        const std::vector<Case> cases{
            {FieldId::place, "Kiev", "Kyiv"},
            {FieldId::place, "ivory-coast", "Côte d'Ivoire"},
            {FieldId::place, "U.K.", "United Kingdom"},
            {FieldId::place, "britain", "United Kingdom"},
            {FieldId::place, "usa", "United States"},
            {FieldId::place, "U.S.", "United States"},
            {FieldId::place, "el-salvador", "El Salvador"},
            {FieldId::place, "West Germany", "West Germany"},
            {FieldId::place, "Germany", "Germany"},
            {FieldId::place, "Burma", "Myanmar"},
            {FieldId::place, "Hongkong", "Hong Kong"},
            {FieldId::place, "Republic of China", "Taiwan"},
            {FieldId::place, "PRC", "China"},
            {FieldId::place, "Russian", "-"},
            {FieldId::place, "Washington", "-"},
            {FieldId::org, "Group of Seven", "G7"},
            {FieldId::org, "G-7", "G7"},
            {FieldId::org, "EU", "European Union"},
            {FieldId::org, "ec", "European Community"},
            {FieldId::org, "U.N.", "United Nations"},
            {FieldId::org, "IMF", "International Monetary Fund"},
            {FieldId::org, "North Atlantic Treaty Organization", "NATO"},
            {FieldId::person, "Zelensky", "Volodymyr Zelenskyy"},
            {FieldId::person, "Vladimir Zelenskiy", "Volodymyr Zelenskyy"},
            {FieldId::person, "Muammar Qaddafi", "Muammar Gaddafi"},
            {FieldId::person, "George W Bush", "George W. Bush"},
            {FieldId::person, "George H.W. Bush", "George H. W. Bush"},
            {FieldId::person, "Bush", "-"},
            {FieldId::person, "Clinton", "-"},
            {FieldId::person, "Kim", "-"},
            {FieldId::person, "UK", "-"},
        };
        for (const Case& tried : cases) {
            CAPTURE(tried.name);
            CHECK(verdict(authority, tried.kind, tried.name) == tried.shown);
        }
        std::set<FieldId> kinds;
        for (const Authority::Entity& entity : authority.entities()) kinds.insert(entity.kind);
        CHECK(kinds.size() == 3);
        CHECK(authority.entities().size() > 800);
    }
}
