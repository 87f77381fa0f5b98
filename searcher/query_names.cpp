#include "searcher/query_names.h"

#include <algorithm>
#include <optional>

#include "common/archive/terms.h"
#include "common/authority/authority.h"
#include "searcher/stop_words.h"

namespace dateline {

namespace {

/// "International Federation of Red Cross" has five words; longer names are seldom typed.
constexpr std::size_t longest_name = 5;

/// The terms of the names of an entity that the archive has.
std::vector<std::string> entity_terms(const Authority& authority, const Authority::Rule& said,
                                      const Xapian::Database& database) {
    const Authority::Entity& entity = authority.entity(said);
    std::vector<std::string> found;
    for (const Authority::Claim& claim : entity.claims) {
        const Authority::Rule* owner = authority.find(entity.kind, claim.key);
        if (!owner || owner->entity != said.entity) continue;
        std::string term = terms::name(field(entity.kind), claim.key);
        if (database.term_exists(term)) found.push_back(std::move(term));
    }
    return found;
}

std::optional<QueryName> entity_named(const std::string& key, FieldId kind, const Archive& archive,
                                      const Entities& entities) {
    const Authority& authority = entities.authority();
    const Xapian::Database& database = archive.database();
    QueryName name;
    if (const Authority::Rule* said = authority.find(kind, key)) {
        if (authority.entity(*said).hidden) return {};
        name.shown = authority.entity(*said).name;
        name.terms = entity_terms(authority, *said, database);
    } else if (const std::string term = terms::name(field(kind), key); database.term_exists(term)) {
        name.shown = key;
        name.terms = {term};
    }
    if (name.terms.empty()) return {};
    return name;
}

/// A person who is called by one word alone is hardly meant by it where most articles that have the word do
/// not name them: "Trump", when one article gives no first name and a hundred name Donald Trump.
bool is_doubtful(const QueryName& name, const std::string& word, const Xapian::Database& database) {
    Xapian::doccount naming = 0;
    for (const std::string& term : name.terms) naming += database.get_termfreq(term);
    return 2 * std::uint64_t{naming} < database.get_termfreq(word);
}

}  // namespace

std::vector<QueryName> names_in_query(const std::vector<std::string>& words, const Archive& archive,
                                      const Entities& entities, Analyzer& analyzer) {
    std::vector<QueryName> found;
    for (std::size_t first = 0; first < words.size();) {
        std::size_t taken = 1;
        for (std::size_t count = std::min(longest_name, words.size() - first); count > 0; --count) {
            if (count == 1 && is_stop_word(words[first])) break;
            std::string joined;
            for (std::size_t i = first; i < first + count; ++i) joined += words[i] + ' ';
            const std::string key = analyzer.key(joined);
            bool is_name = false;
            for (const FieldId kind : authority_kinds) {
                std::optional<QueryName> name = entity_named(key, kind, archive, entities);
                if (!name) continue;
                if (count == 1 && kind == FieldId::person &&
                    is_doubtful(*name, words[first], archive.database()))
                    continue;
                name->first = first;
                name->words = count;
                found.push_back(std::move(*name));
                is_name = true;
            }
            if (!is_name) continue;
            taken = count;
            break;
        }
        first += taken;
    }
    return found;
}

}  // namespace dateline
