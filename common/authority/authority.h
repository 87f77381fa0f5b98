#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/authority/authority_file.h"

namespace dateline {

/// Who is who: which names stand for one entity, which name is shown for it, and what is no entity. It is
/// asked when an archive is searched and nothing of it is written into the archive, so that an edit of the
/// file counts from the next search on, and a deleted line is as if it had never been.
class Authority {
public:
    /// A name and where a file says whose it is.
    struct Claim {
        std::string name;
        std::string key;
        std::uint32_t file = 0;
        std::uint32_t line = 0;
    };

    struct Entity {
        FieldId kind = FieldId::person;
        bool hidden = false;
        std::string name;           ///< as it is shown
        std::vector<Claim> claims;  ///< of this name and all others; none where another file took them all
        std::string note;
    };

    /// What the authority says about one name.
    struct Rule {
        std::uint32_t entity = 0;
        std::uint32_t file = 0;
        std::uint32_t line = 0;
    };

    /// Adds what a file says, which counts more than what was added before: its names are its entities' own,
    /// whoever had them. An entity whose preferred name it claims goes over to it with all other names, so
    /// that two lines can rename one. Throws Error, see parse_authority, and then adds nothing.
    void add(std::string_view text, const std::string& file, Folder& folder);

    /// The same with the content of a file. Throws Error when it cannot be read.
    void add_file(const std::filesystem::path& file, Folder& folder);

    /// What is said about the name with that folded key; nullptr when nothing is. Never across kinds, and
    /// always nullptr for other kinds of fields than persons, organisations and places.
    [[nodiscard]] const Rule* find(FieldId kind, std::string_view key) const;

    [[nodiscard]] bool empty() const { return entities_.empty(); }
    [[nodiscard]] const std::vector<Entity>& entities() const { return entities_; }
    [[nodiscard]] const Entity& entity(const Rule& rule) const { return entities_[rule.entity]; }

    /// "authority.txt:12", with the folder that the file was named with.
    [[nodiscard]] std::string place(const Rule& rule) const;

    /// One that says nothing.
    [[nodiscard]] static const Authority& none();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Rules = std::unordered_map<std::string, Rule, Hash, std::equal_to<>>;

    [[nodiscard]] Rules& rules_of(FieldId kind);
    void take_over(std::uint32_t from, std::uint32_t to);

    std::array<Rules, authority_kinds.size()> rules_;
    std::vector<Entity> entities_;
    std::vector<std::string> files_;
};

}  // namespace dateline
