#include "searcher/entity_list.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "common/archive/slot_values.h"

namespace dateline {

namespace {

std::vector<std::uint32_t> each_for_itself(std::vector<std::uint32_t> numbers) {
    for (std::uint32_t number = 0; number < numbers.size(); ++number) {
        if (numbers[number] != Entities::hidden) numbers[number] = number;
    }
    return numbers;
}

/// The most frequent first, ties by name.
constexpr auto more_frequent = [](const auto& a, const auto& b) {
    return a.count != b.count ? a.count > b.count : a.name < b.name;
};

/// True when the text stands somewhere in a name that an authority file knows the entity by.
bool has_claim(const Authority::Entity& entity, const std::string& wanted) {
    return std::ranges::any_of(entity.claims, [&](const Authority::Claim& claim) {
        return claim.key.find(wanted) != std::string::npos;
    });
}

}  // namespace

EntityLister::EntityLister(const EntityRequest& request, std::vector<std::uint32_t> numbers, MentionBar bar)
    : request_(request),
      merged_(std::move(numbers)),
      single_(each_for_itself(merged_)),
      by_entity_(field(request.kind).slot, merged_, bar),
      by_name_(field(request.kind).slot, single_, bar) {}

void EntityLister::count(const Archive& archive, const Matches& matches) {
    for (std::size_t part = 0; part < matches.size(); ++part) {
        SlotNames(archive, part, by_entity_.slot(), by_entity_.needs_marks())
            .for_each(matches[part], [&](const NameLists& names) {
                by_entity_.see(names);
                by_name_.see(names);
            });
    }
}

void EntityLister::see_copies(const Archive& archive, const MatchingStories& stories) {
    NameLists names;
    for (std::size_t part = 0; part < stories.documents.size(); ++part) {
        SlotNames(archive, part, by_entity_.slot(), by_entity_.needs_marks())
            .read(stories.documents[part], names);
    }
    by_entity_.see_stories(names, stories.members);
    by_name_.see_stories(names, stories.members);
}

EntityList EntityLister::list(const NameBook& book, const Entities& entities, Folder& folder) const {
    EntityList list;
    list.field = field(request_.kind).name;
    list.missing = by_entity_.missing();
    list.match = request_.match;
    list.offset = request_.offset;
    const std::string wanted = name_key(request_.match, folder);
    std::vector<EntityRow> rows;
    std::vector<bool> wanted_by_rule;  // for each row
    std::unordered_map<std::uint32_t, std::size_t> row_of;
    for (const std::uint32_t number : by_entity_.counted()) {
        row_of.emplace(number, rows.size());
        EntityRow row{std::string(entities.shown(number)), by_entity_.count(number), {}, {}};
        const Authority::Rule* rule = entities.rule(number);
        if (rule) row.rule = entities.authority().place(*rule);
        wanted_by_rule.push_back(rule && has_claim(entities.authority().entity(*rule), wanted));
        rows.push_back(std::move(row));
    }
    for (const std::uint32_t number : by_name_.counted()) {
        EntityRow& row = rows[row_of.at(merged_[number])];
        if (book[number].name != row.name)
            row.aliases.push_back({std::string(book[number].name), by_name_.count(number)});
    }
    if (!wanted.empty()) {
        std::vector<EntityRow> kept;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (wanted_by_rule[i] || matches(rows[i], wanted, folder)) kept.push_back(std::move(rows[i]));
        }
        rows = std::move(kept);
    }
    std::ranges::sort(rows, more_frequent);
    for (EntityRow& row : rows) std::ranges::sort(row.aliases, more_frequent);
    list.distinct = rows.size();
    const auto first = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(request_.offset, rows.size()));
    const auto count = std::min<std::uint64_t>(request_.limit, rows.size() - static_cast<std::size_t>(first));
    list.rows.assign(std::make_move_iterator(rows.begin() + first),
                     std::make_move_iterator(rows.begin() + first + static_cast<std::ptrdiff_t>(count)));
    return list;
}

/// True when the text stands somewhere in one of its names that the archive has, in the midst of a word too.
bool EntityLister::matches(const EntityRow& row, const std::string& wanted, Folder& folder) const {
    if (name_key(row.name, folder).find(wanted) != std::string::npos) return true;
    return std::ranges::any_of(row.aliases, [&](const EntityAlias& alias) {
        return name_key(alias.name, folder).find(wanted) != std::string::npos;
    });
}

}  // namespace dateline
