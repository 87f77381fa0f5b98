#include "indexer/maintenance/stats.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/terms.h"
#include "common/article_json.h"
#include "indexer/input/visible.h"

namespace dateline {

namespace {

/// What the files of an archive are for; tables are Xapian's.
std::string purpose(const std::string& file) {
    if (file == "postlist.glass") return "words and which articles have them";
    if (file == "position.glass") return "where in an article words stand";
    if (file == "termlist.glass") return "the words and facets of each article";
    if (file == "records") return "stored articles";
    if (file == "sketches") return "sketches that copies are found by";
    if (file == "names") return "names";
    return "the rest";
}

std::vector<ArchiveStats::Size> sizes_of(const Archive& archive) {
    std::map<std::string, std::uint64_t> bytes{{purpose("names"), archive.manifest().names_bytes}};
    for (const Manifest::Part& part : archive.manifest().parts) {
        const std::filesystem::path folder = archive.folder() / layout::part_name(part.number);
        std::error_code unknown;
        for (std::filesystem::directory_iterator file(folder, unknown), end; !unknown && file != end;
             file.increment(unknown)) {
            std::error_code gone;
            const std::uintmax_t size = file->file_size(gone);
            if (!gone) bytes[purpose(file->path().filename().string())] += size;
        }
    }
    std::vector<ArchiveStats::Size> sizes;
    for (const auto& [what, size] : bytes) sizes.push_back({what, size});
    std::ranges::stable_sort(sizes, std::ranges::greater{}, &ArchiveStats::Size::bytes);
    return sizes;
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

std::vector<ArchiveStats::Count> sources_of(const Archive& archive) {
    std::vector<ArchiveStats::Count> sources;
    const Field& source = field(FieldId::source);
    const NameBook& names = archive.names();
    for (std::uint32_t number = 0; number < names.size(); ++number) {
        if (names[number].field != FieldId::source) continue;
        const std::uint64_t articles = archive.count(terms::name(source, names[number].key));
        if (articles > 0) sources.push_back({std::string(names[number].name), articles});
    }
    std::ranges::stable_sort(sources, std::ranges::greater{}, &ArchiveStats::Count::articles);
    return sources;
}

std::string with_commas(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    return text;
}

std::string in_megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Json counts_json(const std::vector<ArchiveStats::Count>& counts) {
    Json list = Json::array();
    for (const auto& [value, articles] : counts) list.push_back({{"value", value}, {"articles", articles}});
    return list;
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
        stats.sources = sources_of(archive);
        stats.sizes = sizes_of(archive);
        for (const ArchiveStats::Size& size : stats.sizes) stats.bytes += size.bytes;
        return stats;
    });
}

std::string stats_text(const ArchiveStats& stats) {
    std::string text = fmt::format(
        "{} articles, {} undated\narchive {}, revision {}; {} in {} parts, {} replaced or removed\n",
        with_commas(stats.articles), with_commas(stats.undated), stats.archive_id, stats.revision,
        in_megabytes(stats.bytes), stats.parts, with_commas(stats.dead));
    if (stats.copies > 0) {
        text += fmt::format("{} articles are copies, of {} stories\n", with_commas(stats.copies),
                            with_commas(stats.clusters));
    }
    const auto add = [&](const char* title, const std::vector<ArchiveStats::Count>& counts) {
        if (!counts.empty()) text += fmt::format("\n{}\n", title);
        for (const auto& [value, articles] : counts)
            text += fmt::format("{:>12}  {}\n", with_commas(articles), visible(value));
    };
    add("by year", stats.years);
    add("by source", stats.sources);
    text += "\nsize\n";
    for (const auto& [what, bytes] : stats.sizes)
        text += fmt::format("{:>12}  {}\n", in_megabytes(bytes), what);
    return text;
}

std::string stats_json(const ArchiveStats& stats) {
    Json sizes = Json::array();
    for (const auto& [what, bytes] : stats.sizes) sizes.push_back({{"what", what}, {"bytes", bytes}});
    return dump({{"schema", 1},
                 {"archive", {{"id", stats.archive_id}, {"revision", stats.revision}}},
                 {"articles", stats.articles},
                 {"undated", stats.undated},
                 {"dead", stats.dead},
                 {"copies", stats.copies},
                 {"clusters", stats.clusters},
                 {"parts", stats.parts},
                 {"bytes", stats.bytes},
                 {"years", counts_json(stats.years)},
                 {"sources", counts_json(stats.sources)},
                 {"sizes", std::move(sizes)}});
}

}  // namespace dateline
