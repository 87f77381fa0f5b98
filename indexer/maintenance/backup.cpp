#include "indexer/maintenance/backup.h"

#include <system_error>
#include <unistd.h>

#include "common/archive/archive.h"
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

void copy_part(const fs::path& from, const fs::path& to) {
    fs::create_directory(to);
    for (const fs::directory_entry& file : fs::directory_iterator(from))
        link_or_copy(file.path(), to / file.path().filename());
    sync_path(to);
}

/// The manifest last, so that what was cut short is no archive.
void copy_state(const fs::path& archive, const Manifest& manifest, const fs::path& to) {
    for (const Manifest::Part& part : manifest.parts) {
        copy_part(archive / layout::part_name(part.number), to / layout::part_name(part.number));
        if (part.dead_revision == 0) continue;
        const std::string dead = layout::dead_name(part.number, part.dead_revision);
        link_or_copy(archive / dead, to / dead);
    }
    // The book of names and the journal grow in place.
    if (manifest.names_bytes > 0)
        write_durably(layout::names(to), read_file(layout::names(archive)).substr(0, manifest.names_bytes));
    if (manifest.runs_bytes > 0)
        write_durably(layout::runs(to), read_file(layout::runs(archive)).substr(0, manifest.runs_bytes));
    write_manifest(to, manifest);
}

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
    const fs::path fresh = target.string() + ".new-" + std::to_string(::getpid());
    for (int attempt = 1;; ++attempt) {
        const Manifest manifest = Archive(archive).manifest();
        fs::create_directory(fresh, status);
        if (status) throw Error("cannot make the folder: " + status.message()).at(fresh.string());
        try {
            copy_state(archive, manifest, fresh);
            (void)Archive(fresh);
            fs::rename(fresh, target);
            sync_path(fs::absolute(target).parent_path());
            return manifest.live_articles();
        } catch (const std::exception& error) {
            fs::remove_all(fresh, status);
            const bool changed = read_manifest(archive) != manifest;
            if (changed && attempt < attempts) continue;
            if (dynamic_cast<const Error*>(&error) != nullptr) throw;
            throw Error(error.what()).at(target.string());
        }
    }
}

}  // namespace dateline
