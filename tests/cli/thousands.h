#pragma once

#include <string>

namespace dateline::cli {

/// Lines of JSON for that many articles, numbered from `first` and always the same for the same number: dates
/// over three years, sources, sections, people and places from short lists, texts of some sixty words. In a
/// later edition every third article has another text, and that edition's word: "edition1", "edition2" ...
[[nodiscard]] std::string thousands(int first, int count, int edition = 0);

}  // namespace dateline::cli
