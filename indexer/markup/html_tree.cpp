#include "indexer/markup/html_tree.h"

#include <climits>
#include <libxml/HTMLparser.h>

#include "common/error.h"

namespace dateline {

XmlTree parse_html(std::string_view html) {
    if (html.size() > INT_MAX) throw Error("the page is too large", "no page may have more than 64 MiB");
    constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                            HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_NODEFDTD;
    return XmlTree(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8", options));
}

}  // namespace dateline
