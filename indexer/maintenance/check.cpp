#include "indexer/maintenance/check.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/archive/durable.h"
#include "common/archive/manifest.h"
#include "common/archive/run_journal.h"
#include "common/error.h"
#include "indexer/archive/id_set.h"
#include "indexer/copies/clusters.h"
#include "indexer/maintenance/part_check.h"
#include "indexer/maintenance/runs.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

/// A run may replace parts while they are checked; then all is looked at once more.
constexpr int attempts = 5;

Manifest manifest_of(const fs::path& archive) {
    const std::optional<Manifest> manifest = read_manifest(archive);
    if (!manifest) throw Error("there is no archive here", "--db names the archive").at(archive.string());
    return *manifest;
}

class Check {
public:
    Check(fs::path archive, const std::function<void(const std::string&)>& fault,
          const std::function<bool()>& stop)
        : archive_(std::move(archive)), manifest_(manifest_of(archive_)), fault_(fault), stop_(stop) {}

    /// Nothing when a run has replaced what was to be checked.
    std::optional<CheckSummary> run() {
        if (!open_names() || !read_journal()) return std::nullopt;
        for (const Manifest::Part& part : manifest_.parts) {
            if (!check(part)) return std::nullopt;
            if (summary_.interrupted) return summary_;
        }
        if (!check_copies()) return std::nullopt;
        return summary_;
    }

private:
    void tell(const std::string& place, const std::string& what) {
        ++summary_.faults;
        fault_(place + ": " + what);
    }

    /// False when a run has put something else in its place meanwhile: what was found may be that.
    [[nodiscard]] bool is_current(const Manifest::Part& part) const {
        const std::optional<Manifest> now = read_manifest(archive_);
        return now && std::ranges::find(now->parts, part) != now->parts.end();
    }

    bool open_names() {
        try {
            names_.emplace(layout::names(archive_), manifest_.names_bytes, manifest_.names_hash);
        } catch (const Error& error) {
            if (read_manifest(archive_) != manifest_) return false;
            tell(layout::names(archive_).filename().string(), error.message());
        }
        return true;
    }

    bool read_journal() {
        try {
            (void)read_runs(archive_, manifest_);
        } catch (const Error& error) {
            if (read_manifest(archive_) != manifest_) return false;
            tell(layout::runs(archive_).filename().string(), error.message());
        }
        return true;
    }

    /// A list may name an article that is gone, or be damaged.
    bool check_copies() {
        std::vector<std::pair<std::string, std::string>> faults;
        std::vector<DeadList> dead;
        std::vector<CopyList> copies;
        for (const Manifest::Part& part : manifest_.parts) {
            std::vector<std::pair<std::string, std::string>> told;
            dead.push_back(dead_of(part, told).value_or(DeadList{}));
            copies.push_back(copies_of(part, faults));
        }
        std::vector<CopyList> settled = copies;
        std::uint64_t next = manifest_.next_cluster;
        settle_clusters(settled, dead, {}, next);
        if (faults.empty() && settled != copies)
            faults.emplace_back("copies", "a list names an article that is gone, or one that has no copy");
        if (!faults.empty() && read_manifest(archive_) != manifest_) return false;
        for (const auto& [place, fault] : faults) tell(place, fault);
        return true;
    }

    [[nodiscard]] CopyList copies_of(const Manifest::Part& part,
                                     std::vector<std::pair<std::string, std::string>>& faults) const {
        if (part.copies == 0) return {};
        const std::string name = layout::copies_name(part.number, part.copies_revision);
        try {
            return copies_from_bytes(read_file(archive_ / name), part.articles, part.copies,
                                     manifest_.next_cluster);
        } catch (const Error& error) {
            faults.emplace_back(name, error.message());
            return {};
        }
    }

    bool check(const Manifest::Part& part) {
        const std::string name = layout::part_name(part.number);
        const fs::path folder = archive_ / name;
        std::vector<std::pair<std::string, std::string>> faults;
        std::optional<DeadList> dead = dead_of(part, faults);
        if (const std::uint64_t bytes = layout::part_bytes(folder); bytes != part.bytes)
            faults.emplace_back(name,
                                fmt::format("its files have {} bytes and should have {}", bytes, part.bytes));
        const PartHealth health = check_part({.folder = folder,
                                              .part = part,
                                              .dead = dead ? &*dead : nullptr,
                                              .names = names_ ? &*names_ : nullptr,
                                              .ids_before = dead ? &ids_ : nullptr},
                                             stop_);
        summary_.interrupted = health.interrupted;
        if (health.interrupted) return true;
        for (const std::string& fault : health.faults) faults.emplace_back(name, fault);
        if (!faults.empty() && !is_current(part)) return false;
        for (const auto& [place, fault] : faults) tell(place, fault);
        if (health.more > 0) {
            tell(name, fmt::format("and {} more {}", health.more, noun(health.more, "fault")));
            summary_.faults += health.more - 1;
        }
        summary_.articles += health.articles;
        summary_.tables_unchecked = summary_.tables_unchecked || health.tables_unchecked;
        for (const std::uint64_t id : health.ids) (void)ids_.insert(id);
        return true;
    }

    /// Nothing when the list is damaged.
    std::optional<DeadList> dead_of(const Manifest::Part& part,
                                    std::vector<std::pair<std::string, std::string>>& faults) const {
        if (part.dead == 0) return DeadList{};
        const std::string name = layout::dead_name(part.number, part.dead_revision);
        try {
            return dead_from_bytes(read_file(archive_ / name), part.articles, part.dead);
        } catch (const Error& error) {
            faults.emplace_back(name, error.message());
            return std::nullopt;
        }
    }

    fs::path archive_;
    Manifest manifest_;
    const std::function<void(const std::string&)>& fault_;
    const std::function<bool()>& stop_;
    std::optional<GrowingNameBook> names_;  ///< nothing when the book is damaged
    IdSet ids_;
    CheckSummary summary_;
};

}  // namespace

CheckSummary check_archive(const fs::path& archive, const std::function<void(const std::string&)>& fault,
                           const std::function<bool()>& stop) {
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        const std::optional<CheckSummary> summary = Check(archive, fault, stop).run();
        if (summary) return *summary;
    }
    throw Error("the archive changes too often to be checked", "check it when no run is on")
        .at(archive.string());
}

}  // namespace dateline
