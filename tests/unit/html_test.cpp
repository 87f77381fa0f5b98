#include "indexer/readers/html.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "indexer/input/encoding.h"
#include "indexer/page/page.h"
#include "tests/unit/reading.h"

namespace dateline {
namespace {

/// The paragraphs, apart by a bar.
std::string text_of(const Record& record) {
    std::string joined;
    for (const std::string& paragraph : article(record).body)
        joined += (joined.empty() ? "" : "|") + paragraph;
    return joined;
}

std::string day_of(const Record& record) {
    const std::optional<Timestamp>& when = article(record).published;
    return when ? to_string(*when) : "undated";
}

std::string origin_of(const Record& record, FieldId field) {
    const auto found = std::ranges::find(record.origins, field, &FieldOrigin::field);
    return found == record.origins.end() ? "" : found->rule;
}

Record page(std::string bytes, ReadingContext context = {}) {
    context.explain = true;
    return read_page(std::move(bytes), context);
}

const std::string one = "The harbour board of Sandhaven voted on Monday to raise the sea wall by a metre.";
const std::string two = "Work will begin in spring, the board said, and will cost eleven million crowns.";
const std::string three =
    "Fishermen had asked for the wall after the gales of December flooded the lower quay.";

std::string paragraphs_html() {
    return "<p>" + one + "</p>\n<p>" + two + "</p>\n<p>" + three + "</p>\n";
}

const std::string whole = one + "|" + two + "|" + three;

std::string wordpress_page() {
    return "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Sea wall to rise | "
           "Harbour "
           "Courier</title><link rel=\"canonical\" href=\"https://courier.example/2026/01/24/sea-wall/\">"
           "<meta property=\"og:site_name\" content=\"Harbour Courier\">"
           "<meta property=\"article:published_time\" content=\"2026-01-24T08:15:00+00:00\">"
           "<meta property=\"article:modified_time\" content=\"2026-01-25T10:00:00+00:00\">"
           "<meta property=\"article:section\" content=\"Town\"><meta property=\"article:tag\" "
           "content=\"harbour\">"
           "<meta property=\"article:tag\" content=\"sea wall\">"
           "<meta name=\"description\" content=\"Sandhaven pays for safety\"></head>"
           "<body class=\"single has-sidebar\"><nav class=\"menu\"><ul><li><a href=\"/\">Home</a><li><a "
           "href=\"/town\">Town</a></ul></nav><div class=\"cookie-notice\"><p>We use cookies to make this "
           "site "
           "work, and our partners may use them to measure how it is read by you.</p></div><main><article "
           "class=\"post type-post category-comment tag-sidebar\"><header><h1 class=\"entry-title\">Sea wall "
           "to "
           "rise</h1><p class=\"byline\">By <a rel=\"author\" href=\"/ines\">Ines Duarte</a> and Tom Hale</p>"
           "</header><div class=\"entry-content\">" +
           paragraphs_html() +
           "<figure><img src=a.jpg><figcaption>The lower quay under water, seen from the "
           "mole.</figcaption></figure>"
           "<div class=\"sharedaddy\"><h3>Share this:</h3><ul><li><a href=\"#\">Mail</a></ul></div>"
           "<p><a href=\"/a\">Read more: how the quay was flooded</a></p></div>"
           "<section class=\"author-bio\"><p>Ines Duarte has covered the harbour for twenty years and lives "
           "by "
           "it.</p></section></article><div id=\"comments\"><p>" +
           std::string(40, 'x') +
           " I never liked that wall, and nor did my father, who built the first one.</p></div></main><aside "
           "class=\"sidebar\"><h3>Most read</h3><ul><li><a href=\"/b\">Ferry strike "
           "ends</a></ul></aside><footer>"
           "<p>\xc2\xa9 2019 Harbour Courier. All rights reserved.</p></footer></body></html>";
}

TEST_CASE("html: an article among menus, notices, comments and links") {
    const Record record = page(wordpress_page());
    CHECK(text_of(record) == whole);
    const Article& read = article(record);
    CHECK(read.title == "Sea wall to rise");
    CHECK(read.lede == "Sandhaven pays for safety");
    CHECK(read.authors == std::vector<std::string>{"Ines Duarte", "Tom Hale"});
    CHECK(read.source == "Harbour Courier");
    CHECK(read.section == "Town");
    CHECK(read.language == "en");
    CHECK(read.keywords == std::vector<std::string>{"harbour", "sea wall"});
    CHECK(read.url == "https://courier.example/2026/01/24/sea-wall/");
    CHECK(read.id == read.url);
    CHECK(day_of(record) == "2026-01-24T08:15:00Z");
    REQUIRE(read.updated);
    CHECK(to_string(*read.updated) == "2026-01-25T10:00:00Z");
    CHECK(origin_of(record, FieldId::published) == "meta article:published_time");
    CHECK(origin_of(record, FieldId::text) == "what the page calls the body");
    const bool caption_noted = std::ranges::any_of(
        record.notes, [](const std::string& note) { return note.starts_with("left out: The lower quay"); });
    CHECK(caption_noted);
}

TEST_CASE("html: the last paragraph needs no full stop") {
    const std::string prose =
        "<p>The harbour office closed the quay on Monday after a crane had been found to lean.</p>"
        "<p>Ferries will leave from the mole until the crane is taken down, the office said.</p>";
    const auto last = [&](const std::string& end) {
        const auto records = read_all("html", "<title>Quay</title><article>" + prose + end + "</article>");
        return article(records.at(0)).body.back();
    };
    CHECK(last("<p>Result: Marsvik 3, Oslo 1</p>") == "Result: Marsvik 3, Oslo 1");
    CHECK(last("<p>Reporting by Ines Duarte; editing by Tom Hale</p>") ==
          "Reporting by Ines Duarte; editing by Tom Hale");
    CHECK(last("<p><a href=\"/more\">More about quays</a></p>").starts_with("Ferries will leave"));
    CHECK(last("<div>Share this</div>").starts_with("Ferries will leave"));
}

TEST_CASE("html: nothing is noted of what was left out unless somebody asks") {
    const Record record = read_page(wordpress_page(), {});
    CHECK(record.notes.empty());
    CHECK(record.origins.empty());
}

TEST_CASE("html: linked data win, whatever they are wrapped in") {
    const std::string news =
        R"({"@type":["NewsArticle","Article"],"headline":"Sea wall &amp; quay","description":"Safety first",)"
        R"("datePublished":"2026-01-24T08:15:00+01:00","dateModified":"2026-01-24T09:00:00+01:00",)"
        R"("author":[{"@id":"#ines"},{"@type":"Person","name":"Tom Hale"}],"publisher":{"name":"Harbour Courier"},)"
        R"("articleSection":["Town","Sea"],"keywords":"harbour, wall","inLanguage":"en-GB"})";
    const std::string ines = R"({"@id":"#ines","@type":"Person","name":"Ines Duarte"})";
    for (const std::string& data :
         {"{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Courier\"}," +
              ines + "," + news + "]}",
          "[" + ines + "," + news + "]", "/*<![CDATA[*/[" + ines + "," + news + ",]/*]]>*/;",
          "[" + ines + ",\n{\"@type\":\"WebPage\",\"name\":\"a line\nbreak\",\"mainEntity\":" + news +
              "}]"}) {
        CAPTURE(data);
        const Record record = page(
            "<html><head><title>x</title><meta property=\"article:published_time\" content=\"2020-02-02\">"
            "<script type=\"application/ld+json\">" +
            data + "</script></head><body><article>" + paragraphs_html() + "</article></body></html>");
        const Article& read = article(record);
        CHECK(read.title == "Sea wall & quay");
        CHECK(read.lede == "Safety first");
        CHECK(read.authors == std::vector<std::string>{"Ines Duarte", "Tom Hale"});
        CHECK(read.source == "Harbour Courier");
        CHECK(read.section == "Town");
        CHECK(read.keywords == std::vector<std::string>{"harbour", "wall"});
        CHECK(day_of(record) == "2026-01-24T08:15:00+01:00");
        CHECK(origin_of(record, FieldId::published) == "JSON-LD NewsArticle datePublished");
        CHECK(text_of(record) == whole);
    }
}

TEST_CASE("html: linked data that are broken beyond repair are left out with a note") {
    const Record record = page(
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":"
        "</script><h1>Sea wall</h1>" +
        paragraphs_html());
    CHECK(article(record).title == "Sea wall");
    CHECK(text_of(record) == whole);
    const bool noted = std::ranges::any_of(
        record.notes, [](const std::string& note) { return note.starts_with("JSON-LD left out"); });
    CHECK(noted);
}

TEST_CASE("html: where the day of publication is found") {
    struct Case {
        std::string_view head, front, behind, expected;
    };
    for (const Case& c : {
             Case{"", "", "", "undated"},
             Case{"<meta name=dcterms.date content=2026-01-24>", "", "", "2026-01-24"},
             Case{"<meta itemprop=datePublished content='24.01.2026 08:15'>", "", "", "2026-01-24T08:15:00"},
             Case{"<meta name=date content='01/02/2026'>", "", "", "undated"},
             Case{"<meta name=date content='24/01/26'>", "", "", "undated"},
             Case{"<meta name=date content='2026-02-31'>", "", "", "undated"},
             Case{"", "<p>Published: 24 January 2026, 08:15 GMT</p>", "", "2026-01-24T08:15:00Z"},
             Case{"", "<p>Published:</p><p>January 24, 2026</p>", "", "2026-01-24"},
             Case{"", "<time datetime='2026-01-24T08:15:00+04:00'>Saturday</time>", "",
                  "2026-01-24T08:15:00+04:00"},
             Case{"", "<span class=post-date>Jan. 24th, 2026</span>", "", "2026-01-24"},
             Case{"", "<p>24.01.2026</p>", "", "2026-01-24"},
             Case{"", "<p>26 | 01 | 2026 </p>", "", "2026-01-26"},
             Case{"", "", "<p>24.01.2026</p>", "2026-01-24"},
             Case{"", "", "<footer><p>Copyright 24.01.2026</p></footer>", "undated"},
             Case{"", "", "<p>Terms of Use (24 January 2026)</p>", "undated"},
             Case{"", "", "<p>Datenschutz (24.01.2026)</p>", "undated"},
             Case{"", "", "<aside class=related><time datetime=2026-01-02>x</time></aside>", "undated"},
             Case{"", "", "<div class=comments><p>Zoe, 02.01.2026</p></div>", "undated"},
             Case{"", "<p>Updated 25 January 2026</p>", "", "2026-01-25"},
             Case{"", "<p>Published 24 January 2026, updated 25 January 2026</p>", "", "2026-01-24"},
             Case{"<script>var page = {\"datePublished\":\"2026-01-24T08:15Z\"};</script>", "", "",
                  "2026-01-24T08:15:00Z"},
         }) {
        CAPTURE(c.head);
        CAPTURE(c.front);
        CAPTURE(c.behind);
        const Record record =
            page("<html><head>" + std::string(c.head) + "</head><body><article><h1>Sea wall</h1>" +
                 std::string(c.front) + paragraphs_html() + "</article>" + std::string(c.behind) +
                 "</body></html>");
        CHECK(day_of(record) == c.expected);
        CHECK(text_of(record).starts_with(one));
    }
}

TEST_CASE("html: days are read as the page's language writes them") {
    struct Case {
        std::string_view language, line, expected;
    };
    for (const Case& c : {
             Case{"de",
                  "Ver\xc3\xb6"
                  "ffentlicht: 24. Januar 2026, 14:30 Uhr",
                  "2026-01-24T14:30:00"},
             Case{"de-AT", "Stand: 3. J\xc3\xa4nner 2026", "2026-01-03"},
             Case{"de", "Berlin, 24. M\xc3\xa4rz 2026", "2026-03-24"},
             Case{"fr", "Publi\xc3\xa9 le 1er ao\xc3\xbbt 2026 \xc3\xa0 8h15", "2026-08-01T08:15:00"},
             Case{"es", "Publicado el 24 de enero de 2026", "2026-01-24"},
             Case{"it", "Pubblicato il 24 gennaio 2026 alle ore 8:15", "2026-01-24T08:15:00"},
             Case{"pt-BR", "Publicado em 4 de mar\xc3\xa7o de 2026", "2026-03-04"},
             Case{"nl", "Gepubliceerd op 24 mei 2026 om 8:15", "2026-05-24T08:15:00"},
             Case{"fr", "04/05/2026", "2026-05-04"},
             Case{"en-GB", "04/05/2026", "2026-05-04"},
             Case{"en-US", "04/05/2026", "2026-04-05"},
             Case{"en", "04/05/2026", "undated"},
             Case{"en", "04/25/2026", "2026-04-25"},
             Case{"ja",
                  "2026\xe5\xb9\xb4"
                  "1\xe6\x9c\x88"
                  "24\xe6\x97\xa5",
                  "2026-01-24"},
         }) {
        CAPTURE(c.line);
        CAPTURE(c.language);
        const Record record =
            page("<html lang=\"" + std::string(c.language) + "\"><body><article><h1>Sea wall</h1><p>" +
                 std::string(c.line) + "</p>" + paragraphs_html() + "</article></body></html>");
        CHECK(day_of(record) == c.expected);
    }
}

TEST_CASE("html: the address and the day a page was fetched bound its date") {
    ReadingContext context;
    context.url = "https://www.courier.example/2026/01/24/sea-wall?utm=1";
    CHECK(day_of(page("<article>" + paragraphs_html() + "</article>", context)) == "2026-01-24");
    context.url = "https://web.archive.org/web/20260301120000/https://courier.example/sea-wall";
    CHECK(day_of(page("<article>" + paragraphs_html() + "</article>", context)) == "undated");
    context.captured = Timestamp{Day{std::chrono::year{2026} / 1 / 20}, {}, {}};
    CHECK(day_of(page("<meta name=date content=2026-01-24><article>" + paragraphs_html() + "</article>",
                      context)) == "undated");
    CHECK(day_of(page("<meta name=date content=2026-01-19><article>" + paragraphs_html() + "</article>",
                      context)) == "2026-01-19");
}

TEST_CASE("html: the page's own address, unless it cannot be it") {
    struct Case {
        std::string_view canonical, fetched, expected;
    };
    for (const Case& c : {
             Case{"https://a.example/one", "", "https://a.example/one"},
             Case{"/one", "https://a.example/x?y", "https://a.example/one"},
             Case{"//a.example/one", "https://www.a.example/x", "https://a.example/one"},
             Case{"https://a.example/", "https://a.example/one", "https://a.example/one"},
             Case{"https://other.example/one", "https://a.example/one", "https://a.example/one"},
             Case{"https://a.example/one", "https://m.a.example/one", "https://a.example/one"},
             Case{"javascript:alert(1)", "", ""},
         }) {
        CAPTURE(c.canonical);
        ReadingContext context;
        context.url = c.fetched;
        const Record record = page("<link rel=canonical href=\"" + std::string(c.canonical) + "\"><article>" +
                                       paragraphs_html() + "</article>",
                                   context);
        CHECK(article(record).url == c.expected);
    }
}

TEST_CASE("html: pages of other makes") {
    SUBCASE("AMP") {
        const Record record = page(
            "<!doctype html><html \xe2\x9a\xa1 lang=de><body><amp-sidebar><ul><li><a href=/>Home"
            "</a></ul></amp-sidebar><article class=amp-wp-article><div "
            "class=amp-wp-article-content>" +
            paragraphs_html() + "<amp-img src=a></amp-img></div></article>");
        CHECK(text_of(record) == whole);
    }
    SUBCASE("a live blog keeps all its posts") {
        std::string posts;
        for (int post = 0; post < 5; ++post)
            posts += "<div class=live-post><h3>10:0" + std::to_string(post) + "</h3>" + paragraphs_html() +
                     "</div>";
        const Record record = page("<main><h1>Live: sea wall</h1><div>" + posts + "</div></main>");
        CHECK(article(record).body.size() >= 15);
    }
    SUBCASE("tables and line breaks of the nineties") {
        const Record record = page(
            "<html><body><table><tr><td width=100><a href=a>Home</a><br><a href=b>News</a></td>"
            "<td><b>Sea wall to rise</b><br><br>" +
            one + "<br><br>" + two + "<br>" + three + "</td></tr></table>");
        CHECK(text_of(record).ends_with(one + "|" + two + " " + three));
    }
    SUBCASE("a page without <body> that begins with a young element") {
        const Record record = page(
            "<!doctype html><html lang=en><title>Sea wall</title><meta name=date content=2026-01-24>"
            "<main><article>" +
            paragraphs_html() + "</article></main>");
        CHECK(text_of(record) == whole);
        CHECK(article(record).title == "Sea wall");
    }
    SUBCASE("an article in several parts between advertisements") {
        const Record record =
            page("<article><div class=story-body><p>" + one +
                 "</p></div><div class=ad-slot><p>Buy a boat now, it "
                 "has never been as cheap as it is today.</p></div><div class=story-body><p>" +
                 two + "</p><p>" + three + "</p></div></article>");
        CHECK(text_of(record) == whole);
    }
    SUBCASE("a page that only a script fills, with its text in the data") {
        const Record record = page(
            "<html><head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
            "\"headline\":\"Sea wall\",\"articleBody\":\"" +
            one + "\\n\\n" + two + "\"}</script></head><body><div id=root></div></body>");
        CHECK(text_of(record) == one + "|" + two);
    }
    SUBCASE("a page behind a subscription has its summary") {
        const Record record = page(
            "<meta property=og:type content=article><meta property=og:title content='Sea wall'>"
            "<meta property=og:description content='The board voted.'><div></div>");
        CHECK(article(record).title == "Sea wall");
        CHECK(article(record).lede == "The board voted.");
        CHECK(article(record).body.empty());
    }
}

TEST_CASE("html: a page without an article is rejected with a reason") {
    std::string links = "<ul>";
    for (int link = 0; link < 60; ++link)
        links += "<li><a href=/" + std::to_string(link) + ">Ferry strike ends, again</a>";
    for (const std::string& bytes :
         {links, std::string(), std::string("<html><body></body></html>"),
          std::string("<html><head><title>Loading</title></head><body><noscript>Enable "
                      "JavaScript</noscript><div id=app></div></body></html>")}) {
        const Record record = page(bytes);
        CHECK(reason(record) == "no article");
    }
    std::string deep;
    for (int level = 0; level < 100'000; ++level) deep += "<div>";
    CHECK(reason(page(deep + one)) == "nested too deeply");
    std::string many;
    for (int element = 0; element < 600'000; ++element) many += "<p>x";
    CHECK(reason(page(many)) == "too many elements");
    const Record cut = page("<article>" + paragraphs_html() + "</article>" + many);
    CHECK(text_of(cut).starts_with(one));
    REQUIRE(!cut.notes.empty());
    CHECK(cut.notes.front() == "too many elements: what follows is left out");
}

TEST_CASE("html: the encoding that the protocol, the page or its bytes say") {
    const std::string latin = "<article><p>K\xf6ln: " + one + "</p></article>";
    CHECK(text_of(page(latin)) == "K\xc3\xb6ln: " + one);
    CHECK(text_of(page("<meta charset=iso-8859-2><article><p>\xb1 " + one + "</p></article>")) ==
          "\xc4\x85 " + one);
    CHECK(text_of(page("<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>\xc1 " + one +
                       "</p>")) == "\xd0\xb0 " + one);
    CHECK(text_of(page("<meta charset=klingon><p>" + one + "</p>")) == one);
    CHECK(text_of(page("<meta charset=iso-8859-1><article><p>K\xc3\xb6ln: " + one + "</p></article>")) ==
          "K\xc3\xb6ln: " + one);
    ReadingContext context;
    context.charset = "koi8-r";
    CHECK(text_of(page("<p>\xc1 " + one + "</p>", context)) == "\xd0\xb0 " + one);
}

TEST_CASE("html: hostile pages") {
    const std::string sample = wordpress_page();
    CHECK(read_mutations("html", sample, 300) == 300);
    std::string stray;
    for (int at = 0; at < 200'000; ++at) stray += "<";
    std::string spans;
    for (int at = 0; at < 100'000; ++at) spans += "<b><i><span></a>";
    std::string attributes = "<a";
    for (int at = 0; at < 100'000; ++at) attributes += " a" + std::to_string(at) + "=\"x\"";
    for (const std::string& bytes :
         {stray, spans, attributes, attributes + ">x", std::string("<!--"), std::string("<p"),
          std::string("<script>"), std::string("<a href=\""), std::string(1000, '\0')}) {
        (void)page(bytes);
        CHECK(text_of(page("<article>" + paragraphs_html() + "</article>" + bytes)).starts_with(one));
    }
    CHECK(text_of(page("<p>" + one + std::string(3, '\0') + "</p>")) == one);
    // What is cut for a note is not cut within a character.
    std::string umlauts = "x";
    for (int at = 0; at < 500; ++at) umlauts += "\xc3\xb6";
    const Record noted =
        page("<html lang=" + umlauts + "><title>" + umlauts + "</title><meta name=date content=" + umlauts +
             "><article>" + paragraphs_html() + "<figcaption>" + umlauts + "</figcaption></article>");
    CHECK(noted.notes.size() >= 3);
    for (const std::string& note : noted.notes) CHECK(is_utf8(note));
}

TEST_CASE("html: what is a page") {
    struct Case {
        std::string_view head;
        bool known;
    };
    for (const Case& c : {
             Case{"<!DOCTYPE html><html>", true},
             Case{"\xef\xbb\xbf  <!-- saved --> <!doctype HTML PUBLIC>", true},
             Case{"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", true},
             Case{"<HTML><HEAD>", true},
             Case{"<div class=story>", true},
             Case{"<?xml version=\"1.0\"?><rss version=\"2.0\">", false},
             Case{"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">", false},
             Case{"<nitf><head><title>", false},
             Case{"<newsItem>", false},
             Case{"Talks <b>resumed</b>", false},
             Case{"{\"html\": \"<html>\"}", false},
             Case{"", false},
         }) {
        CAPTURE(c.head);
        CHECK((recognise_html(c.head) > 0) == c.known);
    }
    CHECK(recognise_format("<!DOCTYPE html><html><body>")->name == "html");
}

TEST_CASE("html: a file's path dates and names what the page does not") {
    ReadingContext context;
    context.path = "saved/2026-01-24-wall.html";
    context.id_base = "2026-01-24-wall.html";
    context.published = Day{std::chrono::year{2001} / 1 / 1};
    const std::vector<Record> records = read_all("html", "<h1>Sea wall</h1>" + paragraphs_html(), context);
    REQUIRE(records.size() == 1);
    CHECK(article(records[0]).id == "2026-01-24-wall.html");
    CHECK(day_of(records[0]) == "2026-01-24");
    context.path = "wall.html";
    CHECK(day_of(read_all("html", "<h1>Sea wall</h1>" + paragraphs_html(), context)[0]) == "2001-01-01");
}

}  // namespace
}  // namespace dateline
