#include "common/archive/name_book.h"

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("a book of names") {
    const ScratchFolder scratch;
    const auto file = scratch.make() / "names";
    GrowingNameBook growing(file, 0);
    CHECK(growing.number(FieldId::person, "steve witkoff", "Steve Witkoff") == 0);
    CHECK(growing.number(FieldId::org, "nato", "NATO") == 1);
    CHECK(growing.number(FieldId::person, "nato", "Nato") == 2);
    CHECK(growing.number(FieldId::person, "steve witkoff", "STEVE WITKOFF") == 0);
    const std::uint64_t first = growing.save();
    CHECK(growing.save() == first);
    CHECK(growing.number(FieldId::place, "abu dhabi", "Abu\tDhabi\nU\rAE") == 3);
    const std::uint64_t second = growing.save();

    SUBCASE("numbers names by field and key, shows the first spelling on one line") {
        const NameBook book(file, second);
        REQUIRE(book.size() == 4);
        CHECK(book[0].name == "Steve Witkoff");
        CHECK(book[2].field == FieldId::person);
        CHECK(book[3].key == "abu dhabi");
        CHECK(book[3].name == "Abu Dhabi U AE");
        CHECK_THROWS_AS((void)book[4], Error);
        CHECK_THROWS_AS((void)book[0xFFFF'FFFF], Error);
    }
    SUBCASE("stays valid as it was when it has grown") {
        CHECK(NameBook(file, first).size() == 3);
    }
    SUBCASE("goes on with its numbers, in place of what a dead run wrote behind the valid ones") {
        GrowingNameBook again(file, first);
        CHECK(again.number(FieldId::org, "nato", "N.A.T.O.") == 1);
        CHECK(again.number(FieldId::place, "geneva", "Geneva") == 3);
        const NameBook book(file, again.save());
        CHECK(book.size() == 4);
        CHECK(book[3].name == "Geneva");
    }
    SUBCASE("is nothing when it has no valid byte, be there a file or not") {
        CHECK(NameBook(file, 0).size() == 0);
        CHECK(NameBook(scratch / "none", 0).size() == 0);
    }
    SUBCASE("that is shorter than it should be, cut within a line or missing is refused") {
        CHECK_THROWS_AS(NameBook(file, second + 1), Error);
        CHECK_THROWS_AS(NameBook(file, ~std::uint64_t{0}), Error);
        CHECK_THROWS_AS(NameBook(file, second - 1), Error);
        CHECK_THROWS_AS(NameBook(scratch / "none", 5), Error);
    }
}

TEST_CASE("damaged books of names are refused") {
    const ScratchFolder scratch;
    const auto file = scratch.make() / "names";
    for (const std::string& content :
         {std::string("x\ta\tA\n"), std::string("\ta\tA\n"), std::string("0\ta\tA\n"),
          std::string("18\ta\tA\n"), std::string("99999999999\ta\tA\n"), std::string("14\ta\n"),
          std::string("14 a A\n"), std::string(64, '\0')}) {
        put_file(file, content);
        CHECK_THROWS_AS(NameBook(file, content.size()), Error);
    }
    const std::string twice = "14\ta\tA\n14\ta\tA\n";  // the next name would get the number of another
    put_file(file, twice);
    CHECK_THROWS_AS(GrowingNameBook(file, twice.size()), Error);

    const std::string whole = "14\ta\tA\n";
    put_file(file, "14\ta\tB\n");
    CHECK_THROWS_AS(NameBook(file, whole.size(), to_hex(hash128(whole))), Error);
    put_file(file, whole + "and more");
    CHECK(NameBook(file, whole.size(), to_hex(hash128(whole))).size() == 1);
    CHECK(names_hash(file, whole.size()) == to_hex(hash128(whole)));

    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        const std::string content = mutated("14\ta b\tA B\n15\tnato\tNATO\n16\tgeneva\tGeneva\n", random);
        put_file(file, content);
        try {
            const NameBook book(file, content.size());
            for (std::uint32_t number = 0; number < book.size(); ++number) (void)book[number];
        } catch (const Error& error) {
            CHECK(error.place() == file.string());
        }
    }
}

}  // namespace dateline
