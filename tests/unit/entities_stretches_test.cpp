#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "indexer/entities/stretches.h"

namespace dateline::entities {

namespace {

/// A token a letter: 's' is surely outside, 'u' is not.
std::vector<Scores> sentence_of(std::string_view letters) {
    std::vector<Scores> sentence;
    for (const char letter : letters) {
        Scores scores{};
        scores[outside] = letter == 's' ? 100 : 99;
        sentence.push_back(scores);
    }
    return sentence;
}

std::string stretches_of(std::string_view letters) {
    std::vector<Scores> sentence = sentence_of(letters);
    std::vector<Stretch> stretches;
    part_at_sure_words(sentence, 100, stretches);
    std::string text;
    for (const Stretch& stretch : stretches)
        text += (text.empty() ? "" : " ") + std::to_string(stretch.begin) + "-" + std::to_string(stretch.end);
    return text;
}

}  // namespace

TEST_CASE("a sentence is parted at words that are surely outside") {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},
        {"s", ""},
        {"sss", ""},
        {"u", "0-1"},
        {"uuu", "0-3"},
        {"su", "0-2"},
        {"us", "0-2"},
        {"sus", "0-3"},
        {"ssuss", "1-4"},
        {"usu", "0-2 1-3"},
        {"ussu", "0-2 2-4"},
        {"susus", "0-3 2-5"},
        {"uusssu", "0-3 4-6"},
    };
    for (const auto& [letters, expected] : cases) {
        CAPTURE(letters);
        CHECK(stretches_of(letters) == expected);
    }
}

TEST_CASE("no path takes a name through a word that is surely outside") {
    std::vector<Scores> sentence = sentence_of("usu");
    for (Scores& scores : sentence) scores[label_of(Kind::person, Part::inside)] += 40;
    sentence[1][outside] = 140;
    std::vector<Stretch> stretches;
    part_at_sure_words(sentence, 100, stretches);
    Transitions transitions{};
    for (auto& row : transitions) row.fill(0);
    Lattice lattice;
    std::vector<Label> labels;
    lattice.best_labels(sentence, transitions, labels);
    CHECK(labels[1] == outside);
    CHECK(is_outside_by(sentence[1], 100));
}

}  // namespace dateline::entities
