#pragma once

#include <cstddef>
#include <string>

namespace dateline {

/// Finds the end of a document type, byte by byte, and keeps the front of it for its declarations.
class XmlDoctype {
public:
    /// True when the byte is the last one.
    [[nodiscard]] bool take(char c) {
        if (text_.size() < most_kept) text_ += c;
        if (mark_ == '-') {
            // A comment, in which a quotation mark is none.
            if (c == '>' && (text_.ends_with("-->") || text_.size() >= most_kept)) mark_ = 0;
        } else if (mark_ != 0) {
            if (c == mark_) mark_ = 0;
        } else if (c == '-' && text_.ends_with("<!--")) {
            mark_ = '-';
        } else if (c == '"' || c == '\'') {
            mark_ = c;
        } else if (c == '[' || c == ']') {
            in_subset_ = c == '[';
        } else {
            return c == '>' && !in_subset_;
        }
        return false;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    static constexpr std::size_t most_kept = std::size_t{1} << 16;

    std::string text_;
    bool in_subset_ = false;
    char mark_ = 0;  ///< the quotation mark that is open, or '-' in a comment
};

}  // namespace dateline
