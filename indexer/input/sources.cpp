#include "indexer/input/sources.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <utility>

#include "common/cli/streams.h"
#include "common/error.h"
#include "indexer/input/glob.h"
#include "indexer/input/visible.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr const char* ignore_file = ".datelineignore";

/// Lines and bytes of a `.datelineignore` beyond these are not read.
constexpr std::size_t most_globs = 1000;
constexpr std::size_t longest_glob = 1000;

struct Glob {
    std::string pattern;
    bool folders_only = false;
    bool anchored = false;  ///< has a '/': counts from the folder of its file
};

std::vector<Glob> read_globs(const fs::path& folder) {
    std::vector<Glob> globs;
    std::ifstream file(folder / ignore_file);
    std::string line;
    while (globs.size() < most_globs && std::getline(file, line)) {
        const std::size_t end = line.find_last_not_of(" \t\r");
        line.resize(end == std::string::npos ? 0 : end + 1);
        if (line.empty() || line.front() == '#' || line.size() > longest_glob) continue;
        Glob glob{line};
        glob.folders_only = glob.pattern.back() == '/';
        if (glob.folders_only) glob.pattern.pop_back();
        glob.anchored = glob.pattern.find('/') != std::string::npos;
        if (glob.pattern.starts_with('/')) glob.pattern.erase(0, 1);
        if (!glob.pattern.empty()) globs.push_back(std::move(glob));
    }
    return globs;
}

/// What tells one folder from another, whatever it is called.
using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identity_of(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return Identity{status.st_dev, status.st_ino};
}

/// What stands in a folder and is neither a file nor a folder.
std::string kind_of(fs::file_type type) {
    switch (type) {
        case fs::file_type::fifo:
            return "a named pipe";
        case fs::file_type::socket:
            return "a socket";
        default:
            return "a device or the like";
    }
}

struct Entry {
    std::string name;
    bool folder = false;
    std::string passed_over{};  ///< why it is not to be read

    /// Names in the order of the bytes of whole paths: "a.txt" comes before "a/b.txt".
    bool operator<(const Entry& other) const { return sort_key() < other.sort_key(); }
    [[nodiscard]] std::string sort_key() const { return folder ? name + '/' : name; }
};

/// A folder on the way down to where the walk is.
struct Level {
    fs::path path;
    std::string relative;  ///< to the SOURCE; empty, or ends in '/'
    std::vector<Entry> entries;
    std::size_t next = 0;
    std::vector<Glob> globs;
};

}  // namespace

bool is_companion(std::string_view name) {
    const auto begins = [&](std::string_view with) { return name.starts_with(with); };
    return begins("README") || begins("LICENSE") || begins("COPYING") || begins("CHANGELOG") ||
           name.ends_with(".dtd") || name.ends_with(".xsd");
}

bool is_hidden(std::string_view path) {
    return path.starts_with('.') || path.find("/.") != path.npos;
}

namespace {

/// An archive or a backup that was put among the articles.
bool is_archive(const fs::path& folder) {
    constexpr std::string_view mark = "dateline-archive";
    std::ifstream manifest(folder / "manifest", std::ios::binary);
    std::string begin(mark.size(), '\0');
    return manifest.read(begin.data(), static_cast<std::streamsize>(begin.size())) && begin == mark;
}

}  // namespace

class SourceWalk::FolderWalk {
public:
    explicit FolderWalk(const std::string& source) : source_(source) {
        std::error_code ignored;
        root_ = fs::canonical(source_, ignored);
        if (const auto identity = identity_of(source_)) walked_.insert(*identity);
        descend(source_, "");
    }

    std::optional<SourceFile> next() {
        while (true) {
            if (!problem_.problem.empty()) return std::exchange(problem_, {});
            if (levels_.empty()) return std::nullopt;
            Level& level = levels_.back();
            if (level.next == level.entries.size()) {
                levels_.pop_back();
                continue;
            }
            const Entry entry = std::move(level.entries[level.next++]);
            const std::string relative = level.relative + entry.name;
            const fs::path path = level.path / entry.name;
            if (is_ignored(entry, relative)) {
                if (!entry.folder) ++companions_;
                continue;
            }
            if (!entry.folder)
                return SourceFile{path.string(), relative, {}, entry.passed_over, location(relative)};
            const auto identity = identity_of(path);
            if (!identity || walked_.insert(*identity).second) descend(path, relative + '/');
        }
    }

