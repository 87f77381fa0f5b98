#include "common/cli/data_files.h"

namespace dateline {

std::filesystem::path data_file(std::string_view name, const std::filesystem::path& program,
                                const Environment& environment) {
    std::error_code status;
    if (const auto folder = environment("DATELINE_SHARE")) return std::filesystem::path(*folder) / name;
    const std::filesystem::path beside =
        (program.parent_path().parent_path() / "share" / "dateline" / name).lexically_normal();
    if (!program.empty() && std::filesystem::exists(beside, status)) return beside;
    return std::filesystem::path(DATELINE_DATA_FOLDER) / name;
}

}  // namespace dateline
