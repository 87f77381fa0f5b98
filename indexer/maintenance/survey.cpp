#include "indexer/maintenance/survey.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "common/archive/durable.h"
#include "common/archive/records_file.h"
#include "common/archive/run_journal.h"
#include "common/error.h"
#include "common/hash.h"
#include "common/version.h"
#include "indexer/archive/id_set.h"
#include "indexer/maintenance/part_check.h"
#include "indexer/maintenance/runs.h"

namespace dateline {

namespace {

namespace fs = std::filesystem;

/// Faults of a part that are told; the rest is mended all the same.
constexpr std::size_t most_faults_told = 5;

std::vector<std::string> names_in(const fs::path& archive) {
    std::vector<std::string> names;
    std::error_code unlisted;
    for (fs::directory_iterator entry(archive, unlisted), end; !unlisted && entry != end;
         entry.increment(unlisted))
        names.push_back(entry->path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// What stands behind a word at the begin of a line, also in a text that is damaged elsewhere.
std::string_view word_behind(std::string_view text, std::string_view begin) {
    const std::size_t at = text.find(fmt::format("\n{} ", begin));
    if (at == std::string_view::npos) return {};
    const std::string_view word = text.substr(at + begin.size() + 2);
    return word.substr(0, word.find_first_of(" \n"));
}

bool is_archive_id(std::string_view id) {
    return id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The bytes of a file of names up to its last whole line.
std::uint64_t whole_lines(const fs::path& names) {
    std::error_code status;
    if (!fs::is_regular_file(names, status)) return 0;
    return read_file(names).rfind('\n') + 1;
}

/// The newest list of the dead of a part that reads, and its revision.
std::optional<std::pair<DeadList, std::uint64_t>> newest_dead(const fs::path& archive,
                                                              const std::vector<std::string>& names,
                                                              const Manifest::Part& part) {
    std::optional<std::pair<DeadList, std::uint64_t>> newest;
    for (const std::string& name : names) {
        const std::optional<std::uint64_t> revision = layout::dead_revision(name, part.number);
        if (!revision || (newest && newest->second > *revision)) continue;
        try {
            newest = {dead_from_bytes(read_file(archive / name), part.articles), *revision};
        } catch (const Error&) {
            continue;
        }
    }
    return newest;
}

/// A manifest of all the parts in the folder.
Manifest manifest_of_folder(const fs::path& archive, const std::string& new_id) {
    const std::vector<std::string> names = names_in(archive);
    std::string text;
    std::error_code status;
    if (fs::is_regular_file(layout::manifest(archive), status)) text = read_file(layout::manifest(archive));
    Manifest manifest;
    const std::string_view id = word_behind(text, "id");
    manifest.archive_id = is_archive_id(id) ? std::string(id) : new_id;
    manifest.tool_version = version;
    const std::string_view revision = word_behind(text, "revision");
    (void)std::from_chars(revision.data(), revision.data() + revision.size(), manifest.revision);
    for (const std::string& name : names) {
        const std::optional<std::uint64_t> number = layout::part_number(name);
        if (!number || !fs::is_directory(archive / name, status)) continue;
        Manifest::Part part;
        part.number = *number;
        try {
            part.articles = RecordsFile(layout::records(archive / name)).size();
        } catch (const Error&) {
            part.articles = 0;
        }
        part.bytes = layout::part_bytes(archive / name);
        if (const auto dead = newest_dead(archive, names, part); dead && !dead->first.empty()) {
            part.dead = dead->first.size();
            part.dead_revision = dead->second;
        }
        for (const std::string& other : names)
            manifest.revision =
                std::max(manifest.revision, layout::dead_revision(other, *number).value_or(0));
        manifest.parts.push_back(part);
        manifest.next_part = std::max(manifest.next_part, *number + 1);
    }
    std::ranges::sort(manifest.parts, {}, &Manifest::Part::number);
    manifest.names_bytes = whole_lines(layout::names(archive));
    manifest.names_hash = names_hash(layout::names(archive), manifest.names_bytes);
    manifest.runs_bytes = whole_lines(layout::runs(archive));
    if (manifest.runs_bytes > 0) {
        const std::string runs = read_file(layout::runs(archive));
        manifest.runs_hash = to_hex(hash128(std::string_view(runs).substr(0, manifest.runs_bytes)));
    }
    return manifest;
}

class Surveying {
public:
    Surveying(fs::path archive, std::string new_id, const std::function<void(const std::string&)>& tell,
              const std::function<bool()>& stop)
        : archive_(std::move(archive)), new_id_(std::move(new_id)), tell_(tell), stop_(stop) {}

    Survey run() {
        read_manifest_or_folder();
        open_names();
        read_journal();
        for (const Manifest::Part& part : survey_.manifest.parts) {
            look_at(part);
            if (survey_.interrupted) break;
        }
        return std::move(survey_);
    }

private:
    void read_manifest_or_folder() {
        std::optional<Manifest> manifest;
        try {
            manifest = read_manifest(archive_);
        } catch (const OtherSchema&) {
            throw;
        } catch (const Error& error) {
            survey_.manifest = manifest_of_folder(archive_, new_id_);
            if (survey_.manifest.parts.empty()) throw;
            survey_.manifest_lost = true;
            clusters_lost_ = std::ranges::any_of(names_in(archive_), layout::is_copies_name);
            tell_("manifest: " + error.message());
            if (survey_.manifest.archive_id == new_id_)
                tell_("manifest: the id of the archive is lost; it gets a new one");
            return;
        }
        if (!manifest)
            throw Error("there is no archive here", "--db names the archive").at(archive_.string());
        survey_.manifest = std::move(*manifest);
    }

    void open_names() {
        const Manifest& manifest = survey_.manifest;
        try {
            survey_.names = std::make_unique<GrowingNameBook>(layout::names(archive_), manifest.names_bytes,
                                                              manifest.names_hash);
        } catch (const Error& error) {
            tell_("names: " + error.message());
        }
    }

    void read_journal() {
        try {
            (void)read_runs(archive_, survey_.manifest);
        } catch (const Error& error) {
            tell_("runs: " + error.message());
            survey_.journal_damaged = true;
        }
    }

    void look_at(const Manifest::Part& part) {
        SurveyedPart found{.part = part, .folder = archive_ / layout::part_name(part.number)};
        if (!survey_.manifest_lost || part.articles > 0) found.articles = part.articles;
        found.dead = dead_of(part);
        found.copies = copies_of(part);
        const PartHealth health = check_part({.folder = found.folder,
                                              .part = part,
                                              .dead = found.dead ? &*found.dead : nullptr,
                                              .names = survey_.names.get()},
                                             stop_);
        survey_.interrupted = health.interrupted;
        found.is_sound = health.is_sound() && found.copies;
        const std::string name = layout::part_name(part.number);
        const std::size_t told = std::min(most_faults_told, health.faults.size());
        for (std::size_t i = 0; i < told; ++i) tell_(name + ": " + health.faults[i]);
        if (health.faults.size() > told) {
            const std::uint64_t more = health.faults.size() - told + health.more;
            tell_(fmt::format("{}: and {} more {}", name, more, noun(more, "fault")));
        }
        const std::uint64_t bytes = layout::part_bytes(found.folder);
        if (found.is_sound && bytes != part.bytes) {
            tell_(fmt::format("{}: its files have {} bytes and should have {}", name, bytes, part.bytes));
            survey_.sizes_differ = true;
            found.part.bytes = bytes;
        }
        // Of a part whose list of the dead is damaged, all count as living here.
        lists_are_whole_ = lists_are_whole_ && found.dead;
        for (const std::uint64_t id : health.ids) {
            if (!ids_.insert(id) && !survey_.has_doubles && lists_are_whole_) {
                survey_.has_doubles = true;
                tell_(name + ": an id stands there twice");
            }
        }
        survey_.parts.push_back(std::move(found));
    }

    std::optional<DeadList> dead_of(const Manifest::Part& part) const {
        if (part.dead == 0) return DeadList{};
        const std::string name = layout::dead_name(part.number, part.dead_revision);
        try {
            return dead_from_bytes(read_file(archive_ / name), part.articles, part.dead);
        } catch (const Error& error) {
            tell_(name + ": " + error.message());
            return std::nullopt;
        }
    }

    std::optional<CopyList> copies_of(const Manifest::Part& part) const {
        if (survey_.manifest_lost && clusters_lost_) return std::nullopt;
        if (part.copies == 0) return CopyList{};
        const std::string name = layout::copies_name(part.number, part.copies_revision);
        try {
            return copies_from_bytes(read_file(archive_ / name), part.articles, part.copies,
                                     survey_.manifest.next_cluster);
        } catch (const Error& error) {
            tell_(name + ": " + error.message());
            return std::nullopt;
        }
    }

    fs::path archive_;
    std::string new_id_;
    const std::function<void(const std::string&)>& tell_;
    const std::function<bool()>& stop_;
    Survey survey_;
    IdSet ids_;
    bool lists_are_whole_ = true;  ///< of the dead, so far
    bool clusters_lost_ = false;   ///< there are lists of copies, and no manifest says which count
};

}  // namespace

bool Survey::knows_the_living() const {
    return !manifest_lost && !has_doubles &&
           std::ranges::all_of(parts, [](const SurveyedPart& part) { return part.dead.has_value(); });
}

bool Survey::is_sound() const {
    return knows_the_living() && names && !sizes_differ && !journal_damaged &&
           std::ranges::all_of(parts, &SurveyedPart::is_sound);
}

Survey survey_archive(const fs::path& archive, const std::string& new_id,
                      const std::function<void(const std::string&)>& tell,
                      const std::function<bool()>& stop) {
    return Surveying(archive, new_id, tell, stop).run();
}

}  // namespace dateline
