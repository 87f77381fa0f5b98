#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/entities/training/trainer.h"

namespace dateline::entities {

/// The command line of the workbench, checked.
struct WorkbenchOptions {
    enum class Mode { help, train, tag, text };

    /// A file with the weight behind its colon.
    struct Weighted {
        std::filesystem::path path;
        double weight = 1;
    };

    Mode mode = Mode::help;
    std::filesystem::path model;  ///< written by train, read by the others
    std::filesystem::path file;   ///< of `text`
    std::vector<Weighted> corpora;
    std::vector<Weighted> plain;
    TrainerOptions trainer;
    std::string help;
};

/// Throws Error for a line that is not understood.
[[nodiscard]] WorkbenchOptions parse_workbench(int count, const char* const* arguments);

}  // namespace dateline::entities
