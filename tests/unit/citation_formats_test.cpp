#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "sample_answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

namespace {

using testing::formatted;

/// How a format writes a lone hit with that title.
std::string titled(std::string_view format, const std::string& title) {
    Answer answer;
    answer.total = 1;
    answer.hits.resize(1);
    answer.hits[0].rank = 1;
    answer.hits[0].article.id = "a";
    answer.hits[0].article.title = title;
    return formatted(format, answer);
}

/// The value of a field of the only entry, without its braces; an entry whose braces do not match has none.
std::string bibtex_field(const std::string& entry, const std::string& name) {
    std::size_t at = entry.find("  " + name + " = {");
    if (at == std::string::npos) return "(none)";
    at += name.size() + 6;
    int depth = 1;
    std::string value;
    for (; at < entry.size(); ++at) {
        if (entry[at] == '{') ++depth;
        if (entry[at] == '}' && --depth == 0) return value;
        value += entry[at];
    }
    return "(open)";
}

struct Case {
    std::string given;
    std::string expected;
};

}  // namespace

TEST_CASE("citations: BibTeX, whole") {
    CHECK(formatted("bibtex", testing::sample_answer()) == R"(@article{northern-wire:7,
  title = {{Abu Dhabi talks "open", again}},
  author = {Duarte, Ines and Lund, Jo},
  journal = {Northern Wire},
  date = {2026-01-24},
  year = {2026},
  month = jan,
  url = {https://wire.example/7},
  langid = {en},
  keywords = {diplomacy},
  archiveid = {northern-wire:7}
}

@misc{notes/a-b.txt-578a07885e7c,
  archiveid = {notes/a b.txt}
}
)");
}

TEST_CASE("citations: titles in BibTeX") {
    const Case cases[] = {
        {"50% of AT&T", R"({50\% of AT\&T})"},
        {"a {b} c", R"({a \textbraceleft{}b\textbraceright{} c})"},
        {"}", R"({\textbraceright{}})"},
        {"\\end{document}", R"({\textbackslash{}end\textbraceleft{}document\textbraceright{}})"},
        {"$5 #1 a_b ~ ^", R"({\$5 \#1 a\_b \textasciitilde{} \textasciicircum{}})"},
        {"two\nlines\tand\ra tab", "{two lines and a tab}"},
        {"“Zoë” — 会談 | @x", "{“Zoë” — 会談 | @x}"},
        {"\x1b[31mred\xff", "{[31mred\uFFFD}"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.given);
        CHECK(bibtex_field(titled("bibtex", one.given), "title") == one.expected);
    }
}

TEST_CASE("citations: authors, addresses and keys in BibTeX") {
    Answer answer;
    answer.hits.resize(1);
    Article& article = answer.hits[0].article;
    article.authors = {"Jo Lund", "Reuters Staff, AP", "Salt and Pepper", "Anders Andersson", "{x}"};
    article.url = "https://x.example/a_b?q=50%25&r={1} \"2\"";
    CHECK(bibtex_field(formatted("bibtex", answer), "author") ==
          "Lund, Jo and {Reuters Staff, AP} and {Salt and Pepper} and Andersson, Anders and "
          "{\\textbraceleft{}x\\textbraceright{}}");
    CHECK(bibtex_field(formatted("bibtex", answer), "url") ==
          "https://x.example/a_b?q=50%25&r=%7B1%7D%20%222%22");
    const auto key = [&](const std::string& id) {
        article.id = id;
        const std::string entry = formatted("bibtex", answer);
        return entry.substr(6, entry.find(',') - 6);
    };
    CHECK(key("wire:2026-01") == "wire:2026-01");
    CHECK(key("https://x.example/7") == "https://x.example/7");
    CHECK(key("a b") != key("a-b"));
    CHECK(key("A") != key("a"));
    CHECK(key("A").starts_with("A-"));
    CHECK(key("é").starts_with("---"));
    CHECK(key("é") != key("è"));
    CHECK(key(std::string(300, 'x')).size() < 80);
    CHECK(key(std::string(300, 'x')) != key(std::string(301, 'x')));
    CHECK_FALSE(key("").empty());
}

TEST_CASE("citations: RIS, whole") {
    Answer answer = testing::sample_answer();
    answer.hits[0].article.lede = "Talks go on.";
    CHECK(formatted("ris", answer) ==
          "TY  - NEWS\r\nID  - northern-wire:7\r\nTI  - Abu Dhabi talks \"open\", again\r\n"
          "AU  - Duarte, Ines\r\nAU  - Lund, Jo\r\nT2  - Northern Wire\r\nSE  - world\r\nPY  - 2026\r\n"
          "DA  - 2026/01/24/\r\nPP  - ABU DHABI\r\nLA  - en\r\nAB  - Talks go on.\r\nKW  - diplomacy\r\n"
          "UR  - https://wire.example/7\r\nER  - \r\n"
          "TY  - NEWS\r\nID  - notes/a b.txt\r\nER  - \r\n");
}

TEST_CASE("citations: no title breaks out of its line in RIS") {
    for (const std::string title :
         {"a\nER  - ", "a\r\nTY  - BOOK", "{b} %&|\t\x1b", "a\u2028ER  - ", "\xc2\x85"}) {
        const std::string record = titled("ris", title);
        CAPTURE(record);
        std::istringstream lines(record);
        int count = 0;
        for (std::string line; std::getline(lines, line); ++count) {
            REQUIRE(line.size() >= 7);
            CHECK(line.substr(2, 4) == "  - ");
            CHECK(line.back() == '\r');
        }
        CHECK(count <= 4);
        CHECK(record.ends_with("\r\nER  - \r\n"));
    }
}

