#include "indexer/maintenance/compact.h"

#include "common/archive/archive.h"
#include "common/error.h"

namespace dateline {

namespace {

ArchiveSize size_of(const Archive& archive) {
    const Manifest& manifest = archive.manifest();
    ArchiveSize size{.parts = manifest.parts.size(), .bytes = manifest.names_bytes};
    for (const Manifest::Part& part : manifest.parts) {
        size.dead += part.dead;
        size.bytes += part.bytes;
    }
    return size;
}

}  // namespace

CompactSummary compact_archive(const std::filesystem::path& archive, const WritingOptions& options,
                               const std::function<bool()>& stop) {
    CompactSummary summary;
    summary.before = size_of(Archive(archive));  // before a lock is made where there is no archive
    ArchiveWriter writer(archive, options);
    summary.before = size_of(Archive(archive));
    bool done = false;
    try {
        done = writer.compact(stop);
    } catch (const Error& error) {
        writer.conclude_failed(error.message());
        throw;
    }
    summary.interrupted = !done && stop();
    writer.conclude(summary.interrupted ? RunEnd::Outcome::interrupted : RunEnd::Outcome::complete);
    summary.after = size_of(Archive(archive));
    return summary;
}

}  // namespace dateline
