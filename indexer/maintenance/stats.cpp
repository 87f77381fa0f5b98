#include "indexer/maintenance/stats.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/terms.h"
#include "common/article_json.h"
#include "indexer/input/visible.h"
#include "indexer/maintenance/runs.h"

namespace dateline {

namespace {

/// Those that are shown with everything else.
constexpr std::size_t last_runs = 3;

/// What the files of an archive are for; tables are Xapian's.
std::string purpose(const std::string& file) {
    if (file == "postlist.glass") return "words and which articles have them";
    if (file == "position.glass") return "where in an article words stand";
    if (file == "termlist.glass") return "the words and facets of each article";
    if (file == "records") return "stored articles";
    if (file == "sketches") return "sketches that copies are found by";
    if (file == "columns") return "names and dates of each article, for counting";
    if (file == "names") return "names";
    if (file == "runs") return "the journal of runs";
    return "the rest";
}

std::vector<ArchiveStats::Size> largest_first(const std::map<std::string, std::uint64_t>& bytes) {
    std::vector<ArchiveStats::Size> sizes;
    for (const auto& [what, size] : bytes) sizes.push_back({what, size});
    std::ranges::stable_sort(sizes, std::ranges::greater{}, &ArchiveStats::Size::bytes);
    return sizes;
}

/// Bytes by the name of the file, over all parts.
std::vector<ArchiveStats::Size> files_of(const Archive& archive) {
    std::map<std::string, std::uint64_t> bytes{{"names", archive.manifest().names_bytes},
                                               {"runs", archive.manifest().runs_bytes}};
    for (const Manifest::Part& part : archive.manifest().parts) {
        const std::filesystem::path folder = archive.folder() / layout::part_name(part.number);
        std::error_code unknown;
        for (std::filesystem::directory_iterator file(folder, unknown), end; !unknown && file != end;
             file.increment(unknown)) {
            std::error_code gone;
            const std::uintmax_t size = file->file_size(gone);
            if (!gone) bytes[file->path().filename().string()] += size;
        }
    }
    return largest_first(bytes);
}

std::vector<ArchiveStats::Size> by_purpose(const std::vector<ArchiveStats::Size>& files) {
    std::map<std::string, std::uint64_t> bytes;
    for (const auto& [file, size] : files) bytes[purpose(file)] += size;
    return largest_first(bytes);
}

/// The day of a term that terms::day made.
Day day_of(std::string_view digits) {
    int date = 0;
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), date);
    return std::chrono::sys_days(std::chrono::year(date / 10'000) / (date / 100 % 100) / (date % 100));
}

/// The first and the last day that a living article was published on.
void add_span(const Archive& archive, ArchiveStats& stats) {
    const std::string prefix(field(FieldId::published).prefix);
    const Xapian::Database& database = archive.database();
    const std::vector<std::string> days(database.allterms_begin(prefix), database.allterms_end(prefix));
    const auto is_lived = [&](const std::string& term) { return archive.count(term) > 0; };
    const auto first = std::ranges::find_if(days, is_lived);
    if (first == days.end()) return;
    stats.first_day = day_of(first->substr(prefix.size()));
    stats.last_day = day_of(std::find_if(days.rbegin(), days.rend(), is_lived)->substr(prefix.size()));
}

std::vector<ArchiveStats::Count> years_of(const Archive& archive) {
    std::vector<ArchiveStats::Count> years;
    const Xapian::Database& database = archive.database();
    for (auto term = database.allterms_begin(std::string(year_prefix));
         term != database.allterms_end(std::string(year_prefix)); ++term) {
        const std::uint64_t articles = archive.count(*term);
        if (articles > 0) years.push_back({(*term).substr(year_prefix.size()), articles});
    }
    return years;
}

/// The names of that field, most articles first.
std::vector<ArchiveStats::Count> counts_of(const Archive& archive, FieldId id) {
    std::vector<ArchiveStats::Count> counts;
    const NameBook& names = archive.names();
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        if (names[number].field != id) continue;
        const std::uint64_t articles = archive.count(terms::name(field(id), names[number].key));
        if (articles > 0) counts.push_back({std::string(names[number].name), articles});
    }
    std::ranges::stable_sort(counts, std::ranges::greater{}, &ArchiveStats::Count::articles);
    return counts;
}

std::string in_megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Json counts_json(const std::vector<ArchiveStats::Count>& counts) {
    Json list = Json::array();
    for (const auto& [value, articles] : counts) list.push_back({{"value", value}, {"articles", articles}});
    return list;
}

Json sizes_json(const std::vector<ArchiveStats::Size>& sizes) {
    Json list = Json::array();
    for (const auto& [what, bytes] : sizes) list.push_back({{"what", what}, {"bytes", bytes}});
    return list;
}

Json day_json(const std::optional<Day>& day) {
    return day ? Json(to_string(*day)) : Json();
}

}  // namespace

