#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/fields.h"
#include "common/text/fold.h"
#include "searcher/entities.h"

namespace dateline {

/// A name that the archive knows, with all other names of the same entity.
struct KnownName {
    std::string name;                    ///< as it is shown
    std::vector<std::string> terms;      ///< an article that has one of them names it
    std::vector<std::uint32_t> numbers;  ///< in the book of names, ascending; of faceted fields only
    std::uint64_t articles = 0;

    /// The articles that name it.
    [[nodiscard]] Xapian::Query query() const;
};

/// Finds the names that people mean. Text stands for a name when it is the whole name or one that the
/// authority has for the same entity, case, accents and punctuation aside; or when its words stand side by
/// side in the names of one entity only, where names that nobody sees in the archive count last.
///
/// A whole name of the archive alone is not taken while it is a part of one that more articles have: who
/// asks for "Trump" hardly means the one article that gives no first name. "=Trump" is the whole name and
/// nothing else. Sections, languages and keywords come from lists of the source: there the whole name is
/// always meant. A language is meant by whatever an article may name it by, "French" or "fr_CA", see
/// `language_code`; "=no" is the code alone, without those that it stands for.
class NameFinder {
public:
    NameFinder(const Archive& archive, const Entities& entities, Folder& folder)
        : archive_(archive), entities_(entities), folder_(folder) {}

    /// The one name of that field that the text stands for. Throws Error when it is hidden, saying by which
    /// line; when there is none, with the nearest ones; or several, with all of them or the most frequent;
    /// each with its number of articles.
    [[nodiscard]] KnownName find(const Field& field, std::string_view text) const;

private:
    struct Entry {
        std::string_view key;
        std::string_view name;
        std::uint32_t number = 0;  ///< in the book of names; of other fields none
    };
    struct Search;

    void read_entries(Search& search) const;
    [[nodiscard]] KnownName known(const Field& field, const Entry& entry) const;
    [[nodiscard]] KnownName language(const Search& search) const;
    void refuse_rarer(const Search& search, const KnownName& whole) const;
    [[nodiscard]] KnownName entity(const Field& field, std::uint32_t entity) const;
    [[nodiscard]] std::vector<KnownName> candidates(const Search& search) const;
    [[nodiscard]] std::vector<KnownName> by_alias(const Search& search) const;
    [[nodiscard]] std::vector<KnownName> nearest(const Search& search) const;
    void refuse_hidden(const Search& search) const;
    [[noreturn]] void hidden(const Search& search, const Authority::Rule& rule) const;
    void count_articles(KnownName& name) const;

    const Archive& archive_;
    const Entities& entities_;
    Folder& folder_;
};

}  // namespace dateline
