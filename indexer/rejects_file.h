#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace dateline {

/// The file that a run lists its rejected records in. They are written beside it, into a file that takes
/// its place when the run is over: the list of the run before outlives a run that is killed or never begins.
/// A device or pipe that is there already, such as /dev/stderr, is written to at once.
class RejectsFile {
public:
    /// Throws Error when the file cannot be written, and when it must not be: because it is a SOURCE, lies in
    /// a folder that is one, where the next run would read it, or lies in the archive.
    RejectsFile(const std::string& name, const std::vector<std::string>& sources,
                const std::filesystem::path& archive);
    /// Takes the new file away unless it was kept.
    ~RejectsFile();
    RejectsFile(const RejectsFile&) = delete;
    RejectsFile& operator=(const RejectsFile&) = delete;

    [[nodiscard]] std::ostream& stream() { return stream_; }

    /// After a run: what was written becomes the file. Throws Error.
    void keep();

    /// After a run that failed: the same, when anything was written at all; else the file stays as it was.
    void keep_what_there_is();

private:
    std::string name_;             ///< as the user gave it
    std::filesystem::path file_;   ///< where links lead to; as given, for a device
    std::filesystem::path fresh_;  ///< written to until the end; the file itself for a device
    std::ofstream stream_;
    bool replaces_ = false;  ///< fresh_ is to take the place of file_
    bool kept_ = false;
};

}  // namespace dateline
