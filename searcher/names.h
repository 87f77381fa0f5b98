#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/fields.h"
#include "common/text/fold.h"

namespace dateline {

/// A name that the archive knows.
struct KnownName {
    std::string name;  ///< as it is shown
    std::string term;
    std::uint64_t articles = 0;
};

/// Finds the names that people mean. Text stands for a name when it is the whole name, case, accents and
/// punctuation aside, or when its words stand in one name only, side by side.
class NameFinder {
public:
    NameFinder(const Archive& archive, Folder& folder) : archive_(archive), folder_(folder) {}

    /// The one name of that field that the text stands for. Throws Error when there is none, with the
    /// nearest ones, or several, with all of them or the most frequent; each with its number of articles.
    [[nodiscard]] KnownName find(const Field& field, std::string_view text) const;

private:
    struct Entry {
        std::string key;
        std::string name;
    };

    [[nodiscard]] std::vector<Entry> entries(const Field& field) const;
    [[nodiscard]] KnownName known(const Field& field, const Entry& entry) const;
    [[nodiscard]] std::vector<KnownName> nearest(const Field& field, const std::vector<Entry>& entries,
                                                 std::string_view key) const;

    const Archive& archive_;
    Folder& folder_;
};

}  // namespace dateline
