#include "indexer/readers/url_identity.h"

#include <string_view>

#include <doctest/doctest.h>

namespace dateline {

TEST_CASE("one page has one identity, whatever road it came by") {
    struct Case {
        std::string_view url, identity;
    };
    for (const Case& c : {
             Case{"https://wire.example/2026/talks", "https://wire.example/2026/talks"},
             Case{"http://www.Wire.example:80/2026/talks#top", "https://wire.example/2026/talks"},
             Case{"https://wire.example:443/a?utm_source=x&id=7&fbclid=y", "https://wire.example/a?id=7"},
             Case{"https://wire.example/a?UTM_Medium=mail", "https://wire.example/a"},
             Case{"https://wire.example:8080/A?b=C", "https://wire.example:8080/A?b=C"},
             Case{"http://wire.example", "https://wire.example/"},
             Case{"http://wire.example?x=1", "https://wire.example/?x=1"},
             Case{"https://wire.example/#!/story/7", "https://wire.example/#!/story/7"},
             Case{"https://wire.example/a?&&b=1&", "https://wire.example/a?b=1"},
             Case{"https://www./a", "https://www./a"},
             Case{"tag:wire.example,2026:7", "tag:wire.example,2026:7"},
             Case{"urn:newsml:wire.example:7", "urn:newsml:wire.example:7"},
             Case{"ftp://wire.example/a#b", "ftp://wire.example/a#b"},
             Case{"https://", "https://"},
             Case{"", ""},
         }) {
        CAPTURE(c.url);
        CHECK(url_identity(c.url) == c.identity);
        CHECK(url_identity(c.identity) == c.identity);
    }
}

}  // namespace dateline
