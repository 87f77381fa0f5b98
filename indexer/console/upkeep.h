#pragma once

#include "common/cli/exit.h"
#include "indexer/options.h"

/// What the program does with an archive beside indexing, and says of it on its streams. Functions throw
/// Error.
namespace dateline {

[[nodiscard]] ExitCode check(const IndexerOptions& options);
[[nodiscard]] ExitCode repair(const IndexerOptions& options);
[[nodiscard]] ExitCode compact(IndexerOptions& options);
[[nodiscard]] ExitCode reindex(IndexerOptions& options);
[[nodiscard]] ExitCode export_all(const IndexerOptions& options);
[[nodiscard]] ExitCode make_backup(const IndexerOptions& options);
[[nodiscard]] ExitCode remove_some(IndexerOptions& options);
void show_stats(const IndexerOptions& options);

}  // namespace dateline
