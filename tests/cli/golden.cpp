#include "golden.h"

#include <algorithm>
#include <cstdio>
#include <vector>

namespace dateline::cli {

namespace {

constexpr std::size_t most_differences = 5;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Control characters spelled out, so that a difference in them is seen.
std::string visible(std::string_view line) {
    std::string text;
    for (const char c : line) {
        if (static_cast<unsigned char>(c) >= 0x20) {
            text += c;
            continue;
        }
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        text += escape;
    }
    return text;
}

}  // namespace

std::string difference(std::string_view found, std::string_view expected) {
    if (expected == found) return {};
    const std::vector<std::string_view> wanted = lines_of(expected);
    const std::vector<std::string_view> got = lines_of(found);
    std::string report;
    std::size_t differences = 0;
    for (std::size_t i = 0; i < std::max(wanted.size(), got.size()); ++i) {
        const std::string line = i < wanted.size() ? visible(wanted[i]) : "(nothing)";
        const std::string other = i < got.size() ? visible(got[i]) : "(nothing)";
        if (line == other) continue;
        if (++differences > most_differences) return report + "\n...";
        report += "\nline " + std::to_string(i + 1) + "\n  expected: " + line + "\n  found:    " + other;
    }
    return report.empty() ? "\nthey differ in the newline at the end" : report;
}

}  // namespace dateline::cli
