#include "indexer/markup/html_text.h"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace dateline {
namespace {

/// The paragraphs, apart by a bar.
std::string read(std::string_view html) {
    std::string joined;
    for (const std::string& paragraph : html_paragraphs(html))
        joined += (joined.empty() ? "" : "|") + paragraph;
    return joined;
}

TEST_CASE("paragraphs of pieces of HTML") {
    struct Case {
        std::string_view html, text;
    };
    for (const Case& c : {
             Case{"", ""},
             Case{"Talks began on Monday.", "Talks began on Monday."},
             Case{"one\n\ntwo", "one|two"},
             Case{"<p>one<p>two", "one|two"},
             Case{"<p>AT&amp;T &lt;up&gt; 3&nbsp;%</p>", "AT&T <up> 3 %"},
             Case{"one<br>still one<br/><br/>two", "one still one|two"},
             Case{"<ul><li>a</li><li>b</li></ul>c", "a|b|c"},
             Case{"a <b>bold</b>, <i>lean</i> word", "a bold, lean word"},
             Case{"<p>seen</p><script>var x = '<p>unseen</p>';</script><style>p{}</style>", "seen"},
             Case{"<div>outer <div>inner</div> tail</div>", "outer|inner|tail"},
             Case{"<p>never closed <b>at all", "never closed at all"},
             Case{"K\xc3\xb6ln &ouml; &#246; &#xf6;", "K\xc3\xb6ln \xc3\xb6 \xc3\xb6 \xc3\xb6"},
         }) {
        CAPTURE(c.html);
        CHECK(read(c.html) == c.text);
    }
}

TEST_CASE("a hundred thousand levels of HTML neither crash nor last") {
    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep += "<div>";
    (void)html_paragraphs(deep + "x");
    CHECK(html_paragraphs("<p>after</p>").size() == 1);
}

}  // namespace
}  // namespace dateline
