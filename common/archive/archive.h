#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/copies.h"
#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "common/archive/name_book.h"
#include "common/archive/records_file.h"
#include "common/archive/slot_columns.h"
#include "common/article.h"

namespace dateline {

/// An archive as it was at one moment, for reading: all its parts as one database. What a run publishes
/// later does not show here. One a thread.
class Archive {
public:
    /// Opens the archive in that folder. Throws Error when there is none or it cannot be read.
    explicit Archive(std::filesystem::path folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const Manifest& manifest() const { return manifest_; }
    [[nodiscard]] const Xapian::Database& database() const { return database_; }

    /// The databases of the parts, in the order of the manifest. Document d of part p, both counted from 0,
    /// is number d * parts + p + 1 of `database()`.
    [[nodiscard]] const std::vector<Xapian::Database>& databases_in_order() const { return databases_; }

    /// Those documents that the query matches and that are alive.
    [[nodiscard]] Xapian::Query living(const Xapian::Query& query) const;

    /// How many living articles have that term.
    [[nodiscard]] std::uint64_t count(const std::string& term) const;

    /// The names that the slots refer to; read when they are first asked for.
    [[nodiscard]] const NameBook& names() const;

    /// The languages that its words are stemmed in (stemming_language), English first whether there is any or
    /// not. Found among the terms when they are first asked for, so they are right whatever runs have done;
    /// one may be of articles that are dead.
    [[nodiscard]] const std::vector<std::string>& languages() const;

    /// The stored article of that document.
    [[nodiscard]] Article article(Xapian::docid document) const;

    /// The living document with that id; nothing when there is none.
    [[nodiscard]] std::optional<Xapian::docid> find(std::string_view id) const;

    /// The living document with that term of an id (terms.h).
    [[nodiscard]] std::optional<Xapian::docid> find_term(const std::string& id_term) const;

    /// Calls `use` with each living document, part by part, until it returns false.
    void for_each_living(const std::function<bool(Xapian::docid)>& use) const;

    [[nodiscard]] std::string value(Xapian::docid document, std::uint32_t slot) const;

    /// The columns of each part, in the order of the manifest's parts; nullptr for a part that was made
    /// before there were any.
    [[nodiscard]] const std::vector<std::unique_ptr<SlotColumns>>& columns_in_order() const {
        return columns_;
    }

    /// The dead of each part, in the order of the manifest's parts.
    [[nodiscard]] std::vector<DeadList> dead_in_order() const;

    /// True when the part of the database that holds the document counts it as dead.
    [[nodiscard]] bool is_dead(Xapian::docid document) const;

    /// Those with copies in each part, in the order of the manifest's parts.
    [[nodiscard]] const std::vector<CopyList>& copies_in_order() const { return copies_; }

    /// The cluster of copies that the document is in; 0 when it is in none.
    [[nodiscard]] std::uint32_t cluster(Xapian::docid document) const;

private:
    void open_parts();
    /// True when the manifest in the folder names all the parts that are open.
    [[nodiscard]] bool still_named() const;

    std::filesystem::path folder_;
    Manifest manifest_;
    Xapian::Database database_;
    std::vector<Xapian::Database> databases_;  ///< of the parts, in their order
    std::shared_ptr<const DeadByPart> dead_;
    std::vector<const DeadList*> dead_in_part_;  ///< in the order of the parts; nullptr where none died
    std::vector<CopyList> copies_;               ///< in the order of the parts
    std::vector<std::unique_ptr<RecordsFile>> records_;  ///< in the order of the parts
    std::vector<std::unique_ptr<SlotColumns>> columns_;
    mutable std::unique_ptr<NameBook> names_;
    mutable std::vector<std::string> languages_;
};

[[noreturn]] void throw_as_error(const Xapian::Error& error, const std::filesystem::path& folder);

/// Runs `work` and turns whatever Xapian throws into an Error about that archive.
template <typename Work>
auto guard_xapian(const std::filesystem::path& folder, Work&& work) {
    try {
        return work();
    } catch (const Xapian::Error& error) {
        throw_as_error(error, folder);
    }
}

}  // namespace dateline
