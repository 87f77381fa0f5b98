#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

/// Exit codes of both tools. Scripts depend on them: do not change the values.
enum class ExitCode : int {
    ok = 0,             ///< the searcher: hits; the indexer: every record went in
    none = 1,           ///< the searcher: no article matches; the indexer: some records were rejected
    failed = 2,         ///< the question could not be answered, or the run could not be made
    locked = 75,        ///< another run holds the archive's lock (EX_TEMPFAIL: try again later)
    interrupted = 130,  ///< stopped by SIGINT after the batch in hand
    terminated = 143,   ///< stopped by SIGTERM after the batch in hand
};

/// The one error that leaves a library of ours: what failed, where, and what to do about it.
///
/// Library code throws it and never prints; `main` prints it with `describe` and picks the exit code.
/// Exceptions of other libraries become an Error where we call them.
class Error : public std::exception {
public:
    explicit Error(std::string message, std::string hint = {})
        : message_(std::move(message)), hint_(std::move(hint)) {}

    /// The place in the input: a path, with line or record where known ("2026.jsonl:3").
    Error& at(std::string place) &;
    Error&& at(std::string place) &&;

    /// The text that did not parse and the byte in it that a caret shall point at.
    Error& pointing(std::string text, std::size_t offset) &;
    Error&& pointing(std::string text, std::size_t offset) &&;

    /// The exit code that `main` ends with when nobody handles the error.
    Error&& exiting(ExitCode code) &&;

    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] const std::string& message() const { return message_; }
    [[nodiscard]] const std::string& place() const { return place_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::size_t offset() const { return offset_; }
    [[nodiscard]] ExitCode exit_code() const { return code_; }

    /// All of it for a person, without a newline at the end:
    ///
    ///     error: PLACE: MESSAGE
    ///       TEXT
    ///         ^
    ///     hint: HINT
    ///
    /// The caret stands under the character at the offset, counted in columns of a terminal.
    [[nodiscard]] std::string describe() const;

private:
    std::string message_;
    std::string place_;
    std::string text_;
    std::size_t offset_ = 0;
    std::string hint_;
    ExitCode code_ = ExitCode::failed;
};

}  // namespace dateline
