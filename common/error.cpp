#include "common/error.h"

#include <algorithm>

#include "common/text/columns.h"

namespace dateline {

Error& Error::at(std::string place) & {
    place_ = std::move(place);
    return *this;
}

Error&& Error::at(std::string place) && {
    return std::move(at(std::move(place)));
}

Error& Error::pointing(std::string text, std::size_t offset) & {
    text_ = std::move(text);
    offset_ = std::min(offset, text_.size());
    return *this;
}

Error&& Error::pointing(std::string text, std::size_t offset) && {
    return std::move(pointing(std::move(text), offset));
}

Error&& Error::exiting(ExitCode code) && {
    code_ = code;
    return std::move(*this);
}

namespace {

/// The text with every control character as a space, so that what is printed stays one line.
std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return line;
}

}  // namespace

std::string Error::describe() const {
    std::string text = "error: ";
    if (!place_.empty()) text += place_ + ": ";
    text += message_;
    if (!text_.empty()) {
        text += "\n  " + on_one_line(text_);
        text += "\n  " + std::string(columns(std::string_view(text_).substr(0, offset_)), ' ') + '^';
    }
    if (!hint_.empty()) text += "\nhint: " + hint_;
    return text;
}

}  // namespace dateline
