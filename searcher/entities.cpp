#include "searcher/entities.h"

#include <algorithm>
#include <numeric>

#include "common/archive/name_book.h"

namespace dateline {

const std::vector<std::uint32_t>& Entities::numbers() const {
    if (!made_) make_numbers();
    return numbers_;
}

void Entities::make_numbers() const {
    const NameBook& book = archive_.names();
    numbers_.resize(book.size());
    std::iota(numbers_.begin(), numbers_.end(), 0U);
    made_ = true;
    if (authority_.empty()) return;
    for (std::uint32_t number = 0; number < numbers_.size(); ++number) {
        const Authority::Rule* said = rule(number);
        if (!said) continue;
        std::vector<std::uint32_t>& names = names_of_[said->entity];
        names.push_back(number);
        numbers_[number] = authority_.entity(*said).hidden ? hidden : names.front();
    }
}

const std::vector<std::uint32_t>& Entities::names_of(std::uint32_t entity) const {
    static const std::vector<std::uint32_t> nothing;
    if (!made_) return find_names_of(entity);
    const auto found = names_of_.find(entity);
    return found == names_of_.end() ? nothing : found->second;
}

/// For a filter alone, without asking about every name of the archive.
const std::vector<std::uint32_t>& Entities::find_names_of(std::uint32_t entity) const {
    const auto [place, is_new] = asked_for_.try_emplace(entity);
    if (!is_new) return place->second;
    const Authority::Entity& known = authority_.entities()[entity];
    const NameBook& book = archive_.names();
    for (std::uint32_t number = 0; number < book.size(); ++number) {
        const NameBook::Entry& entry = book[number];
        if (entry.field != known.kind) continue;
        const bool claimed = std::ranges::any_of(
            known.claims, [&](const Authority::Claim& claim) { return claim.key == entry.key; });
        if (!claimed) continue;
        if (const Authority::Rule* said = rule(number); said && said->entity == entity)
            place->second.push_back(number);
    }
    return place->second;
}

const Authority::Rule* Entities::rule(std::uint32_t number) const {
    const NameBook::Entry& entry = archive_.names()[number];
    return authority_.find(entry.field, entry.key);
}

std::string_view Entities::shown(std::uint32_t number) const {
    const Authority::Rule* said = rule(number);
    return said ? std::string_view(authority_.entity(*said).name) : archive_.names()[number].name;
}

}  // namespace dateline
