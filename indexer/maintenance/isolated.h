#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dateline {

/// What a process of its own tells the one that started it: a letter for what it is, and its text.
using Send = std::function<void(char kind, std::string_view text)>;

/// How it ended.
struct IsolatedEnd {
    bool interrupted = false;  ///< by `stop`
    std::string crash{};       ///< what ended it, when it was not its own end: "signal 11"
};

/// Runs `work` in a process of its own and hands what that sends to `receive`, here, in order. For reading
/// damaged databases: Xapian may fail on them in ways that end a process. What `work` changes in memory stays
/// there; no other threads may run. `stop` is asked now and then. Throws Error when there can be no process.
[[nodiscard]] IsolatedEnd run_isolated(const std::function<void(const Send& send)>& work,
                                       const std::function<void(char kind, std::string text)>& receive,
                                       const std::function<bool()>& stop);

}  // namespace dateline
