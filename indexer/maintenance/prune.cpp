#include "indexer/maintenance/prune.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/terms.h"
#include "indexer/input/file_presence.h"
#include "indexer/maintenance/removal_limit.h"

namespace dateline {

namespace {

/// Adds the living documents of files below the source that have gone.
void add_documents_of_gone_files(const Archive& archive, const std::string& source,
                                 const std::function<bool()>& stop, std::vector<Xapian::docid>& documents) {
    const std::string below = source.ends_with('/') ? source : source + '/';
    const auto has_gone = [&](std::string_view file) {
        return file.starts_with(below) && presence_of(file) == FilePresence::gone;
    };
    const Field& field_of_files = field(FieldId::file);
    const std::string beginning = terms::beginning_of_keys(field_of_files, below);
    const Xapian::Database& database = archive.database();
    for (auto at = database.allterms_begin(beginning); at != database.allterms_end(beginning) && !stop();
         ++at) {
        const std::string term = *at;
        const bool is_whole = terms::is_whole(term);
        if (is_whole && !has_gone(std::string_view(term).substr(field_of_files.prefix.size()))) continue;
        for (auto document = database.postlist_begin(term); document != database.postlist_end(term);
             ++document) {
            if (archive.is_dead(*document)) continue;
            if (is_whole || has_gone(archive.article(*document).file)) documents.push_back(*document);
        }
    }
}

/// Without those of them that the run has met, wherever.
std::vector<std::string> ids_not_met(const Archive& archive, const std::vector<Xapian::docid>& documents,
                                     const ArchiveWriter& writer, const std::function<bool()>& stop) {
    std::vector<std::string> ids;
    for (const Xapian::docid document : documents) {
        if (stop()) break;
        std::string id = archive.article(document).id;
        if (!writer.has_met(id)) ids.push_back(std::move(id));
    }
    return ids;
}

}  // namespace

void refuse_other_device(const std::vector<RunEntry>& runs, const std::vector<RunSource>& sources) {
    for (const RunSource& source : sources) {
        const auto same_source = [&](const RunSource& other) {
            return other.path == source.path && other.device;
        };
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            if (!run->end || run->end->outcome != RunEnd::Outcome::complete) continue;
            const auto then = std::ranges::find_if(run->sources, same_source);
            if (then == run->sources.end()) continue;
            if (then->device == source.device) break;
            throw Error("is on another device than in the run before: nothing is pruned",
                        "mount what belongs there; when it has moved for good, index it once without --prune")
                .at(source.path);
        }
    }
}

PruneSummary prune_articles(const PruneOptions& options, const std::filesystem::path& folder,
                            const std::vector<RunSource>& sources, ArchiveWriter& writer,
                            const std::function<bool()>& stop) {
    PruneSummary summary;
    if (!read_manifest(folder)) return summary;  // a dry run makes none
    std::vector<std::string> ids;
    guard_xapian(folder, [&] {
        const Archive archive(folder);
        summary.articles = archive.manifest().live_articles();
        std::vector<Xapian::docid> documents;
        for (const RunSource& source : sources)
            add_documents_of_gone_files(archive, source.path, stop, documents);
        // A SOURCE may lie in another.
        std::ranges::sort(documents);
        const auto repeated = std::ranges::unique(documents);
        documents.erase(repeated.begin(), repeated.end());
        ids = ids_not_met(archive, documents, writer, stop);
    });
    if ((summary.interrupted = stop())) return summary;
    summary.gone = ids.size();
    if (is_too_many(summary.gone, summary.articles, options.limit)) {
        summary.refusal =
            Error(fmt::format("the files of {} of {} articles have gone, more than {} %", summary.gone,
                              summary.articles, options.limit),
                  "--prune-limit 100 allows it; nothing was removed, what was read is in the archive")
                .at(folder.string());
        return summary;
    }
    if (!options.confirmed) return summary;
    for (const std::string& id : ids) (void)writer.remove(id);
    writer.finish();
    summary.removed = true;
    return summary;
}

}  // namespace dateline
