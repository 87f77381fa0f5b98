#include <algorithm>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

Json numbered(int number, const std::string& text) {
    return {
        {"id", "n" + std::to_string(number)}, {"title", "Number " + std::to_string(number)}, {"text", text}};
}

std::string summary_of(const Desk& desk, const std::string& input, Arguments options = {}) {
    const Outcome outcome = desk.index(std::move(options) + Arguments{"--entities", "given", "-"}, input);
    CHECK_MESSAGE(outcome.code == 0, outcome.err);
    return counts_of(outcome.out);
}

}  // namespace

TEST_SUITE("index-identity") {
    TEST_CASE("the same content again is not written") {
        const Desk desk;
        const std::string input = lines({numbered(1, "one"), numbered(2, "two")});
        desk.add(input);
        const auto before = tree_content(desk.archive());
        CHECK(summary_of(desk, input) ==
              "2 read: 0 added, 0 updated, 2 unchanged; 0 rejected, 0 skipped, 2 undated");
        auto after = tree_content(desk.archive());
        // The journal has the run, and the manifest the journal.
        for (const char* kept : {"lock", "manifest", "runs"}) after[kept] = before.at(kept);
        CHECK(after == before);
    }

    TEST_CASE("changed content replaces the article, and nothing of the old is found") {
        const Desk desk;
        desk.add(lines({numbered(1, "harbour"), numbered(2, "two")}));
        CHECK(summary_of(desk, lines({numbered(1, "lighthouse")})) ==
              "1 read: 0 added, 1 updated, 0 unchanged; 0 rejected, 0 skipped, 1 undated");
        CHECK(desk.count({"harbour"}) == 0);
        CHECK(desk.ids({"lighthouse"}) == Arguments{"n1"});
        CHECK(desk.count({}) == 2);
        CHECK(desk.count({"id:n1"}) == 1);
        CHECK(desk.search({"--show", "n1"}).out.find("lighthouse") != std::string::npos);
    }

    TEST_CASE("two articles with one id in one run: the same once, the later of two") {
        const Desk desk;
        CHECK(summary_of(desk, lines({numbered(1, "one"), numbered(1, "one")})) ==
              "2 read: 1 added, 0 updated, 1 unchanged; 0 rejected, 0 skipped, 2 undated");
        CHECK(desk.count({}) == 1);
        CHECK(summary_of(desk, lines({numbered(2, "early"), numbered(1, "uno"), numbered(2, "late")})) ==
              "3 read: 1 added, 2 updated, 0 unchanged; 0 rejected, 0 skipped, 3 undated, 1 replaced in this "
              "run");
        CHECK(desk.count({}) == 2);
        CHECK(desk.count({"early"}) == 0);
        CHECK(desk.ids({"late"}) == Arguments{"n2"});
        CHECK(desk.ids({"uno"}) == Arguments{"n1"});
    }

    TEST_CASE("what is looked up together stays right over a publication in its midst") {
        const Desk desk;
        std::vector<Json> first;
        for (int i = 0; i < 2000; ++i) first.push_back(numbered(i, "morning"));
        desk.add(lines(first));
        // Every third is changed, so that a batch ends among articles that were looked up before it did.
        std::vector<Json> second;
        for (int i = 0; i < 2000; ++i) second.push_back(numbered(i, i % 3 == 0 ? "evening" : "morning"));
        for (int i = 2000; i < 2300; ++i) {
            second.push_back(numbered(i, "dawn"));
            second.push_back(numbered(i, "dusk"));
        }
        for (int i = 2000; i < 2300; ++i) second.push_back(numbered(i, "night"));
        CHECK(summary_of(desk, lines(second), {"--batch", "70"}) ==
              "2900 read: 300 added, 1267 updated, 1333 unchanged; 0 rejected, 0 skipped, 2900 undated, "
              "600 replaced in this run");
        CHECK(desk.count({}) == 2300);
        CHECK(desk.count({"morning"}) == 1333);
        CHECK(desk.count({"evening"}) == 667);
        CHECK(desk.count({"night"}) == 300);
        CHECK(desk.count({"dusk OR dawn"}) == 0);
        for (int i = 0; i < 2300; i += 97) CHECK(desk.count({"id:n" + std::to_string(i)}) == 1);
    }

    TEST_CASE("ids longer than a term of the index, and two that differ only at their end") {
        const Desk desk;
        const std::string begin(400, 'i');
        desk.add(lines({{{"id", begin + "1"}, {"title", "One"}},
                        {{"id", begin + "2"}, {"title", "Two"}},
                        {{"id", std::string(245, 'j')}, {"title", "Three"}},
                        {{"id", std::string(70'000, 'k')}, {"title", "Four"}}}));
        CHECK(desk.count({}) == 4);
        CHECK(desk.ids({"--sort", "oldest", "One"}) == Arguments{begin + "1"});
        CHECK(desk.search({"--show", begin + "2"}).out.starts_with("Two\n"));
        CHECK(desk.search({"--show", begin + "3"}).code == 2);
        CHECK(desk.ids({"id:" + begin + "1"}) == Arguments{begin + "1"});
        CHECK(summary_of(desk, lines({{{"id", begin + "2"}, {"title", "Zwei"}}})) ==
              "1 read: 0 added, 1 updated, 0 unchanged; 0 rejected, 0 skipped, 1 undated");
        CHECK(desk.count({}) == 4);
        CHECK(desk.search({"--show", begin + "1"}).out.starts_with("One\n"));
    }

    TEST_CASE("articles that one run replaces by others of their id are told, the first three one by one") {
        const Desk desk;
        desk.write("d1/a.txt", "Harbour\n\nShips came in.\n");
        desk.write("d2/a.txt", "Airport\n\nPlanes came down.\n");
        const Outcome two = desk.index({"d1", "d2"});
        CHECK(two.code == 0);
        CHECK(difference(two.err,
                         "warning: d2/a.txt:1: takes the place of another article of this run with the id "
                         "\"a.txt\" and other content\n") == "");
        CHECK(counts_of(two.out) ==
              "2 read: 1 added, 1 updated, 0 unchanged; 0 rejected, 0 skipped, 2 undated, 1 replaced in this "
              "run");

        std::vector<Json> many;
        for (int i = 0; i < 6; ++i) many.push_back(numbered(1, std::to_string(i)));
        const Outcome six = desk.index({"--json", "--batch", "2", "-"}, lines(many));
        CHECK(std::count(six.err.begin(), six.err.end(), '\n') == 4);
        CHECK(six.err.ends_with(
            "warning: 2 more took the place of another of this run; --verbose names them\n"));
        CHECK(Json::parse(six.out)["replaced_in_run"] == 5);
        const Outcome again = desk.index({"--verbose", "--dry-run", "--batch", "1", "-"}, lines(many));
        CHECK(std::count(again.err.begin(), again.err.end(), '\n') == 5);
        // An update of what an earlier run added is what ids are for.
        const Outcome later = desk.index({"--json", "-"}, lines({numbered(1, "later")}));
        CHECK(later.err.empty());
        CHECK(Json::parse(later.out)["replaced_in_run"] == 0);
    }

    TEST_CASE("ids that differ in a byte are two articles, each of one line that a terminal can take") {
        const Desk desk;
        const Arguments written{"a b",       "a  b",     "a\\tb",   "a\\u0001b", "a\\u00a0b", "a\\u200bb",
                                "a\\u202eb", "e\\u0301", "\\u00e9", "a\\\\x01b", "a\\u009bb", "a\\u2028b"};
        std::string input;
        for (const std::string& id : written) input += "{\"id\":\"" + id + "\",\"title\":\"Talks\"}\n";
        input += "{\"id\":\" a b \",\"title\":\"Talks\"}\n";
        const Outcome outcome = desk.index({"--json", "-"}, input);
        CHECK(Json::parse(outcome.out)["added"] == written.size());
        CHECK(Json::parse(outcome.out)["unchanged"] == 1);
        desk.write("odd/new\nline.txt", "Storm\n\nIt blows.\n");
        desk.write("odd/\x1b[1m.txt", "Storm\n\nIt blows.\n");
        desk.write("odd/x \xff.txt", "Storm\n\nIt blows.\n");
        desk.write("odd/x \xfe.txt", "Storm\n\nIt blows.\n");
        CHECK(desk.index({"-q", "odd"}).code == 0);
        const Arguments ids = desk.ids({"storm", "--sort", "oldest"});
        CHECK(ids.size() == 4);
        for (const char* id : {"new\\x0aline.txt", "\\x1b[1m.txt", "x \\xff.txt", "x \\xfe.txt"}) {
            CAPTURE(id);
            CHECK(std::ranges::count(ids, id) == 1);
            CHECK(desk.search({"--show", id}).code == 0);
        }
        const Outcome all = desk.search({"--format", "ids", "--limit", "100"});
        CHECK(static_cast<std::size_t>(std::count(all.out.begin(), all.out.end(), '\n')) ==
              written.size() + 4);
        CHECK(all.out.find('\x1b') == std::string::npos);
        const Json json = desk.json({"storm", "--format", "json"});
        for (const Json& hit : json["hits"])
            CHECK(std::ranges::count(ids, hit["id"].get<std::string>()) == 1);
    }

    TEST_CASE("ids with NUL, control characters, blanks and any script stay one line and are found") {
        const Desk desk;
        desk.write("odd.jsonl",
                   "{\"id\":\"a\\u0000b\",\"title\":\"One\"}\n{\"id\":\"c\\n\\td\",\"title\":\"Two\"}\n"
                   "{\"id\":\"新聞:1\",\"title\":\"Three\"}\n{\"id\":\"with blank\",\"title\":\"Four\"}\n"
                   "{\"id\":\"\\u0000\\u0000\\u0000\",\"title\":\"Five\"}\n{\"id\":17,\"title\":\"Six\"}\n");
        const Outcome outcome = desk.index({"odd.jsonl"});
        CHECK_MESSAGE(outcome.code == 0, outcome.err);
        const Arguments ids = desk.ids({});
        CHECK(ids.size() == 6);
        for (const std::string& id : ids) {
            CAPTURE(id);
            CHECK(id.find_first_of(std::string("\0\t\r", 3)) == std::string::npos);
            CHECK(desk.search({"--show", id}).code == 0);
        }
        const Outcome again = desk.index({"odd.jsonl"});
        CHECK(counts_of(again.out) ==
              "6 read: 0 added, 0 updated, 6 unchanged; 0 rejected, 0 skipped, 6 undated");
    }

    TEST_CASE("without an id the URL is it, without both a hash of the content") {
        const Desk desk;
        const std::string input = lines({{{"url", "https://paper.example/1"}, {"title", "One"}},
                                         {{"title", "Two"}, {"text", "Two texts."}},
                                         {{"title", "Two"}, {"text", "Other texts."}}});
        desk.add(input);
        CHECK(desk.count({}) == 3);
        CHECK(desk.ids({"one"}) == Arguments{"https://paper.example/1"});
        CHECK(desk.ids({"other"})[0].starts_with("hash:"));
        CHECK(summary_of(desk, input) ==
              "3 read: 0 added, 0 updated, 3 unchanged; 0 rejected, 0 skipped, 3 undated");
    }
}
