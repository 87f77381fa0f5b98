#include "common/authority/authority.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/archive/durable.h"
#include "common/error.h"

namespace dateline {

void Authority::add(std::string_view text, const std::string& file, Folder& folder) {
    std::vector<AuthorityEntry> entries = parse_authority(text, file, folder);
    const auto file_number = static_cast<std::uint32_t>(files_.size());
    const auto first_new = static_cast<std::uint32_t>(entities_.size());
    files_.push_back(file);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> taken_over;
    for (AuthorityEntry& entry : entries) {
        const auto number = static_cast<std::uint32_t>(entities_.size());
        Entity entity{.kind = entry.kind,
                      .hidden = entry.hidden,
                      .name = entry.names.front().name,
                      .claims = {},
                      .note = std::move(entry.note)};
        Rules& rules = rules_of(entry.kind);
        for (AuthorityName& name : entry.names) {
            const auto line = static_cast<std::uint32_t>(name.line);
            const auto [rule, is_new] = rules.try_emplace(name.key, Rule{number, file_number, line});
            if (!is_new) {
                Entity& owner = entities_[rule->second.entity];
                if (owner.claims.front().key == name.key)
                    taken_over.emplace_back(rule->second.entity, number);
                rule->second = {number, file_number, line};
            }
            entity.claims.push_back({std::move(name.name), std::move(name.key), file_number, line});
        }
        entities_.push_back(std::move(entity));
    }
    for (const auto& [from, to] : taken_over) take_over(from, to);
    for (std::uint32_t number = 0; number < first_new; ++number) {
        Entity& entity = entities_[number];
        std::erase_if(entity.claims,
                      [&](const Claim& claim) { return find(entity.kind, claim.key)->entity != number; });
    }
}

/// Gives the other entity whatever names are still this one's.
void Authority::take_over(std::uint32_t from, std::uint32_t to) {
    Rules& rules = rules_of(entities_[from].kind);
    for (Claim& claim : entities_[from].claims) {
        Rule& rule = rules.find(claim.key)->second;
        if (rule.entity != from) continue;
        rule.entity = to;
        entities_[to].claims.push_back(claim);
    }
}

void Authority::add_file(const std::filesystem::path& file, Folder& folder) {
    std::error_code status;
    if (!std::filesystem::exists(file, status) || std::filesystem::is_directory(file, status)) {
        throw Error("there is no such authority file",
                    "name another with --authority, or go without any by "
                    "--no-authority")
            .at(file.string());
    }
    add(read_file(file), file.string(), folder);
}

const Authority::Rule* Authority::find(FieldId kind, std::string_view key) const {
    const std::size_t index = authority_kind_index(kind);
    if (index == rules_.size()) return nullptr;
    const auto found = rules_[index].find(key);
    return found == rules_[index].end() ? nullptr : &found->second;
}

std::string Authority::place(const Rule& rule) const {
    return fmt::format("{}:{}", files_[rule.file], rule.line);
}

Authority::Rules& Authority::rules_of(FieldId kind) {
    return rules_[authority_kind_index(kind)];
}

const Authority& Authority::none() {
    static const Authority nothing;
    return nothing;
}

}  // namespace dateline
