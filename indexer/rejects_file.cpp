#include "indexer/rejects_file.h"

#include <algorithm>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "common/error.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

/// The path without links, "." and "..", as far as it exists; made absolute.
fs::path resolved(const fs::path& path) {
    std::error_code unknown;
    fs::path whole = fs::weakly_canonical(fs::absolute(path), unknown);
    if (!whole.has_filename()) whole = whole.parent_path();  // "clips/" is "clips"
    return unknown ? path : whole;
}

bool is_or_lies_in(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// True for /dev/stderr and the like: whatever they lead to is open already and not to be replaced.
bool is_descriptor(const std::string& name) {
    return name.starts_with("/dev/") || name.starts_with("/proc/");
}

void refuse_source(const fs::path& file, const std::string& name, const std::string& source) {
    if (source == "-") return;
    std::error_code unknown;
    const fs::path resolved_source = resolved(source);
    if (file == resolved_source || fs::equivalent(file, source, unknown)) {
        throw Error("--rejects names a SOURCE", "name another file: this one would be overwritten").at(name);
    }
    if (fs::is_directory(resolved_source, unknown) && is_or_lies_in(file, resolved_source)) {
        throw Error("--rejects lies in the SOURCE '" + source + "'",
                    "name a file outside of it: there the next run would read it")
            .at(name);
    }
}

}  // namespace

RejectsFile::RejectsFile(const std::string& name, const std::vector<std::string>& sources,
                         const std::filesystem::path& archive)
    : name_(name) {
    if (name.empty()) throw Error("--rejects names no file", "--rejects bad.jsonl");
    std::error_code unknown;
    const fs::file_status status = fs::status(name, unknown);
    if (fs::is_directory(status)) throw Error("--rejects names a folder", "name a file").at(name);
    replaces_ = (!fs::exists(status) || fs::is_regular_file(status)) && !is_descriptor(name);
    file_ = replaces_ ? resolved(name) : fs::path(name);
    fresh_ = replaces_ ? fs::path(fmt::format("{}.new-{}", file_.string(), ::getpid())) : file_;
    if (replaces_) {
        if (is_or_lies_in(file_, resolved(archive))) {
            throw Error("--rejects lies in the archive", "name a file outside of it").at(name);
        }
        for (const std::string& source : sources) refuse_source(file_, name, source);
    }
    stream_.open(fresh_, replaces_ ? std::ios::trunc : std::ios::app);
    if (!stream_)
        throw Error("cannot write the rejected records here", "the folder must exist and be writable")
            .at(name);
}

RejectsFile::~RejectsFile() {
    std::error_code ignored;
    if (replaces_ && !kept_) fs::remove(fresh_, ignored);
}

void RejectsFile::keep() {
    stream_.close();
    std::error_code failure;
    if (stream_ && replaces_) fs::rename(fresh_, file_, failure);
    if (!stream_ || failure) throw Error("cannot write the rejected records", failure.message()).at(name_);
    kept_ = true;
}

void RejectsFile::keep_what_there_is() {
    try {
        if (stream_.tellp() > 0) keep();
    } catch (const Error&) {
        return;  // why the run failed is to be told, not this
    }
}

}  // namespace dateline
