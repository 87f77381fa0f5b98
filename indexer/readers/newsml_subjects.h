#pragma once

#include "indexer/markup/xml_element.h"
#include "indexer/readers/article_builder.h"

namespace dateline {

/// The last part of a code: "person" for the qcode "cpnat:person" and for the address
/// "http://cv.iptc.org/newscodes/cpnature/person".
[[nodiscard]] std::string code_of(XmlElement element, std::string_view qcode, std::string_view address);

/// The name of a concept: in the language of the item, in English, or the first one; empty when it has none.
[[nodiscard]] std::string concept_name(XmlElement subject, const std::string& language);

/// Puts the subjects of an item into the builder, by their types: people, organisations and places as what
/// they are, everything else as keywords, genres too. Names that only an <assert> of the item says are found.
void read_newsml_subjects(XmlElement item, const std::string& language, ArticleBuilder& builder);

}  // namespace dateline
