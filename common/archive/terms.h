#pragma once

#include <string>
#include <string_view>

#include "common/dates.h"
#include "common/fields.h"

/// The terms of the index, made here for whoever writes them and whoever looks them up; all are on disk.
namespace dateline::terms {

/// Xapian's limit for a term's bytes once it has doubled every NUL in it.
inline constexpr std::size_t longest_term = 245;

/// The term of one exact value of a field of kind key. What is too long for a term has its tail hashed.
[[nodiscard]] std::string key(const Field& field, std::string_view value);

/// What the terms of all values that begin with `begin` begin with; other terms may, too, where `begin` is
/// long.
[[nodiscard]] std::string beginning_of_keys(const Field& field, std::string_view begin);

/// False when the term may be one that had its tail hashed, so that only the record knows the value.
[[nodiscard]] bool is_whole(std::string_view term);

/// The term of a name in a field of kind name, by its folded key (fold.h).
[[nodiscard]] std::string name(const Field& field, std::string_view folded_key);

/// The stem of a word (IndexedWord::stem) in a text field: "talk" anywhere, "Stalk" in a title.
[[nodiscard]] std::string stem(const Field& field, std::string_view stem);

/// The stem of a word that a keyword of the article has, or a name in its byline: "Kcocoa", "Wokafor".
[[nodiscard]] std::string keyword_stem(std::string_view stem);
[[nodiscard]] std::string byline_stem(std::string_view stem);

/// On every article whose words are stemmed in another language than English, "Lfr"; the stems of their words
/// begin so, too.
[[nodiscard]] std::string stemmed_in(std::string_view language);

/// "D20260124", "M202601", "Y2026" for `published`; other date fields have day terms only.
[[nodiscard]] std::string day(const Field& field, Day day);
[[nodiscard]] std::string month(std::chrono::year_month month);
[[nodiscard]] std::string year(std::chrono::year year);

}  // namespace dateline::terms
