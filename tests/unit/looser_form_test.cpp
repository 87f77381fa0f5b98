#include "searcher/query/looser_form.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

namespace dateline {

namespace {

std::vector<std::string> at_spaces(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

TEST_CASE("queries: one step less strict") {
    const std::pair<std::string, std::string> cases[] = {
        {"title:ferry", "ferry"},
        {"lede:\"pay deal\"", "\"pay deal\""},
        {"title:=ferry", "=ferry"},
        {"\"pay deal\"", "pay deal"},
        {"ferry NEAR/3 deal", "ferry deal"},
        {"ferry ADJ/3 (deal OR pact)", "ferry (deal OR pact)"},
        {"title:a NEAR/3 title:b", "title:a title:b"},
        {"ferry /s deal", "ferry deal"},
        {"ferry /p deal", "ferry deal"},
        {"ATLEAST/9 ferry", "ferry"},
        {"ATLEAST/2 (ferry OR boat)", "ferry OR boat"},
        {"=ferry", "ferry"},
        {"CAPS(ferry)", "ferry"},
        {"CAPS(\"grand prix\")", "grand prix"},
        {"title:(ferry OR deal)", "ferry OR deal"},
        {"ferry OR title:deal", "ferry OR deal"},
        {"ferry", "(none)"},
        {"ferr*", "(none)"},
        {"ferry~", "(none)"},
        {"text:ferry", "(none)"},
        {"ferry OR deal", "(none)"},
        {"person:ada", "(none)"},
        {"id:x", "(none)"},
        {"words:>9", "(none)"},
        {"published:2026", "(none)"},
        {"ferry deal", "(none)"},
    };
    for (const auto& [query, expected] : cases) {
        CAPTURE(query);
        const std::optional<Node> looser =
            looser_form(parse_query(query, Day{std::chrono::year{2026} / 1 / 25}), at_spaces);
        CHECK((looser ? print_query(*looser) : "(none)") == expected);
    }
}

}  // namespace dateline
