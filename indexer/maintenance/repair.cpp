#include "indexer/maintenance/repair.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/durable.h"
#include "common/archive/varint.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/archive/document.h"
#include "indexer/archive/lock.h"
#include "indexer/archive/merge.h"
#include "indexer/archive/new_copies.h"
#include "indexer/archive/segment.h"
#include "indexer/copies/clusters.h"
#include "indexer/maintenance/isolated.h"
#include "indexer/maintenance/living.h"
#include "indexer/maintenance/survey.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

/// Before a lock is made where there is none.
void require_archive(const fs::path& archive) {
    std::error_code status;
    if (fs::exists(layout::manifest(archive), status)) return;
    for (fs::directory_iterator entry(archive, status), end; !status && entry != end; entry.increment(status))
        if (layout::part_number(entry->path().filename().string())) return;
    (void)read_manifest(archive);  // knows what else it may be
    throw Error("there is no archive here", "--db names the archive").at(archive.string());
}

/// The fingerprints that the slots of a part still have, by document; what does not read is missing. A wrong
/// one harms nothing: the article then counts as changed at the next run.
std::vector<Hash128> fingerprints_of(const SurveyedPart& part, const std::function<bool()>& stop) {
    std::vector<Hash128> fingerprints(part.articles.value_or(0) + 1);
    const auto read = [&](const Send& send) {
        const Xapian::Database database(part.folder.string(), Xapian::DB_BACKEND_GLASS);
        for (auto value = database.valuestream_begin(fingerprint_slot);
             value != database.valuestream_end(fingerprint_slot); ++value) {
            std::string message;
            put_varint(message, value.get_docid());
            send('f', message + *value);
        }
    };
    const auto hear = [&](char, const std::string& message) {
        std::string_view rest = message;
        const std::uint64_t document = take_varint(rest).value_or(0);
        if (document < fingerprints.size()) fingerprints[document] = fingerprint_from_value(rest);
    };
    (void)run_isolated(read, hear, stop);
    return fingerprints;
}

class Repair {
public:
    Repair(const RepairOptions& options, const std::function<bool()>& stop)
        : options_(options),
          archive_(options.archive),
          stop_(stop),
          lock_(archive_),
          survey_(survey_archive(archive_, options.new_archive_id, options.on_fault, stop)) {}

    RepairSummary run() {
        summary_.articles = survey_.manifest.live_articles();
        if ((summary_.interrupted = survey_.interrupted) || survey_.is_sound()) return summary_;
        summary_.was_needed = true;
        // Names have other numbers in a new book, so no part can stay.
        for (const SurveyedPart& part : survey_.parts) stays_.push_back(part.is_sound && survey_.names);
        stored_ = settle_living(survey_);
        tell_lost();
        try {
            if (rebuild()) {
                publish();
            } else {
                summary_.interrupted = true;
                discard();
            }
        } catch (...) {
            discard();
            throw;
        }
        return summary_;
    }

private:
    [[nodiscard]] bool stays(std::size_t part) const { return stays_[part]; }

    void tell_lost() {
        for (std::size_t i = 0; i < survey_.parts.size(); ++i) {
            const SurveyedPart& part = survey_.parts[i];
            const Salvaged& salvaged = stored_[i].salvaged;
            if (salvaged.unread.empty() && salvaged.unread_without_number == 0) continue;
            for_each_lost(
                part, stored_[i],
                [&](Xapian::docid document, std::string id) {
                    ++summary_.lost;
                    options_.on_lost({layout::part_name(part.part.number), document, std::move(id)});
                },
                stop_);
        }
    }

    /// Makes the new part, if there has to be one. False when it was stopped.
    bool rebuild() {
        std::error_code status;
        for (const fs::path& left : {layout::work(archive_), layout::names_draft(archive_)})
            fs::remove_all(left, status);
        fs::create_directory(layout::work(archive_));
        names_ = std::move(survey_.names);
        if (!names_) draft_names_ = std::make_unique<GrowingNameBook>(layout::names_draft(archive_), 0);
        // Before there are threads: what is damaged is read in processes of their own.
        std::vector<std::vector<Hash128>> fingerprints(survey_.parts.size());
        for (std::size_t i = 0; i < survey_.parts.size(); ++i)
            if (!stays(i)) fingerprints[i] = fingerprints_of(survey_.parts[i], stop_);
        std::vector<fs::path> parts;
        for (const SurveyedPart& part : survey_.parts) parts.push_back(part.folder);
        RunDictionary dictionary;
        dictionary.prepare(parts);
        SegmentWriters writers(options_.threads, names(), Naming{}, &dictionary);
        for (std::size_t i = 0; i < survey_.parts.size(); ++i) {
            if (stays(i)) continue;
            ++summary_.rebuilt;
            count_back(survey_.parts[i], stored_[i].entries.size() - stored_[i].living());
            if (!rewrite(i, fingerprints[i], writers)) return false;
        }
        writers.finish();
        if (segments_.empty()) return true;
        new_part_number_ = next_part();
        new_part_ = merge(segments_, archive_ / layout::part_name(new_part_number_));
        return true;
    }

