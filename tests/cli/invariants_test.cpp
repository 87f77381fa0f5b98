#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"
#include "tests/given_copies.h"

using namespace dateline::cli;

namespace {

/// Draws questions from the corpus: its queries, words of its titles, its names, dates around its articles.
class Questions {
public:
    explicit Questions(const Desk& desk) {
        std::istringstream queries(file_content(corpus() + "/queries.tsv"));
        for (std::string line; std::getline(queries, line);)
            queries_.push_back(line.substr(line.find('\t') + 1));
        const Json answer =
            desk.json({"-n", "1000", "--facets", "person:200,place:200,source:99,section:99,org:99"});
        for (const Json& hit : answer["hits"]) {
            if (!hit["title"].is_string()) continue;
            std::istringstream title(hit["title"].get<std::string>());
            for (std::string word; title >> word;) {
                if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == word.npos) words_.push_back(word);
            }
        }
        for (const auto& [field, facet] : answer["facets"].items()) {
            for (const Json& row : facet["values"]) names_.emplace_back("--" + field, row["value"]);
        }
    }

    Arguments next() {
        Arguments question;
        switch (draw(6)) {
            case 0:
                break;
            case 1:
                question = {queries_[draw(queries_.size())]};
                break;
            case 2:
                question = {word() + " OR " + word()};
                break;
            case 3:
                question = {word() + " -" + word()};
                break;
            case 4:
                question = {"--any", word() + ' ' + word()};
                break;
            default:
                question = {word()};
        }
        if (draw(3) == 0) {
            const auto& [option, name] = names_[draw(names_.size())];
            question.insert(question.end(), {option, name});
        }
        if (draw(3) == 0) question.insert(question.end(), {"--after", date()});
        if (draw(4) == 0)
            question.insert(question.end(), {"--before", "2026-01-" + std::to_string(10 + draw(20))});
        if (draw(3) == 0) question.insert(question.end(), {"--sort", draw(2) == 0 ? "newest" : "oldest"});
        return question;
    }

private:
    std::size_t draw(std::size_t sides) { return random_() % sides; }
    std::string word() { return words_[draw(words_.size())]; }
    std::string date() {
        const char* dates[] = {"1998", "2024", "2025-06", "2025-11-03", "2026-01-01", "2026-01-08"};
        return dates[draw(6)];
    }

    std::mt19937 random_{20260124};
    Arguments queries_;
    Arguments words_;
    std::vector<std::pair<std::string, std::string>> names_;
};

Arguments ids_of(const Json& hits) {
    Arguments ids;
    for (const Json& hit : hits) ids.push_back(hit["id"]);
    return ids;
}

/// Makes some articles of the corpus copies of one another: two to five a story.
void give_copies(const Desk& desk) {
    std::mt19937 random(20260125);
    Arguments all = desk.ids({"-n", "1000"});
    std::ranges::shuffle(all, random);
    std::vector<Arguments> clusters;
    for (std::size_t at = 0; at + 5 < all.size() / 2;) {
        const std::size_t size = 2 + random() % 4;
        clusters.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at),
                              all.begin() + static_cast<std::ptrdiff_t>(at + size));
        at += size;
    }
    dateline::testing::give_copies(desk.archive(), clusters);
}

const Arguments views[] = {{}, {"--no-fold"}, {"--lead", "longest"}, {"--first"}};

std::uint64_t sum_of(const Json& rows) {
    std::uint64_t sum = 0;
    for (const Json& row : rows) sum += row["count"].get<std::uint64_t>();
    return sum;
}

}  // namespace