    [[nodiscard]] std::uint64_t companions() const { return companions_; }
    [[nodiscard]] bool saw_anything() const { return saw_anything_; }

private:
    void descend(const fs::path& path, std::string relative) {
        Level level{path, std::move(relative), {}, 0, read_globs(path)};
        std::error_code failure;
        fs::directory_iterator at(path, failure);
        for (; !failure && at != fs::directory_iterator(); at.increment(failure)) {
            Entry entry{at->path().filename().string()};
            saw_anything_ = true;
            if (is_hidden(entry.name) || leads_back(*at)) continue;
            std::error_code unknown;
            entry.folder = at->is_directory(unknown);
            if (entry.folder && is_archive(at->path())) {
                entry.folder = false;
                entry.passed_over = "an archive of Dateline";
                level.entries.push_back(std::move(entry));
                continue;
            }
            const bool file = at->is_regular_file(unknown);
            // A link to nowhere stays: opening it will say so.
            const bool dangling = at->is_symlink(unknown) && !at->exists(unknown);
            if (!entry.folder && !file && !dangling) entry.passed_over = kind_of(at->status(unknown).type());
            level.entries.push_back(std::move(entry));
        }
        if (failure) {
            const bool forbidden = failure == std::errc::permission_denied;
            problem_ = {path.string(),
                        level.relative,
                        "cannot list the folder: " + (forbidden ? "no permission" : failure.message()),
                        {}};
        }
        std::sort(level.entries.begin(), level.entries.end());
        levels_.push_back(std::move(level));
    }

    [[nodiscard]] std::string location(const std::string& relative) const {
        return root_.empty() ? std::string() : visible((root_ / relative).string());
    }

    /// True for a symbolic link to something that is met under this SOURCE without it.
    [[nodiscard]] bool leads_back(const fs::directory_entry& entry) const {
        std::error_code unknown;
        if (!entry.is_symlink(unknown)) return false;
        const fs::path target = fs::canonical(entry.path(), unknown);
        if (unknown || root_.empty()) return false;
        const auto [root_end, target_end] =
            std::mismatch(root_.begin(), root_.end(), target.begin(), target.end());
        return root_end == root_.end();
    }

    [[nodiscard]] bool is_ignored(const Entry& entry, const std::string& relative) const {
        if (!entry.folder && is_companion(entry.name)) return true;
        for (const Level& level : levels_) {
            const std::string_view from_there = std::string_view(relative).substr(level.relative.size());
            for (const Glob& glob : level.globs) {
                if (glob.folders_only && !entry.folder) continue;
                if (glob_matches(glob.pattern, glob.anchored ? from_there : std::string_view(entry.name)))
                    return true;
            }
        }
        return false;
    }

    fs::path source_;
    fs::path root_;
    std::set<Identity> walked_;
    std::vector<Level> levels_;
    SourceFile problem_;
    std::uint64_t companions_ = 0;
    bool saw_anything_ = false;
};

namespace {

std::string location_of_file(const std::string& source) {
    std::error_code unknown;
    if (!fs::is_regular_file(source, unknown)) return {};
    const fs::path canonical = fs::canonical(source, unknown);
    return unknown ? std::string() : visible(canonical.string());
}

}  // namespace

SourceWalk::SourceWalk(std::vector<std::string> sources) : sources_(std::move(sources)) {
    for (const std::string& source : sources_) {
        if (source == "-") {
            if (!standard_input_is_closed()) continue;
            throw Error("standard input is closed", "pipe something into it, or name a file as SOURCE");
        }
        if (source.empty()) throw Error("a SOURCE has no name", "a SOURCE is a file, a folder or '-'");
        std::error_code failure;
        const fs::file_status status = fs::status(source, failure);
        if (status.type() == fs::file_type::not_found)
            throw Error("no such file or folder", "a SOURCE is a file, a folder or '-'").at(source);
        if (failure) {
            throw Error("cannot look at it: " + failure.message(),
                        "you need permission for the folders above")
                .at(source);
        }
        if (!fs::is_directory(status)) continue;
        FolderWalk probe(source);
        std::optional<SourceFile> first = probe.next();
        while (first && !first->passed_over.empty()) first = probe.next();
        if (first && first->problem.empty()) continue;
        if (first && first->path == source) throw Error(first->problem, "ask its owner").at(source);
        if (first) continue;
        if (!probe.saw_anything())
            throw Error("the folder is empty", "put articles into it, or name another").at(source);
        throw Error("no article in this folder",
                    "hidden files, companions such as README* and what " + std::string(ignore_file) +
                        " names are passed over; name a file itself to have it read")
            .at(source);
    }
}

SourceWalk::~SourceWalk() = default;
SourceWalk::SourceWalk(SourceWalk&&) noexcept = default;
SourceWalk& SourceWalk::operator=(SourceWalk&&) noexcept = default;

std::optional<SourceFile> SourceWalk::next() {
    while (true) {
        if (folder_ != nullptr) {
            const std::uint64_t before = folder_->companions();
            std::optional<SourceFile> file = folder_->next();
            companions_ += folder_->companions() - before;
            if (file) return file;
            folder_.reset();
        }
        if (next_source_ == sources_.size()) return std::nullopt;
        const std::string& source = sources_[next_source_++];
        if (source == "-") return SourceFile{source, {}, {}, {}};
        std::error_code unknown;
        if (!fs::is_directory(source, unknown))
            return SourceFile{source, fs::path(source).filename().string(), {}, {}, location_of_file(source)};
        folder_ = std::make_unique<FolderWalk>(source);
    }
}

}  // namespace dateline
