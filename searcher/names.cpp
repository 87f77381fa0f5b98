#include "searcher/names.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/archive/terms.h"
#include "common/edit_distance.h"
#include "common/error.h"

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

std::string listed(std::vector<KnownName> names) {
    const auto more_frequent = [](const KnownName& a, const KnownName& b) {
        return std::pair(b.articles, std::string_view(a.name)) <
               std::pair(a.articles, std::string_view(b.name));
    };
    std::ranges::sort(names, more_frequent);
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
        text += fmt::format("{}{} ({})", i == 0 ? "" : ", ", names[i].name, articles(names[i].articles));
    }
    if (names.size() > most_listed) text += fmt::format(" and {} more", names.size() - most_listed);
    return text;
}

}  // namespace

KnownName NameFinder::find(const Field& field, std::string_view text) const {
    const std::string key = name_key(text, folder_);
    if (key.empty()) throw Error(fmt::format("'{}' is no name of a {}", text, field.name));
    const std::vector<Entry> all = entries(field);
    const auto whole = std::ranges::find(all, key, &Entry::key);
    if (whole != all.end()) {
        if (KnownName name = known(field, *whole); name.articles > 0) return name;
    }
    std::vector<KnownName> candidates;
    for (const Entry& entry : all) {
        if (!has_words(entry.key, key)) continue;
        if (KnownName name = known(field, entry); name.articles > 0) candidates.push_back(std::move(name));
    }
    if (candidates.size() == 1) return candidates.front();
    if (candidates.size() > 1) {
        throw Error(fmt::format("{} names of a {} have '{}'", candidates.size(), field.name, text),
                    "write more of the name: " + listed(candidates));
    }
    std::vector<KnownName> close = nearest(field, all, key);
    throw Error(fmt::format("no article has the {} '{}'", field.name, text),
                close.empty() ? fmt::format("see the names with: --facets {}:50", field.name)
                              : "nearest: " + listed(close));
}

std::vector<NameFinder::Entry> NameFinder::entries(const Field& field) const {
    std::vector<Entry> entries;
    if (field.faceted) {
        const NameBook& names = archive_.names();
        for (std::uint32_t number = 0; number < names.size(); ++number) {
            const NameBook::Entry& entry = names[number];
            if (entry.field == field.id) entries.push_back({std::string(entry.key), std::string(entry.name)});
        }
        return entries;
    }
    guard_xapian(archive_.folder(), [&] {
        const Xapian::Database& database = archive_.database();
        const std::string prefix(field.prefix);
        const auto end = database.allterms_end(prefix);
        for (auto term = database.allterms_begin(prefix); term != end; ++term) {
            const std::string key = (*term).substr(prefix.size());
            entries.push_back({key, key});
        }
    });
    return entries;
}

KnownName NameFinder::known(const Field& field, const Entry& entry) const {
    std::string term = terms::name(field, entry.key);
    const std::uint64_t count = archive_.count(term);
    return {entry.name, std::move(term), count};
}

std::vector<KnownName> NameFinder::nearest(const Field& field, const std::vector<Entry>& entries,
                                           std::string_view key) const {
    const std::size_t limit = std::max<std::size_t>(1, key.size() / 3);
    std::vector<std::pair<std::size_t, const Entry*>> close;
    for (const Entry& entry : entries) {
        const std::size_t distance = distance_to_name(key, entry.key, limit);
        if (distance <= limit) close.emplace_back(distance, &entry);
    }
    std::ranges::sort(close, {}, [](const auto& one) { return std::pair(one.first, one.second->key); });
    std::vector<KnownName> names;
    for (const auto& [distance, entry] : close) {
        if (names.size() == most_listed) break;
        if (KnownName name = known(field, *entry); name.articles > 0) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace dateline
