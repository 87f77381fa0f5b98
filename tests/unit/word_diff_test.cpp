#include "searcher/word_diff.h"

#include <algorithm>
#include <random>
#include <sstream>

#include <doctest/doctest.h>

#include "scratch.h"
#include "searcher/formats/diff_view.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

using Paragraphs = std::vector<std::string>;

std::string written(const std::vector<DiffParagraph>& paragraphs) {
    std::string text;
    for (const DiffParagraph& paragraph : paragraphs) {
        if (!text.empty()) text += " / ";
        bool first = true;
        for (const DiffPiece& piece : paragraph) {
            if (!first) text += piece.space_before ? " " : "";
            first = false;
            if (piece.change == Change::kept) text += piece.text;
            if (piece.change == Change::removed) text += "[-" + piece.text + "-]";
            if (piece.change == Change::added) text += "{+" + piece.text + "+}";
        }
    }
    return text;
}

/// The words of one side, without spaces and paragraphs.
std::string side(const std::vector<DiffParagraph>& paragraphs, Change other) {
    std::string text;
    for (const DiffParagraph& paragraph : paragraphs) {
        for (const DiffPiece& piece : paragraph) {
            if (piece.change != other) text += piece.text;
        }
    }
    std::erase(text, ' ');
    return text;
}

std::string letters(const Paragraphs& paragraphs) {
    std::string text;
    for (const std::string& paragraph : paragraphs) text += paragraph;
    std::erase(text, ' ');
    return text;
}

}  // namespace

TEST_CASE("what changed between two texts") {
    const std::tuple<Paragraphs, Paragraphs, std::string> cases[] = {
        {{}, {}, ""},
        {{"the talks end"}, {"the talks end"}, "the talks end"},
        {{"the talks end"}, {"the talks begin"}, "the talks [-end-] {+begin+}"},
        {{"the talks end"}, {"talks end today"}, "[-the-] talks end {+today+}"},
        {{}, {"a b", "c"}, "{+a b+} / {+c+}"},
        {{"a b", "c"}, {}, "[-a b-] / [-c-]"},
        {{"one", "two", "three"}, {"one", "three"}, "one / [-two-] / three"},
        {{"one", "three"}, {"one", "two", "three"}, "one / {+two+} / three"},
        {{"a b", "c d"}, {"a b", "x d"}, "a b / [-c-] {+x+} d"},
        {{"a b", "c d"}, {"a b c d"}, "a b c d"},
        {{"a b c d"}, {"a b", "c d"}, "a b / c d"},
        {{"it said, yes"}, {"it said yes"}, "it [-said,-] {+said+} yes"},
        {{"和平谈判结束"}, {"和平谈判开始"}, "和平谈判[-结束-]{+开始+}"},
    };
    for (const auto& [from, to, expected] : cases) CHECK(written(word_diff(from, to)) == expected);
}

TEST_CASE("both texts are in their difference, whatever they are") {
    std::mt19937 random(3);
    for (int round = 0; round < 400; ++round) {
        const auto words = 1 + random() % 8;
        const auto text = [&] {
            Paragraphs paragraphs(random() % 5);
            for (std::string& paragraph : paragraphs) {
                for (auto left = random() % 20; left > 0; --left) {
                    paragraph += static_cast<char>('a' + random() % words);
                    paragraph.append(random() % 3, ' ');
                }
            }
            return paragraphs;
        };
        const Paragraphs from = text();
        const Paragraphs to = text();
        const std::vector<DiffParagraph> diff = word_diff(from, to);
        CHECK(side(diff, Change::added) == letters(from));
        CHECK(side(diff, Change::removed) == letters(to));
        for (const DiffParagraph& paragraph : diff) {
            CHECK_FALSE(paragraph.empty());
            for (const DiffPiece& piece : paragraph) CHECK_FALSE(piece.text.empty());
        }
        CHECK(side(word_diff(from, from), Change::kept).empty());
    }
}

TEST_CASE("long texts with nothing or everything in another order are compared in bounds") {
    std::mt19937 random(4);
    std::string one;
    std::string other;
    std::string shuffled;
    for (int i = 0; i < 20'000; ++i) {
        one += "a" + std::to_string(i) + ' ';
        other += "b" + std::to_string(i) + ' ';
        shuffled += "a" + std::to_string(random() % 20'000) + ' ';
    }
    const ArticleDiff nothing = article_diff(article_of("1", "", {one}), article_of("2", "", {other}));
    CHECK(nothing.removed == 20'000);
    CHECK(nothing.added == 20'000);
    const ArticleDiff mixed = article_diff(article_of("1", "", {one}), article_of("2", "", {shuffled}));
    CHECK(mixed.removed == mixed.added);
    CHECK(side(mixed.text, Change::removed) == letters({shuffled}));
    std::string endless;
    for (std::size_t i = 0; i < most_words_compared; ++i) endless += "a ";
    CHECK(message_of([&] { (void)word_diff({endless}, {"a"}); }) ==
          "these articles are too long to be compared: they have 400001 words");
}

TEST_CASE("the difference of two articles as text and as JSON") {
    Article from = article_of("wire:1", "Talks end", {"Envoys met.", "They part\x1b[1m."});
    from.source = "Northern Wire";
    from.published = on_day(day_of(2026, 1, 24));
    Article to = article_of("gulf:2", "Talks end early", {"Envoys met.", "They stay."});
    to.lede = "A standfirst.";
    const ArticleDiff diff = article_diff(from, to);
    CHECK(diff.removed == 1);
    CHECK(diff.added == 4);
    CHECK_FALSE(diff.same());
    std::ostringstream text;
    write_diff_text(text, diff, {});
    CHECK(text.str() ==
          "--- Northern Wire · 2026-01-24 · wire:1\n"
          "+++ undated · gulf:2\n"
          "\nTalks end {+early+}\n"
          "\n{+A standfirst.+}\n"
          "\nEnvoys met.\n"
          "\nThey [-part[1m.-]{+stay.+}\n"
          "\n1 word removed, 4 added\n");
    std::ostringstream coloured;
    write_diff_text(coloured, diff, {.colour = true, .width = 30});
    CHECK(coloured.str().find("They \x1b[31mpart[1m.\x1b[0m \x1b[32mstay.\x1b[0m\n") != std::string::npos);
    std::ostringstream sink;
    write_diff_json(sink, diff, {}, -1);
    const Json json = Json::parse(sink.str());
    CHECK(json["same"] == false);
    CHECK(json["removed"] == 1);
    CHECK(json["from"]["id"] == "wire:1");
    CHECK(json["to"]["published"].is_null());
    CHECK(json["title"][1].dump() == R"({"change":"added","text":"early","space_before":true})");
    CHECK(json["text"].size() == 3);

    std::ostringstream same;
    write_diff_text(same, article_diff(from, from), {});
    CHECK(same.str().ends_with("\nthe same words\n"));
}

}  // namespace dateline
