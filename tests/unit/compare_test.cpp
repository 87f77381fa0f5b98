#include "indexer/copies/compare.h"

#include <string>

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

namespace {

const std::string story =
    "Dockers at the harbour of Port Adela ended a strike of nine days on Tuesday after owners of three "
    "shipping "
    "lines agreed to raise wages by 6 pct. The walkout had held up 41 vessels and cost exporters of cocoa "
    "some "
    "12 mln dlrs, the chamber of commerce said. Mr Anselm Okoro, who led the talks for the union, called the "
    "settlement a victory for patience. Owners said they would have to charge more for handling from "
    "September. "
    "The first ferry left for the outer islands before dawn, carrying medicine, mail and newly married "
    "couples "
    "who had been stranded since the week before. The minister of transport promised a commission that shall "
    "study why talks had broken down twice, and whether night shifts at the grain terminal can be made "
    "safer.";

const std::string other_story =
    "A museum in the capital opened a room of clocks that had been in its cellar for eighty years. Visitors "
    "queued in the rain to see a tower clock of 1712 whose bell is cast from melted cannon. The director, "
    "Ines "
    "Varga, said restorers had worked for eleven winters and had learnt the trade from letters of its "
    "makers. A "
    "second room is to follow in spring if the city council votes for the money, which is not certain at "
    "all. "
    "Schools come free on Mondays, and a guide for the blind has been cut into oak by pupils of the academy.";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

std::string first_of(const std::string& text, std::size_t sentences) {
    std::size_t end = 0;
    for (; sentences > 0; --sentences) end = text.find(". ", end) + 2;
    return text.substr(0, end);
}

std::string behind(const std::string& text, std::size_t sentences) {
    return text.substr(first_of(text, sentences).size());
}

/// One letter of every so many is read as another.
std::string misread(std::string text, std::size_t every) {
    for (std::size_t at = every / 2; at < text.size(); at += every) text[at] = text[at] == 'e' ? 'c' : 'e';
    return text;
}

Likeness likeness(const std::string& one, const std::string& other, const std::string& source = "",
                  const std::string& other_source = "") {
    CopyTextMaker maker;
    Article first = article_of("a", "A title", {one});
    Article second = article_of("b", "Another", {other});
    first.source = source;
    second.source = other_source;
    Comparison comparison;
    const Likeness found = comparison.likeness(maker.make(first), maker.make(second));
    CHECK(comparison.likeness(maker.make(second), maker.make(first)) == found);
    return found;
}

}  // namespace

TEST_CASE("copies") {
    const struct {
        const char* what;
        std::string text;
    } cases[] = {
        {"the same", story},
        {"cut to a third", first_of(story, 2)},
        {"a byline and a credit",
         "By JANE ROE, Staff Writer. " + story + " Additional reporting by our staff."},
        {"another lead", "Nobody had expected so quick an end. " + behind(story, 1)},
        {"without its lead", behind(story, 1)},
        {"house style",
         replaced(replaced(replaced(story, "6 pct", "6%"), "12 mln dlrs", "$12m"), "harbour", "harbor")},
        {"in capitals",
         [] {
             std::string text = story;
             for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
             return text;
         }()},
        {"its sentences moved", behind(story, 3) + " " + first_of(story, 3)},
        {"a word replaced here and there", replaced(replaced(story, "ended", "finished"), "raise", "lift")},
        {"a scanner that misreads 2 of 100", misread(story, 50)},
        {"a scanner that misreads 4 of 100", misread(story, 25)},
    };
    for (const auto& [what, text] : cases) {
        CAPTURE(what);
        CHECK(likeness(story, text) == Likeness::copy);
        CHECK(likeness(story, text, "Northern Wire", "Harbour Times") == Likeness::copy);
        CHECK(likeness(story, text, "Northern Wire", "") == Likeness::copy);
    }
}

TEST_CASE("what is no copy") {
    const std::string prices =
        "Spot prices in London: cocoa 1,312 stg a tonne, coffee 2,204 stg, rubber 61 pence a kilo, copper "
        "914 stg, "
        "tin 4,230 stg, lead 302 stg, zinc 498 stg at the close of the market.";
    const std::string other_prices =
        "Spot prices in London: cocoa 1,298 stg a tonne, coffee 2,260 stg, rubber 64 pence a kilo, copper "
        "931 stg, "
        "tin 4,115 stg, lead 317 stg, zinc 482 stg at the close of the market.";
    const std::string dividend =
        "Adela Harbour Lines declares quarterly dividend 12 cts, payable April 3, record "
        "March 10, directors announce after annual meeting";
    const struct {
        const char* what;
        std::string one, other;
    } cases[] = {
        {"another story", story, other_story},
        {"prices of another day", prices, other_prices},
        {"a notice of another firm", dividend,
         replaced(replaced(dividend, "Adela Harbour Lines", "Consolidated Grain Mills"), "12", "15")},
        {"half of the sentences", story,
         first_of(story, 1) + first_of(other_story, 2) + first_of(behind(story, 3), 1) +
             behind(other_story, 2)},
        {"an old story as background", story, other_story + " " + first_of(story, 2)},
        {"a word in a text of few",
         "Dockers at Port Adela ended a strike on Tuesday after owners agreed talks",
         "Dockers at Port Adela began a strike on Friday after owners refused talks"},
        {"too short to tell", "Closed for holiday", "Closed for holiday"},
        {"nothing", "", ""},
        {"a note of a long text", first_of(story, 1),
         story + other_story + behind(story, 1) + other_story + other_story},
    };
    for (const auto& [what, one, other] : cases) {
        CAPTURE(what);
        CHECK(likeness(one, other) == Likeness::neither);
    }
}

TEST_CASE("of the same source, what is not the same in every word is a version") {
    const std::string corrected = replaced(story, "Anselm Okoro", "Anselm Okafor");
    CHECK(likeness(story, corrected, "Northern Wire", "NORTHERN WIRE") == Likeness::version);
    CHECK(likeness(story, first_of(story, 3), "Northern Wire", "Northern Wire") == Likeness::version);
    CHECK(likeness(story, corrected, "Northern Wire", "Harbour Times") == Likeness::copy);
    CHECK(likeness(story, story, "Northern Wire", "Northern Wire") == Likeness::copy);
    CHECK(likeness(story, replaced(story, "strike of", "strike  of"), "Northern Wire", "Northern Wire") ==
          Likeness::copy);
    CHECK(likeness(story, other_story, "Northern Wire", "Northern Wire") == Likeness::neither);
}

TEST_CASE("texts that repeat themselves are compared in bounded time") {
    std::string same;
    std::string lines;
    for (int i = 0; i < 20'000; ++i) {
        same += "harbour ";
        lines += "cocoa talks " + std::to_string(i) + " ";
    }
    CHECK(likeness(same, same + "cocoa") == Likeness::copy);
    CHECK(likeness(same, lines) == Likeness::neither);
    CHECK(likeness(lines, lines + lines) == Likeness::copy);
}

}  // namespace dateline
