#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_json.h"
#include "searcher/answer.h"

namespace dateline {

/// The schema of everything below; one more when a key changes its meaning or goes. See docs/json.md.
inline constexpr int json_schema = 2;

/// What is told of a copy of an article that was published then.
[[nodiscard]] Json copy_json(const HitCopy& copy, const std::optional<Timestamp>& published);
/// One hit with all its keys: absent text is null, an absent list is [].
[[nodiscard]] Json hit_json(const Hit& hit);
[[nodiscard]] Json facet_json(const Facet& facet);
[[nodiscard]] Json timeline_json(const Timeline& timeline);
[[nodiscard]] Json answer_json(const Answer& answer);
/// One entity of a list, and a whole list with what was asked; the answer must have one.
[[nodiscard]] Json entity_json(const EntityRow& row);
[[nodiscard]] Json entities_json(const Answer& answer);

/// One line for each value of the facet, and one with null for those that are not listed and for the articles
/// without any; "kind" tells them apart.
[[nodiscard]] std::vector<Json> facet_rows(const Facet& facet);
/// One line for each bucket and each gap, and one with null for undated articles. They say which query they
/// are of when it is given.
[[nodiscard]] std::vector<Json> timeline_rows(const std::string* query, const Timeline& timeline);

/// The spans in characters (Unicode code points) instead of bytes: [[begin, end], ...].
[[nodiscard]] Json character_offsets(std::string_view text, const std::vector<Span>& spans);

}  // namespace dateline
