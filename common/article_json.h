#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "common/article.h"

namespace dateline {

using Json = nlohmann::ordered_json;

/// The whole article under the keys of the field table, as the reader of JSON Lines takes it: absent text is
/// null, an absent list is [], paragraphs are apart by an empty line. An article without any word has "" for
/// its text. Not the file: that is for the archive to know, and an article that is indexed anew is from
/// another; and not a language that was guessed.
[[nodiscard]] Json article_json(const Article& article);

[[nodiscard]] Json text_or_null(const std::string& text);
[[nodiscard]] Json time_or_null(const std::optional<Timestamp>& when);
[[nodiscard]] Json names_json(const std::vector<Name>& names);

/// The value as text; broken UTF-8 becomes U+FFFD and never throws. `indent` < 0: all on one line.
[[nodiscard]] std::string dump(const Json& value, int indent = -1);

}  // namespace dateline
