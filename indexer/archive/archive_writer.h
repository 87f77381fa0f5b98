#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/archive/archive.h"
#include "common/archive/descriptor.h"
#include "common/archive/manifest.h"
#include "common/archive/name_book.h"
#include "common/archive/run_journal.h"
#include "common/article.h"
#include "common/hash.h"
#include "indexer/archive/id_set.h"
#include "indexer/archive/lock.h"
#include "indexer/archive/merge.h"
#include "indexer/archive/run_dictionary.h"
#include "indexer/archive/segment.h"
#include "indexer/copies/clusters.h"

namespace dateline {

/// What the journal of runs is to say of a run.
struct Journalling {
    RunEntry entry{};  ///< as it is when the run begins
    /// Seconds since 1970 in UTC, for the end of the run; without it nothing is entered.
    std::function<std::int64_t()> now{};
};

/// Enters a run that ends with the publication of that manifest, which is to be written by the caller. For
/// what changes an archive as a whole or not at all. Throws Error.
void enter_whole_run(const std::filesystem::path& archive, Manifest& next, const Journalling& journal);

/// How a run writes.
struct WritingOptions {
    std::size_t threads = 1;  ///< that analyse and write segments; at least 1
    /// Articles that are added or updated from one publication to the next, up to a thousand more; at
    /// least 1.
    std::size_t batch = 20'000;
    bool dry_run = false;        ///< look up and count, write nothing
    std::string new_archive_id;  ///< for an archive that does not exist yet: 32 hex digits
    /// Called for an article that replaces one of this run, with the place and the id it came with; may be
    /// empty.
    std::function<void(const std::string& place, const std::string& id)> on_replaced{};
    /// The same for one that is older than what stands there and is left out.
    std::function<void(const std::string& place, const std::string& id)> on_older{};
    MergeMode merge = MergeMode::automatic;
    /// Days within which two articles may be copies of each other; 0: this run looks for none.
    unsigned duplicate_window = 30;
    EntityMode entities = EntityMode::given;
    std::filesystem::path entity_model{};  ///< read when `entities` recognises
    Journalling journal{};                 ///< not of a dry run
};

/// What became of the articles that were handed over.
struct WritingCounts {
    std::uint64_t added = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t older = 0;            ///< last changed before the one that stands there, which stays
    std::uint64_t replaced_in_run = 0;  ///< of the updated: replaced what the same run had handed over
    std::uint64_t removed = 0;
    std::uint64_t moved = 0;  ///< of the unchanged: their file had gone, and they are entered under another
};

/// Writes articles into an archive, in batches. What is published is durable and seen by searches as a
/// whole; what is not is lost with the process, and handing the same articles over again completes the work.
class ArchiveWriter {
public:
    /// Reads the entity model where it is needed, takes the lock, sweeps away what a dead run left behind. An
    /// archive that does not exist is made with its first article; without one, what the lock made of it goes
    /// again. Throws Error.
    ArchiveWriter(std::filesystem::path folder, WritingOptions options);
    ~ArchiveWriter();

    /// Adds the article, or replaces the one with its id unless that says the same or was changed later,
    /// where both say when: agencies send versions in any order. May publish. `place` is where it was read,
    /// for `on_replaced` and `on_older`.
    void add(Article article, std::string place = {});

    /// True when an article with that id was handed over in this run; once all are settled, see `finish`.
    [[nodiscard]] bool has_met(std::string_view id) const;

    /// Takes the article with that id out. False when there is none.
    bool remove(std::string_view id);

    /// Publishes what is pending and merges parts where it is due.
    void finish();

    /// Enters in the journal how the run has ended, with what it counted; nothing is pending then, or it is
    /// lost. Once a run; one that never comes here did not end. What is neither rejected nor skipped is
    /// counted by the writer itself.
    void conclude(RunEnd::Outcome outcome, std::string error = {}, std::uint64_t rejected = 0,
                  std::uint64_t skipped = 0);

    /// The same for a run that an error ended, which matters more than one that this meets.
    void conclude_failed(std::string error, std::uint64_t rejected = 0, std::uint64_t skipped = 0) noexcept;

