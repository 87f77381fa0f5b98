#include "common/month_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

/// All names of each month, apart by spaces and with one at either end.
constexpr std::array<std::string_view, 12> months{
    " january jan januar janner jaenner janvier janv enero ene gennaio gen janeiro januari ",
    " february feb februar febr fevrier fevr fev febrero febbraio fevereiro februari ",
    " march mar marz maerz mrz mars marzo marco maart mrt ",
    " april apr avril avr abril abr aprile ",
    " may mai mayo maggio mag maio mei ",
    " june jun juni juin junio giugno giu junho ",
    " july jul juli juillet juil julio luglio lug julho ",
    " august aug aout agosto ago augustus ",
    " september sep sept septembre septiembre settembre set setembro ",
    " october oct okt oktober octobre octubre ottobre ott outubro out ",
    " november nov novembre noviembre novembro ",
    " december dec dez dezember decembre diciembre dic dicembre dezembro ",
};

constexpr std::string_view weekdays =
    " monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun"
    " montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so"
    " lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"
    " lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom"
    " lunedi martedi mercoledi giovedi gio venerdi domenica"
    " segunda terca quarta quinta sexta segunda-feira terca-feira quarta-feira quinta-feira sexta-feira"
    " seg ter qua qui sex"
    " maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo ";

bool has_word(std::string_view words, std::string_view word) {
    if (word.empty() || word.find(' ') != std::string_view::npos) return false;
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        if (words[at - 1] == ' ' && words[at + word.size()] == ' ') return true;
    }
    return false;
}

/// The bare letter of U+00C0 to U+00FF, given by its second byte in UTF-8 (the first is C3), or 0.
char bare_letter(unsigned char second) {
    constexpr std::string_view letters = "aaaaaa-ceeeeiiii-nooooo-ouuuuy--";
    const char bare = letters[second & 0x1f];
    return bare == '-' ? '\0' : bare;
}

}  // namespace

std::string plain_word(std::string_view word) {
    while (word.ends_with('.')) word.remove_suffix(1);
    std::string plain;
    plain.reserve(word.size());
    for (std::size_t at = 0; at < word.size(); ++at) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (byte >= 'A' && byte <= 'Z') {
            plain += static_cast<char>(byte | 0x20);
            continue;
        }
        if (byte == 0xc3 && at + 1 < word.size()) {
            const char bare = bare_letter(static_cast<unsigned char>(word[at + 1]));
            if (bare != 0) {
                plain += bare;
                ++at;
                continue;
            }
        }
        plain += word[at];
    }
    return plain;
}

std::optional<unsigned> month_named(std::string_view plain) {
    for (unsigned month = 0; month < months.size(); ++month) {
        if (has_word(months[month], plain)) return month + 1;
    }
    return std::nullopt;
}

bool is_weekday(std::string_view plain) {
    return has_word(weekdays, plain);
}

}  // namespace dateline
