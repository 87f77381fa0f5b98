#pragma once

#include <string>
#include <vector>

#include "indexer/markup/xml_element.h"

namespace dateline {

/// A part of a page that belongs to an article.
struct MetsArea {
    std::string file;   ///< id of the ALTO file
    std::string begin;  ///< id of the block in it; empty: all of the page
    bool heading = false;
};

/// An article that somebody marked on the pages.
struct MetsArticle {
    std::string id;
    std::string title;
    std::string language;
    std::vector<std::string> authors;
    std::vector<MetsArea> areas;
};

struct MetsPage {
    std::string file;    ///< id of its ALTO file
    std::string path;    ///< as the METS file refers to it
    std::string number;  ///< as printed, else counted
};

/// What a METS file says of an issue of a newspaper.
struct MetsIssue {
    std::string paper;
    std::string date;  ///< as written
    std::string language;
    std::vector<MetsPage> pages;  ///< in their order
    std::vector<MetsArticle> articles;
};

/// Reads the element <mets>.
[[nodiscard]] MetsIssue read_mets_issue(XmlElement mets);

}  // namespace dateline
