#include <random>
#include <sstream>

#include <doctest/doctest.h>

#include "common/error.h"
#include "sample_answer.h"
#include "searcher/buckets.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/counts_view.h"
#include "searcher/formats/explain_nothing.h"
#include "searcher/formats/formatter.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/formats/timeline_bars.h"

namespace dateline {

using testing::formatted;

TEST_CASE("formats: a table by name") {
    CHECK(output_formats().front().name == "text");
    for (const OutputFormat& format : output_formats()) {
        CHECK(&output_format_named(format.name) == &format);
        CHECK_FALSE(format.summary.empty());
        formatted(format.name, Answer{});
    }
    CHECK_THROWS_WITH_AS((void)output_format_named("xml"), "there is no output format 'xml'", Error);
    try {
        (void)output_format_named("jsno");
    } catch (const Error& error) {
        CHECK(
            error.hint() ==
            "did you mean json? choose one of text, json, jsonl, csv, tsv, markdown, bibtex, ris, ids, trec");
    }
}

TEST_CASE("formats: text") {
    CHECK(formatted("text", testing::sample_answer()) ==
          R"(2 of 345 articles

1. **Abu Dhabi talks** "open", again
   Northern Wire · 2026-01-24 08:15 · northern-wire:7
   Steve Witkoff, Jared Kushner, Andrii Sybiha, +2
   … Zoë’s envoys met in **Abu Dhabi**; **talks** go on. …

2. Nothing is known of this article.
   undated · notes/a b.txt

more: --offset 2
)");
}

TEST_CASE("formats: copies below a hit, and what the total counts") {
    Answer answer = testing::answer_with_copies();
    answer.hits.resize(1);
    const std::string folded = formatted("text", answer);
    CHECK(folded.starts_with("1 of 345 articles, 12 copies folded\n\n1. "));
    CHECK(folded.find("…\n   +2 copies: Gulf Monitor, 1 without a source; +1 version\n\nmore") !=
          std::string::npos);
    answer.query.list_copies = true;
    CHECK(formatted("text", answer)
              .find("+1 version\n"
                    "     2026-01-24 10:25 · Gulf Monitor · Talks open · gulf:9\n"
                    "     2026-01-25 · northern wire (version) · northern-wire:8\n"
                    "     undated · x\n") != std::string::npos);
    answer.query.in_time = true;
    CHECK(formatted("text", answer)
              .find("+1 version\n"
                    "     +2 h 10 min · 2026-01-24 10:25 · Gulf Monitor · Talks open · gulf:9\n"
                    "     +1 day · 2026-01-25 · northern wire (version) · northern-wire:8\n"
                    "     undated · x\n") != std::string::npos);
    answer.folded = false;
    CHECK(formatted("text", answer).starts_with("1 of 345 articles, copies not folded\n"));
    answer.hits[0].copy_list.erase(answer.hits[0].copy_list.begin());
    answer.hits[0].copy_list.pop_back();
    answer.folded = true;
    answer.copies = 1;
    CHECK(formatted("text", answer).starts_with("1 of 345 articles, 1 copy folded\n"));
    CHECK(formatted("text", answer).find("\n   +1 version\n") != std::string::npos);
    const std::string row = formatted("csv", answer);
    CHECK(row.find("snippet,cluster,copies,copy_ids\r\n") != std::string::npos);
    CHECK(row.ends_with(",7,3,northern-wire:8\r\n"));
}

TEST_CASE("formats: a line names each source once, of many the first") {
    Hit hit;
    for (const char* source : {"A", "B", "A", "", "C", "D", "E", "F", "G", "H", "\x1b[1m"})
        hit.copy_list.push_back({"id", "", source, {}, false});
    CHECK(copies_line(hit, {}) == "+11 copies: A, B, C, D, E, F, +3, 1 without a source");
    CHECK(copies_line(hit, {.verbose = true}) ==
          "+11 copies: A, B, C, D, E, F, G, H, [1m, 1 without a source");
    CHECK(copies_line(Hit{}, {}).empty());
}

TEST_CASE("formats: text on a narrow terminal, in colour") {
    Answer answer = testing::sample_answer();
    answer.hits.resize(1);
    answer.hits[0].why = {"talk 3.1"};
    CHECK(formatted("text", answer, {.colour = true, .width = 30, .verbose = true, .unicode = false}) ==
          "1 of 345 articles\n\n"
          "1. \x1b[1m\x1b[1;31mAbu Dhabi talks\x1b[0m\x1b[1m \"open\",\x1b[0m\n"
          "   \x1b[1magain\x1b[0m\n"
          "   Northern Wire - world - 2026-01-24 08:15 - northern-wire:7\n"
          "   Steve Witkoff, Jared Kushner, Andrii Sybiha, Zoë Łuk, 李明\n"
          "   https://wire.example/7\n"
          "   score 12.500\n"
          "   ... Zoë’s envoys met in \x1b[1;31mAbu\x1b[0m\n"
          "   \x1b[1;31mDhabi\x1b[0m; \x1b[1;31mtalks\x1b[0m go on. ...\n"
          "   talk 3.1\n\n"
          "more: --offset 1\n");
}

TEST_CASE("formats: text says how many, and about how many") {
    Answer answer = testing::sample_answer();
    answer.total = 12345;
    answer.exact = false;
    answer.query.offset = 10;
    answer.hits[0].rank = 11;
    answer.hits[1].rank = 12;
    CHECK(formatted("text", answer).starts_with("11–12 of about 12,345 articles\n\n11. "));
    answer.hits.clear();
    answer.total = 1;
    answer.exact = true;
    CHECK(formatted("text", answer) == "1 article\n");
    CHECK(formatted("text", Answer{}) == "0 articles\n");
}

TEST_CASE("formats: text lets no article send an escape sequence") {
    Answer answer = testing::sample_answer();
    answer.hits.resize(1);
    Hit& hit = answer.hits[0];
    hit.title = {.text =
                     "a\x1b[31mb\xc2\x9b"
                     "2Jc\u202Ed\u2066e\x7f\nf",
                 .marks = {{0, 6}}};
    hit.snippet = {.text = "\x1b]0;x\x07", .marks = {{0, 1}}};
    hit.article.source = "\x1b[2J";
    hit.article.id = "i\u202Ed";
    hit.article.people[0].name = "\x1b[1m";
    hit.why = {"\x1b"};
    const std::string text = formatted("text", answer, {.width = 80, .verbose = true});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\xc2\x9b") == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find("1. **a[31m**b2Jcde f\n") != std::string::npos);
}

TEST_CASE("formats: a long title is clipped between words, in the place of a missing one the text stands") {
    Answer answer = testing::sample_answer();
    answer.hits.resize(1);
    std::string title;
    while (title.size() < 100'000) title += "many words ";
    answer.hits[0].title = {.text = title};
    const std::string text = formatted("text", answer);
    CHECK(text.find("many words many words …\n") != std::string::npos);
    CHECK(text.size() < 500);
}

TEST_CASE("formats: facets and timeline as text") {
    Answer answer;
    answer.total = 21578;
    answer.facets = {testing::sample_facet()};
    answer.timeline = testing::sample_timeline();
    CHECK(formatted("text", answer, {.width = 40}) ==
          R"(21,578 articles

person: 114 distinct
  Ronald Reagan  10,512
  李明               98
  (112 others)      700
  (none)         20,422

2026-01-20  4  ████████████▌
2026-01-21  8  █████████████████████████
…
2026-01-26  1  ███▏
2026-01-27  0
2026-01-28  2  ██████▎
undated     5
)");
    CHECK(timeline_bars(*answer.timeline, {.width = 20, .unicode = false})
              .starts_with("2026-01-20  4  #####\n2026-01-21  8  ##########\n...\n2026-01-26  1  #\n"));
    CHECK(timeline_bars({}, {}).empty());
}

TEST_CASE("formats: names of buckets") {
    const auto label = [](int year, unsigned month, unsigned day, TimeUnit unit) {
        const Day first = testing::day(year, month, day);
        return bucket_label({first, first, 1}, unit);
    };
    CHECK(label(2026, 1, 24, TimeUnit::day) == "2026-01-24");
    CHECK(label(2026, 1, 19, TimeUnit::week) == "2026-W04");
    CHECK(label(2025, 12, 29, TimeUnit::week) == "2026-W01");
    CHECK(label(2027, 1, 1, TimeUnit::week) == "2026-W53");
    CHECK(label(2026, 1, 1, TimeUnit::month) == "2026-01");
    CHECK(label(1987, 1, 1, TimeUnit::year) == "1987");
}

TEST_CASE("formats: csv, ids, trec") {
    Answer answer = testing::sample_answer();
    CHECK(formatted("csv", answer) ==
          "rank,id,score,published,source,title,authors,section,url,people,organizations,places,snippet,"
          "cluster,copies\r\n"
          "1,northern-wire:7,12.5,2026-01-24T08:15:00+04:00,Northern Wire,\"Abu Dhabi talks \"\"open\"\", "
          "again\",Ines Duarte; Jo Lund,world,https://wire.example/7,"
          "Andrii Sybiha; Steve Witkoff; Jared Kushner; Zoë Łuk; 李明,NATO,Abu Dhabi,"
          "Zoë’s envoys met in Abu Dhabi; talks go on.,,0\r\n"
          "2,notes/a b.txt,3.25,,,,,,,,,,Nothing is known of this article.,,0\r\n");
    CHECK(formatted("ids", answer) == "northern-wire:7\nnotes/a b.txt\n");
    answer.query.id = "q 1";
    CHECK(formatted("trec", answer) ==
          "q%201 Q0 northern-wire:7 1 12.500000 dateline\nq%201 Q0 notes/a%20b.txt 2 3.250000 dateline\n");
    CHECK(formatted("csv", Answer{}) ==
          "rank,id,score,published,source,title,authors,section,url,people,organizations,places,snippet,"
          "cluster,copies\r\n");
    CHECK(formatted("ids", Answer{}).empty());
    CHECK(formatted("trec", Answer{}).empty());
    CHECK(formatted("jsonl", Answer{}).empty());
}

TEST_CASE("formats: counts alone as csv and JSON Lines") {
    Answer answer;
    answer.facets = {testing::sample_facet()};
    CHECK(formatted("csv", answer) ==
          "field,value,count,kind,in_archive,score\r\nperson,Ronald Reagan,10512,value,,\r\n"
          "person,李明,98,value,,\r\nperson,,700,other,,\r\nperson,,20422,missing,,\r\n");
    CHECK(formatted("jsonl", answer) ==
          "{\"facet\":\"person\",\"value\":\"Ronald Reagan\",\"count\":10512,\"kind\":\"value\","
          "\"in_archive\":null,\"score\":null}\n"
          "{\"facet\":\"person\",\"value\":\"李明\",\"count\":98,\"kind\":\"value\",\"in_archive\":null,"
          "\"score\":null}\n"
          "{\"facet\":\"person\",\"value\":null,\"count\":700,\"kind\":\"other\",\"in_archive\":null,"
          "\"score\":null}\n"
          "{\"facet\":\"person\",\"value\":null,\"count\":20422,\"kind\":\"missing\",\"in_archive\":null,"
          "\"score\":null}\n");
    answer.facets.clear();
    answer.timeline = testing::sample_timeline();
    answer.timeline->buckets.resize(1);
    answer.timeline->buckets[0].in_archive = 80;
    CHECK(formatted("csv", answer) ==
          "from,to,count,in_archive,kind\r\n2026-01-20,2026-01-20,4,80,bucket\r\n,,5,,undated\r\n");
    CHECK(
        formatted("jsonl", answer) ==
        "{\"from\":\"2026-01-20\",\"to\":\"2026-01-20\",\"count\":4,\"in_archive\":80,\"kind\":\"bucket\"}\n"
        "{\"from\":null,\"to\":null,\"count\":5,\"in_archive\":null,\"kind\":\"undated\"}\n");
}

TEST_CASE("formats: facets with what was chosen, kept away, looked for and held against the archive") {
    Facet facet{.field = "person",
                .distinct = 9,
                .values = {{.value = "Jo Lund", .count = 12, .chosen = true, .in_archive = 15, .score = 20.5},
                           {.value = "Ann Lunde", .count = 3, .in_archive = 2100, .score = -4}},
                .other = 1,
                .excluded = {"A B"},
                .articles = 1234,
                .widened = true,
                .match = "lund",
                .matching = 2,
                .against_archive = true};
    CHECK(facet_table(facet, {}) ==
          "person: 9 distinct, 2 with 'lund', of 1234 articles, not A B\n"
          "* Jo Lund     12 of 15\n"
          "  Ann Lunde    3 of 2100\n"
          "  (7 others)   1\n");
    Answer answer;
    answer.facets = {facet};
    CHECK(formatted("csv", answer) ==
          "field,value,count,kind,in_archive,score\r\nperson,Jo Lund,12,value,15,20.5\r\n"
          "person,Ann Lunde,3,value,2100,-4\r\nperson,,1,other,,\r\n");
}

TEST_CASE("formats: a timeline with shares, gaps of the archive and a second query") {
    Timeline timeline = testing::sample_timeline();
    for (Bucket& bucket : timeline.buckets) bucket.in_archive = 1000;
    timeline.buckets[0].in_archive = 100'000;
    const Day first = testing::day(2026, 1, 20);
    const auto gap = [&](int from, int to) {
        return Bucket{first + std::chrono::days(from), first + std::chrono::days(to)};
    };
    timeline.gaps = {gap(2, 5), gap(7, 7)};
    timeline.undated = 0;
    const OutputSettings plain{.width = 40, .unicode = false};
    CHECK(timeline_bars(timeline, plain) ==
          "2026-01-20  4  <0.1 %  #########\n"
          "2026-01-21  8   0.8 %  #################\n"
          "... nothing in the archive\n"
          "2026-01-26  1   0.1 %  ##\n"
          "2026-01-27  0  nothing in the archive\n"
          "2026-01-28  2   0.2 %  ####\n");
    timeline.gaps = {gap(3, 4)};
    CHECK(timeline_bars(timeline, plain).find("\n... nothing in the archive for 2 of 4 days\n") !=
          std::string::npos);
    timeline.gaps.clear();
    timeline.buckets.resize(2);
    Comparison comparison{.typed = "ferry", .understood = "ferry", .total = 3, .timeline = timeline};
    comparison.timeline.buckets = {timeline.buckets[1]};
    comparison.timeline.buckets[0].count = 3;
    comparison.timeline.undated = 2;
    CHECK(compared_bars("talks", timeline, comparison, plain) ==
          "# talks\n"
          "- ferry: 3 articles, 2 undated\n"
          "2026-01-20  4  <0.1 %  #########\n"
          "            0   0.0 %\n"
          "2026-01-21  8   0.8 %  #################\n"
          "            3   0.3 %  ------\n");
    Answer answer;
    answer.query.typed = "talks";
    answer.timeline = timeline;
    answer.comparison = comparison;
    CHECK(formatted("csv", answer) ==
          "from,to,count,in_archive,kind,query\r\n"
          "2026-01-20,2026-01-20,4,100000,bucket,talks\r\n2026-01-21,2026-01-21,8,1000,bucket,talks\r\n"
          "2026-01-21,2026-01-21,3,1000,bucket,ferry\r\n,,2,,undated,ferry\r\n");
}

TEST_CASE("formats: why there is nothing") {
    using Lines = std::vector<std::string>;
    Answer answer;
    CHECK(explain_nothing(answer) == Lines{"the archive holds no articles"});
    answer.articles = 100;
    CHECK(explain_nothing(answer) == Lines{"no article passes the filters"});
    const AppliedFilter person{"person", "Steve Witkoff"};
    const AppliedFilter published{"published", "2026-01-20.."};
    const dateline::Day day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 20};
    WhyNothing& why = answer.why.emplace();
    why.parts = {{.filter = person, .articles = 13, .without = 812},
                 {.filter = published, .articles = 812, .without = 13}};
    why.days = {{.field = "published", .days = {day, {}}, .articles = 812, .before = DayCount{day, 1}}};
    CHECK(explain_nothing(answer) ==
          Lines{"no article passes the filters",
                "articles of each filter: person Steve Witkoff 13, published 2026-01-20.. 812",
                "without person Steve Witkoff there would be 812 articles",
                "none of the 812 articles of 2026-01-20.. matches the rest; nearest that match: 1 article on "
                "2026-01-20"});
    why.days[0].articles = 1;
    CHECK(explain_nothing(answer).back() ==
          "the only article of 2026-01-20.. does not match the rest; nearest that match: 1 article on "
          "2026-01-20");
    why.parts[0].without = why.parts[1].without = 0;
    why.days[0] = {.field = "published", .days = {day, day}};
    CHECK(explain_nothing(answer) ==
          Lines{"no article passes the filters",
                "articles of each filter: person Steve Witkoff 13, published 2026-01-20.. 812",
                "to leave out any one of these would not help", "the archive has no article of 2026-01-20"});
    answer.query.typed = "xyzzy";
    answer.words = {{"xyzzy", 0}};
    why = {};
    why.words = answer.words;
    why.parts = {{.query = "xyzzy"}};
    CHECK(explain_nothing(answer) == Lines{"no article has the word xyzzy"});
    why.suggestions = {{"xyzzy", "Xyza", 12}, {"xyzzy", "xyz\x1b", 1}};
    CHECK(explain_nothing(answer)[1] ==
          "did you mean Xyza (12 articles) or xyz (1 article) instead of xyzzy?");
    answer.words = {{"abu", 12345}, {"dhabi", 120}, {"xyzzy", 0}};
    why = {};
    why.words = answer.words;
    CHECK(explain_nothing(answer) ==
          Lines{"no article matches", "articles with each word: abu 12,345, dhabi 120, xyzzy none"});
    answer.nearest = Nearest{.words_asked = 3, .words_matched = 2, .total = 1, .hits = {Hit{}}};
    CHECK(explain_nothing(answer)[0] == "no article has all 3 words; showing 1 that has 2");
    answer.nearest->total = 57;
    CHECK(explain_nothing(answer)[0] == "no article has all 3 words; showing 1 of 57 that have 2");
    answer.total = 1;
    CHECK(explain_nothing(answer).empty());
}

TEST_CASE("formats: the nearest are shown as text, but are no rows") {
    Answer answer = testing::sample_answer();
    answer.nearest = Nearest{.words_asked = 3, .words_matched = 2, .total = 57, .hits = answer.hits};
    answer.hits.clear();
    answer.total = 0;
    CHECK(formatted("text", answer)
              .starts_with("0 articles; nearest: 2 of 57 with 2 of 3 words\n\n1. **Abu Dhabi talks**"));
    CHECK(formatted("ids", answer).empty());
    CHECK(formatted("trec", answer).empty());
    CHECK(formatted("jsonl", answer).empty());
}

TEST_CASE("formats: any bytes in any field, in any width") {
    std::mt19937 random(11);
    const std::string_view pieces[] = {"talks",       " ",       "\x1b[2J",  "\xff", "北京", "\u202E",
                                       "👩‍👧", "e\u0301", "\xe5\x8c", "\n",   "\"",   ",",
                                       "\xc2\x85",    "a-b",     "",         "🇺🇦"};
    const auto any_text = [&] {
        std::string text;
        for (std::size_t i = random() % 40; i > 0; --i) text += pieces[random() % std::size(pieces)];
        return text;
    };
    for (int round = 0; round < 500; ++round) {
        Answer answer = testing::sample_answer();
        Hit& hit = answer.hits[0];
        hit.title.text = any_text();
        const std::size_t middle = hit.title.text.size() / 2;
        hit.title.marks = {{0, middle}, {middle, hit.title.text.size()}};
        hit.article.title = hit.title.text;
        hit.snippet = hit.title;
        hit.article.id = hit.article.source = hit.article.url = any_text();
        hit.article.people[0].name = any_text();
        answer.facets = {testing::sample_facet()};
        answer.facets[0].values[0].value = any_text();
        const OutputSettings settings{.width = random() % 50, .verbose = true};
        answer.query.id = any_text();
        for (const OutputFormat& format : output_formats()) {
            const std::string written = formatted(format.name, answer, settings);
            if (format.name == "text") CHECK(written.find('\x1b') == std::string::npos);
        }
    }
}

TEST_CASE("formats: wrapping") {
    const auto wrapped = [](const std::string& text, std::size_t width) {
        std::string lines;
        for (const Span& line : wrap(text, width))
            lines += text.substr(line.begin, line.end - line.begin) + '|';
        return lines;
    };
    CHECK(wrapped("one two three", 0) == "one two three|");
    CHECK(wrapped("one two three", 7) == "one two|three|");
    CHECK(wrapped("one two three", 8) == "one two|three|");
    CHECK(wrapped("abcdefgh ij", 3) == "abc|def|gh|ij|");
    CHECK(wrapped("北京会谈。结束", 6) == "北京会|谈。结|束|");
    CHECK(wrapped("北京。", 4) == "北|京。|");
    CHECK(wrapped("e\u0301e\u0301e\u0301", 2) == "e\u0301e\u0301|e\u0301|");
    CHECK(wrapped("北", 1) == "北|");
    CHECK(wrapped("", 5) == "|");
}

TEST_CASE("formats: numbers") {
    CHECK(grouped(9999) == "9999");
    CHECK(grouped(10000) == "10,000");
    CHECK(grouped(1234567890) == "1,234,567,890");
    CHECK(grouped(~std::uint64_t{0}) == "18,446,744,073,709,551,615");
    CHECK(counted(1, "article") == "1 article");
}

}  // namespace dateline
