#include "searcher/names.h"

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

namespace {

Article about(const std::string& id, const std::vector<std::string>& people) {
    Article article = article_of(id, "T");
    for (const std::string& name : people) article.people.push_back(named(name));
    article.dateline = "Abu Dhabi";
    return article;
}

}  // namespace

TEST_CASE("names are found by the whole or by an unambiguous part") {
    const ScratchFolder scratch;
    (void)index(scratch.path(),
                {about("1", {"Steve Witkoff", "Paul Lee"}), about("2", {"Steve Witkoff", "Paul Leeson"}),
                 about("3", {"Lee", "Ana Müller-Łódź"}), about("4", {"Vadim Gone", "Steve Gone"}),
                 about("5", {"Jean-Luc O'Neill"})});
    (void)index(scratch.path(), {about("4", {"Dora Milton"})});
    const Archive archive(scratch.path());
    Folder folder;
    const Entities entities(archive, Authority::none());
    const NameFinder names(archive, entities, folder);
    const Field& person = field(FieldId::person);

    const std::tuple<std::string, std::string, std::uint64_t> found[] = {
        {"Steve Witkoff", "Steve Witkoff", 2},
        {"steve witkoff", "Steve Witkoff", 2},
        {"WITKOFF", "Steve Witkoff", 2},
        {"steve", "Steve Witkoff", 2},  // the other Steve stands in an article that is replaced
        {"lee", "Lee", 1},              // the whole name wins over parts
        {"paul lee", "Paul Lee", 1},
        {"Leeson", "Paul Leeson", 1},
        {"muller lodz", "Ana Müller-Łódź", 1},
        {"MÜLLER", "Ana Müller-Łódź", 1},
        {"oneill", "Jean-Luc O'Neill", 1},
        {"luc o'neill", "Jean-Luc O'Neill", 1},
    };
    for (const auto& [typed, name, articles] : found) {
        CAPTURE(typed);
        const KnownName known = names.find(person, typed);
        CHECK(known.name == name);
        CHECK(known.articles == articles);
        REQUIRE(known.terms.size() == 1);
        CHECK(archive.count(known.terms.front()) == articles);
    }
    CHECK(names.find(field(FieldId::dateline), "dhabi").articles == 5);

    const std::tuple<std::string, std::string, std::string> refused[] = {
        {"paul", "2 names of a person have 'paul'",
         "write more of the name: Paul Lee (1 article), Paul Leeson (1 article)"},
        {"Witkof", "no article has the person 'Witkof'", "nearest: Steve Witkoff (2 articles)"},
        {"vadim gone", "no article has the person 'vadim gone'", "see the names with: --facets person:50"},
        {"gone", "no article has the person 'gone'", ""},
        {"neil", "no article has the person 'neil'", ""},
        {"witkoff steve", "no article has the person 'witkoff steve'", ""},
        {"...", "'...' is no name of a person", ""},
        {"", "'' is no name of a person", ""},
    };
    for (const auto& [typed, message, hint] : refused) {
        CAPTURE(typed);
        try {
            (void)names.find(person, typed);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.message() == message);
            if (!hint.empty()) CHECK(error.hint() == hint);
            CHECK(error.hint().find("Gone") == std::string::npos);
        }
    }
}

TEST_CASE("a whole name is refused while a name that more articles have has its words") {
    const ScratchFolder scratch;
    Article filed = about("5", {});
    filed.keywords = {"trade"};
    filed.authors = {"Byrne"};
    Article other = filed;
    other.id = "6";
    other.keywords = {"free trade"};
    other.authors = {"Ada Byrne"};
    Article third = other;
    third.id = "7";
    (void)index(scratch.path(),
                {about("1", {"Orlan"}), about("2", {"Vera Orlan"}), about("3", {"VERA ORLAN"}),
                 about("4", {"Orlan Mote", "Vera Orlan", "Mote"}), filed, other, third});
    const Archive archive(scratch.path());
    Folder folder;
    const Entities entities(archive, Authority::none());
    const NameFinder names(archive, entities, folder);
    const std::tuple<FieldId, std::string, std::string, std::uint64_t> found[] = {
        {FieldId::person, "=Orlan", "Orlan", 1},
        {FieldId::person, "=ORLÁN", "Orlan", 1},
        {FieldId::person, "vera orlan", "Vera Orlan", 3},
        {FieldId::person, "=vera orlan", "Vera Orlan", 3},
        {FieldId::person, "mote", "Mote", 1},  // no longer name is more frequent
        {FieldId::keyword, "trade", "trade", 1},
        {FieldId::author, "=byrne", "Byrne", 1},
    };
    for (const auto& [kind, typed, name, articles] : found) {
        CAPTURE(typed);
        const KnownName known = names.find(field(kind), typed);
        CHECK(known.name == name);
        CHECK(known.articles == articles);
    }
    const std::tuple<FieldId, std::string, std::string, std::string> refused[] = {
        {FieldId::person, "orlan", "3 names of a person have 'orlan'",
         "write more of the name, as in \"Vera Orlan\", or \"=Orlan\" for that name alone: "
         "Vera Orlan (3 articles), Orlan (1 article), Orlan Mote (1 article)"},
        {FieldId::author, "Byrne", "2 names of an author have 'Byrne'",
         "write more of the name, as in \"Ada Byrne\", or \"=Byrne\" for that name alone: "
         "Ada Byrne (2 articles), Byrne (1 article)"},
        {FieldId::person, "=vera", "no article has the person '=vera'", "nearest: Vera Orlan (3 articles)"},
    };
    for (const auto& [kind, typed, message, hint] : refused) {
        CAPTURE(typed);
        try {
            (void)names.find(field(kind), typed);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.message() == message);
            CHECK(error.hint() == hint);
        }
    }
}

TEST_CASE("an ambiguous name lists the most frequent first, and says how many more there are") {
    const ScratchFolder scratch;
    std::vector<Article> articles;
    for (int i = 0; i < 13; ++i)
        articles.push_back(about(std::to_string(i), {"Ann " + std::string(1, static_cast<char>('A' + i))}));
    articles.push_back(about("x", {"Ann M"}));
    (void)index(scratch.path(), articles);
    const Archive archive(scratch.path());
    Folder folder;
    try {
        const Entities entities(archive, Authority::none());
        (void)NameFinder(archive, entities, folder).find(field(FieldId::person), "ann");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.message() == "13 names of a person have 'ann'");
        CHECK(error.hint().starts_with("write more of the name: Ann M (2 articles), Ann A (1 article), "));
        CHECK(error.hint().ends_with(" and 3 more"));
    }
}

}  // namespace dateline
