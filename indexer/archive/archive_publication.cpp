#include <algorithm>
#include <set>
#include <utility>

#include "common/archive/durable.h"
#include "common/version.h"
#include "indexer/archive/archive_writer.h"
#include "indexer/archive/new_copies.h"

namespace dateline {

void ArchiveWriter::publish() {
    dispatch_segment();
    if (segments_.empty() && !removed_) return;
    for (DeadList& dead : dead_) std::ranges::sort(dead);
    std::vector<CopyPair> copies;
    if (!segments_.empty()) {
        writers_->finish();
        for (Piece& segment : segments_) std::ranges::sort(segment.dead);
        replace_parts({}, merge_into_next_part(segments_));
        copies = copies_of_new_part(folder_, manifest_, dead_, segments_, options_.duplicate_window,
                                    options_.threads);
        discard(segments_);
        segments_.clear();
    }
    copies_.settle(dead_, copies, manifest_.next_cluster);
    unpublished_ = 0;
    removed_ = false;
    write_manifest_and_sweep();
}

std::filesystem::path ArchiveWriter::part_folder(std::size_t part) const {
    return folder_ / layout::part_name(manifest_.parts[part].number);
}

/// The merged piece stands where the manifest will look for it, but no manifest names it yet.
Piece ArchiveWriter::merge_into_next_part(const std::vector<Piece>& pieces) {
    return merge(pieces, folder_ / layout::part_name(manifest_.next_part));
}

/// Changes what the next manifest will say: takes parts out and puts a new one, if any, at the end.
void ArchiveWriter::replace_parts(const std::vector<std::size_t>& indexes, std::optional<Piece> by) {
    std::vector<Manifest::Part> parts;
    std::vector<DeadList> dead;
    for (std::size_t i = 0; i < manifest_.parts.size(); ++i) {
        if (std::ranges::find(indexes, i) != indexes.end()) continue;
        parts.push_back(manifest_.parts[i]);
        dead.push_back(std::move(dead_[i]));
    }
    if (by) {
        Manifest::Part part;
        part.number = manifest_.next_part++;
        part.articles = by->articles;
        part.bytes = layout::part_bytes(by->folder);
        parts.push_back(part);
        dead.push_back(std::move(by->dead));
    }
    copies_.replace_parts(indexes, by ? &by->copies : nullptr);
    manifest_.parts = std::move(parts);
    dead_ = std::move(dead);
}

void ArchiveWriter::write_manifest_and_sweep() {
    ++manifest_.revision;
    manifest_.tool_version = version;
    manifest_.names_bytes = names_->save();
    manifest_.names_hash = names_hash(layout::names(folder_), manifest_.names_bytes);
    for (std::size_t i = 0; i < manifest_.parts.size(); ++i) {
        Manifest::Part& part = manifest_.parts[i];
        if (part.dead == dead_[i].size()) continue;
        part.dead = dead_[i].size();
        part.dead_revision = manifest_.revision;
        write_durably(folder_ / layout::dead_name(part.number, part.dead_revision), to_bytes(dead_[i]));
    }
    copies_.save(folder_, manifest_);
    disk_->sync_disk();  // Xapian syncs the tables of a part that it makes and ignores when that fails
    write_manifest(folder_, manifest_);
    published_counts_ = counts_;
    sweep(folder_, manifest_);
    open_snapshot();
}

/// Removes what no manifest names: the work of a run that died, and parts and lists that were replaced.
/// Searches that have them open keep them until they are done.
void ArchiveWriter::sweep(const std::filesystem::path& folder, const Manifest& manifest) {
    std::set<std::string> named;
    for (const Manifest::Part& part : manifest.parts) {
        named.insert(layout::part_name(part.number));
        if (part.dead_revision > 0) named.insert(layout::dead_name(part.number, part.dead_revision));
        if (part.copies_revision > 0) named.insert(layout::copies_name(part.number, part.copies_revision));
    }
    std::error_code ignored;
    std::vector<std::filesystem::path> unnamed;
    for (std::filesystem::directory_iterator entry(folder, ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        const std::string name = entry->path().filename().string();
        const bool draft = name.ends_with(".new");
        if ((layout::belongs_to_part(name) || draft) && !named.contains(name))
            unnamed.push_back(entry->path());
    }
    // A power cut must not bring back a manifest that names what is removed now.
    if (!unnamed.empty()) sync_path(folder);
    for (const std::filesystem::path& path : unnamed) std::filesystem::remove_all(path, ignored);
}

}  // namespace dateline
