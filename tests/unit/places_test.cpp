#include "searcher/places.h"

#include <algorithm>
#include <random>
#include <tuple>

#include <doctest/doctest.h>

#include "common/archive/terms.h"
#include "scratch.h"

namespace dateline {

namespace {

using Ids = std::vector<std::string>;

/// Many short articles in several parts, of few words, so that many tie.
class Crowd {
public:
    Crowd() {
        std::mt19937 chance(7);
        const std::vector<std::string> words{"talks", "cocoa", "gold", "harbour", "the", "port", "of"};
        for (int part = 0; part < 3; ++part) {
            std::vector<Article> articles;
            for (int i = 0; i < 120; ++i) {
                std::string text;
                for (unsigned word = 0; word < 3 + chance() % 12; ++word)
                    text += words[chance() % words.size()] + ' ';
                Article article =
                    article_of("p" + std::to_string(part) + "n" + std::to_string(i), "", {text});
                if (chance() % 4 != 0)
                    article.published = on_day(day_of(2026, 1, 1 + static_cast<unsigned>(chance() % 5)));
                articles.push_back(article);
            }
            (void)index(scratch_.path(), articles);
        }
        archive_.emplace(scratch_.path());
    }

    [[nodiscard]] const Archive& archive() const { return *archive_; }

    [[nodiscard]] Matches with(const std::string& word) const {
        return find_matches(*archive_, archive_->living(Xapian::Query(word)));
    }

    [[nodiscard]] Ids ids(const std::vector<Place>& places) const {
        Ids ids;
        for (const Place& place : places) ids.push_back(archive_->article(place.document).id);
        return ids;
    }

private:
    ScratchFolder scratch_;
    std::optional<Archive> archive_;
};

WeighedTerms term(const std::string& word) {
    return {.terms = {word}};
}

/// Words that weigh, and one pair of them that weighs more where it stands close.
std::vector<ScorePart> parts_of_two_words() {
    std::vector<ScorePart> parts;
    parts.push_back({.kind = ScorePart::Kind::word, .words = {term("talk")}});
    parts.push_back({.kind = ScorePart::Kind::word, .words = {term("cocoa")}});
    parts.push_back({.kind = ScorePart::Kind::neighbours,
                     .words = {term("talk"), term("cocoa")},
                     .factor = 0.7,
                     .close = Closeness{"talks", "cocoa", 3}});
    parts.push_back({.kind = ScorePart::Kind::neighbours,
                     .words = {term("talk"), term("cocoa")},
                     .factor = 0.9,
                     .close = Closeness{"talks", "cocoa", 1, true},
                     .within_last = true});
    return parts;
}

}  // namespace

TEST_CASE("a page is the same stretch of the whole order, whatever is passed over to find it") {
    const Crowd crowd;
    const Scorer scorer(crowd.archive(), parts_of_two_words(), {});
    const Matches matches = crowd.with("talk");
    const std::uint64_t all = count(matches);
    REQUIRE(all > 100);

    // By hand: every article scored in full, then sorted by all keys.
    std::vector<std::tuple<double, std::string, std::string>> order;
    for (const Place& place : places_by(Sort::newest, 0, crowd.archive(), matches, {0, all})) {
        double score = 0;
        for (const double addend : scorer.addends(place.document)) score += addend;
        std::string date = crowd.archive().value(place.document, field(FieldId::published).slot);
        for (char& byte : date) byte = static_cast<char>(~byte);
        if (date.empty()) date = "\xFF\xFF\xFF\xFF\xFF";
        order.emplace_back(-score, date, crowd.archive().article(place.document).id);
    }
    std::ranges::sort(order);
    Ids expected;
    for (const auto& [score, date, id] : order) expected.push_back(id);

    CHECK(crowd.ids(best_places(crowd.archive(), matches, scorer, {0, all})) == expected);
    for (const std::uint64_t most : {1U, 2U, 7U, 10U, 50U}) {
        for (std::uint64_t first = 0; first < all; first += most) {
            CAPTURE(most);
            CAPTURE(first);
            const std::vector<Place> page = best_places(crowd.archive(), matches, scorer, {first, most});
            const auto begin = expected.begin() + static_cast<std::ptrdiff_t>(first);
            CHECK(crowd.ids(page) == Ids(begin, begin + static_cast<std::ptrdiff_t>(page.size())));
            CHECK(page.size() == std::min(most, all - first));
            for (std::size_t i = 0; i < page.size(); ++i) CHECK(page[i].rank == first + i + 1);
        }
    }
    CHECK(best_places(crowd.archive(), matches, scorer, {all, 10}).empty());
    CHECK(best_places(crowd.archive(), matches, scorer, {0, 0}).empty());
}

TEST_CASE("orders by date have the undated last and ids last of all, and orders by chance a seed") {
    const Crowd crowd;
    const Matches matches = crowd.with("cocoa");
    const std::uint64_t all = count(matches);
    const auto key = [&](Xapian::docid document) {
        return crowd.archive().value(document, field(FieldId::published).slot);
    };
    for (const Sort sort : {Sort::newest, Sort::oldest}) {
        const std::vector<Place> places = places_by(sort, 0, crowd.archive(), matches, {0, all});
        const Ids ids = crowd.ids(places);
        for (std::size_t i = 1; i < places.size(); ++i) {
            const std::string before = key(places[i - 1].document);
            const std::string here = key(places[i].document);
            const bool is_in_order =
                before == here
                    ? ids[i - 1] < ids[i]
                    : here.empty() || (!before.empty() && (before < here) == (sort == Sort::oldest));
            CHECK(is_in_order);
        }
        CHECK(crowd.ids(places_by(sort, 0, crowd.archive(), matches, {20, 5})) ==
              Ids(ids.begin() + 20, ids.begin() + 25));
    }
    const auto drawn = [&](std::uint64_t seed) {
        return crowd.ids(places_by(Sort::random, seed, crowd.archive(), matches, {0, all}));
    };
    CHECK(drawn(1) == drawn(1));
    CHECK(drawn(1) != drawn(2));
    CHECK(drawn(1).size() == all);
}

TEST_CASE("words that stand close are told by their positions") {
    ScratchFolder scratch;
    struct Case {
        const char* text;
        bool near;      ///< within three words, in any order
        bool in_order;  ///< side by side
    };
    const std::vector<Case> cases{
        {"talks cocoa", true, true},
        {"cocoa talks", true, false},
        {"talks on the cocoa", true, false},
        {"talks on the new cocoa", false, false},
        {"cocoa of the talks", true, false},
        {"cocoa far away from all talks and then talks cocoa", true, true},
        {"talks here and there and everywhere else cocoa", false, false},
        {"talks", false, false},
    };
    std::vector<Article> articles;
    for (std::size_t i = 0; i < cases.size(); ++i)
        articles.push_back(article_of(std::to_string(i), "", {cases[i].text}));
    (void)index(scratch.path(), articles);
    const Archive archive(scratch.path());
    const Scorer scorer(archive, parts_of_two_words(), {});
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(cases[i].text);
        const std::vector<double> addends = scorer.addends(archive.find(std::to_string(i)).value());
        CHECK((addends[2] > 0) == cases[i].near);
        CHECK((addends[3] > 0) == cases[i].in_order);
        CHECK(addends[0] > 0);
    }
}

