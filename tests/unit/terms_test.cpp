#include "common/archive/terms.h"

#include <set>

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

TEST_CASE("terms of dates, names and stems") {
    const Day day = day_of(2026, 1, 24);
    CHECK(terms::day(field(FieldId::published), day) == "D20260124");
    CHECK(terms::day(field(FieldId::updated), day) == "E20260124");
    CHECK(terms::month(std::chrono::year(2026) / 1) == "M202601");
    CHECK(terms::year(std::chrono::year(987)) == "Y0987");
    CHECK(terms::stem(field(FieldId::text), "talk") == "talk");
    CHECK(terms::stem(field(FieldId::title), "talk") == "Stalk");
    CHECK(terms::name(field(FieldId::person), "steve witkoff") == "XPsteve witkoff");
    CHECK(terms::key(field(FieldId::id), "a:1") == "Qa:1");
}

TEST_CASE("no key is too long for a term, and none is another's") {
    const Field& id = field(FieldId::id);
    std::set<std::string> terms;
    std::size_t count = 0;
    for (const char filler : {'x', '\0', '\xFF'}) {
        for (const std::size_t size : {1, 100, 105, 106, 122, 210, 211, 243, 244, 245, 246, 1000, 100'000}) {
            for (const char* end : {"a", "b"}) {
                const std::string term = terms::key(id, std::string(size, filler) + end);
                const auto zeros = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
                CHECK(term.size() + zeros <= terms::longest_term);
                terms.insert(term);
                ++count;
            }
        }
    }
    CHECK(terms.size() == count);
}

TEST_CASE("terms of keys are found by the beginning of what they stand for, whole or cut") {
    const Field& file = field(FieldId::file);
    for (const std::size_t size : {1, 100, 205, 206, 209, 210, 211, 212, 244, 245, 246, 500}) {
        CAPTURE(size);
        const std::string value = '/' + std::string(size, 'x');
        const std::string term = terms::key(file, value + "/a.jsonl");
        CHECK(term.starts_with(terms::beginning_of_keys(file, value)));
        CHECK(term.starts_with(terms::beginning_of_keys(file, value + "/a.js")));
        if (terms::is_whole(term)) CHECK(term == "F" + value + "/a.jsonl");
    }
    CHECK(terms::beginning_of_keys(file, "/srv/") == "F/srv/");
    CHECK(terms::is_whole("F/srv/a.jsonl"));
    CHECK(terms::is_whole(terms::key(file, std::string(244, 'x'))));
    CHECK_FALSE(terms::is_whole(terms::key(file, std::string(245, 'x'))));
}

TEST_CASE("ids that are long or odd are found again") {
    const ScratchFolder scratch;
    std::vector<Article> articles;
    for (const std::string& id :
         {std::string(244, 'x'), std::string(245, 'x'), std::string(5000, 'x'), std::string(4999, 'x') + 'y',
          std::string(200, '\0'), std::string("a b#c")}) {
        articles.push_back(article_of(id, "Talks"));
    }
    CHECK(index(scratch.path(), articles).added == articles.size());
    CHECK(index(scratch.path(), articles).unchanged == articles.size());
    const Archive archive(scratch.path());
    for (const Article& article : articles) {
        const auto document = archive.find(article.id);
        REQUIRE(document);
        CHECK(archive.article(*document) == article);
    }
}

}  // namespace dateline
