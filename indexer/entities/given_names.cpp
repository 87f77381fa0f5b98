#include "indexer/entities/given_names.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/fields.h"
#include "common/text/tokens.h"
#include "indexer/entities/name_words.h"

namespace dateline::entities {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<Kind, kind_count> every_kind{Kind::person, Kind::organization, Kind::place};
constexpr std::array<FieldId, kind_count> field_of{FieldId::person, FieldId::org, FieldId::place};

std::vector<Name>& names_of_kind(Article& article, Kind kind) {
    return *entities_in(article, field_of[static_cast<std::size_t>(kind)]);
}

Words split(std::string_view key) {
    Words words;
    while (!key.empty()) {
        const std::size_t end = std::min(key.find(' '), key.size());
        words.emplace_back(key.substr(0, end));
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

void add_form(Name& name, const std::string& form) {
    if (form != name.name && std::ranges::find(name.forms, form) == name.forms.end())
        name.forms.push_back(form);
}

std::string kind_and(Kind kind, std::string_view key) {
    std::string both(1, static_cast<char>('0' + static_cast<int>(kind)));
    return both += key;
}

/// Puts the mentions and forms of one name to another.
void merge_into(Name& to, const Name& from) {
    to.mentions += from.mentions;
    to.in_front = to.in_front || from.in_front;
    add_form(to, from.name);
    for (const std::string& form : from.forms) add_form(to, form);
}

Name as_name(const FoundName& found) {
    constexpr float percent = 100;
    Name name;
    name.name = found.name;
    name.forms = found.forms;
    name.mentions = found.mentions;
    name.origin = Name::Origin::found;
    name.in_front = found.in_front;
    name.probability =
        static_cast<std::uint8_t>(std::clamp(std::lround(found.probability * percent), 1L, 100L));
    return name;
}

/// A name under comparison.
struct Candidate {
    Kind kind = Kind::person;
    Name name;
    std::string key;
    Words words;  ///< of the key
    bool joined = false;
};

std::vector<Candidate> candidates_of(const Coreference& found, Folder& folder) {
    std::vector<Candidate> candidates;
    std::unordered_map<std::string, std::size_t> known;
    for (const FoundName& one : found.names) {
        std::string key = name_key(one.name, folder);
        if (key.empty()) continue;
        const auto [at, is_new] = known.try_emplace(kind_and(one.kind, key), candidates.size());
        if (is_new) {
            Words words = split(key);
            candidates.push_back({one.kind, as_name(one), std::move(key), std::move(words), false});
        } else {
            Name& same = candidates[at->second].name;
            const Name more = as_name(one);
            same.probability = std::max(same.probability, more.probability);
            merge_into(same, more);
        }
    }
    return candidates;
}

/// The words of a key that are no initials, in the order of letters; empty when they are fewer than two.
std::string sorted_words(Words words) {
    std::erase_if(words, [](const std::string& word) { return word.size() < 2; });
    if (words.size() < 2) return {};
    std::ranges::sort(words);
    std::string sorted;
    for (const std::string& word : words) sorted += word + ' ';
    return sorted;
}

bool ends_with(const Words& whole, const Words& end) {
    return end.size() < whole.size() && std::equal(end.rbegin(), end.rend(), whole.rbegin());
}

bool begins_with(const Words& whole, const Words& begin) {
    return begin.size() < whole.size() && std::equal(begin.begin(), begin.end(), whole.begin());
}

/// Names by a key that several may have.
template <typename Item>
class Index {
public:
    void add(const std::string& key, Item& item) {
        std::vector<Item*>& bucket = buckets_[key];
        if (bucket.size() <= most_namesakes && (bucket.empty() || bucket.back() != &item))
            bucket.push_back(&item);
    }

    /// The one that has the key and `matches`; nullptr when there is none or more than one.
    template <typename Matches>
    [[nodiscard]] Item* only_one(const std::string& key, Matches matches) const {
        const auto bucket = buckets_.find(key);
        // Beyond that the text is no article, and comparing all with all would take for ever.
        if (bucket == buckets_.end() || bucket->second.size() > most_namesakes) return nullptr;
        Item* only = nullptr;
        for (Item* item : bucket->second) {
            if (!matches(*item)) continue;
            if (only) return nullptr;
            only = item;
        }
        return only;
    }

private:
    static constexpr std::size_t most_namesakes = 100;
    std::unordered_map<std::string, std::vector<Item*>> buckets_;
};

/// A name that the source gives.
struct Given {
    Kind kind = Kind::person;
    Name* name = nullptr;
    std::string key;
    Words words;  ///< of the key
    bool joined = false;
};

class Joining {
public:
    Joining(std::vector<Given>& given, std::vector<Candidate>& found) : given_(given), found_(found) {}

    void run() {
        index();
        for (Given& given : given_) join_equal(given);
        for (Given& given : given_) {
            if (given.kind != Kind::person || given.joined || given.words.empty()) continue;
            if (!join_reordered(given)) join_full_name(given);
        }
        for (Candidate& candidate : found_) {
            if (candidate.kind == Kind::person && !candidate.joined) join_lone_name(candidate);
        }
    }

private:
    void index() {
        for (Candidate& candidate : found_) {
            by_key_.add(candidate.key, candidate);
            if (candidate.kind != Kind::person) continue;
            if (const std::string words = sorted_words(candidate.words); !words.empty())
                by_words_.add(words, candidate);
            by_end_.add(candidate.words.back(), candidate);
            by_end_.add(candidate.words.front(), candidate);
        }
        for (Given& given : given_) {
            if (given.kind != Kind::person || given.words.empty()) continue;
            given_by_end_.add(given.words.back(), given);
            given_by_end_.add(given.words.front(), given);
        }
    }

    /// The key without "the" and company endings, titles and possessives.
    static std::string core_of(std::string_view name, Kind kind) {
        return kind == Kind::place ? std::string() : name_words(name, kind).key();
    }

    /// Not before they are asked for: most given names are equal to a found one, or places.
    void index_cores() {
        if (std::exchange(cores_indexed_, true)) return;
        for (Candidate& candidate : found_) {
            if (const std::string core = core_of(candidate.name.name, candidate.kind); !core.empty())
                by_core_.add(kind_and(candidate.kind, core), candidate);
        }
    }

    static void join(Given& given, Candidate& candidate) {
        const bool other_key = candidate.key != given.key;
        const bool worth_a_key = candidate.kind != Kind::person || candidate.words.size() > 1;
        if (other_key && worth_a_key && given.name->alias.empty()) given.name->alias = candidate.name.name;
        merge_into(*given.name, candidate.name);
        given.joined = true;
        candidate.joined = true;
    }

    void join_equal(Given& given) {
        if (given.key.empty()) return;
        const auto same_kind = [&](const Candidate& other) {
            return other.kind == given.kind && !other.joined;
        };
        const auto free = [](const Candidate& other) { return !other.joined; };
        Candidate* found = by_key_.only_one(given.key, same_kind);
        const std::string core = found ? std::string() : core_of(given.name->name, given.kind);
        if (!core.empty()) index_cores();
        if (!found && !core.empty()) found = by_core_.only_one(kind_and(given.kind, core), same_kind);
        if (!found) found = by_key_.only_one(given.key, free);
        if (found) join(given, *found);
    }

    bool join_reordered(Given& given) {
        const std::string words = sorted_words(given.words);
        if (words.empty()) return false;
        Candidate* const one = by_words_.only_one(words, [](const Candidate&) { return true; });
        if (!one || one->joined) return false;
        join(given, *one);
        return true;
    }

    /// "reagan" is Ronald Reagan where no other Reagan is named in full.
    void join_full_name(Given& given) {
        const bool may_lead = given.words.size() == 1 && is_leading_family_name(given.words.front());
        Candidate* const one = by_end_.only_one(given.words.back(), [&](const Candidate& candidate) {
            return ends_with(candidate.words, given.words) ||
                   (may_lead && begins_with(candidate.words, given.words));
        });
        if (one && !one->joined) join(given, *one);
    }

    /// "Baker" is james-baker where no other Baker is given.
    void join_lone_name(Candidate& candidate) {
        Given* const one = given_by_end_.only_one(candidate.words.back(), [&](const Given& given) {
            return ends_with(given.words, candidate.words) || begins_with(given.words, candidate.words);
        });
        if (one) join(*one, candidate);
    }

    std::vector<Given>& given_;
    std::vector<Candidate>& found_;
    Index<Candidate> by_key_, by_core_, by_words_, by_end_;
    Index<Given> given_by_end_;
    bool cores_indexed_ = false;
};

/// Counts given names where the recogniser has seen nothing: the longest one that stands at a word.
class Counting {
public:
    Counting(std::vector<Given>& given, std::span<const Mention> mentions, Folder& folder)
        : mentions_(mentions), tokens_(folder) {
        for (Given& one : given) {
            if (one.joined || one.words.empty() || one.words.size() > longest) continue;
            by_key_.try_emplace(one.key, &one);
            begins_.set(static_cast<unsigned char>(one.words.front().front()));
            std::size_t& most = most_words_[one.words.front()];
            most = std::max(most, one.words.size());
        }
    }

    void run(std::span<const std::string_view> blocks, std::size_t front) {
        if (by_key_.empty()) return;
        for (std::size_t block = 0; block < blocks.size(); ++block) {
            read_free_words(blocks[block], block);
            for (std::size_t at = 0; at < free_.size();) at += count(at, block < front);
        }
    }

private:
    static constexpr std::size_t longest = 8;

    /// The words of a block; an empty one for each that belongs to a mention.
    void read_free_words(std::string_view text, std::size_t block) {
        free_.clear();
        tokens_.start(text);
        for (Token token; tokens_.next(token);) {
            while (next_ < mentions_.size() && is_before(mentions_[next_], block, token.begin)) ++next_;
            const bool taken = next_ < mentions_.size() && mentions_[next_].block == block &&
                               mentions_[next_].begin < token.end;
            free_.emplace_back(taken ? std::string_view{} : token.word);
        }
    }

    static bool is_before(const Mention& mention, std::size_t block, std::size_t offset) {
        return mention.block < block || (mention.block == block && mention.end <= offset);
    }

    /// Counts the name that stands at this word, if any; returns how many words are behind it.
    std::size_t count(std::size_t at, bool in_front) {
        if (free_[at].empty() || !begins_.test(static_cast<unsigned char>(free_[at].front()))) return 1;
        const auto most = most_words_.find(free_[at]);
        if (most == most_words_.end()) return 1;
        std::string key;
        Given* given = nullptr;
        std::size_t words = 1;
        for (std::size_t size = 1; size <= most->second && at + size <= free_.size(); ++size) {
            if (free_[at + size - 1].empty()) break;
            if (size > 1) key += ' ';
            key += free_[at + size - 1];
            const auto known = by_key_.find(key);
            if (known == by_key_.end()) continue;
            given = known->second;
            words = size;
        }
        if (!given) return 1;
        ++given->name->mentions;
        given->name->in_front = given->name->in_front || in_front;
        return words;
    }

    std::span<const Mention> mentions_;
    Tokenizer tokens_;
    std::size_t next_ = 0;
    std::unordered_map<std::string, Given*> by_key_;
    std::bitset<256> begins_;                                  ///< the first bytes of names
    std::unordered_map<std::string, std::size_t> most_words_;  ///< of the names that begin with the word
    Words free_;
};

}  // namespace

void replace_names(Article& article, const Coreference& found, Folder& folder) {
    for (const Kind kind : every_kind) names_of_kind(article, kind).clear();
    for (Candidate& candidate : candidates_of(found, folder))
        names_of_kind(article, candidate.kind).push_back(std::move(candidate.name));
}

void join_names(Article& article, const Coreference& found, std::span<const std::string_view> blocks,
                std::span<const Mention> mentions, Folder& folder) {
    std::vector<Candidate> candidates = candidates_of(found, folder);
    std::vector<Given> given;
    for (const Kind kind : every_kind) {
        for (Name& name : names_of_kind(article, kind)) {
            std::string key = name_key(name.name, folder);
            Words words = split(key);
            given.push_back({kind, &name, std::move(key), std::move(words), false});
        }
    }
    if (!given.empty()) {
        Joining(given, candidates).run();
        Counting(given, mentions, folder).run(blocks, front_blocks(article));
    }
    for (Candidate& candidate : candidates) {
        if (!candidate.joined) names_of_kind(article, candidate.kind).push_back(std::move(candidate.name));
    }
}

void turn_commas(Article& article) {
    constexpr std::array<std::string_view, 8> suffixes{"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "PhD"};
    for (Name& name : article.people) {
        const std::size_t comma = name.name.find(", ");
        if (comma == 0 || comma == std::string::npos || name.name.find(',', comma + 1) != std::string::npos)
            continue;
        const std::string given = name.name.substr(comma + 2);
        if (given.empty() || std::ranges::find(suffixes, given) != suffixes.end()) continue;
        name.alias = given + ' ' + name.name.substr(0, comma);
    }
}

}  // namespace dateline::entities
