#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dateline {

/// A file for a chart. An older chart is replaced, as a whole; anything else that is there already is not.
class PlotFile {
public:
    /// Throws Error when the name is that of a folder, of something in the archive, or of a file that is no
    /// chart: before a search is made in vain.
    PlotFile(const std::string& name, const std::filesystem::path& archive);

    void write(std::string_view svg) const;

private:
    std::string name_;
    std::filesystem::path file_;
};

}  // namespace dateline
