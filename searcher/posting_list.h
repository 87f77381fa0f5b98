#pragma once

#include <limits>
#include <string>

#include <xapian.h>

namespace dateline {

/// The articles of a part that have one term, looked at in their order, from any on.
class PostingList {
public:
    PostingList(const Xapian::Database& part, const std::string& term)
        : here_(part.postlist_begin(term)), end_(part.postlist_end(term)) {
        read();
    }

    /// Behind the last article.
    static constexpr Xapian::docid none = std::numeric_limits<Xapian::docid>::max();

    /// The first article from that one on which has the term, or `none`. Never goes back.
    Xapian::docid from(Xapian::docid document) {
        if (document_ < document) {
            if (document == document_ + 1) {
                ++here_;  // cheaper
            } else {
                here_.skip_to(document);
            }
            read();
        }
        return document_;
    }

    /// How often the article that it stands at has the term.
    [[nodiscard]] Xapian::termcount occurrences() const { return here_.get_wdf(); }

private:
    void read() { document_ = here_ == end_ ? none : *here_; }

    Xapian::PostingIterator here_;
    Xapian::PostingIterator end_;
    Xapian::docid document_ = none;
};

}  // namespace dateline
