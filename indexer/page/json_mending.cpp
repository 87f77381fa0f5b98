#include "indexer/page/json_mending.h"

#include <algorithm>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// From the first bracket to the last one, marks of CDATA aside.
std::string_view between_brackets(std::string_view json) {
    constexpr std::string_view opening = "<![CDATA[";
    if (const std::size_t at = json.find(opening); at != std::string_view::npos)
        json.remove_prefix(at + opening.size());
    if (const std::size_t at = json.rfind("]]>"); at != std::string_view::npos) json = json.substr(0, at);
    const std::size_t begin = json.find_first_of("{[");
    const std::size_t end = json.find_last_of("}]");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    return json.substr(begin, end + 1 - begin);
}

void add_in_string(char c, std::string& to) {
    if (static_cast<unsigned char>(c) >= 0x20) {
        to += c;
    } else if (c == '\n') {
        to += "\\n";
    } else {
        to += ' ';
    }
}

}  // namespace

std::string mended_json(std::string_view json) {
    json = between_brackets(json);
    std::string mended;
    mended.reserve(json.size() + 16);
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (!in_string) {
            if (c == ']' || c == '}') {
                const std::size_t last = mended.find_last_not_of(blanks);
                if (last != std::string::npos && mended[last] == ',') mended.resize(last);
            }
            in_string = c == '"';
            mended += c;
            continue;
        }
        if (c == '\\' && at + 1 < json.size()) {
            const char next = json[++at];
            if (std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) {
                mended += c;
                mended += next;
            } else {
                add_in_string(next, mended);
            }
            continue;
        }
        if (c == '"') in_string = false;
        if (c == '"') {
            mended += c;
        } else {
            add_in_string(c, mended);
        }
    }
    return mended;
}

}  // namespace dateline
