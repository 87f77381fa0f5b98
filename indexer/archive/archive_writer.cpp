#include "indexer/archive/archive_writer.h"

#include <algorithm>
#include <fcntl.h>
#include <numeric>
#include <set>
#include <utility>

#include "common/archive/durable.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "common/archive/terms.h"
#include "common/archive/values.h"
#include "common/error.h"
#include "common/fields.h"
#include "common/version.h"
#include "indexer/archive/document.h"
#include "indexer/archive/new_copies.h"

namespace dateline {

namespace {

/// Articles that are looked up together, at most: in the order of their terms, neighbours share blocks of the
/// tree.
constexpr std::size_t lookup_batch = 1000;

/// Articles of a segment while a thread has nothing to do yet.
constexpr std::size_t small_segment_size = segment_size / 4;

std::string updated_value(const Article& article) {
    return article.updated ? values::date(*article.updated) : std::string();
}

}  // namespace

ArchiveWriter::ArchiveWriter(std::filesystem::path folder, WritingOptions options)
    : folder_(std::move(folder)),
      options_(std::move(options)),
      naming_(naming_of(options_.entities, options_.entity_model)),
      naming_version_(naming_.version()) {
    std::optional<Manifest> manifest = read_manifest(folder_);
    if (!options_.dry_run) {
        lock_.emplace(folder_);
        disk_.emplace(folder_, O_RDONLY);
        manifest = read_manifest(folder_);  // what a run that has just ended has written
    }
    archive_exists_ = manifest.has_value();
    if (manifest) {
        manifest_ = std::move(*manifest);
    } else {
        manifest_.archive_id = options_.new_archive_id;
        manifest_.tool_version = version;
    }
    if (!options_.dry_run) {
        if (archive_exists_) {
            sweep(folder_, manifest_);
            make_work_folder();
            begin_run();
        }
        names_.emplace(layout::names(folder_), manifest_.names_bytes, manifest_.names_hash);
        writers_.emplace(options_.threads, *names_, naming_);
    }
    open_snapshot();
}

ArchiveWriter::~ArchiveWriter() {
    writers_.reset();
    if (!lock_) return;
    std::error_code ignored;
    std::filesystem::remove_all(layout::work(folder_), ignored);
    try {
        // After a failure ours may say what never came to be; what is on disk counts.
        if (const auto manifest = read_manifest(folder_)) {
            sweep(folder_, *manifest);
        } else {
            lock_->withdraw();
        }
    } catch (const Error&) {
        return;  // the next run sweeps, or says what is wrong
    }
}

/// The manifest first: without one the rest would look like an archive that has lost it.
void ArchiveWriter::make_archive() {
    write_manifest(folder_, manifest_);
    archive_exists_ = true;
    make_work_folder();
    begin_run();
}

/// An empty one: Xapian would take files of a segment that a dead run left for its own.
void ArchiveWriter::make_work_folder() const {
    const std::filesystem::path work = layout::work(folder_);
    std::error_code status;
    std::filesystem::remove_all(work, status);
    if (!status) std::filesystem::create_directory(work, status);
    if (status) throw Error("cannot make the folder anew: " + status.message()).at(work.string());
}

void ArchiveWriter::open_snapshot() {
    taken_.clear();
    removed_documents_.clear();
    snapshot_.reset();
    if (manifest_.parts.empty()) {
        dead_.clear();
        copies_.assign({});
        return;
    }
    snapshot_.emplace(folder_);
    manifest_ = snapshot_->manifest();  // without the lock, another run may have published meanwhile
    dead_ = snapshot_->dead_in_order();
    copies_.assign(snapshot_->copies_in_order());
}

void ArchiveWriter::add(Article article, std::string place) {
    if (!archive_exists_ && !options_.dry_run) make_archive();
    Pending pending;
    pending.place = std::move(place);
    pending.id_term = terms::key(field(FieldId::id), article.id);
    pending.incoming.fingerprint = fingerprint_of(article);
    pending.incoming.article = std::move(article);
    pending_.push_back(std::move(pending));
    if (pending_.size() >= std::min(lookup_batch, options_.batch)) settle_pending();
}

void ArchiveWriter::finish() {
    settle_pending();
    if (options_.dry_run) return;
    publish();
    merge_parts(MergeTime::at_end);
    published_counts_ = counts_;
}

void ArchiveWriter::settle_pending() {
    std::vector<std::size_t> order(pending_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return pending_[i].id_term; });
    std::vector<Xapian::docid> known(pending_.size(), 0);
    if (snapshot_) {
        for (const std::size_t i : order) known[i] = snapshot_->find_term(pending_[i].id_term).value_or(0);
    }
    std::vector<Pending> settling = std::exchange(pending_, {});
    for (std::size_t i = 0; i < settling.size(); ++i) settle(std::move(settling[i]), known[i]);
    // Not before all are settled: a publication ends the snapshot that what is known refers to.
    if (unpublished_ < options_.batch || options_.dry_run) return;
    publish();
    merge_parts(MergeTime::between_batches);
}

