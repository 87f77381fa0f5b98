#include "indexer/maintenance/backup.h"

#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <utility>
#include <vector>

#include "common/archive/archive.h"
#include "common/archive/descriptor.h"
#include "common/archive/durable.h"
#include "common/error.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

/// A run may sweep parts away while they are linked; then the manifest names others already.
constexpr int attempts = 20;

void link_or_copy(const fs::path& from, const fs::path& to) {
    std::error_code status;
    fs::create_hard_link(from, to, status);
    if (!status) return;
    fs::copy_file(from, to, status);
    if (status) throw Error("cannot copy: " + status.message()).at(from.string());
    sync_path(to);
}

void make_folder(const fs::path& folder) {
    std::error_code status;
    fs::create_directory(folder, status);
    if (status) throw Error("cannot make the folder: " + status.message()).at(folder.string());
}

void copy_part(const fs::path& from, const fs::path& to) {
    make_folder(to);
    for (const fs::directory_entry& file : fs::directory_iterator(from))
        link_or_copy(file.path(), to / file.path().filename());
    sync_path(to);
}

/// The manifest last, so that what was cut short is no archive.
void copy_state(const fs::path& archive, const Manifest& manifest, const fs::path& to) {
    for (const Manifest::Part& part : manifest.parts) {
        copy_part(archive / layout::part_name(part.number), to / layout::part_name(part.number));
        const auto take = [&](const std::string& list) { link_or_copy(archive / list, to / list); };
        if (part.dead > 0) take(layout::dead_name(part.number, part.dead_revision));
        if (part.copies > 0) take(layout::copies_name(part.number, part.copies_revision));
    }
    // The book of names and the journal grow in place.
    if (manifest.names_bytes > 0)
        write_durably(layout::names(to), read_file(layout::names(archive)).substr(0, manifest.names_bytes));
    if (manifest.runs_bytes > 0)
        write_durably(layout::runs(to), read_file(layout::runs(archive)).substr(0, manifest.runs_bytes));
    write_manifest(to, manifest);
}

/// The folder in which a backup is made before it gets its name, held while that goes on. What a backup that
/// was killed left in one of the same name goes; what is not of a backup stays, and is an error.
class Draft {
public:
    explicit Draft(const fs::path& target)
        : path_(target.string() + ".unfinished"), held_(made(path_), O_RDONLY) {
        if (::flock(held_.get(), LOCK_EX | LOCK_NB) != 0) {
            throw Error("another backup is being made here", "run again when it has finished")
                .at(path_.string())
                .exiting(ExitCode::locked);
        }
        for (const fs::directory_entry& entry : listed()) {
            const std::string name = entry.path().filename().string();
            const bool ours = name == "manifest" || name == "names" || name == "runs" ||
                              name.ends_with(".new") || layout::belongs_to_part(name);
            if (!ours)
                throw Error("there is something here already", "remove it, or name another folder")
                    .at(entry.path().string());
        }
        clear();
    }
    ~Draft() {
        std::error_code ignored;
        if (!renamed_) fs::remove_all(path_, ignored);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

    /// Empties the folder, to begin again.
    void clear() const {
        for (const fs::directory_entry& entry : listed()) {
            std::error_code status;
            fs::remove_all(entry.path(), status);
            if (status) throw Error("cannot remove: " + status.message()).at(entry.path().string());
        }
    }

    void rename(const fs::path& target) {
        std::error_code status;
        fs::rename(path_, target, status);
        if (status) throw Error("cannot put in place: " + status.message()).at(target.string());
        renamed_ = true;
    }

private:
    static const fs::path& made(const fs::path& folder) {
        make_folder(folder);
        return folder;
    }

    [[nodiscard]] std::vector<fs::directory_entry> listed() const {
        std::vector<fs::directory_entry> entries;
        std::error_code status;
        for (fs::directory_iterator entry(path_, status), end; !status && entry != end;
             entry.increment(status))
            entries.push_back(*entry);
        if (status) throw Error("cannot list: " + status.message()).at(path_.string());
        return entries;
    }

    fs::path path_;
    Descriptor held_;
    bool renamed_ = false;
};

}  // namespace

std::uint64_t back_up(const fs::path& archive, const fs::path& target) {
    std::error_code status;
    if (fs::exists(target, status))
        throw Error("there is something here already", "name a folder that does not exist yet")
            .at(target.string());
    const fs::path inside = fs::relative(fs::weakly_canonical(target), fs::weakly_canonical(archive), status);
    if (!status && !inside.empty() && *inside.begin() != "..")
        throw Error("a backup does not belong into the archive", "name a folder outside of it")
            .at(target.string());
    Manifest manifest = Archive(archive).manifest();
    Draft draft(target);
    for (int attempt = 1;; ++attempt) {
        try {
            copy_state(archive, manifest, draft.path());
            (void)Archive(draft.path());
            draft.rename(target);
            sync_path(fs::absolute(target).parent_path());
            return manifest.live_articles();
        } catch (const std::exception& error) {
            Manifest now = Archive(archive).manifest();
            if (attempt < attempts && now != manifest) {
                draft.clear();
                manifest = std::move(now);
                continue;
            }
            if (dynamic_cast<const Error*>(&error) != nullptr) throw;
            throw Error(error.what()).at(target.string());
        }
    }
}

}  // namespace dateline
