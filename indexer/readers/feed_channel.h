#pragma once

#include <string>
#include <vector>

#include "indexer/markup/xml_element.h"

namespace dateline {

/// What a feed says of itself, as far as it was read: what its entries do not say is filled in from here.
struct FeedChannel {
    std::string title;
    std::string link;  ///< the site's address
    std::string self;  ///< the feed's own, as it says
    std::string language;
    std::string publisher;
    std::vector<std::string> authors;  ///< of Atom, whose entries inherit them

    /// Takes in a child of <channel> or <feed> that is no entry. `fetched_from` is the feed's own address,
    /// if it is known.
    void learn(XmlElement element, const std::string& fetched_from);

private:
    void learn_link(XmlElement element, const std::string& fetched_from);
};

/// True for elements of RSS itself, in one of its namespaces or in none.
[[nodiscard]] bool is_rss(XmlElement element);

/// A piece of text that may be HTML, as one line.
[[nodiscard]] std::string html_line(std::string_view html);

/// The text of an element of Atom or RSS as HTML, whichever way it is written: escaped, as markup, or as
/// plain text that Atom says is plain. `html_is_usual`: what nobody says is HTML.
[[nodiscard]] std::string html_of(XmlElement element, bool html_is_usual = true);

/// True for a link of Atom's that leads to the page itself.
[[nodiscard]] bool is_page_link(XmlElement link);

}  // namespace dateline
