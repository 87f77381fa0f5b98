#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "common/article.h"
#include "common/authority/authority.h"
#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/formats/formatter.h"
#include "searcher/highlight.h"
#include "searcher/mention_marks.h"

namespace dateline {

/// What is to be marked in an article; each may be null.
struct ArticleMarks {
    Highlighter* words = nullptr;
    MentionMarker* mentions = nullptr;
};

/// The other articles of the archive that tell the same story in the same words.
struct ArticleCopies {
    std::uint32_t cluster = 0;  ///< 0 when there are none
    std::vector<HitCopy> list;
};

/// One whole article for reading: title, a labelled line for every field it has, then the paragraphs,
/// wrapped where there is a terminal. Each person, organisation and place has a line that says how often it
/// is mentioned and where it came from: given by the source, found in the text and how surely, under which
/// other name, and the line of the authority file that says so. Each copy has a line, too. What is marked
/// stands in colour or `**`.
void write_article_text(std::ostream& sink, const Article& article, const ArticleCopies& copies,
                        const Authority& authority, Analyzer& analyzer, const ArticleMarks& marks,
                        const OutputSettings& settings);

/// One whole article as JSON, under the keys the indexer's JSON Lines reader knows, on one line: the output
/// can be indexed again and is the same article then. So its names are those that its source gave, as it
/// gave them; who is named as the authority has it, and where that came from, is under "entities", which the
/// reader passes over, as it does the "cluster" and its "copies".
void write_article_json(std::ostream& sink, const Article& article, const ArticleCopies& copies,
                        const Authority& authority, Folder& folder);

}  // namespace dateline
