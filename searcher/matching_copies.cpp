#include "searcher/matching_copies.h"

#include <algorithm>
#include <compare>
#include <memory>
#include <string_view>
#include <utility>

#include "common/archive/listed_source.h"
#include "common/archive/slot_values.h"
#include "common/archive/values.h"
#include "common/fields.h"
#include "searcher/precedence.h"

namespace dateline {

namespace {

using Xapian::Query;

/// The first eight bytes as a number that sorts as they do.
std::uint64_t begin_of(std::string_view value) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = number << 8U | (i < value.size() ? static_cast<unsigned char>(value[i]) : 0U);
    }
    return number;
}

bool names_one_of(std::string_view value, const std::vector<std::uint32_t>& numbers) {
    bool names = false;
    values::for_each_name(value, [&](std::uint32_t number, std::uint32_t, bool) {
        names = names || std::ranges::binary_search(numbers, number);
    });
    return names;
}

}  // namespace

/// Calls with each place, its part, and its number there; part by part in the order of these.
template <typename Use>
void MatchingCopies::for_each_place(Use use) const {
    const auto parts = static_cast<Xapian::docid>(part_ends_.size());
    std::size_t at = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        for (; at < part_ends_[part]; ++at) use(at, part, (documents_[at] - 1) / parts + 1);
    }
}

/// Reads the slot of the places that are wanted; nothing where there is no value.
template <typename Wanted, typename Take>
void MatchingCopies::read_values(Xapian::valueno slot, Wanted wanted, Take take) const {
    std::vector<std::size_t> places;
    DocumentList documents;
    std::size_t open_part = 0;
    const auto read_part = [&] {
        auto place = places.begin();
        SlotValues(archive_, open_part, slot).for_each(documents, [&](std::string_view value) {
            take(*place++, value);
        });
        places.clear();
        documents.clear();
    };
    for_each_place([&](std::size_t at, std::size_t part, Xapian::docid document) {
        if (!wanted(at)) return;
        if (part != open_part) read_part();
        open_part = part;
        places.push_back(at);
        documents.push_back(document);
    });
    if (!places.empty()) read_part();
}

/// Weighs the members of those clusters of which several match. Slots are read part by part in the order of
/// the documents, which is several times as fast as reading them here and there; so all are read before any
/// two are compared.
class MatchingCopies::Leads {
public:
    Leads(const MatchingCopies& copies, std::vector<bool> weighed, const LeadChoice& choice)
        : copies_(copies), choice_(choice), weighed_(std::move(weighed)), keys_(weighed_.size()) {
        if (!choice_.matters) return;
        if (choice_.lead == Lead::longest) read_lengths();
        if (choice_.lead == Lead::source) {
            read(field(FieldId::source).slot, [&](Key& key, std::string_view value) {
                key.rank = names_one_of(value, choice_.sources) ? -1 : 0;
            });
        }
        read(field(FieldId::published).slot,
             [&](Key& key, std::string_view value) { key.precedence = precedence(value); });
    }

    /// Reads what parts members that are equal so far, of all clusters at once.
    void part_ties(const std::vector<Member>& members) {
        if (!choice_.matters) return;
        std::vector<bool> tied(weighed_.size());
        bool any = false;
        for (std::size_t first = 0; first < members.size();) {
            const auto [lead, end] = lead_from(members, first);
            for (std::size_t i = first; i < end; ++i) {
                const bool is_tied =
                    i != lead && keys_[place_of(members[i])] == keys_[place_of(members[lead])];
                if (is_tied) tied[place_of(members[i])] = tied[place_of(members[lead])] = any = true;
            }
            first = end;
        }
        if (!any) return;
        weighed_ = std::move(tied);
        read(fingerprint_slot, [](Key& key, std::string_view value) { key.fingerprint = begin_of(value); });
    }

    /// The index of the lead of the cluster whose members begin there, and where the next one's begin.
    [[nodiscard]] std::pair<std::size_t, std::size_t> lead_from(const std::vector<Member>& members,
                                                                std::size_t first) const {
        std::size_t lead = first;
        std::size_t end = first + 1;
        for (; end < members.size() && cluster_of(members[end]) == cluster_of(members[first]); ++end) {
            if (keys_[place_of(members[end])] < keys_[place_of(members[lead])]) lead = end;
        }
        return {lead, end};
    }

private:
    /// The least of a cluster is its lead.
    struct Key {
        std::int64_t rank = 0;
        std::int64_t precedence = undated_precedence;
        std::uint64_t fingerprint = 0;

        auto operator<=>(const Key&) const = default;
    };

    template <typename Take>
    void read(Xapian::valueno slot, Take take) {
        copies_.read_values(
            slot, [&](std::size_t at) { return weighed_[at]; },
            [&](std::size_t at, std::string_view value) { take(keys_[at], value); });
    }