    /// Writes the living articles of a part into segments, as they are stored. False when it was stopped.
    bool rewrite(std::size_t part, const std::vector<Hash128>& fingerprints, SegmentWriters& writers) {
        const std::vector<StoredEntry>& entries = stored_[part].entries;
        if (entries.empty()) return !stop_();
        std::vector<Incoming> articles;
        const auto hand_over = [&] {
            if (articles.empty()) return;
            const fs::path folder = layout::segment(archive_, segments_.size() + 1);
            segments_.push_back({folder, articles.size(), {}, {}});
            writers.write(folder, std::exchange(articles, {}));
        };
        std::size_t next = 0;
        const auto take = [&](Xapian::docid document, Article article) {
            const bool lives = next < entries.size() && entries[next].lives;
            ++next;
            if (!lives || stop_()) return;
            const bool known = document != 0 && document < fingerprints.size();
            articles.push_back({std::move(article), known ? fingerprints[document] : Hash128{}, true});
            if (articles.size() >= segment_size) hand_over();
        };
        (void)salvage_articles(layout::records(survey_.parts[part].folder), survey_.parts[part].articles,
                               take);
        hand_over();
        return !(summary_.interrupted = stop_());
    }

    /// Of a part whose list is damaged, the manifest still says how many were dead.
    void count_back(const SurveyedPart& part, std::uint64_t dead) {
        if (!part.dead && part.part.dead > dead) summary_.back += part.part.dead - dead;
    }

    GrowingNameBook& names() { return names_ ? *names_ : *draft_names_; }

    /// A number that no folder has, not even one that a dead run has left.
    [[nodiscard]] std::uint64_t next_part() const {
        std::uint64_t next = survey_.manifest.next_part;
        for (const fs::directory_entry& entry : fs::directory_iterator(archive_)) {
            const auto number = layout::part_number(entry.path().filename().string());
            if (number) next = std::max(next, *number + 1);
        }
        return next;
    }

    void publish() {
        Manifest next = survey_.manifest;
        next.tool_version = version;
        do {
            ++next.revision;
        } while (fs::exists(layout::damaged(archive_, next.revision)));
        next.parts.clear();
        for (std::size_t i = 0; i < survey_.parts.size(); ++i) {
            if (stays(i)) next.parts.push_back(with_its_dead(i, next.revision));
        }
        if (new_part_) {
            next.parts.push_back({.number = new_part_number_,
                                  .articles = new_part_->articles,
                                  .bytes = layout::part_bytes(new_part_->folder)});
            next.next_part = new_part_number_ + 1;
        }
        settle_copies(next);
        next.names_bytes = names().save();
        if (draft_names_ && next.names_bytes == 0) write_durably(layout::names_draft(archive_), {});
        next.names_hash = names_hash(draft_names_ ? layout::names_draft(archive_) : layout::names(archive_),
                                     next.names_bytes);
        const fs::path kept = layout::damaged(archive_, next.revision);
        fs::create_directory(kept);
        if (survey_.journal_damaged) {
            keep_copy(layout::runs(archive_), kept);
            next.runs_bytes = 0;
            next.runs_hash = {};
        }
        if (survey_.manifest_lost) keep_copy(layout::manifest(archive_), kept);
        if (draft_names_) {
            keep_copy(layout::names(archive_), kept);
            fs::rename(layout::names_draft(archive_), layout::names(archive_));
        }
        enter_whole_run(archive_, next, options_.journal);
        sync_path(kept);
        sync_path(archive_);
        write_manifest(archive_, next);
        published_ = true;
        put_away(next, kept);
        discard();
        summary_.articles = next.live_articles();
        summary_.removals_unknown = survey_.manifest_lost;
    }

