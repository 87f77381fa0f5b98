#pragma once

#include <string_view>

namespace dateline {

/// True for the folded English words with which whole sentences ask for articles and say how these should
/// treat their subject, rather than name it: "I am interested in articles describing …, especially …".
[[nodiscard]] bool is_request_word(std::string_view folded);

}  // namespace dateline
