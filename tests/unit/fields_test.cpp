#include "common/fields.h"

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

TEST_CASE("every field is found by its name, key and aliases, in any case") {
    for (const Field& expected : fields) {
        CHECK(&field(expected.id) == &expected);
        CHECK(find_field(expected.name) == &expected);
        CHECK(find_field(expected.key) == &expected);
        for_each_alias(expected, [&](std::string_view alias) {
            CHECK(find_field(alias) == &expected);
            std::string loud(alias);
            for (char& c : loud) {
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
                if (c == '_') c = '-';
            }
            CHECK(find_field(loud) == &expected);
        });
    }
    for (const char* name : {"", " ", "peopl", "person ", "guid identifier", "Ünknown"})
        CHECK(find_field(name) == nullptr);
}

TEST_CASE("no field's terms can be taken for those of months, years or articles without a date") {
    for (const Field& field : fields) {
        for (const std::string_view taken : {month_prefix, year_prefix, undated_term, std::string_view("Z")})
            CHECK(field.prefix != taken);
    }
}

TEST_CASE("names in an article") {
    Article article;
    article.source = "Northern Wire";
    article.authors = {"Ines Duarte", ""};
    article.people = {named("B"), named(""), named("A")};
    using Names = std::vector<std::string_view>;
    CHECK(names_in(article, FieldId::source) == Names{"Northern Wire"});
    CHECK(names_in(article, FieldId::author) == Names{"Ines Duarte"});
    CHECK(names_in(article, FieldId::person) == Names{"B", "A"});
    CHECK(names_in(article, FieldId::section).empty());
    CHECK(names_in(article, FieldId::title).empty());
}

}  // namespace dateline