    void read_lengths() {
        copies_.for_each_place([&](std::size_t at, std::size_t part, Xapian::docid document) {
            if (!weighed_[at]) return;
            const Xapian::Database& database = copies_.archive_.databases_in_order()[part];
            keys_[at].rank = -static_cast<std::int64_t>(database.get_doclength(document));
        });
    }

    const MatchingCopies& copies_;
    const LeadChoice& choice_;
    std::vector<bool> weighed_;  ///< by place
    std::vector<Key> keys_;      ///< by place
};

void MatchingCopies::find(const Matches& matches, const LeadChoice& choice) {
    documents_.clear();
    part_ends_.clear();
    members_.clear();
    const auto parts = static_cast<Xapian::docid>(matches.size());
    for (Xapian::docid part = 0; part < parts; ++part) {
        const CopyList& copies = archive_.copies_in_order()[part];
        auto next = matches[part].begin();
        for (const Copy& copy : copies) {
            next = std::lower_bound(next, matches[part].end(), copy.document);
            if (next == matches[part].end()) break;
            if (*next != copy.document) continue;
            members_.push_back(Member{copy.cluster} << 32U | documents_.size());
            documents_.push_back((copy.document - 1) * parts + part + 1);
        }
        part_ends_.push_back(documents_.size());
    }
    std::ranges::sort(members_);
    fold(choice);
}

void MatchingCopies::fold(const LeadChoice& choice) {
    is_folded_.assign(documents_.size(), false);
    for (std::size_t i = 1; i < members_.size(); ++i) {
        if (cluster_of(members_[i - 1]) != cluster_of(members_[i])) continue;
        is_folded_[place_of(members_[i - 1])] = is_folded_[place_of(members_[i])] = true;
    }
    in_story_ = is_folded_;
    Leads leads(*this, is_folded_, choice);
    leads.part_ties(members_);
    folded_ = 0;
    for (std::size_t first = 0; first < members_.size();) {
        const auto [lead, end] = leads.lead_from(members_, first);
        is_folded_[place_of(members_[lead])] = false;
        folded_ += end - first - 1;
        first = end;
    }
    folded_documents_.assign(part_ends_.size(), {});
    const auto parts = static_cast<Xapian::docid>(part_ends_.size());
    std::size_t at = 0;
    for (std::size_t part = 0; part < part_ends_.size() && folded_ > 0; ++part) {
        for (; at < part_ends_[part]; ++at) {
            if (is_folded_[at]) folded_documents_[part].push_back((documents_[at] - 1) / parts + 1);
        }
    }
}

Query MatchingCopies::without_folded(const Query& query) const {
    if (folded_ == 0) return query;
    auto listed = std::make_shared<DocumentsByPart>();
    for (std::size_t part = 0; part < folded_documents_.size(); ++part) {
        if (folded_documents_[part].empty()) continue;
        listed->emplace(archive_.databases_in_order()[part].get_uuid(), folded_documents_[part]);
    }
    return {Query::OP_AND_NOT, query, Query((new ListedSource(listed))->release())};
}

void MatchingCopies::read_stories(Xapian::valueno slot, const ReadStory& use) const {
    if (folded_ == 0) return;
    std::vector<std::uint32_t> clusters(documents_.size());
    for (const Member member : members_) clusters[place_of(member)] = cluster_of(member);
    read_values(
        slot, [&](std::size_t at) { return in_story_[at]; },
        [&](std::size_t at, std::string_view value) { use(clusters[at], !is_folded_[at], value); });
}

std::span<const MatchingCopies::Member> MatchingCopies::members_of(std::uint32_t cluster) const {
    const auto found = std::ranges::equal_range(members_, cluster, {}, cluster_of);
    return {found.begin(), found.end()};
}

std::uint64_t MatchingCopies::count(std::uint32_t cluster) const {
    return members_of(cluster).size();
}

std::vector<Xapian::docid> MatchingCopies::others(std::uint32_t cluster, Xapian::docid but) const {
    std::vector<Xapian::docid> documents;
    for (const Member member : members_of(cluster)) {
        if (documents_[place_of(member)] != but) documents.push_back(documents_[place_of(member)]);
    }
    return documents;
}

bool has_copies(const Archive& archive) {
    return std::ranges::any_of(archive.copies_in_order(),
                               [](const CopyList& copies) { return !copies.empty(); });
}

std::vector<Xapian::docid> living_copies(const Archive& archive, std::uint32_t cluster) {
    std::vector<Xapian::docid> documents;
    const std::vector<CopyList>& lists = archive.copies_in_order();
    for (std::size_t part = 0; part < lists.size(); ++part) {
        for (const Copy& copy : lists[part]) {
            if (copy.cluster != cluster) continue;
            const auto number = (copy.document - 1) * lists.size() + part + 1;
            documents.push_back(static_cast<Xapian::docid>(number));
        }
    }
    return documents;
}

}  // namespace dateline
