#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "searcher/matches.h"
#include "searcher/request.h"

namespace dateline {

/// Which copy of a story stands for it, as an archive understands it.
struct LeadChoice {
    Lead lead = Lead::first;
    std::vector<std::uint32_t> sources;  ///< with Lead::source: its numbers in the book of names, ascending
    /// False where any copy will do, as for counting: their dates are not looked at then.
    bool matters = true;
};

/// All articles of those stories of an answer that several articles of it tell.
struct MatchingStories {
    Matches documents;

    struct Member {
        std::uint32_t document = 0;  ///< its place among the documents, counted on from part to part
        bool is_lead = false;
    };
    std::vector<Member> members;  ///< story by story, of each its lead first
};

/// Those articles of one answer that have copies in the archive, and which of them stands for its story: its
/// lead. Only members of clusters are looked at, so what most articles are costs nothing.
///
/// The lead is the earliest published (precedence.h), undated ones last; where several are of that moment,
/// always the same of them, however the archive came about: the least fingerprint. `LeadChoice` may prefer
/// others to that.
class MatchingCopies {
public:
    /// The archive must outlive this.
    explicit MatchingCopies(const Archive& archive) : archive_(archive) {}

    /// Finds them among the documents that match.
    void find(const Matches& matches, const LeadChoice& choice);

    /// How many there are that are no lead.
    [[nodiscard]] std::uint64_t folded() const { return folded_; }

    /// Those that are no lead.
    [[nodiscard]] const Matches& folded_documents() const { return folded_documents_; }

    /// The stories of which some are folded.
    [[nodiscard]] MatchingStories stories() const;

    /// The others of that cluster.
    [[nodiscard]] std::vector<Xapian::docid> others(std::uint32_t cluster, Xapian::docid but) const;
    [[nodiscard]] std::uint64_t count(std::uint32_t cluster) const;

private:
    class Leads;
    struct Selection;

    /// A cluster in the upper half, in the lower the place of one of its members in `documents_`.
    using Member = std::uint64_t;
    static std::uint32_t cluster_of(Member member) { return static_cast<std::uint32_t>(member >> 32U); }
    static std::uint32_t place_of(Member member) { return static_cast<std::uint32_t>(member); }

    void fold(const LeadChoice& choice);
    template <typename Use>
    void for_each_place(Use use) const;
    [[nodiscard]] Selection select(const std::vector<bool>& wanted) const;
    [[nodiscard]] std::span<const Member> members_of(std::uint32_t cluster) const;

    const Archive& archive_;
    std::vector<Xapian::docid> documents_;  ///< part by part, ascending in each
    std::vector<std::size_t> part_ends_;    ///< of each part in `documents_`
    std::vector<Member> members_;           ///< by cluster
    std::vector<bool> in_story_;            ///< by place: others of its cluster match, too
    std::vector<bool> is_folded_;           ///< by place: and one of these is the lead
    std::uint64_t folded_ = 0;
    Matches folded_documents_;
};

/// True when any article of the archive has copies.
[[nodiscard]] bool has_copies(const Archive& archive);

/// The living articles of a cluster, in no order.
[[nodiscard]] std::vector<Xapian::docid> living_copies(const Archive& archive, std::uint32_t cluster);

}  // namespace dateline
