#include "searcher/plot_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "common/archive/durable.h"
#include "common/error.h"
#include "searcher/formats/timeline_svg.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
    std::error_code unknown;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path), unknown);
    return unknown ? fs::absolute(path) : whole;
}

bool lies_in(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// True for a file that begins as charts do, and for an empty one.
bool is_chart(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, chart_begin.size()> begin{};
    in.read(begin.data(), begin.size());
    const std::string_view read(begin.data(), static_cast<std::size_t>(in.gcount()));
    return read.empty() || read == chart_begin;
}

fs::path named(const std::string& name) {
    if (name.empty() || name == "-") throw Error("--plot names no file", "write --plot chart.svg");
    return resolved(name);
}

}  // namespace

PlotFile::PlotFile(const std::string& name, const fs::path& archive) : name_(name), file_(named(name)) {
    std::error_code unknown;
    if (!fs::is_directory(file_.parent_path(), unknown)) {
        throw Error("--plot names a file in a folder that is not there", "make it first").at(name);
    }
    const fs::file_status status = fs::status(file_, unknown);
    if (fs::is_directory(status)) throw Error("--plot names a folder", "name a file").at(name);
    if (lies_in(file_, resolved(archive))) {
        throw Error("--plot lies in the archive", "name a file outside of it").at(name);
    }
    if (fs::exists(status) && (!fs::is_regular_file(status) || !is_chart(file_))) {
        throw Error("--plot names a file that is there already and is no chart of ours", "name another file")
            .at(name);
    }
}

void PlotFile::write(std::string_view svg) const {
    write_durably(file_, svg);
}

}  // namespace dateline