TEST_CASE("formats: tsv has the rows of csv, and no value breaks them") {
    CHECK(formatted("tsv", testing::sample_answer()) ==
          "rank\tid\tscore\tpublished\tsource\ttitle\tauthors\tsection\turl\tpeople\torganizations\tplaces\t"
          "snippet\tcluster\tcopies\n"
          "1\tnorthern-wire:7\t12.5\t2026-01-24T08:15:00+04:00\tNorthern Wire\tAbu Dhabi talks \"open\", "
          "again\tInes Duarte; Jo Lund\tworld\thttps://wire.example/7\t"
          "Andrii Sybiha; Steve Witkoff; Jared Kushner; Zoë Łuk; 李明\tNATO\tAbu Dhabi\t"
          "Zoë’s envoys met in Abu Dhabi; talks go on.\t\t0\n"
          "2\tnotes/a b.txt\t3.25\t\t\t\t\t\t\t\t\t\tNothing is known of this article.\t\t0\n");
    const std::string hostile = titled("tsv", "a\tb\nc\r\n\"d\" | %&");
    CHECK(hostile.find("\ta b c  \"d\" | %&\t") != std::string::npos);
    CHECK(std::count(hostile.begin(), hostile.end(), '\n') == 2);
    CHECK(std::count(hostile.begin(), hostile.end(), '\t') == 28);
}

TEST_CASE("formats: Markdown, whole") {
    Answer answer = testing::answer_with_copies();
    answer.facets = {testing::sample_facet()};
    answer.timeline = testing::sample_timeline();
    answer.timeline->buckets.resize(1);
    answer.timeline->buckets[0].in_archive = 80;
    CHECK(formatted("markdown", answer) == R"(# Abu Dhabi talks: 345 articles, 12 copies folded

1. [**Abu Dhabi talks "open", again**](<https://wire.example/7>)\
   Northern Wire · 2026-01-24 08:15 · northern-wire:7
   > … Zoë’s envoys met in **Abu Dhabi**; **talks** go on. …

   \+2 copies: Gulf Monitor, 1 without a source; +1 version
2. **notes/a b.txt**\
   undated · notes/a b.txt
   > Nothing is known of this article.

| person | articles |
|---|---:|
| Ronald Reagan | 10,512 |
| 李明 | 98 |
| *others* | 700 |
| *none* | 20,422 |

| day | articles | in the archive |
|---|---:|---:|
| 2026-01-20 | 4 | 80 |
| *undated* | 5 | |
)");
}

TEST_CASE("formats: Markdown leaves out no count that was asked for") {
    Answer answer;
    answer.query.typed = "talks";
    answer.facets = {testing::sample_facet()};
    answer.facets[0].against_archive = true;
    answer.facets[0].values = {{.value = "a|b", .count = 3, .chosen = true, .in_archive = 1200, .score = 2}};
    answer.timeline = Timeline{};
    answer.timeline->gaps = {{.first = testing::day(2026, 1, 8), .last = testing::day(2026, 1, 9)}};
    answer.comparison = Comparison{.typed = "*x*", .understood = "x", .total = 2, .timeline = {}};
    CHECK(formatted("markdown", answer) == R"(# talks: 0 articles

| person | articles | in the archive |
|---|---:|---:|
| **a\|b** | 3 | 1200 |
| *others* | 700 | |
| *none* | 20,422 | |

| day | articles | in the archive |
|---|---:|---:|
| *2026-01-08 to 2026-01-09* | 0 | 0 |

Beside it, \*x\*: 2 articles

| day | articles | in the archive |
|---|---:|---:|
)");
}

TEST_CASE("formats: what would be markup is text in Markdown") {
    const Case cases[] = {
        {"*a* _b_ `c`", R"(**\*a\* \_b\_ \`c\`**)"},
        {"[x](javascript:y)", R"(**\[x\](javascript:y)**)"},
        {"<script>&amp;", R"(**\<script\>\&amp;**)"},
        {"a | b\n# c", R"(**a \| b \# c**)"},
        {"\\", R"(**\\**)"},
        {"1. 50% {x} é 会談", R"(**1. 50% {x} é 会談**)"},
        {"$a$ ~b~", R"(**\$a\$ \~b\~**)"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.given);
        CHECK(titled("markdown", one.given).starts_with("#"));
        CHECK(titled("markdown", one.given).find("\n1. " + one.expected + "\\\n") != std::string::npos);
    }
    Answer answer;
    answer.hits.resize(1);
    const auto with = [&](const std::string& url, const std::string& snippet) {
        answer.hits[0].article.url = url;
        answer.hits[0].snippet.text = snippet;
        return formatted("markdown", answer);
    };
    CHECK(with("javascript:alert(1)", "").find("](") == std::string::npos);
    CHECK(with("https://x.example/a b>|", "").find("](<https://x.example/a%20b%3E%7C>)") !=
          std::string::npos);
    CHECK(with("", "12. march").find("> 12\\. march\n") != std::string::npos);
    CHECK(with("", "- no list").find("> \\- no list\n") != std::string::npos);
    CHECK(with("", "# no head").find("> \\# no head\n") != std::string::npos);
}

TEST_CASE("formats: an answer among many says which query it is of") {
    Answer answer = testing::sample_answer();
    answer.query.id = "q|1";
    CHECK(formatted("text", answer).starts_with("q|1: Abu Dhabi talks\n2 of 345 articles\n\n1. "));
    CHECK(formatted("markdown", answer).starts_with("# q\\|1: Abu Dhabi talks: 345 articles\n\n1. "));
    CHECK(formatted("json", answer).find("\"id\": \"q|1\"") != std::string::npos);
}

}  // namespace dateline
