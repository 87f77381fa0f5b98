#include "common/fields.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dateline {

const Field* find_field(std::string_view name) {
    std::string plain(name);
    for (char& c : plain) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        if (c == '-') c = '_';
    }
    for (const Field& field : fields) {
        bool matches = plain == field.name || plain == field.key;
        for_each_alias(field, [&](std::string_view alias) { matches = matches || plain == alias; });
        if (matches) return &field;
    }
    return nullptr;
}

const std::vector<Name>* entities_in(const Article& article, FieldId id) {
    switch (id) {
        case FieldId::person:
            return &article.people;
        case FieldId::org:
            return &article.organizations;
        case FieldId::place:
            return &article.places;
        default:
            return nullptr;
    }
}

std::vector<Name>* entities_in(Article& article, FieldId id) {
    return const_cast<std::vector<Name>*>(entities_in(std::as_const(article), id));
}

std::vector<std::string_view> names_in(const Article& article, FieldId id) {
    std::vector<std::string_view> values;
    const auto add = [&](const std::string& value) {
        if (!value.empty()) values.emplace_back(value);
    };
    switch (id) {
        case FieldId::source:
            add(article.source);
            break;
        case FieldId::author:
            std::ranges::for_each(article.authors, add);
            break;
        case FieldId::section:
            add(article.section);
            break;
        case FieldId::language:
            add(article.language);
            break;
        case FieldId::dateline:
            add(article.dateline);
            break;
        case FieldId::keyword:
            std::ranges::for_each(article.keywords, add);
            break;
        default:
            if (const std::vector<Name>* names = entities_in(article, id))
                std::ranges::for_each(*names, add, &Name::name);
            break;
    }
    return values;
}

}  // namespace dateline
