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