    /// Writes the lists of copies of the parts of the next manifest, and enters them there.
    void settle_copies(Manifest& next) {
        std::vector<CopyList> lists;
        std::vector<DeadList> dead;
        for (std::size_t i = 0; i < survey_.parts.size(); ++i) {
            if (!stays(i)) continue;
            lists.push_back(*survey_.parts[i].copies);
            dead.push_back(dead_in_[i]);
        }
        CopyLists copies;
        copies.assign(std::move(lists));
        std::vector<CopyPair> pairs;
        if (new_part_) {
            copies.replace_parts({}, &new_part_->copies);
            dead.emplace_back();
            pairs = copies_of_new_part(archive_, next, dead, segments_, options_.duplicate_window,
                                       options_.threads);
        }
        copies.settle(dead, pairs, next.next_cluster);
        copies.save(archive_, next);
    }

    /// The part as the next manifest shall have it, with a new list of its dead where the old one is not
    /// that.
    Manifest::Part with_its_dead(std::size_t i, std::uint64_t revision) {
        Manifest::Part part = survey_.parts[i].part;
        if (survey_.knows_the_living()) {
            dead_in_[i] = *survey_.parts[i].dead;
            return part;
        }
        DeadList& dead = dead_in_[i];
        for (const StoredEntry& entry : stored_[i].entries)
            if (!entry.lives) dead.push_back(entry.document);
        const std::optional<DeadList>& before = survey_.parts[i].dead;
        if (before && *before == dead) return part;
        count_back(survey_.parts[i], dead.size());
        part.dead = dead.size();
        part.dead_revision = dead.empty() ? 0 : revision;
        if (!dead.empty()) write_durably(archive_ / layout::dead_name(part.number, revision), to_bytes(dead));
        return part;
    }

    static void keep_copy(const fs::path& file, const fs::path& folder) {
        std::error_code status;
        if (!fs::exists(file, status)) return;
        fs::create_hard_link(file, folder / file.filename(), status);
        if (status) fs::copy(file, folder / file.filename(), fs::copy_options::recursive);
    }

    /// Parts and lists that the manifest does not name any more.
    void put_away(const Manifest& manifest, const fs::path& kept) {
        std::set<std::string> named;
        for (const Manifest::Part& part : manifest.parts) {
            named.insert(layout::part_name(part.number));
            if (part.dead_revision > 0) named.insert(layout::dead_name(part.number, part.dead_revision));
            if (part.copies_revision > 0)
                named.insert(layout::copies_name(part.number, part.copies_revision));
        }
        std::vector<std::string> unnamed;
        for (const fs::directory_entry& entry : fs::directory_iterator(archive_)) {
            std::string name = entry.path().filename().string();
            if (layout::belongs_to_part(name) && !named.contains(name)) unnamed.push_back(std::move(name));
        }
        for (const std::string& name : unnamed) fs::rename(archive_ / name, kept / name);
        if (fs::is_empty(kept)) {
            fs::remove(kept);
        } else {
            summary_.kept = kept;
        }
        sync_path(archive_);
    }

    /// Removes what was made on the way, and what was to be published and was not.
    void discard() const {
        std::error_code ignored;
        fs::remove_all(layout::work(archive_), ignored);
        if (published_) return;
        fs::remove(layout::names_draft(archive_), ignored);
        if (new_part_) fs::remove_all(new_part_->folder, ignored);
    }

    const RepairOptions& options_;
    const fs::path& archive_;
    const std::function<bool()>& stop_;
    Lock lock_;
    Survey survey_;
    std::vector<StoredEntries> stored_;
    std::vector<bool> stays_;
    std::map<std::size_t, DeadList> dead_in_;  ///< of the parts that stay, as the next manifest shall have it
    std::unique_ptr<GrowingNameBook> names_;   ///< the book, when it is sound
    std::unique_ptr<GrowingNameBook> draft_names_;  ///< else the one that takes its place
    std::vector<Piece> segments_;
    std::uint64_t new_part_number_ = 0;
    std::optional<Piece> new_part_;
    bool published_ = false;
    RepairSummary summary_;
};

}  // namespace

RepairSummary repair_archive(const RepairOptions& options, const std::function<bool()>& stop) {
    require_archive(options.archive);
    try {
        return Repair(options, stop).run();
    } catch (const fs::filesystem_error& error) {
        throw Error(error.code().message()).at(error.path1().string());
    } catch (const Xapian::Error& error) {
        throw_as_error(error, options.archive);
    }
}

}  // namespace dateline
