#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/archive/archive.h"
#include "common/authority/authority.h"
#include "common/text/fold.h"

namespace dateline {

/// The names of an archive as an authority has them: those of one entity are one, those that are hidden are
/// none. Answers are made with this, the archive itself stays as it is.
class Entities {
public:
    /// Stands for a number whose name is not to be shown.
    static constexpr std::uint32_t hidden = std::numeric_limits<std::uint32_t>::max();

    /// Both must outlive this.
    Entities(const Archive& archive, const Authority& authority) : archive_(archive), authority_(authority) {}

    [[nodiscard]] const Authority& authority() const { return authority_; }

    /// For each number of the book of names the one that stands for its entity, or `hidden`: its own where
    /// the authority says nothing, else the least of the entity's numbers. Made when it is first asked for.
    [[nodiscard]] const std::vector<std::uint32_t>& numbers() const;

    /// The numbers of the archive's names of an entity, ascending; none when it has no such name.
    [[nodiscard]] std::vector<std::uint32_t> names_of(std::uint32_t entity) const;

    /// What is said about the name with that number; nullptr when nothing is.
    [[nodiscard]] const Authority::Rule* rule(std::uint32_t number) const;

    /// True when the text, which is folded, stands in a name of the entity of that name, in the midst of a
    /// word too: in the shown one, or in another that the authority has for it.
    [[nodiscard]] bool has_in_name(std::uint32_t number, std::string_view key, Folder& folder) const;

    /// How the entity of that name is called.
    [[nodiscard]] std::string_view shown(std::uint32_t number) const;

private:
    void make_numbers() const;
    [[nodiscard]] std::vector<std::uint32_t> find_names_of(std::uint32_t entity) const;

    const Archive& archive_;
    const Authority& authority_;
    mutable bool made_ = false;
    mutable std::vector<std::uint32_t> numbers_;
    /// Of all entities that have names, once `numbers_` is made; before, of those that were asked for.
    mutable std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> names_of_;
};

}  // namespace dateline
