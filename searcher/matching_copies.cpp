#include "searcher/matching_copies.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <string_view>
#include <utility>

#include "common/archive/slot_values.h"
#include "common/fields.h"
#include "searcher/precedence.h"

namespace dateline {

namespace {

/// The first eight bytes as a number that sorts as they do.
std::uint64_t begin_of(std::string_view value) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = number << 8U | (i < value.size() ? static_cast<unsigned char>(value[i]) : 0U);
    }
    return number;
}

/// The first of an ascending range that is not less than the wanted one, looked for from its begin on: where
/// that is not far, it takes few steps, however long the range is.
template <typename Iterator, typename Projection = std::identity>
Iterator first_not_before(Iterator from, Iterator end, Xapian::docid wanted, Projection projection = {}) {
    std::ptrdiff_t step = 1;
    while (end - from > step && std::invoke(projection, from[step]) < wanted) {
        from += step;
        step *= 2;
    }
    return std::ranges::lower_bound(from, from + std::min(step + 1, end - from), wanted, {}, projection);
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

/// Some of the places, and the documents there.
struct MatchingCopies::Selection {
    Matches documents;
    std::vector<std::uint32_t> places;  ///< part by part, as the documents
};

MatchingCopies::Selection MatchingCopies::select(const std::vector<bool>& wanted) const {
    Selection selection;
    selection.documents.resize(part_ends_.size());
    for_each_place([&](std::size_t at, std::size_t part, Xapian::docid document) {
        if (!wanted[at]) return;
        selection.places.push_back(static_cast<std::uint32_t>(at));
        selection.documents[part].push_back(document);
    });
    return selection;
}

/// Weighs the members of those clusters of which several match. Slots are read part by part in the order of
/// the documents, which is several times as fast as reading them here and there; so all are read before any
/// two are compared.
class MatchingCopies::Leads {
public:
    Leads(const MatchingCopies& copies, const std::vector<bool>& weighed, const LeadChoice& choice)
        : copies_(copies), choice_(choice), keys_(weighed.size()) {
        if (!choice_.matters) return;
        const Selection selection = copies_.select(weighed);
        if (choice_.lead == Lead::longest) read_lengths(selection);
        if (choice_.lead == Lead::source) read_sources(selection);
        read(field(FieldId::published).slot, selection,
             [&](Key& key, std::string_view value) { key.precedence = precedence(value); });
    }

    /// Reads what parts members that are equal so far, of all clusters at once.
    void part_ties(const std::vector<Member>& members) {
        if (!choice_.matters) return;
        std::vector<bool> tied(keys_.size());
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
        read(fingerprint_slot, copies_.select(tied),
             [](Key& key, std::string_view value) { key.fingerprint = begin_of(value); });
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
    void read(Xapian::valueno slot, const Selection& selection, Take take) {
        auto place = selection.places.begin();
        for (std::size_t part = 0; part < selection.documents.size(); ++part) {
            if (selection.documents[part].empty()) continue;
            SlotValues(copies_.archive_, part, slot)
                .for_each(selection.documents[part],
                          [&](std::string_view value) { take(keys_[*place++], value); });
        }
    }

    void read_sources(const Selection& selection) {
        auto place = selection.places.begin();
        for (std::size_t part = 0; part < selection.documents.size(); ++part) {
            SlotNames(copies_.archive_, part, field(FieldId::source).slot, false)
                .for_each(selection.documents[part], [&](const NameLists& sources) {
                    for (std::size_t i = 0; i < sources.documents(); ++i)
                        keys_[*place++].rank = names_wanted_source(sources, i) ? -1 : 0;
                });
        }
    }

    [[nodiscard]] bool names_wanted_source(const NameLists& sources, std::size_t document) const {
        const auto begin = sources.numbers.begin();
        return std::any_of(
            begin + static_cast<std::ptrdiff_t>(sources.first(document)),
            begin + static_cast<std::ptrdiff_t>(sources.ends[document]),
            [&](std::uint32_t number) { return std::ranges::binary_search(choice_.sources, number); });
    }

    void read_lengths(const Selection& selection) {
        auto place = selection.places.begin();
        for (std::size_t part = 0; part < selection.documents.size(); ++part) {
            const Xapian::Database& database = copies_.archive_.databases_in_order()[part];
            for (const Xapian::docid document : selection.documents[part])
                keys_[*place++].rank = -static_cast<std::int64_t>(database.get_doclength(document));
        }
    }

    const MatchingCopies& copies_;
    const LeadChoice& choice_;
    std::vector<Key> keys_;  ///< by place
};

void MatchingCopies::find(const Matches& matches, const LeadChoice& choice) {
    documents_.clear();
    part_ends_.clear();
    members_.clear();
    const auto parts = static_cast<Xapian::docid>(matches.size());
    for (Xapian::docid part = 0; part < parts; ++part) {
        const CopyList& copies = archive_.copies_in_order()[part];
        auto copy = copies.begin();
        auto match = matches[part].begin();
        while (copy != copies.end() && match != matches[part].end()) {
            if (copy->document < *match) {
                copy = first_not_before(copy, copies.end(), *match, &Copy::document);
            } else if (*match < copy->document) {
                match = first_not_before(match, matches[part].end(), copy->document);
            } else {
                members_.push_back(Member{copy->cluster} << 32U | documents_.size());
                documents_.push_back((*match - 1) * parts + part + 1);
                ++copy;
                ++match;
            }
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

MatchingStories MatchingCopies::stories() const {
    MatchingStories stories;
    stories.documents.resize(part_ends_.size());
    if (folded_ == 0) return stories;
    Selection selection = select(in_story_);
    stories.documents = std::move(selection.documents);
    std::vector<std::uint32_t> number_of(documents_.size());  // by place
    for (std::uint32_t i = 0; i < selection.places.size(); ++i) number_of[selection.places[i]] = i;
    stories.members.reserve(selection.places.size());
    for (std::size_t first = 0; first < members_.size();) {
        const std::uint32_t cluster = cluster_of(members_[first]);
        const std::size_t begin = stories.members.size();
        std::size_t end = first;
        for (; end < members_.size() && cluster_of(members_[end]) == cluster; ++end) {
            const std::uint32_t place = place_of(members_[end]);
            if (!in_story_[place]) continue;
            stories.members.push_back({number_of[place], !is_folded_[place]});
            if (!is_folded_[place]) std::swap(stories.members[begin], stories.members.back());
        }
        first = end;
    }
    return stories;
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
