#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/markup/slim_html.h"

namespace dateline {

/// What one object of a page's JSON-LD says of an article, as written; entities in it replaced.
struct LinkedArticle {
    std::string type;  ///< "NewsArticle"
    std::string headline;
    std::string description;
    std::string body;
    std::string published;
    std::string modified;
    std::string created;
    std::string publisher;
    std::string section;
    std::string language;
    std::string url;
    std::string dateline;
    std::vector<std::string> authors;
    std::vector<std::string> keywords;
};

struct LinkedData {
    std::vector<LinkedArticle> articles;  ///< in the page's order
    LinkedArticle page;                   ///< what is said of the web page, the first that says something
    std::string site;                     ///< name of the site or of who runs it
    std::vector<std::string> notes;       ///< what was repaired or left out
};

/// Reads what publishers tell search engines: every script of the type application/ld+json, schema.org's
/// articles of all kinds in it wherever they stand (arrays, @graph, mainEntity), names by @id. Common faults
/// are repaired; what stays broken is left out with a note.
[[nodiscard]] LinkedData read_linked_data(const std::vector<PageScript>& scripts);

}  // namespace dateline
