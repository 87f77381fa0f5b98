#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/maintenance/salvage.h"
#include "indexer/maintenance/survey.h"

namespace dateline {

/// A stored article of a part that still reads.
struct StoredEntry {
    Xapian::docid document = 0;  ///< 0 where damage has made that unknown
    std::uint64_t id = 0;        ///< hash of the term of its id
    bool lives = true;
};

/// The stored articles of one part that still read, in the order of `salvage_articles`.
struct StoredEntries {
    std::vector<StoredEntry> entries;
    Salvaged salvaged;

    [[nodiscard]] std::uint64_t living() const;
};

/// Reads the entries of every part and settles which of them live: not those in a list of the dead that
/// reads; and of those of one id that no list tells apart, the one that is known to live, else the newest,
/// which is the last one of the part with the highest number. In the order of the survey's parts.
[[nodiscard]] std::vector<StoredEntries> settle_living(const Survey& survey);

/// The hash of an id as entries have it.
[[nodiscard]] std::uint64_t id_hash(const std::string& id_term);

/// Calls `tell` with each living article of a part that does not read any more, as far as the index of the
/// part still knows it, else with its number alone, or 0. `id` is empty when it is not known.
void for_each_lost(const SurveyedPart& part, const StoredEntries& stored,
                   const std::function<void(Xapian::docid document, std::string id)>& tell,
                   const std::function<bool()>& stop);

}  // namespace dateline