void ArchiveWriter::settle(Pending pending, Xapian::docid known) {
    const Hash128 id = hash128(pending.id_term);
    const Hash128 now = pending.incoming.fingerprint;
    const bool met_before = !met_.insert(id.low);
    if (const auto taken = taken_.find(id); taken != taken_.end()) {
        if (taken->second.fingerprint == now) {
            ++counts_.unchanged;
            return;
        }
        if (is_older(pending, taken->second.updated)) return;
        supersede(taken->second);
        count_update(pending, met_before);
    } else if (known != 0) {
        const std::string value = snapshot_->value(known, fingerprint_slot);
        if (fingerprint_from_value(value) == now) {
            ++counts_.unchanged;
            if (!take_new_file(pending, known, value)) return;
        } else {
            if (is_older(pending, snapshot_->value(known, field(FieldId::updated).slot))) return;
            count_update(pending, met_before);
        }
        bury(known);
    } else {
        ++counts_.added;
    }
    std::string updated = updated_value(pending.incoming.article);
    segment_.push_back(std::move(pending.incoming));
    taken_.insert_or_assign(
        id, Taken{now, std::move(updated), segments_.size(), static_cast<Xapian::docid>(segment_.size())});
    ++unpublished_;
    // The few articles of a night are work for all threads, too.
    const bool thread_waits = segments_.size() < options_.threads;
    if (segment_.size() >= (thread_waits ? small_segment_size : segment_size)) dispatch_segment();
}

/// Counts the article as older, when it is.
bool ArchiveWriter::is_older(const Pending& pending, std::string_view than_updated) {
    const std::optional<Timestamp>& updated = pending.incoming.article.updated;
    if (!updated) return false;
    // A day without a clock may be any time of that day.
    const std::optional<Day> day = values::day(than_updated);
    const bool older = updated->clock ? values::is_earlier(values::date(*updated), than_updated)
                                      : day && updated->day < *day;
    if (!older) return false;
    ++counts_.older;
    if (options_.on_older) options_.on_older(pending.place, pending.incoming.article.id);
    return true;
}

/// Enters an article of the snapshot among the dead of its part.
void ArchiveWriter::bury(Xapian::docid known) {
    const std::size_t parts = manifest_.parts.size();
    dead_[(known - 1) % parts].push_back(static_cast<Xapian::docid>((known - 1) / parts + 1));
}

bool ArchiveWriter::remove(std::string_view id) {
    settle_pending();
    const std::string id_term = terms::key(field(FieldId::id), id);
    if (const auto taken = taken_.find(hash128(id_term)); taken != taken_.end()) {
        supersede(taken->second);
        taken_.erase(taken);
        ++counts_.removed;
        return removed_ = true;
    }
    const std::optional<Xapian::docid> known = snapshot_ ? snapshot_->find_term(id_term) : std::nullopt;
    if (!known || !removed_documents_.insert(*known).second) return false;
    bury(*known);
    ++counts_.removed;
    return removed_ = true;
}

void ArchiveWriter::count_update(const Pending& pending, bool met_before) {
    ++counts_.updated;
    if (!met_before) return;
    ++counts_.replaced_in_run;
    if (options_.on_replaced) options_.on_replaced(pending.place, pending.incoming.article.id);
}

/// A later article of the same run replaces one that is not published yet.
void ArchiveWriter::supersede(const Taken& taken) {
    if (options_.dry_run) return;
    if (taken.segment == segments_.size()) {
        superseded_here_.push_back(taken.document);
    } else {
        segments_[taken.segment].dead.push_back(taken.document);
    }
}

void ArchiveWriter::dispatch_segment() {
    if (segment_.empty()) return;
    std::vector<Incoming> articles = std::exchange(segment_, {});
    if (options_.dry_run) return;
    const std::filesystem::path folder = layout::segment(folder_, next_segment_++);
    segments_.push_back({folder, articles.size(), std::exchange(superseded_here_, {}), {}});
    writers_->write(folder, std::move(articles));
}

