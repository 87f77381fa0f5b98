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
    names_of_.clear();
    if (authority_.empty()) return;
    for (std::uint32_t number = 0; number < numbers_.size(); ++number) {
        const Authority::Rule* said = rule(number);
        if (!said) continue;
        std::vector<std::uint32_t>& names = names_of_[said->entity];
        names.push_back(number);
        numbers_[number] = authority_.entity(*said).hidden ? hidden : names.front();
    }
}

std::vector<std::uint32_t> Entities::names_of(std::uint32_t entity) const {
    // A filter or two find their names alone; who asks for more is served better by all at once.
    constexpr std::size_t few = 4;
    if (!made_ && !names_of_.contains(entity) && names_of_.size() == few) make_numbers();
    if (!made_) {
        const auto [place, is_new] = names_of_.try_emplace(entity);
        if (is_new) place->second = find_names_of(entity);
        return place->second;
    }
    const auto found = names_of_.find(entity);
    return found == names_of_.end() ? std::vector<std::uint32_t>() : found->second;
}

std::vector<std::uint32_t> Entities::find_names_of(std::uint32_t entity) const {
    std::vector<std::uint32_t> found;
    const Authority::Entity& known = authority_.entities()[entity];
    const NameBook& book = archive_.names();
    for (std::uint32_t number = 0; number < book.size(); ++number) {
        const NameBook::Entry& entry = book[number];
        if (entry.field != known.kind) continue;
        const bool claimed = std::ranges::any_of(
            known.claims, [&](const Authority::Claim& claim) { return claim.key == entry.key; });
        if (!claimed) continue;
        if (const Authority::Rule* said = rule(number); said && said->entity == entity)
            found.push_back(number);
    }
    return found;
}

const Authority::Rule* Entities::rule(std::uint32_t number) const {
    const NameBook::Entry& entry = archive_.names()[number];
    return authority_.find(entry.field, entry.key);
}

bool Entities::has_in_name(std::uint32_t number, std::string_view key, Folder& folder) const {
    if (name_key(shown(number), folder).find(key) != std::string::npos) return true;
    const Authority::Rule* said = rule(number);
    return said && std::ranges::any_of(authority_.entity(*said).claims, [&](const Authority::Claim& claim) {
               return claim.key.find(key) != std::string::npos;
           });
}

std::string_view Entities::shown(std::uint32_t number) const {
    const Authority::Rule* said = rule(number);
    return said ? std::string_view(authority_.entity(*said).name) : archive_.names()[number].name;
}

}  // namespace dateline
