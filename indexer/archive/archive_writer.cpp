#include "indexer/archive/archive_writer.h"

#include <algorithm>
#include <fcntl.h>
#include <numeric>
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
        writers_.emplace(options_.threads, *names_, naming_, &dictionary_);
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
    prepare_dictionary();
    if (!options_.dry_run && dictionary_.wants_previews())
        dictionary_.add_preview(to_record(pending.incoming.article));
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

/// Once in a run that stores something, while the parts that it began with are all there.
void ArchiveWriter::prepare_dictionary() {
    if (options_.dry_run || dictionary_.is_prepared()) return;
    std::vector<std::filesystem::path> parts;
    for (std::size_t part = 0; part < manifest_.parts.size(); ++part) parts.push_back(part_folder(part));
    dictionary_.prepare(parts);
}

void ArchiveWriter::dispatch_segment() {
    if (segment_.empty()) return;
    std::vector<Incoming> articles = std::exchange(segment_, {});
    if (options_.dry_run) return;
    const std::filesystem::path folder = layout::segment(folder_, next_segment_++);
    segments_.push_back({folder, articles.size(), std::exchange(superseded_here_, {}), {}});
    writers_->write(folder, std::move(articles));
}

}  // namespace dateline