TEST_SUITE("invariants") {
    TEST_CASE("every view of an answer has the same number") {
        const Desk desk;
        desk.add_corpus();
        // A second part, and some articles that are replaced.
        desk.add("{\"id\":\"northern-wire:2026-01-24:abu-dhabi-talks\",\"title\":\"Abu Dhabi talks end\"}\n");
        give_copies(desk);
        Questions questions(desk);
        for (int round = 0; round < 80; ++round) {
            const Arguments& view = views[round % 4];
            const Arguments words = questions.next();
            const Arguments question = words + view;
            CAPTURE(Json(question).dump());
            const Json answer = desk.json(
                question +
                Arguments{"-n", "1000", "--timeline", "--facets",
                          "source:3,section:99,language:99,year:2,month,day:500,person:500,place:500"});
            const std::uint64_t total = answer["total"];
            CHECK(answer["exact"] == true);
            const bool first = view == Arguments{"--first"};  // lists copies, for which some have no place
            CHECK(desk.count(first ? words : question) == total);
            CHECK(answer["hits"].size() == total);
            CHECK(desk.ids((first ? words : question) + Arguments{"-n", "1000"}) == ids_of(answer["hits"]));
            CHECK(desk.ids((first ? words : question) + Arguments{"--all"}) == ids_of(answer["hits"]));
            CHECK(answer["folded"] == (view != views[1]));
            CHECK(total + answer["copies"].get<std::uint64_t>() ==
                  desk.count(words + Arguments{"--no-fold"}));
            std::uint64_t copies = 0;
            for (const Json& hit : answer["hits"]) {
                copies += hit["copies"].get<std::uint64_t>();
                CHECK(hit["copy_list"].size() == (first ? hit["copies"].get<std::size_t>() : 0));
            }
            if (answer["folded"] == true) CHECK(copies == answer["copies"]);
            const bool counts_stories = answer["copies"] > 0;  // a story has the values of all its copies
            for (const char* single : {"source", "section", "language", "year", "month", "day"}) {
                CAPTURE(single);
                const Json& facet = answer["facets"][single];
                const std::uint64_t sum = sum_of(facet["values"]) + facet["other"].get<std::uint64_t>() +
                                          facet["missing"].get<std::uint64_t>();
                CHECK(sum >= total);
                if (!counts_stories) CHECK(sum == total);
            }
            const Json& timeline = answer["timeline"];
            CHECK(sum_of(timeline["buckets"]) + timeline["undated"].get<std::uint64_t>() == total);
            CHECK(timeline["undated"] >= answer["facets"]["year"]["missing"]);
            if (!counts_stories) CHECK(timeline["undated"] == answer["facets"]["year"]["missing"]);
            for (const Json& bucket : timeline["buckets"]) CHECK(bucket["count"] <= bucket["in_archive"]);

            const Json& facet = answer["facets"]["person"];
            if (counts_stories) continue;
            const std::set<std::string> left_out = facet["left_out"];
            std::map<std::string, std::uint64_t> people;
            std::uint64_t without = 0;
            for (const Json& hit : answer["hits"]) {
                bool names_another = false;
                for (const Json& person : hit["people"]) {
                    if (left_out.contains(person)) continue;
                    names_another = true;
                    ++people[person];
                }
                if (!names_another) ++without;
            }
            CHECK(facet["distinct"] == people.size());
            CHECK(facet["missing"] == without);
            for (const Json& row : facet["values"]) CHECK(people[row["value"]] == row["count"]);
        }
    }

    TEST_CASE("the pages together are the whole") {
        const Desk desk;
        desk.add_corpus();
        give_copies(desk);
        Questions questions(desk);
        for (int round = 0; round < 12; ++round) {
            const Arguments question = questions.next() + views[round % 3];
            CAPTURE(Json(question).dump());
            const Arguments whole = desk.ids(question + Arguments{"-n", "1000"});
            Arguments pieces;
            for (std::size_t offset = 0; offset < whole.size() + 7; offset += 7) {
                const Json page =
                    desk.json(question + Arguments{"-n", "7", "--offset", std::to_string(offset)});
                CHECK(page["total"] == whole.size());
                std::size_t rank = offset;
                for (const Json& hit : page["hits"]) CHECK(hit["rank"] == ++rank);
                pieces = pieces + ids_of(page["hits"]);
            }
            CHECK(pieces == whole);
        }
    }

    TEST_CASE("a facet's count is what its filter finds, whatever is folded") {
        const Desk desk;
        desk.add_corpus();
        give_copies(desk);
        const Json list = desk.json({"--facets", "person:4"})["facets"]["person"]["values"];
        const std::string someone = list[0]["value"];
        // Where articles must make much of someone, they must of whoever is chosen besides. Tags count no
        // mentions, so the names are those of the texts.
        const Desk recognised;
        REQUIRE(recognised.index({"--entities", "all", corpus()}).code == 0);
        std::size_t chosen = 0;
        for (const char* kind : {"person", "org", "place"}) {
            const Arguments asked{"--person", "Steve Witkoff", "--major", "-n", "0"};
            const Json facet = recognised.json(asked + Arguments{"--facets", kind})["facets"][kind];
            chosen += facet["values"].size();
            for (const Json& row : facet["values"]) {
                CAPTURE(row.dump());
                const std::string name = '=' + row["value"].get<std::string>();
                CHECK(recognised.count({"--person", "Steve Witkoff", "--major", "--" + std::string(kind),
                                        name}) == row["count"]);
            }
        }
        CHECK(chosen > 1);
        for (const Arguments& view : views) {
            if (view == views[3]) continue;  // lists copies, which a number has no place for
            for (const Arguments& asked :
                 std::vector<Arguments>{{"talks"}, {}, {"said", "--no-person", someone}}) {
                for (const char* field :
                     {"person", "org", "place", "source", "section", "author", "keyword", "language"}) {
                    const Arguments question = asked + view;
                    const Json facet =
                        desk.json(question + Arguments{"-n", "0", "--facets",
                                                       field + std::string(":3")})["facets"][field];
                    for (const Json& row : facet["values"]) {
                        CAPTURE(row.dump());
                        CAPTURE(Json(question).dump());
                        CHECK(desk.count(question + Arguments{"--" + std::string(field),
                                                              '=' + row["value"].get<std::string>()}) ==
                              row["count"]);
                    }
                    for (const Json& row : facet["values"]) CHECK(row["count"] <= facet["articles"]);
                }
                for (const char* unit : {"year", "month", "day"}) {
                    const Json facet =
                        desk.json(asked + view +
                                  Arguments{"-n", "0", "--facets", unit + std::string(":3")})["facets"][unit];
                    for (const Json& row : facet["values"])
                        CHECK(desk.count(asked + view + Arguments{"--on", row["value"]}) == row["count"]);
                }
            }
            // With --multi-select: what the value finds in place of what is chosen.
            const Json facet = desk.json(view + Arguments{"--person", '=' + someone, "--multi-select", "-n",
                                                          "0", "--facets", "person:8"})["facets"]["person"];
            for (const Json& row : facet["values"])
                CHECK(desk.count(view + Arguments{"--person", '=' + row["value"].get<std::string>()}) ==
                      row["count"]);
            // Of the whole archive no value has fewer articles than of a part of it.
            const Json shares = desk.json(
                view + Arguments{"talks", "-n", "0", "--facets", "place:20:share"})["facets"]["place"];
            for (const Json& row : shares["values"]) CHECK(row["count"] <= row["in_archive"]);
            // The list of entities has the numbers of the facet.
            const Outcome names = desk.search(view + Arguments{"talks", "--entities", "place", "--json"});
            const Json rows = Json::parse(names.out)["entities"]["rows"];
            for (const Json& row : rows)
                CHECK(desk.count(view + Arguments{"talks", "--place",
                                                  '=' + row["name"].get<std::string>()}) == row["count"]);
        }
        const Json answer = desk.json({"--no-fold", "--timeline", "month"});
        for (const Json& bucket : answer["timeline"]["buckets"]) {
            const std::string range =
                bucket["from"].get<std::string>() + ".." + bucket["to"].get<std::string>();
            CHECK(desk.count({"--no-fold", "--date", range}) == bucket["count"]);
        }
    }

    TEST_CASE("words split the archive: with and without add up, OR is no less, AND no more") {
        const Desk desk;
        desk.add_corpus();
        const auto count = [&](const std::string& query) { return desk.count({query, "--no-fold"}); };
        const std::uint64_t said = count("said");
        CHECK(said > 10);
        for (const std::string word :
             {"talks", "abu", "\"abu dhabi\"", "title:talks", "place:geneva", "zelensk*"}) {
            CAPTURE(word);
            CHECK(count("said " + word) + count("said -" + word) == said);
            CHECK(count(word + " OR ferry") >= count(word));
            CHECK(count(word + " ferry") <= count(word));
            CHECK(count(word + " OR ferry") + count(word + " AND ferry") == count(word) + count("ferry"));
        }
    }
}
