#include "searcher/matches.h"

#include <algorithm>
#include <numeric>

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

/// A part alone: what a spy is given is the number in the part, and does not tell which part it is.
DocumentList find_in_part(const Xapian::Database& part, const Xapian::Query& query) {
    if (query.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
        DocumentList all(part.get_doccount());
        std::iota(all.begin(), all.end(), Xapian::docid{1});
        return all;
    }
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
            next = std::lower_bound(next, others[part].end(), document);
            return next != others[part].end() && *next == document;
        });
    }
}

}  // namespace dateline
