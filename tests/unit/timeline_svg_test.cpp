#include "searcher/formats/timeline_svg.h"

#include <libxml/parser.h>
#include <memory>
#include <random>

#include <doctest/doctest.h>

#include "sample_answer.h"

namespace dateline {

namespace {

bool is_xml(const std::string& text) {
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
        xmlFreeDoc);
    return document != nullptr;
}

}  // namespace

TEST_CASE("charts: a bar a bucket, a scale that all fit under, gaps shaded") {
    Answer answer = testing::sample_answer();
    answer.timeline = testing::sample_timeline();
    answer.timeline->buckets[0].in_archive = 80;
    answer.timeline->gaps = {{.first = testing::day(2026, 1, 22), .last = testing::day(2026, 1, 23)}};
    const std::string svg = timeline_svg(answer);
    CHECK(is_xml(svg));
    for (const char* part :
         {"Abu Dhabi talks: 345 articles, 5 undated, by day</text>", "<title>2026-01-20: 4 of 80</title>",
          "<title>2026-01-21: 8</title>", ">8</text>",
          "<title>2026-01-22 to 2026-01-23: nothing in the archive</title>", ">2026-01-28</text>"}) {
        CHECK_MESSAGE(svg.find(part) != std::string::npos, part);
    }
    CHECK(svg.find("height=\"-") == std::string::npos);
    CHECK(svg.find("nan") == std::string::npos);
}

TEST_CASE("charts: whatever is typed, the chart is sound") {
    std::mt19937 random(17);
    const std::string_view pieces[] = {"talks",   "<",    "&",      "\"",     "'",    "]]>",
                                       "\x1b[2J", "\xff", "\uFFFE", "\uFFFF", "北京", "\u202E",
                                       "\n",      "&#0;", "<!--",   "</svg>"};
    for (int round = 0; round < 300; ++round) {
        Answer answer = testing::sample_answer();
        answer.timeline = testing::sample_timeline();
        answer.query.typed.clear();
        for (auto i = random() % 30; i > 0; --i) answer.query.typed += pieces[random() % std::size(pieces)];
        if (round % 3 == 0) {
            answer.comparison = Comparison{.typed = answer.query.typed,
                                           .understood = {},
                                           .total = 7,
                                           .timeline = testing::sample_timeline()};
        }
        for (Bucket& bucket : answer.timeline->buckets) bucket.count = 1 + random() % (1U << (round % 31));
        if (round % 7 == 0) answer.timeline->buckets.clear();
        CHECK(is_xml(timeline_svg(answer)));
    }
}

}  // namespace dateline
