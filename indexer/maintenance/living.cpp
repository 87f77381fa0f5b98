#include "indexer/maintenance/living.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

#include "common/archive/layout.h"
#include "common/archive/terms.h"
#include "common/archive/varint.h"
#include "common/error.h"
#include "common/fields.h"
#include "common/hash.h"
#include "indexer/maintenance/isolated.h"

namespace dateline {

namespace {

bool is_in(const DeadList& dead, Xapian::docid document) {
    return document != 0 && std::ranges::binary_search(dead, document);
}

StoredEntries entries_of(const SurveyedPart& part) {
    StoredEntries stored;
    try {
        stored.salvaged = salvage_articles(
            layout::records(part.folder), part.articles, [&](Xapian::docid document, const Article& article) {
                const bool is_dead = part.dead && is_in(*part.dead, document);
                const std::string term = terms::key(field(FieldId::id), article.id);
                stored.entries.push_back({document, id_hash(term), !is_dead});
            });
    } catch (const Error&) {
        std::error_code status;
        if (std::filesystem::exists(layout::records(part.folder), status) || status) throw;
        stored.entries.clear();
        stored.salvaged = {};
        for (std::uint64_t number = 1; number <= part.articles.value_or(0); ++number)
            stored.salvaged.unread.push_back(static_cast<Xapian::docid>(number));
    }
    return stored;
}

}  // namespace

std::uint64_t id_hash(const std::string& id_term) {
    return hash128(id_term).low;
}

std::uint64_t StoredEntries::living() const {
    return static_cast<std::uint64_t>(std::ranges::count_if(entries, &StoredEntry::lives));
}

std::vector<StoredEntries> settle_living(const Survey& survey) {
    std::vector<StoredEntries> parts;
    for (const SurveyedPart& part : survey.parts) parts.push_back(entries_of(part));
    const bool lists_tell = !survey.manifest_lost && !survey.has_doubles;
    const auto is_sure = [&](std::size_t part, const StoredEntry& entry) {
        return lists_tell && survey.parts[part].dead && entry.document != 0;
    };
    std::unordered_set<std::uint64_t> living;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (const StoredEntry& entry : parts[part].entries)
            if (entry.lives && is_sure(part, entry)) living.insert(entry.id);
    }
    std::vector<std::size_t> newest_first(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) newest_first[i] = i;
    std::ranges::sort(newest_first, std::ranges::greater{},
                      [&](std::size_t part) { return survey.parts[part].part.number; });
    for (const std::size_t part : newest_first) {
        auto& entries = parts[part].entries;
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            if (entry->lives && !is_sure(part, *entry)) entry->lives = living.insert(entry->id).second;
        }
    }
    return parts;
}

void for_each_lost(const SurveyedPart& part, const StoredEntries& stored,
                   const std::function<void(Xapian::docid, std::string)>& tell,
                   const std::function<bool()>& stop) {
    const DeadList none;
    const DeadList& dead = part.dead ? *part.dead : none;
    std::unordered_set<std::uint64_t> read;
    for (const StoredEntry& entry : stored.entries) read.insert(entry.id);
    std::map<Xapian::docid, std::string> known;
    const auto list = [&](const Send& send) {
        const Xapian::Database database(part.folder.string(), Xapian::DB_BACKEND_GLASS);
        const std::string prefix(field(FieldId::id).prefix);
        for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
            for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
                if (is_in(dead, *at) || read.contains(id_hash(*term))) continue;
                std::string message;
                put_varint(message, *at);
                send('l', message + (*term).substr(prefix.size()));
            }
        }
    };
    (void)run_isolated(
        list,
        [&](char, const std::string& message) {
            std::string_view rest = message;
            const auto document = static_cast<Xapian::docid>(take_varint(rest).value_or(0));
            known[document] = std::string(rest);
        },
        stop);
    std::uint64_t numbered = 0;
    for (const Xapian::docid document : stored.salvaged.unread) {
        if (is_in(dead, document)) continue;
        ++numbered;
        known.try_emplace(document, std::string());
    }
    for (const auto& [document, id] : known) tell(document, id);
    // Of those without a number some may be dead; what the index knows is all there is.
    const std::uint64_t expected = numbered + stored.salvaged.unread_without_number;
    const std::uint64_t unnumbered_dead = stored.salvaged.unread_without_number > 0 ? dead.size() : 0;
    for (std::uint64_t told = known.size(); told + unnumbered_dead < expected; ++told) tell(0, {});
}

}  // namespace dateline
