#include "common/archive/durable.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

#include "common/archive/damage.h"
#include "common/archive/descriptor.h"
#include "common/error.h"

namespace dateline {

void sync_path(const std::filesystem::path& path) {
    Descriptor(path, O_RDONLY).sync();
}

void sync_tree(const std::filesystem::path& folder) {
    std::error_code status;
    for (std::filesystem::directory_iterator entry(folder, status), end; !status && entry != end;
         entry.increment(status)) {
        sync_path(entry->path());
    }
    if (status) fail_at(folder, "cannot list", status.value());
    sync_path(folder);
}

void write_durably(const std::filesystem::path& file, std::string_view content) {
    std::filesystem::path draft = file;
    draft += ".new";
    Descriptor out(draft, O_WRONLY | O_CREAT | O_TRUNC);
    try {
        out.write(content);
        out.sync();
        out.close();
        if (::rename(draft.c_str(), file.c_str()) != 0) fail_at(file, "cannot put in place", errno);
    } catch (const Error&) {
        ::unlink(draft.c_str());
        throw;
    }
    sync_path(file.parent_path());
}

void append_durably(const std::filesystem::path& file, std::uint64_t valid, std::string_view content) {
    const Descriptor out(file, O_WRONLY | O_CREAT);
    if (::ftruncate(out.get(), static_cast<off_t>(valid)) != 0) fail_at(file, "cannot shorten", errno);
    if (::lseek(out.get(), 0, SEEK_END) != static_cast<off_t>(valid)) fail_at(file, "cannot seek", errno);
    out.write(content);
    out.sync();
}

std::string read_file(const std::filesystem::path& file) {
    std::error_code status;
    if (!std::filesystem::exists(file, status) && !status) {
        throw damaged_archive("a file is missing").at(file.string());
    }
    // No file of an archive is anything but a plain one; opening a pipe would wait for ever.
    const Descriptor in(file, O_RDONLY | O_NONBLOCK);
    if (!std::filesystem::is_regular_file(file))
        throw Error("cannot read: it is no plain file").at(file.string());
    constexpr std::size_t step = 1 << 16;
    std::string content;
    for (;;) {
        const std::string bytes = in.read(content.size(), step);
        content += bytes;
        if (bytes.size() < step) return content;
    }
}

}  // namespace dateline
