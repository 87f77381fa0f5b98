#include "indexer/maintenance/remove.h"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/error.h"
#include "indexer/maintenance/removal_limit.h"

namespace dateline {

namespace {

/// Removes with the writer, or without one counts.
RemovalSummary remove_with(ArchiveWriter* writer, const RemovalOptions& options) {
    RemovalSummary summary;
    std::vector<std::string> ids = options.ids;
    if (options.find_ids) {
        const std::vector<std::string> found = options.find_ids();
        ids.insert(ids.end(), found.begin(), found.end());
    }
    std::set<std::string> known;
    {
        const Archive archive(options.archive);
        summary.articles = archive.manifest().live_articles();
        for (std::string& id : ids) {
            if (archive.find(id)) {
                known.insert(std::move(id));
            } else {
                summary.unknown.push_back(std::move(id));
            }
        }
    }
    summary.removed = known.size();
    if (is_too_many(summary.removed, summary.articles, options.limit)) {
        throw Error(fmt::format("{} of {} articles would go, more than {} %", summary.removed,
                                summary.articles, options.limit),
                    "--remove-limit 100 allows it; nothing was removed")
            .at(options.archive.string());
    }
    if (!writer) return summary;
    for (const std::string& id : known) (void)writer->remove(id);
    writer->finish();
    writer->conclude(RunEnd::Outcome::complete);
    return summary;
}

}  // namespace

RemovalSummary remove_articles(const RemovalOptions& options) {
    (void)Archive(options.archive);  // so that the lock does not make one
    if (!options.confirmed) return remove_with(nullptr, options);
    ArchiveWriter writer(options.archive, options.writing);
    try {
        return remove_with(&writer, options);
    } catch (const Error& error) {
        writer.conclude_failed(error.message());
        throw;
    }
}

}  // namespace dateline