ArchiveStats archive_stats(const std::filesystem::path& folder) {
    const Archive archive(folder);
    return guard_xapian(folder, [&] {
        const Manifest& manifest = archive.manifest();
        ArchiveStats stats;
        stats.archive_id = manifest.archive_id;
        stats.revision = manifest.revision;
        stats.articles = manifest.live_articles();
        for (const Manifest::Part& part : manifest.parts) stats.dead += part.dead;
        stats.parts = manifest.parts.size();
        std::set<std::uint32_t> clusters;
        for (const CopyList& list : archive.copies_in_order()) {
            stats.copies += list.size();
            for (const Copy& copy : list) clusters.insert(copy.cluster);
        }
        stats.clusters = clusters.size();
        stats.undated = archive.count(std::string(undated_term));
        stats.years = years_of(archive);
        stats.sources = counts_of(archive, FieldId::source);
        stats.languages = counts_of(archive, FieldId::language);
        stats.without_language = stats.articles;
        for (const ArchiveStats::Count& one : stats.languages) stats.without_language -= one.articles;
        add_span(archive, stats);
        stats.files = files_of(archive);
        stats.sizes = by_purpose(stats.files);
        for (const ArchiveStats::Size& size : stats.sizes) stats.bytes += size.bytes;
        stats.runs = read_runs(folder, manifest);
        return stats;
    });
}

std::string stats_text(const ArchiveStats& stats) {
    std::string text =
        fmt::format("{} {}, {} undated\narchive {}, revision {}; {} in {} {}, {} replaced or removed\n",
                    with_commas(stats.articles), noun(stats.articles, "article"), with_commas(stats.undated),
                    stats.archive_id, stats.revision, in_megabytes(stats.bytes), stats.parts,
                    noun(stats.parts, "part"), with_commas(stats.dead));
    if (stats.copies > 0) {
        text += fmt::format("{} articles are copies, of {} {}\n", with_commas(stats.copies),
                            with_commas(stats.clusters), stats.clusters == 1 ? "story" : "stories");
    }
    const auto add = [&](const char* title, const std::vector<ArchiveStats::Count>& counts) {
        if (!counts.empty()) text += fmt::format("\n{}\n", title);
        for (const auto& [value, articles] : counts)
            text += fmt::format("{:>12}  {}\n", with_commas(articles), visible(value));
    };
    if (stats.first_day)
        text +=
            fmt::format("published from {} to {}\n", to_string(*stats.first_day), to_string(*stats.last_day));
    add("by year", stats.years);
    add("by source", stats.sources);
    add("by language", stats.languages);
    if (!stats.languages.empty() && stats.without_language > 0)
        text += fmt::format("{:>12}  none that is known\n", with_commas(stats.without_language));
    if (!stats.runs.empty()) text += "\nlast runs\n" + runs_text(stats.runs, last_runs);
    const auto add_sizes = [&](const char* title, const std::vector<ArchiveStats::Size>& sizes) {
        text += fmt::format("\n{}\n", title);
        for (const auto& [what, bytes] : sizes)
            text += fmt::format("{:>12}  {}\n", in_megabytes(bytes), visible(what));
    };
    add_sizes("size", stats.sizes);
    add_sizes("by file, in all parts", stats.files);
    return text;
}

std::string stats_json(const ArchiveStats& stats) {
    return dump({{"schema", 1},
                 {"archive", {{"id", stats.archive_id}, {"revision", stats.revision}}},
                 {"articles", stats.articles},
                 {"undated", stats.undated},
                 {"dead", stats.dead},
                 {"copies", stats.copies},
                 {"clusters", stats.clusters},
                 {"parts", stats.parts},
                 {"bytes", stats.bytes},
                 {"first_day", day_json(stats.first_day)},
                 {"last_day", day_json(stats.last_day)},
                 {"years", counts_json(stats.years)},
                 {"sources", counts_json(stats.sources)},
                 {"languages", counts_json(stats.languages)},
                 {"without_language", stats.without_language},
                 {"sizes", sizes_json(stats.sizes)},
                 {"files", sizes_json(stats.files)},
                 {"runs", runs_list(stats.runs, last_runs)}});
}

}  // namespace dateline
