#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "common/cli/exit.h"
#include "indexer/archive/archive_writer.h"

/// What the program is surrounded by and its libraries must not touch: signals, clock, environment, terminal.
namespace dateline {

/// From here on SIGINT and SIGTERM only ask to stop.
void hear_signals();
/// Whether one has come.
[[nodiscard]] bool is_stopped();
/// The exit code that tells which.
[[nodiscard]] ExitCode stopped_by_signal();

[[nodiscard]] std::optional<std::string> environment_variable(const std::string& name);

/// This program's file.
[[nodiscard]] std::filesystem::path this_program();
/// The entity model that belongs to it.
[[nodiscard]] std::filesystem::path installed_model();

/// What the journal says of a run of that kind, which begins now.
[[nodiscard]] Journalling journalling(std::string kind);

/// 32 hexadecimal digits that no other archive has.
[[nodiscard]] std::string new_archive_id();

/// Columns of the terminal of standard error.
[[nodiscard]] std::size_t terminal_width();
[[nodiscard]] bool draws_progress(bool quiet);

}  // namespace dateline
