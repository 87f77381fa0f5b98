#pragma once

#include <string_view>

namespace dateline {

/// True for a short paragraph that begins as requests, notices and links beside articles do in several
/// languages: "Read more: ...", "Sign up for ...", "Lesen Sie auch ...", "Veröffentlicht: 24.01.2026".
[[nodiscard]] bool is_boilerplate(std::string_view paragraph);

}  // namespace dateline
