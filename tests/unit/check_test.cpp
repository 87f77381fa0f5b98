#include "indexer/maintenance/check.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "common/archive/values.h"
#include "damaged_archive.h"

namespace dateline {

namespace {

bool has(const std::vector<std::string>& faults, std::string_view begin) {
    return std::ranges::any_of(faults, [&](const std::string& fault) { return fault.starts_with(begin); });
}

std::string joined(const std::vector<std::string>& faults) {
    std::string text;
    for (const std::string& fault : faults) text += fault + '\n';
    return text;
}

}  // namespace

TEST_CASE("a check names part, document and id of what the index says wrongly") {
    const std::string at = "part-000001: document 8 (id a8): ";
    const struct {
        const char* what;
        std::function<void(Xapian::Document&)> change;
        std::vector<std::string> faults;
    } cases[] = {
        {"nothing", [](Xapian::Document&) {}, {}},
        {"the day's slot",
         [](Xapian::Document& document) { document.add_value(0, values::date(on_day(day_of(2025, 1, 1)))); },
         {at + "its slot of published is not that of the stored article",
          "part-000001: its column of published is not that of the slots"}},
        {"the day's term",
         [](Xapian::Document& document) { document.remove_term("D20260109"); },
         {at + "the index lacks its term D20260109"}},
        {"month and year of another day",
         [](Xapian::Document& document) {
             document.remove_term("M202601");
             document.add_boolean_term("M202512");
         },
         {at + "the index lacks its term M202601", at + "the index has the term M202512, which it has not"}},
        {"undated and dated at once",
         [](Xapian::Document& document) { document.add_boolean_term("N"); },
         {at + "the index has the term N, which it has not"}},
        {"another id",
         [](Xapian::Document& document) {
             document.remove_term("Qa8");
             document.add_boolean_term("Qa9");
         },
         {at + "the index lacks its term Qa8", at + "the index has the term Qa9, which it has not"}},
        {"a person's term",
         [](Xapian::Document& document) { document.remove_term("XPperson 8"); },
         {at + "the index lacks its term XPperson 8"}},
        {"a person's slot with the number of no name",
         [](Xapian::Document& document) {
             document.add_value(8, values::names({{999, 0, false}}));
         },
         {at + "its slot of person is not that of the stored article",
          "part-000001: its column of person is not that of the slots"}},
        {"no fingerprint",
         [](Xapian::Document& document) { document.remove_value(fingerprint_slot); },
         {at + "it has no fingerprint"}},
        {"a word in another place",
         [](Xapian::Document& document) {
             document.remove_posting("quay", 302 + 202, 0);
             document.add_posting("quay", 4000, 0);
         },
         {}},
        {"how often a word is there",
         [](Xapian::Document& document) { document.add_term("close", 7); },
         {"part-000001: its column of lengths is not that of the articles",
          at + "the index has its term close in other numbers or places"}},
    };
    for (const auto& [what, change, expected] : cases) {
        CAPTURE(what);
        const ScratchFolder scratch;
        make_two_parts(scratch.path());
        bool failed_to_change = false;
        alter_documents(scratch.path(), 1, [&](Xapian::docid number, Xapian::Document& document) {
            try {
                if (number == 8) change(document);
            } catch (const Xapian::InvalidArgumentError&) {
                document.add_posting("quay", 4000, 0);
                failed_to_change = true;
            }
        });
        std::vector<std::string> faults = faults_of(scratch.path());
        if (std::string_view(what) == "a word in another place") {
            CHECK(joined(faults) == at + "the index has its term quay in other numbers or places\n");
            continue;
        }
        CHECK_FALSE(failed_to_change);
        CHECK(joined(faults) == joined(expected));
    }
}

TEST_CASE("a check finds what is wrong with the files of an archive") {
    const struct {
        const char* what;
        std::function<void(const std::filesystem::path&)> damage;
        const char* fault;
    } cases[] = {
        {"names cut short", [](const auto& archive) { put_file(archive / "names", "8\tx"); },
         "names: the archive is damaged: its names are not as they were written"},
        {"names gone", [](const auto& archive) { std::filesystem::remove(archive / "names"); }, "names: "},
        {"list of the dead", [](const auto& archive) { flip(archive / "dead-000001-000003", 0); },
         "dead-000001-000003: the archive is damaged: a list of replaced articles"},
        {"list of the dead gone",
         [](const auto& archive) { std::filesystem::remove(archive / "dead-000001-000003"); },
         "dead-000001-000003: "},
        {"a file too many", [](const auto& archive) { put_file(archive / "part-000002/stray", "x"); },
         "part-000002: its files have "},
        {"positions gone",
         [](const auto& archive) { std::filesystem::remove(archive / "part-000001/position.glass"); },
         "part-000001: its files have "},
        {"columns gone",
         [](const auto& archive) { std::filesystem::remove(archive / "part-000001/columns"); },
         "part-000001: its columns of names and dates are missing"},
        {"a bit of the columns",
         [](const auto& archive) {
             const auto file = archive / "part-000001/columns";
             flip(file, std::filesystem::file_size(file) / 3);
         },
         "part-000001: the archive is damaged: the columns of its names and dates do not read"},
        {"columns of an older program",
         [](const auto& archive) {
             const auto file = archive / "part-000001/columns";
             std::string content(std::filesystem::file_size(file), '\0');
             put_file(file, content.replace(content.size() - 16, 16, "dateline columns"));
         },
         "part-000001: its columns of names and dates are of an older program"},
        {"tables cut short",
         [](const auto& archive) {
             std::filesystem::resize_file(archive / "part-000001/postlist.glass", 8192);
         },
         "part-000001: "},
        {"a block of stored articles",
         [](const auto& archive) { flip(archive / "part-000001/records", 9000); },
         "part-000001: document 1 (id a1): its stored article does not read"},
        {"the directory of stored articles",
         [](const auto& archive) {
             const auto file = archive / "part-000002/records";
             flip(file, std::filesystem::file_size(file) - 1);
         },
         "part-000002: the archive is damaged: its stored articles do not read"},
        {"a part that is gone",
         [](const auto& archive) { std::filesystem::remove_all(archive / "part-000002"); }, "part-000002: "},
        {"an id twice",
         [](const auto& archive) {
             Manifest manifest = *read_manifest(archive);
             manifest.parts[0].dead = manifest.parts[0].dead_revision = 0;
             write_manifest(archive, manifest);
         },
         "part-000002: document 1 (id a1): stands there twice"},
    };
    for (const auto& [what, damage, fault] : cases) {
        CAPTURE(what);
        const ScratchFolder scratch;
        make_two_parts(scratch.path());
        REQUIRE(faults_of(scratch.path()).empty());
        damage(scratch.path());
        const std::vector<std::string> faults = faults_of(scratch.path());
        CHECK_MESSAGE(has(faults, fault), joined(faults));
    }
}

TEST_CASE("a check that is stopped says so") {
    const ScratchFolder scratch;
    make_two_parts(scratch.path());
    const CheckSummary summary = check_archive(
        scratch.path(), [](const std::string&) {}, [] { return true; });
    CHECK(summary.interrupted);
}

}  // namespace dateline
