#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive/layout.h"
#include "common/error.h"

namespace dateline {

/// The version of everything on disk: files, terms, slots, records. A tool reads its own version only; it
/// refuses a newer one and explains what to do about an older one.
inline constexpr std::uint32_t schema_version = 3;

/// The oldest version whose manifest, lists of the dead and records this one reads: that is all of an archive
/// that is needed to build it anew from its stored articles.
inline constexpr std::uint32_t oldest_reindexable_schema = 2;

/// The file that says what an archive consists of. Whoever has read it has a consistent state: a run makes
/// everything that the next manifest names durable first and then renames that manifest into place.
struct Manifest {
    struct Part {
        std::uint64_t number = 0;
        std::uint64_t articles = 0;       ///< documents in it, dead ones included
        std::uint64_t dead = 0;           ///< of these, replaced or removed
        std::uint64_t dead_revision = 0;  ///< names the file of the dead; 0 when there are none
        std::uint64_t bytes = 0;  ///< of all its files: some tables Xapian takes for empty when they are gone
        std::uint64_t copies = 0;           ///< of its living, have copies
        std::uint64_t copies_revision = 0;  ///< names the file of these; 0 when there are none
        bool operator==(const Part&) const = default;
    };

    std::string archive_id;          ///< made once, 32 hex digits
    std::string tool_version;        ///< of the run that wrote it
    std::uint64_t revision = 0;      ///< one more with every publication that changes articles or parts
    std::uint64_t names_bytes = 0;   ///< how much of the names file is valid
    std::string names_hash;          ///< of these bytes, 32 hex digits
    std::uint64_t runs_bytes = 0;    ///< how much of the journal of runs is valid, see run_journal.h
    std::string runs_hash;           ///< of these bytes, 32 hex digits
    std::uint64_t next_part = 1;     ///< number of the next part to be made
    std::uint64_t next_cluster = 1;  ///< number of the next cluster of copies
    std::vector<Part> parts;
    std::uint32_t schema = schema_version;  ///< that it was read in; what is written is of this version

    /// Articles a search can find.
    [[nodiscard]] std::uint64_t live_articles() const;

    bool operator==(const Manifest&) const = default;
};

/// Lines of words; the last one has a checksum of the others.
[[nodiscard]] std::string to_text(const Manifest& manifest);

/// The archive is of a version that was not asked for.
class OtherSchema : public Error {
public:
    using Error::Error;
};

/// Throws Error when the text is no manifest or is damaged, OtherSchema when it is of an older version than
/// `oldest` or of a newer one than this.
[[nodiscard]] Manifest manifest_from_text(std::string_view text, std::uint32_t oldest = schema_version);

/// The manifest of the archive in that folder; nothing when the folder does not exist, is empty,
/// or holds but the lock of a run that died at once. Throws Error when there is a folder that is no archive,
/// or an archive whose manifest is gone or cannot be read.
[[nodiscard]] std::optional<Manifest> read_manifest(const layout::Path& archive,
                                                    std::uint32_t oldest = schema_version);

/// Puts the manifest in place, durably and at once. Throws Error; then the old one is still in place.
void write_manifest(const layout::Path& archive, const Manifest& manifest);

}  // namespace dateline