void ArchiveWriter::publish() {
    dispatch_segment();
    if (segments_.empty() && !removed_) return;
    for (DeadList& dead : dead_) std::ranges::sort(dead);
    std::vector<CopyPair> copies;
    if (!segments_.empty()) {
        writers_->finish();
        for (Piece& segment : segments_) std::ranges::sort(segment.dead);
        replace_parts({}, merge_into_next_part(segments_));
        copies = copies_of_new_part(folder_, manifest_, dead_, segments_, options_.duplicate_window);
        discard(segments_);
        segments_.clear();
    }
    copies_.settle(dead_, copies, manifest_.next_cluster);
    unpublished_ = 0;
    removed_ = false;
    write_manifest_and_sweep();
}

void ArchiveWriter::merge_parts(MergeTime time) {
    std::vector<std::size_t> chosen = parts_to_merge(manifest_.parts, time, options_.merge);
    if (chosen.size() < 2) chosen.clear();
    const auto is_due = [&](std::size_t part) {
        return worth_rewriting(manifest_.parts[part].articles, dead_[part].size(), options_.merge);
    };
    // A part of which much is dead is due even when it has nothing to be merged with.
    for (std::size_t part = 0; part < manifest_.parts.size(); ++part) {
        if (is_due(part) && std::ranges::find(chosen, part) == chosen.end()) chosen.push_back(part);
    }
    if (!chosen.empty()) (void)merge_into_one(chosen, is_due, {});
}

bool ArchiveWriter::compact(const std::function<bool()>& stop) {
    std::vector<std::size_t> all(manifest_.parts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto has_dead = [&](std::size_t part) { return !dead_[part].empty(); };
    if (all.size() < 2 && std::ranges::none_of(all, has_dead)) return false;
    return merge_into_one(all, has_dead, stop);
}

/// Puts a part in the place of those, without the dead of the ones that are to be rewritten. False when it
/// was stopped before anything was replaced.
bool ArchiveWriter::merge_into_one(const std::vector<std::size_t>& chosen,
                                   const std::function<bool(std::size_t part)>& rewrites,
                                   const std::function<bool()>& stop) {
    std::vector<Piece> living;
    std::vector<Piece> rewritten;
    for (const std::size_t part : chosen) {
        Piece piece = piece_of(part);
        if (!rewrites(part)) {
            living.push_back(std::move(piece));
            continue;
        }
        for (Piece& segment : rewrite(piece, stop)) {
            rewritten.push_back(segment);
            living.push_back(std::move(segment));
        }
    }
    writers_->finish();
    if (stop && stop()) {
        discard(rewritten);
        return false;
    }
    std::optional<Piece> merged;
    if (!living.empty()) merged = merge_into_next_part(living);
    discard(rewritten);
    replace_parts(chosen, std::move(merged));
    write_manifest_and_sweep();
    return true;
}

/// Writes the living articles of a piece into new segments, or some of them when `stop` ends it.
std::vector<Piece> ArchiveWriter::rewrite(const Piece& piece, const std::function<bool()>& stop) {
    std::vector<Piece> segments;
    std::vector<Incoming> articles;
    CopyList copies;
    const auto hand_over = [&] {
        if (articles.empty()) return;
        const std::filesystem::path folder = layout::segment(folder_, next_segment_++);
        segments.push_back({folder, articles.size(), {}, std::exchange(copies, {})});
        writers_->write(folder, std::exchange(articles, {}));
    };
    guard_xapian(piece.folder, [&] {
        const Xapian::Database database(piece.folder.string(), Xapian::DB_BACKEND_GLASS);
        const RecordsFile records(layout::records(piece.folder));
        for (Xapian::docid number = 1; number <= piece.articles; ++number) {
            if (std::ranges::binary_search(piece.dead, number)) continue;
            if (stop && stop()) return;
            // The fingerprint is of what the source said; the record has found names, too.
            const std::string value = database.get_document(number).get_value(fingerprint_slot);
            articles.push_back({from_record(records.record(number)), fingerprint_from_value(value), true});
            if (const std::uint32_t cluster = cluster_in(piece.copies, number); cluster != 0)
                copies.push_back({static_cast<Xapian::docid>(articles.size()), cluster});
            if (articles.size() >= segment_size) hand_over();
        }
    });
    hand_over();
    return segments;
}

Piece ArchiveWriter::piece_of(std::size_t part) const {
    return {part_folder(part), manifest_.parts[part].articles, dead_[part], copies_.of_part(part)};
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
