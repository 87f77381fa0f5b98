#include "searcher/shown_entities.h"

#include <algorithm>
#include <utility>

namespace dateline {

namespace {

void add_unless_known(std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

/// One more name of an entity.
void add_name(ShownEntity& entity, const Name& name) {
    Name& shown = entity.name;
    shown.mentions += name.mentions;
    shown.in_front = shown.in_front || name.in_front;
    shown.probability = std::max(shown.probability, name.probability);
    if (name.origin == Name::Origin::given) shown.origin = Name::Origin::given;
    for (const std::string& form : name.forms) add_unless_known(shown.forms, form);
    if (name.name != shown.name) add_unless_known(shown.forms, name.name);
    entity.names.push_back(name);
}

/// The names as the index has them: a tag and the name it goes by in the text are two.
std::vector<Name> filed_names(const std::vector<Name>& names) {
    std::vector<Name> filed;
    filed.reserve(names.size());
    for (const Name& name : names) {
        filed.push_back(name);
        filed.back().alias.clear();
        if (name.alias.empty()) continue;
        filed.push_back(filed.back());
        filed.back().name = name.alias;
    }
    return filed;
}

}  // namespace

std::vector<ShownEntity> shown_entities(const Article& article, FieldId kind, const Authority& authority,
                                        Folder& folder) {
    std::vector<ShownEntity> shown;
    std::vector<std::string> keys;  // of `shown`: of the preferred name
    const std::vector<Name>* names = entities_in(article, kind);
    if (!names) return shown;
    for (const Name& name : filed_names(*names)) {
        std::string key = name_key(name.name, folder);
        const Authority::Rule* said = authority.find(kind, key);
        const Authority::Entity* entity = said ? &authority.entity(*said) : nullptr;
        if (entity && entity->hidden) continue;
        if (entity) key = entity->claims.front().key;
        const auto known = std::ranges::find(keys, key);
        const auto place = static_cast<std::size_t>(known - keys.begin());
        if (known == keys.end()) {
            keys.push_back(std::move(key));
            ShownEntity made;
            made.name.name = entity ? entity->name : name.name;
            made.name.origin = name.origin;
            shown.push_back(std::move(made));
        }
        add_name(shown[place], name);
        if (said && name.name != entity->name) add_unless_known(shown[place].rules, authority.place(*said));
    }
    return shown;
}

void show_preferred_names(Article& article, const Authority& authority, Folder& folder) {
    for (const FieldId kind : authority_kinds) {
        std::vector<Name> names;
        for (ShownEntity& entity : shown_entities(article, kind, authority, folder))
            names.push_back(std::move(entity.name));
        *entities_in(article, kind) = std::move(names);
    }
}

}  // namespace dateline
