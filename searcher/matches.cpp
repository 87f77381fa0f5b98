#include "searcher/matches.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "searcher/posting_list.h"

namespace dateline {

namespace {

class Collector final : public Xapian::MatchSpy {
public:
    explicit Collector(DocumentList& documents) : documents_(documents) {}

    void operator()(const Xapian::Document& document, double) override {
        documents_.push_back(document.get_docid());
    }

private:
    DocumentList& documents_;
};

/// Puts the terms of a query that asks for all of some terms and for nothing else into `terms`; false when it
/// asks for more.
bool take_terms(const Xapian::Query& query, std::vector<std::string>& terms) {
    switch (query.get_type()) {
        case Xapian::Query::LEAF_TERM:
            terms.push_back(*query.get_terms_begin());
            return true;
        case Xapian::Query::OP_AND:
        case Xapian::Query::OP_FILTER:
            for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
                if (!take_terms(query.get_subquery(i), terms)) return false;
            return true;
        default:
            return false;
    }
}

/// The documents that have all of the terms. Most queries are just that, and half of the time that they take
/// Xapian would spend on showing each document to a spy.
DocumentList with_all(std::vector<std::string> terms, const Xapian::Database& part) {
    std::ranges::sort(terms, {}, [&](const std::string& term) { return part.get_termfreq(term); });
    DocumentList documents;
    std::vector<PostingList> others;
    for (std::size_t i = 1; i < terms.size(); ++i) others.emplace_back(part, terms[i]);
    PostingList rarest(part, terms.front());
    for (Xapian::docid next = rarest.from(1); next != PostingList::none;) {
        Xapian::docid beyond = next;
        for (PostingList& list : others) {
            beyond = list.from(next);
            if (beyond != next) break;
        }
        if (beyond == next)
            documents.push_back(next++);
        else
            next = beyond;
        if (next != PostingList::none) next = rarest.from(next);
    }
    return documents;
}

/// A part alone: what a spy is given is the number in the part, and does not tell which part it is.
DocumentList find_in_part(const Xapian::Database& part, const Xapian::Query& query) {
    if (query.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
        DocumentList all(part.get_doccount());
        std::iota(all.begin(), all.end(), Xapian::docid{1});
        return all;
    }
    if (std::vector<std::string> terms; take_terms(query, terms)) return with_all(std::move(terms), part);
    Xapian::Enquire enquire(part);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    DocumentList documents;
    Collector collector(documents);
    enquire.add_matchspy(&collector);
    (void)enquire.get_mset(0, 0, part.get_doccount());
    return documents;
}

}  // namespace

Matches find_matches(const Archive& archive, const Xapian::Query& query) {
    Matches matches;
    for (const Xapian::Database& part : archive.databases_in_order())
        matches.push_back(find_in_part(part, query));
    return matches;
}

std::uint64_t count(const Matches& matches) {
    std::uint64_t number = 0;
    for (const DocumentList& documents : matches) number += documents.size();
    return number;
}

std::uint64_t count_matches(const Archive& archive, const Xapian::Query& query) {
    Xapian::Enquire enquire(archive.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    // The number of articles with a word needs no search.
    const Xapian::MSet bounds = enquire.get_mset(0, 0);
    if (bounds.get_matches_lower_bound() == bounds.get_matches_upper_bound())
        return bounds.get_matches_lower_bound();
    return enquire.get_mset(0, 0, archive.database().get_doccount()).get_matches_estimated();
}

void remove(Matches& matches, const Matches& others) {
    for (std::size_t part = 0; part < matches.size(); ++part) {
        auto next = others[part].begin();
        std::erase_if(matches[part], [&](Xapian::docid document) {
            while (next != others[part].end() && *next < document) ++next;
            return next != others[part].end() && *next == document;
        });
    }
}

}  // namespace dateline
