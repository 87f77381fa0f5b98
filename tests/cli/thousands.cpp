#include "thousands.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "desk.h"

namespace dateline::cli {

namespace {

constexpr std::array<std::string_view, 24> words{
    "harbour", "cocoa",    "council", "ferry",     "strike",  "talks",   "budget",   "bridge",
    "storm",   "election", "museum",  "reactor",   "lambing", "quarry",  "festival", "treaty",
    "airline", "drought",  "verdict", "ceasefire", "tariff",  "vaccine", "glacier",  "orchestra"};
constexpr std::array<std::string_view, 5> sources{"Northern Wire", "Harbour Courier", "Gulf Monitor",
                                                  "Capital Ledger", ""};
constexpr std::array<std::string_view, 4> sections{"World", "Business", "Sport", ""};
constexpr std::array<std::string_view, 7> people{"Steve Witkoff", "Ines Duarte", "Jodie Clarke",
                                                 "Edwin Clarke",  "Greta Amsel", "Aksel Lindholm",
                                                 "Tomáš Dvořák"};
constexpr std::array<std::string_view, 5> places{"Geneva", "Abu Dhabi", "Sandhaven", "Kyiv", "Paris"};

/// A small generator whose numbers no library's version changes.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed * 2862933555777941757U + 3037000493U) {}
    std::uint32_t operator()(std::size_t sides) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((state_ >> 33) % sides);
    }

private:
    std::uint64_t state_;
};

std::string sentence(Dice& dice, int length) {
    std::string text;
    for (int i = 0; i < length; ++i) {
        if (i > 0) text += ' ';
        text += words[dice(1 + dice(words.size()))];  // the first words are the most frequent
    }
    return text;
}

Json article(int number, int edition) {
    Dice dice(static_cast<std::uint64_t>(number));
    Json json{{"id", "t" + std::to_string(number)}, {"title", sentence(dice, 5)}};
    json["text"] = sentence(dice, 30) + ".\n\n" + sentence(dice, 30) + ".";
    if (edition > 0 && number % 3 == 0)
        json["text"] = sentence(dice, 40) + " edition" + std::to_string(edition) + ".";
    char day[16];
    std::snprintf(day, sizeof day, "%04u-%02u-%02u", 2023 + dice(3), 1 + dice(12), 1 + dice(28));
    if (dice(10) > 0) json["published"] = day;
    json["source"] = sources[dice(sources.size())];
    json["section"] = sections[dice(sections.size())];
    json["people"] = Json::array();
    json["places"] = Json::array();
    for (auto count = dice(3); count > 0; --count) json["people"].push_back(people[dice(people.size())]);
    for (auto count = dice(3); count > 0; --count) json["places"].push_back(places[dice(places.size())]);
    return json;
}

}  // namespace

std::string thousands(int first, int count, int edition) {
    std::string text;
    for (int number = first; number < first + count; ++number) text += article(number, edition).dump() + '\n';
    return text;
}

}  // namespace dateline::cli
