#include "indexer/maintenance/remove.h"

#include <set>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/error.h"

namespace dateline {

namespace {

/// So few may always go: a tenth of a small archive is less than one article.
constexpr std::uint64_t always_allowed = 10;

}  // namespace

RemovalSummary remove_articles(const RemovalOptions& options) {
    RemovalSummary summary;
    std::set<std::string> known;
    {
        const Archive archive(options.archive);
        summary.articles = archive.manifest().live_articles();
        for (const std::string& id : options.ids) {
            if (archive.find(id)) {
                known.insert(id);
            } else {
                summary.unknown.push_back(id);
            }
        }
    }
    summary.removed = known.size();
    if (summary.removed > always_allowed && summary.removed * 100 > summary.articles * options.limit) {
        throw Error(fmt::format("{} of {} articles would go, more than {} %", summary.removed,
                                summary.articles, options.limit),
                    "--remove-limit 100 allows it; nothing was removed")
            .at(options.archive.string());
    }
    if (!options.confirmed || known.empty()) return summary;
    ArchiveWriter writer(options.archive, options.writing);
    for (const std::string& id : known) (void)writer.remove(id);
    writer.finish();
    writer.conclude(RunEnd::Outcome::complete);
    return summary;
}

}  // namespace dateline