    /// Merges all parts into one, without the dead; nothing may be pending. False when there was nothing to
    /// do, or when `stop`, which is asked now and then, ended it: then all is as it was.
    bool compact(const std::function<bool()>& stop);

    /// Removes what that manifest does not name. The lock must be held.
    static void sweep(const std::filesystem::path& folder, const Manifest& manifest);

    /// Complete once `finish` has returned; before that, what is pending is not counted.
    [[nodiscard]] const WritingCounts& counts() const { return counts_; }

private:
    struct Pending {
        Incoming incoming;
        std::string id_term;
        std::string place;
    };
    /// Where an article stands that this run has taken but not published: the newest one of its id.
    struct Taken {
        Hash128 fingerprint;
        std::string updated;  ///< as its slot has it
        std::size_t segment = 0;
        Xapian::docid document = 0;
    };
    struct Hash128Hasher {
        std::size_t operator()(const Hash128& hash) const { return hash.low; }
    };

    void begin_run();
    void write_journal(Manifest manifest, std::string_view line);
    void open_snapshot();
    void settle_pending();
    void settle(Pending pending, Xapian::docid known);
    [[nodiscard]] Hash128 fingerprint_of(Article& article) const;
    [[nodiscard]] bool take_new_file(Pending& pending, Xapian::docid known, std::string_view value);
    [[nodiscard]] bool has_left_its_file(Xapian::docid known, std::string_view file_mark);
    void count_update(const Pending& pending, bool met_before);
    [[nodiscard]] bool is_older(const Pending& pending, std::string_view than_updated);
    void bury(Xapian::docid known);
    void supersede(const Taken& taken);
    void dispatch_segment();
    void prepare_dictionary();
    void publish();
    void merge_parts(MergeTime time);
    bool merge_into_one(const std::vector<std::size_t>& chosen,
                        const std::function<bool(std::size_t part)>& rewrites,
                        const std::function<bool()>& stop);
    [[nodiscard]] std::vector<Piece> rewrite(const Piece& piece, const std::function<bool()>& stop);
    [[nodiscard]] Piece piece_of(std::size_t part) const;
    [[nodiscard]] std::filesystem::path part_folder(std::size_t part) const;
    [[nodiscard]] Piece merge_into_next_part(const std::vector<Piece>& pieces);
    void replace_parts(const std::vector<std::size_t>& indexes, std::optional<Piece> by);
    void write_manifest_and_sweep();
    void make_archive();
    void make_work_folder() const;

    std::filesystem::path folder_;
    WritingOptions options_;
    Naming naming_;
    std::string naming_version_;
    std::optional<Lock> lock_;
    std::optional<Descriptor> disk_;  ///< the archive's folder, open since before anything was written
    bool archive_exists_ = false;
    bool in_journal_ = false;  ///< the run has begun there and not ended
    Manifest manifest_;
    std::vector<DeadList> dead_;  ///< in the order of manifest_.parts; what the next manifest shall say
    CopyLists copies_;            ///< the same
    std::optional<Archive> snapshot_;
    std::optional<GrowingNameBook> names_;
    RunDictionary dictionary_;
    std::optional<SegmentWriters> writers_;

    std::vector<Pending> pending_;
    std::vector<Incoming> segment_;
    std::vector<Piece> segments_;  ///< handed over since the last publication
    DeadList superseded_here_;     ///< documents of `segment_` that the run has replaced already
    std::uint64_t next_segment_ = 1;
    std::uint64_t unpublished_ = 0;
    bool removed_ = false;                                 ///< articles, since the last publication
    std::unordered_set<Xapian::docid> removed_documents_;  ///< of the snapshot
    std::unordered_map<Hash128, Taken, Hash128Hasher> taken_;
    IdSet met_;                                         ///< every id of this run
    std::unordered_map<std::string, bool> gone_files_;  ///< by the end of the slot's value; the last ones
    WritingCounts counts_;
    WritingCounts published_counts_;  ///< as they were at the last publication
};

}  // namespace dateline
