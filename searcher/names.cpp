#include "searcher/names.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/edit_distance.h"
#include "common/error.h"
#include "common/text/language.h"

namespace dateline {

namespace {

/// Names that an error lists at most.
constexpr std::size_t most_listed = 10;

/// True when the words of `part` stand in `key` side by side.
bool has_words(std::string_view key, std::string_view part) {
    for (std::size_t at = key.find(part); at != std::string_view::npos; at = key.find(part, at + 1)) {
        const std::size_t end = at + part.size();
        if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) return true;
    }
    return false;
}

/// How far the text is from a name: from the whole of it or from one of its words.
std::size_t distance_to_name(std::string_view text, std::string_view key, std::size_t limit) {
    std::size_t least = edit_distance(text, key, limit);
    while (!key.empty() && least > 0) {
        const std::size_t end = std::min(key.find(' '), key.size());
        least = std::min(least, edit_distance(text, key.substr(0, end), limit));
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return least;
}

std::string articles(std::uint64_t count) {
    return count == 1 ? "1 article" : fmt::format("{} articles", count);
}

bool is_more_frequent(const KnownName& a, const KnownName& b) {
    return std::pair(b.articles, std::string_view(a.name)) < std::pair(a.articles, std::string_view(b.name));
}

std::string listed(std::vector<KnownName> names) {
    std::ranges::sort(names, is_more_frequent);
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
        text += fmt::format("{}{} ({})", i == 0 ? "" : ", ", names[i].name, articles(names[i].articles));
    }
    if (names.size() > most_listed) text += fmt::format(" and {} more", names.size() - most_listed);
    return text;
}

/// "a person", "an org".
std::string with_article(const Field& field) {
    const bool vowel = std::string_view("aeio").find(field.name.front()) != std::string_view::npos;
    return fmt::format("{} {}", vowel ? "an" : "a", field.name);
}

/// True where a source writes what it likes, so that one name may be short for another.
bool is_proper_name(const Field& field) {
    return field.id != FieldId::section && field.id != FieldId::language && field.id != FieldId::keyword;
}

}  // namespace

