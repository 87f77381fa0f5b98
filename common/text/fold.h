#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dateline {

/// Makes spellings that differ only in case, accents or width the same: "Zürich", "ZURICH" and "zurich" all
/// become "zurich", "Łódź" becomes "lodz", "Straße" "strasse". Marks that carry meaning in their script
/// (Devanagari vowels, Japanese voicing, Cyrillic й) stay.
///
/// Not for use by two threads at once: it remembers the characters it has met.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// Appends the folded form of one character, which may be empty (a combining accent) or several.
    void append(char32_t character, std::string& to);

private:
    struct Page;
    std::array<std::unique_ptr<Page>, 0x1100> pages_;
    const Page& page(char32_t character);
};

/// The folded key of a name: its words, folded, apart by single spaces; punctuation counts as a space, an
/// apostrophe or a full stop inside a word as nothing. "Côte d'Ivoire", "cote d’ivoire" and "COTE-D'IVOIRE"
/// share one key, "U.S." and "US" too. Two names are the same entity when their keys are equal.
[[nodiscard]] std::string name_key(std::string_view name, Folder& folder);

}  // namespace dateline
