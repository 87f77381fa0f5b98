#include "common/text/endings.h"

#include <algorithm>
#include <array>

#include "common/text/characters.h"

namespace dateline {

namespace {

struct Ending {
    std::string_view language;
    std::string_view folded;
    std::string_view written;
};

/// The longer ones of a language first.
constexpr auto endings = std::to_array<Ending>({
    {"fr", "ierement", "ièrement"}, {"fr", "ieres", "ières"},
    {"fr", "iere", "ière"},         {"fr", "erent", "èrent"},
    {"fr", "ites", "ités"},         {"fr", "ees", "ées"},
    {"fr", "ite", "ité"},           {"fr", "ee", "ée"},
    {"es", "grafia", "grafía"},     {"es", "logia", "logía"},
    {"es", "rian", "rían"},         {"es", "cion", "ción"},
    {"es", "sion", "sión"},         {"pt", "encias", "ências"},
    {"pt", "ancias", "âncias"},     {"pt", "encia", "ência"},
    {"pt", "ancia", "ância"},       {"pt", "aveis", "áveis"},
    {"pt", "iveis", "íveis"},       {"pt", "avel", "ável"},
    {"pt", "ivel", "ível"},         {"pt", "coes", "ções"},
    {"pt", "soes", "sões"},         {"pt", "cao", "ção"},
    {"pt", "sao", "são"},           {"pt", "oes", "ões"},
    {"pt", "aes", "ães"},           {"pt", "ao", "ão"},
    {"ca", "cio", "ció"},           {"ca", "sio", "sió"},
});

}  // namespace

bool has_endings(std::string_view word) {
    constexpr char32_t first_without = 0x0E00;
    std::size_t at = 0;
    if (!word.empty() && next_character(word, at) >= first_without) return false;
    return !std::ranges::all_of(word, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string with_accents(std::string word, std::string_view language) {
    for (const Ending& ending : endings) {
        if (ending.language != language || !word.ends_with(ending.folded)) continue;
        word.replace(word.size() - ending.folded.size(), ending.folded.size(), ending.written);
        break;
    }
    return word;
}

}  // namespace dateline
