#include "common/text/language.h"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/uloc.h>

namespace dateline {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Names of languages and the codes of libraries (ISO 639-2/B) where they are not those of ISO 639-3.
constexpr auto named = std::to_array<Pair>({
    {"english", "en"},    {"french", "fr"},     {"german", "de"},  {"spanish", "es"},   {"italian", "it"},
    {"portuguese", "pt"}, {"dutch", "nl"},      {"russian", "ru"}, {"ukrainian", "uk"}, {"arabic", "ar"},
    {"chinese", "zh"},    {"japanese", "ja"},   {"swedish", "sv"}, {"danish", "da"},    {"norwegian", "no"},
    {"finnish", "fi"},    {"polish", "pl"},     {"czech", "cs"},   {"hungarian", "hu"}, {"romanian", "ro"},
    {"turkish", "tr"},    {"catalan", "ca"},    {"basque", "eu"},  {"irish", "ga"},     {"indonesian", "id"},
    {"greek", "el"},      {"hebrew", "he"},     {"korean", "ko"},  {"français", "fr"},  {"francais", "fr"},
    {"deutsch", "de"},    {"español", "es"},    {"espanol", "es"}, {"italiano", "it"},  {"português", "pt"},
    {"portugues", "pt"},  {"nederlands", "nl"}, {"svenska", "sv"}, {"dansk", "da"},     {"norsk", "no"},
    {"русский", "ru"},    {"fre", "fr"},        {"ger", "de"},     {"dut", "nl"},       {"cze", "cs"},
    {"slo", "sk"},        {"gre", "el"},        {"rum", "ro"},     {"chi", "zh"},       {"per", "fa"},
    {"arm", "hy"},        {"baq", "eu"},        {"geo", "ka"},     {"ice", "is"},       {"mac", "mk"},
    {"may", "ms"},        {"alb", "sq"},        {"wel", "cy"},     {"iw", "he"},        {"in", "id"},
});

constexpr auto with_stemmer = std::to_array<std::string_view>({
    "ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy",
    "id", "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr",
});

static_assert(std::ranges::is_sorted(with_stemmer));

}  // namespace

std::string language_code(std::string_view text) {
    std::string code;
    for (const char c : text) {
        if (c == '-' || c == '_') break;
        code += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    // Undetermined, several, none, no code for it: these name no language.
    constexpr std::string_view nameless[] = {"und", "mul", "zxx", "mis"};
    if (std::ranges::find(nameless, code) != std::end(nameless)) return {};
    const auto known = std::ranges::find(named, code, &Pair::first);
    if (known != named.end()) return std::string(known->second);
    const bool letters = std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!letters || code.size() < 2 || code.size() > 3) return {};
    if (code.size() == 2) return code;
    std::array<char, 16> shorter{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        uloc_getLanguage(code.c_str(), shorter.data(), static_cast<std::int32_t>(shorter.size()), &status);
    return U_SUCCESS(status) && length == 2 ? std::string(shorter.data(), 2) : code;
}

std::vector<std::string> codes_of_language(std::string_view code) {
    if (code == "no") return {"nb", "nn", "no"};
    if (code == "nb" || code == "nn") return {std::string(code), "no"};
    return {std::string(code)};
}

std::string_view stemming_language(std::string_view code) {
    if (code.empty()) return default_language;
    if (code == "nb" || code == "nn") return "no";
    const auto known = std::ranges::lower_bound(with_stemmer, code);
    return known != with_stemmer.end() && *known == code ? *known : unstemmed;
}

}  // namespace dateline