Xapian::Query KnownName::query() const {
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

/// What is looked for, and everything it is looked for in.
struct NameFinder::Search {
    const Field& field;
    std::string_view text;  ///< as typed
    bool only_whole = false;
    std::string key;
    std::vector<Entry> entries;
    std::vector<std::string> keys;  ///< what the entries of fields that are not faceted point to
};

KnownName NameFinder::find(const Field& field, std::string_view text) const {
    Search search{field, text, text.starts_with('='), name_key(text, folder_), {}, {}};
    if (search.key.empty()) throw Error(fmt::format("'{}' is no name of {}", text, with_article(field)));
    const Authority::Rule* said = entities_.authority().find(field.id, search.key);
    if (said) {
        if (entities_.authority().entity(*said).hidden) hidden(search, *said);
        if (KnownName name = entity(field, said->entity); name.articles > 0) return name;
    }
    read_entries(search);
    if (field.id == FieldId::language && !search.only_whole) {
        if (KnownName name = language(search); name.articles > 0) return name;
    }
    const auto whole = std::ranges::find(search.entries, search.key, &Entry::key);
    if (whole != search.entries.end()) {
        if (KnownName name = known(field, *whole); name.articles > 0) {
            if (!said && !search.only_whole && is_proper_name(field)) refuse_rarer(search, name);
            return name;
        }
    }
    std::vector<KnownName> names;
    if (!search.only_whole) names = candidates(search);
    if (!search.only_whole && names.empty()) names = by_alias(search);
    if (names.size() == 1) return names.front();
    if (names.size() > 1) {
        throw Error(fmt::format("{} names of {} have '{}'", names.size(), with_article(field), text),
                    "write more of the name: " + listed(names));
    }
    refuse_hidden(search);
    std::vector<KnownName> close = nearest(search);
    throw Error(fmt::format("no article has the {} '{}'", field.name, text),
                close.empty() ? fmt::format("see the names with: --facets {}:50", field.name)
                              : "nearest: " + listed(close));
}

/// The articles in the language that the text names, under each code that they may have; none when it names
/// none.
KnownName NameFinder::language(const Search& search) const {
    std::string code = language_code(search.text);
    if (code.empty()) code = language_code(search.key);  // "FRANÇAIS"
    KnownName name{code, {}, {}, 0};
    for (const std::string& other : codes_of_language(code)) {
        const auto entry = std::ranges::find(search.entries, other, &Entry::key);
        if (entry == search.entries.end()) continue;
        name.terms.push_back(terms::name(search.field, other));
        name.numbers.push_back(entry->number);
    }
    std::ranges::sort(name.numbers);
    count_articles(name);
    return name;
}

/// Throws Error when a more frequent name has the words of this whole one.
void NameFinder::refuse_rarer(const Search& search, const KnownName& whole) const {
    std::vector<KnownName> names = candidates(search);
    const auto most = std::ranges::min_element(names, is_more_frequent);
    if (most == names.end() || most->articles <= whole.articles) return;
    throw Error(
        fmt::format("{} names of {} have '{}'", names.size(), with_article(search.field), search.text),
        fmt::format("write more of the name, as in \"{}\", or \"={}\" for that name alone: {}", most->name,
                    whole.name, listed(names)));
}

void NameFinder::read_entries(Search& search) const {
    const Field& field = search.field;
    if (field.faceted) {
        const NameBook& names = archive_.names();
        for (std::uint32_t number = 0; number < names.size(); ++number) {
            const NameBook::Entry& entry = names[number];
            if (entry.field == field.id) search.entries.push_back({entry.key, entry.name, number});
        }
        return;
    }
    guard_xapian(archive_.folder(), [&] {
        const Xapian::Database& database = archive_.database();
        const std::string prefix(field.prefix);
        const auto end = database.allterms_end(prefix);
        for (auto term = database.allterms_begin(prefix); term != end; ++term) {
            search.keys.push_back((*term).substr(prefix.size()));
        }
    });
    for (const std::string& key : search.keys) search.entries.push_back({key, key, 0});
}

/// The entity of that name of the archive, or the name alone.
KnownName NameFinder::known(const Field& field, const Entry& entry) const {
    if (const Authority::Rule* said = entities_.authority().find(field.id, entry.key)) {
        return entity(field, said->entity);
    }
    KnownName name{std::string(entry.name), {terms::name(field, entry.key)}, {}, 0};
    if (field.faceted) name.numbers = {entry.number};
    count_articles(name);
    return name;
}

KnownName NameFinder::entity(const Field& field, std::uint32_t entity) const {
    KnownName name{entities_.authority().entities()[entity].name, {}, entities_.names_of(entity), 0};
    for (const std::uint32_t number : name.numbers) {
        name.terms.push_back(terms::name(field, archive_.names()[number].key));
    }
    count_articles(name);
    return name;
}

void NameFinder::count_articles(KnownName& name) const {
    if (name.terms.empty()) return;
    if (name.terms.size() == 1) {
        name.articles = archive_.count(name.terms.front());
        return;
    }
    name.articles = guard_xapian(archive_.folder(), [&] {
        Xapian::Enquire enquire(archive_.database());
        enquire.set_query(archive_.living(name.query()));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        return enquire.get_mset(0, 0, archive_.database().get_doccount()).get_matches_estimated();
    });
}

/// The entities that have the words in one of the archive's names, or in the name they are shown by.
std::vector<KnownName> NameFinder::candidates(const Search& search) const {
    std::vector<KnownName> found;
    std::set<std::uint32_t> seen;
    const auto add_entity = [&](std::uint32_t number) {
        if (!seen.insert(number).second) return;
        if (KnownName name = entity(search.field, number); name.articles > 0)
            found.push_back(std::move(name));
    };
    const Authority& authority = entities_.authority();
    for (const Entry& entry : search.entries) {
        if (!has_words(entry.key, search.key)) continue;
        if (const Authority::Rule* said = authority.find(search.field.id, entry.key)) {
            if (!authority.entity(*said).hidden) add_entity(said->entity);
        } else if (KnownName name = known(search.field, entry); name.articles > 0) {
            found.push_back(std::move(name));
        }
    }
    for (std::uint32_t number = 0; number < authority.entities().size(); ++number) {
        const Authority::Entity& known = authority.entities()[number];
        if (known.kind != search.field.id || known.hidden || known.claims.empty()) continue;
        if (has_words(known.claims.front().key, search.key)) add_entity(number);
    }
    return found;
}

/// The entities that have the words in a name that only the authority knows.
std::vector<KnownName> NameFinder::by_alias(const Search& search) const {
    std::vector<KnownName> found;
    const std::vector<Authority::Entity>& all = entities_.authority().entities();
    for (std::uint32_t number = 0; number < all.size(); ++number) {
        if (all[number].kind != search.field.id || all[number].hidden) continue;
        const bool has = std::ranges::any_of(all[number].claims, [&](const Authority::Claim& claim) {
            return has_words(claim.key, search.key);
        });
        if (!has) continue;
        if (KnownName name = entity(search.field, number); name.articles > 0)
            found.push_back(std::move(name));
    }
    return found;
}

/// A text that stands for nothing else may be a part of what is hidden: then that is the answer.
void NameFinder::refuse_hidden(const Search& search) const {
    const Authority& authority = entities_.authority();
    for (const Entry& entry : search.entries) {
        if (!has_words(entry.key, search.key)) continue;
        const Authority::Rule* said = authority.find(search.field.id, entry.key);
        if (!said || !authority.entity(*said).hidden) continue;
        if (archive_.count(terms::name(search.field, entry.key)) > 0) hidden(search, *said);
    }
}

void NameFinder::hidden(const Search& search, const Authority::Rule& rule) const {
    const Authority& authority = entities_.authority();
    throw Error(fmt::format("the {} '{}' is hidden by {}", search.field.name, authority.entity(rule).name,
                            authority.place(rule)),
                "take that line out, or go without it by --no-authority");
}

std::vector<KnownName> NameFinder::nearest(const Search& search) const {
    const std::size_t limit = std::max<std::size_t>(1, search.key.size() / 3);
    std::vector<std::pair<std::size_t, const Entry*>> close;
    for (const Entry& entry : search.entries) {
        const std::size_t distance = distance_to_name(search.key, entry.key, limit);
        if (distance <= limit) close.emplace_back(distance, &entry);
    }
    std::ranges::sort(close, {}, [](const auto& one) { return std::pair(one.first, one.second->key); });
    std::vector<KnownName> names;
    for (const auto& [distance, entry] : close) {
        if (names.size() == most_listed) break;
        const Authority::Rule* said = entities_.authority().find(search.field.id, entry->key);
        if (said && entities_.authority().entity(*said).hidden) continue;
        KnownName name = known(search.field, *entry);
        const bool is_new = std::ranges::find(names, name.name, &KnownName::name) == names.end();
        if (name.articles > 0 && is_new) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace dateline
