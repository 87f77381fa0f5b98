#include "indexer/maintenance/reindex.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/archive/record.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/archive/lock.h"
#include "indexer/language/guess.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

Manifest manifest_to_reindex(const fs::path& archive) {
    const std::optional<Manifest> manifest = read_manifest(archive, oldest_reindexable_schema);
    if (!manifest) throw Error("there is no archive here", "--db names the archive").at(archive.string());
    return *manifest;
}

/// Work that goes with this, whatever became of it.
class WorkFolder {
public:
    explicit WorkFolder(fs::path folder) : folder_(std::move(folder)) {
        std::error_code status;
        fs::remove_all(folder_, status);
        if (!status) fs::create_directory(folder_, status);
        if (status) throw Error("cannot make the folder anew: " + status.message()).at(folder_.string());
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

private:
    fs::path folder_;
};

/// The living articles of a part, as their sources gave them. `use` ends it by returning false.
bool for_each_living(const fs::path& archive, const Manifest::Part& part,
                     const std::function<bool(Article)>& use) {
    DeadList dead;
    if (part.dead > 0) {
        const fs::path file = archive / layout::dead_name(part.number, part.dead_revision);
        dead = dead_from_bytes(read_file(file), part.articles, part.dead);
    }
    const fs::path folder = archive / layout::part_name(part.number);
    const RecordsFile records(layout::records(folder));
    if (records.size() != part.articles)
        throw damaged_archive("a part has not as many stored articles as it should").at(folder.string());
    for (Xapian::docid number = 1; number <= part.articles; ++number) {
        if (std::ranges::binary_search(dead, number)) continue;
        Article article = from_record(records.record(number));
        take_back_names(article);
        take_back_guessed_language(article);
        if (!use(std::move(article))) return false;
    }
    return true;
}

/// An archive without articles whose book of names begins with that of another, so that numbers of names mean
/// the same in both.
void begin_rebuilt(const fs::path& archive, const Manifest& old, const fs::path& rebuilt) {
    Manifest manifest;
    manifest.archive_id = old.archive_id;
    manifest.tool_version = version;
    if (old.names_bytes > 0) {
        const fs::path names = layout::names(rebuilt);
        write_durably(names, read_file(layout::names(archive)).substr(0, old.names_bytes));
        manifest.names_bytes = old.names_bytes;
        manifest.names_hash = names_hash(names, old.names_bytes);
        if (manifest.names_hash != old.names_hash)
            throw damaged_archive("its names are not as they were written")
                .at(layout::names(archive).string());
    }
    write_manifest(rebuilt, manifest);
}

void move_into_place(const fs::path& from, const fs::path& to) {
    std::error_code status;
    fs::rename(from, to, status);
    if (status) throw Error("cannot put in place: " + status.message()).at(to.string());
}

/// Publishes the parts of the rebuilt archive in the place of the old ones.
void take_over(const fs::path& archive, const Manifest& old, const fs::path& rebuilt,
               const Journalling& journal) {
    const Manifest made = *read_manifest(rebuilt);
    Manifest next = old;
    next.revision = old.revision + 1;
    next.tool_version = made.tool_version;
    next.schema = made.schema;
    next.names_bytes = made.names_bytes;
    next.names_hash = made.names_hash;
    next.next_cluster = std::max(old.next_cluster, made.next_cluster);
    next.parts = made.parts;
    for (Manifest::Part& part : next.parts) {
        const std::uint64_t number = next.next_part++;
        move_into_place(rebuilt / layout::part_name(part.number), archive / layout::part_name(number));
        if (part.dead > 0) {
            move_into_place(rebuilt / layout::dead_name(part.number, part.dead_revision),
                            archive / layout::dead_name(number, next.revision));
            part.dead_revision = next.revision;
        }
        if (part.copies > 0) {
            move_into_place(rebuilt / layout::copies_name(part.number, part.copies_revision),
                            archive / layout::copies_name(number, next.revision));
            part.copies_revision = next.revision;
        }
        part.number = number;
    }
    // Behind what the old manifest counts, so that searches that begin now still find their names.
    if (made.names_bytes > old.names_bytes)
        append_durably(layout::names(archive), old.names_bytes,
                       read_file(layout::names(rebuilt)).substr(old.names_bytes));
    enter_whole_run(archive, next, journal);
    sync_path(archive);
    write_manifest(archive, next);
    ArchiveWriter::sweep(archive, next);
}

}  // namespace

ReindexSummary reindex_archive(const ReindexOptions& options, const std::function<bool()>& stop) {
    const fs::path& archive = options.archive;
    (void)manifest_to_reindex(archive);  // before a lock is made where there is no archive
    const Lock lock(archive);
    const Manifest old = manifest_to_reindex(archive);
    ArchiveWriter::sweep(archive, old);
    const WorkFolder work(layout::work(archive));
    const fs::path rebuilt = layout::rebuilt(archive);
    fs::create_directory(rebuilt);
    begin_rebuilt(archive, old, rebuilt);

    ReindexSummary summary;
    summary.schema_before = old.schema;
    WritingOptions writing = options.writing;
    writing.merge = MergeMode::always;
    writing.journal = {};  // the rebuilt archive goes, the journal stays
    {
        ArchiveWriter writer(rebuilt, writing);
        const auto take = [&](Article article) {
            if (stop()) return false;
            writer.add(std::move(article));
            ++summary.articles;
            if (options.on_progress) options.on_progress(summary.articles, old.live_articles());
            return true;
        };
        for (const Manifest::Part& part : old.parts) {
            summary.interrupted = !for_each_living(archive, part, take);
            if (summary.interrupted) return summary;
        }
        writer.finish();
        if (writer.counts().added != old.live_articles()) {
            throw Error(fmt::format("the archive counts {} articles, and only {} have an id of their own",
                                    old.live_articles(), writer.counts().added),
                        "dateline-index --repair leaves one of each; nothing was changed")
                .at(archive.string());
        }
    }
    take_over(archive, old, rebuilt, options.writing.journal);
    return summary;
}

}  // namespace dateline
