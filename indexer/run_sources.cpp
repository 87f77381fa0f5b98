#include "indexer/run_sources.h"

#include <filesystem>
#include <sys/stat.h>

#include "indexer/input/visible.h"

namespace dateline {

std::vector<RunSource> run_sources(const std::vector<std::string>& sources) {
    std::vector<RunSource> described;
    for (const std::string& source : sources) {
        RunSource& run_source = described.emplace_back();
        run_source.path = visible(source);
        std::error_code unknown;
        const std::filesystem::path canonical = std::filesystem::canonical(source, unknown);
        if (source == "-" || unknown) continue;
        run_source.path = visible(canonical.string());
        struct stat status {};
        if (::stat(canonical.c_str(), &status) == 0) run_source.device = status.st_dev;
    }
    return described;
}

}  // namespace dateline