TEST_CASE("a part of a score holds only where what it asks for is there") {
    ScratchFolder scratch;
    Article titled = article_of("titled", "Cocoa talks", {"the port was open"});
    Article plain = article_of("plain", "The port", {"cocoa talks"});
    titled.published = on_day(day_of(2026, 1, 21));
    plain.published = on_day(day_of(2026, 1, 11));
    (void)index(scratch.path(), {titled, plain});
    const Archive archive(scratch.path());
    const std::string in_title = terms::stem(field(FieldId::title), "cocoa");
    std::vector<ScorePart> parts;
    parts.push_back(
        {.kind = ScorePart::Kind::title, .words = {term("cocoa")}, .factor = 0.5, .with = {{in_title}}});
    parts.push_back({.kind = ScorePart::Kind::word, .words = {{.terms = {"cocoa"}, .within = {in_title}}}});
    parts.push_back({.kind = ScorePart::Kind::label, .constant = 3, .with = {{in_title}}});
    parts.push_back({.kind = ScorePart::Kind::label, .constant = 3, .with = std::vector<std::string>()});
    parts.push_back({.kind = ScorePart::Kind::word, .words = {{.terms = {"cocoa", "port"}}}});
    parts.push_back(
        {.kind = ScorePart::Kind::recency, .constant = 8, .recency = RecencyCurve{10, day_of(2026, 1, 21)}});
    const Scorer scorer(archive, parts, {});
    const std::vector<double> of_titled = scorer.addends(archive.find("titled").value());
    const std::vector<double> of_plain = scorer.addends(archive.find("plain").value());
    CHECK(of_titled[0] == doctest::Approx(of_titled[1] / 2));
    CHECK(of_titled[1] > 0);
    CHECK(of_titled[2] == 3);
    CHECK(of_titled[3] == 0);
    CHECK(of_titled[4] > 0);
    CHECK(of_titled[5] == doctest::Approx(8));
    CHECK(std::vector<double>(of_plain.begin(), of_plain.begin() + 4) == std::vector<double>(4));
    CHECK(of_plain[5] == doctest::Approx(4));
}

}  // namespace dateline
