#pragma once

#include <string>
#include <vector>

#include "desk.h"

namespace dateline::cli {

/// A call of a program that changes files, as tests/faults/interposed_calls.cpp counts and names them.
struct DiskCall {
    int number = 0;
    std::string kind;
    std::string path;
};

/// Runs the command to its end and tells what it did to the files below the desk's folder, in order. The
/// command must give the same calls each time: one thread.
[[nodiscard]] std::vector<DiskCall> disk_calls(const Desk& desk, const Command& command);

/// Runs the command with that fault at that call; see FAULTS_DO.
[[nodiscard]] Outcome run_with_fault(const Desk& desk, const Command& command, int number,
                                     const std::string& fault);

/// True when the tests are built with sanitizers, which want to be loaded before anything else.
[[nodiscard]] bool faults_are_left_out();

}  // namespace dateline::cli
