#include "indexer/readers/feed.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/unit/reading.h"

using namespace dateline;

namespace {

using Texts = std::vector<std::string>;

std::string rss(const std::string& items, const std::string& channel = {}) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:c=\"http://purl.org/rss/1.0/modules/content/\" "
           "xmlns:media=\"http://search.yahoo.com/mrss/\" "
           "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>Northern Wire</title>"
           "<link>https://wire.example/news/</link><language>en-gb</language>" +
           channel + items + "</channel></rss>";
}

std::string atom(const std::string& entries, const std::string& head = {}) {
    return "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><title>Le "
           "Quai</title><link href=\"https://quai.example/\"/>" +
           head + entries + "</feed>";
}

Article only(const std::string& feed) {
    const std::vector<Record> records = read_all("feed", feed);
    REQUIRE(records.size() == 1);
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]);
}

}  // namespace

TEST_CASE("an item of RSS 2.0") {
    const Article read = only(
        rss("<item><title>Talks &lt;i&gt;open&lt;/i&gt; in Geneva</title><link>2026/talks</link>"
            "<guid isPermaLink=\"false\">tag:wire.example,2026:1</guid><description>In short.</description>"
            "<c:encoded><![CDATA[<p>GENEVA (Wire) - One.</p><script>x()</script><p>Two &amp; "
            "three.</p>]]></c:encoded>"
            "<pubDate>Sat, 24 Jan 2026 08:15:00 GMT</pubDate><dc:creator>Ines Duarte</dc:creator>"
            "<category>Diplomacy</category><category>Talks</category><dc:subject>peace; "
            "war</dc:subject></item>"));
    CHECK(read.id == "tag:wire.example,2026:1");
    CHECK(read.url == "https://wire.example/news/2026/talks");
    CHECK(read.title == "Talks open in Geneva");
    CHECK(read.lede == "In short.");
    CHECK(read.body == Texts{"GENEVA (Wire) - One.", "Two & three."});
    CHECK(to_string(*read.published) == "2026-01-24T08:15:00Z");
    CHECK(read.authors == Texts{"Ines Duarte"});
    CHECK(read.keywords == Texts{"Diplomacy", "Talks", "peace", "war"});
    CHECK(read.source == "Northern Wire");
    CHECK(read.language == "en");
    CHECK(read.dateline == "GENEVA");
}

TEST_CASE("fields of items") {
    struct Case {
        std::string_view item;
        std::string_view id;
        std::string_view url;
        std::string_view title;
        std::string_view lede;
        std::string_view text;
        std::string_view authors;
    };
    constexpr Case cases[] = {
        {"<title>T</title><link>https://a.example/1</link>", "https://a.example/1", "https://a.example/1",
         "T", "", "", ""},
        {"<title>T</title><guid>https://a.example/2</guid>", "https://a.example/2", "https://a.example/2",
         "T", "", "", ""},
        {"<title>T</title><guid>17</guid>", "https://wire.example/news/#17", "", "T", "", "", ""},
        {"<title>T</title><guid>/17</guid>", "https://wire.example/17", "", "T", "", "", ""},
        {"<title>T</title><guid isPermaLink='false'>c88fbba9-c228-4724-bf41-8c193b72491c</guid>",
         "c88fbba9-c228-4724-bf41-8c193b72491c", "", "T", "", "", ""},
        // The summary that only begins the text is not told twice.
        {"<guid>u:11</guid><description>The talks went [...]</description><c:encoded>&lt;p>The talks went "
         "on.&lt;/p>"
         "</c:encoded>",
         "https://wire.example/news/#u:11", "", "", "", "The talks went on.", ""},
        {"<guid>uu:1</guid><description>&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></description>", "uu:1", "", "", "",
         "One.|Two.", ""},
        {"<guid>uu:1</guid><description><p>One.<br/>More.</p><p>Two.</p></description>", "uu:1", "", "", "",
         "One. More.|Two.", ""},
        {"<guid>uu:1</guid><title>AT&amp;T rises</title><media:description>M.</media:description>", "uu:1",
         "", "AT&T rises", "", "M.", ""},
        {"<guid>uu:1</guid><media:group><media:title>In a group</media:title></media:group>", "uu:1", "",
         "In a group", "", "", ""},
        {"<guid>uu:1</guid><itunes:summary>Heard.</itunes:summary><itunes:author>Tom Hale</itunes:author>",
         "uu:1", "", "", "", "Heard.", "Tom Hale"},
        {"<guid>uu:1</guid><title>T</title><author>desk@wire.example (Ines Duarte)</author>", "uu:1", "", "T",
         "", "", "Ines Duarte"},
        {"<guid>uu:1</guid><title>T</title><dc:creator>Hale, T. R.</dc:creator><dc:creator>Ada "
         "Lim</dc:creator>",
         "uu:1", "", "T", "", "", "Hale, T. R.|Ada Lim"},
        {"<guid>uu:1</guid><title>T</title><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
         "https://a.example/orig</f:origLink><link>http://feeds.example/~r/1</link>",
         "uu:1", "https://a.example/orig", "T", "", "", ""},
        // Prefixes that nobody declares, and entities that nobody knows here.
        {"<guid>uu:1</guid><title>T&nbsp;&eacute;</title><content:encoded>&lt;p>Full.&lt;/p></"
         "content:encoded>",
         "uu:1", "", "T \xc3\xa9", "", "Full.", ""},
    };
    const auto joined = [](const Texts& texts) {
        std::string all;
        for (const std::string& text : texts) all += (all.empty() ? "" : "|") + text;
        return all;
    };
    for (const Case& one : cases) {
        CAPTURE(one.item);
        const Article read = only(rss("<item>" + std::string(one.item) + "</item>"));
        CHECK(read.id == one.id);
        CHECK(read.url == one.url);
        CHECK(read.title == one.title);
        CHECK(read.lede == one.lede);
        CHECK(joined(read.body) == one.text);
        CHECK(joined(read.authors) == one.authors);
    }
}

TEST_CASE("dates of entries") {
    const auto published = [](const std::string& dates) {
        const Article read = only(rss("<item><title>T</title>" + dates + "</item>"));
        return read.published ? to_string(*read.published) : "none";
    };
    CHECK(published("<pubDate>Sat, 24 Jan 2026 08:15:00 +0400</pubDate>") == "2026-01-24T08:15:00+04:00");
    CHECK(published("<pubDate>soon</pubDate><dc:date>2026-01-24</dc:date>") == "2026-01-24");
    CHECK(published("<pubDate>soon</pubDate>") == "none");
    CHECK(published("<d:created xmlns:d='http://purl.org/dc/terms/'>2026-01-24</d:created>") == "2026-01-24");
    const Article read =
        only(atom("<entry><id>urn:x:1</id><title>T</title><updated>2026-01-25T00:00:00Z</updated>"
                  "<published>2026-01-24T00:00:00Z</published></entry>"));
    CHECK(to_string(*read.published) == "2026-01-24T00:00:00Z");
    CHECK(to_string(*read.updated) == "2026-01-25T00:00:00Z");
}

TEST_CASE("entries of Atom") {
    const Article read = only(atom(
        "<entry xml:base=\"/archive/\"><id>urn:x:1</id><title type=\"html\">Les &lt;b>ports&lt;/b></title>"
        "<link rel=\"enclosure\" href=\"a.mp3\"/><link "
        "href=\"1.html\"/><updated>2026-01-24T08:15:00Z</updated>"
        "<summary>R\xc3\xa9sum\xc3\xa9.</summary><category term=\"mer\" label=\"La mer\"/>"
        "<content type=\"xhtml\"><h:div "
        "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p>Un.</h:p><h:p>Deux.</h:p>"
        "</h:div></content></entry>",
        "<author><name>Marie Ker</name></author>"));
    CHECK(read.url == "https://quai.example/1.html");
    CHECK(read.title == "Les ports");
    CHECK(read.lede == "R\xc3\xa9sum\xc3\xa9.");
    CHECK(read.body == Texts{"Un.", "Deux."});
    CHECK(read.authors == Texts{"Marie Ker"});
    CHECK(read.keywords == Texts{"La mer"});
    CHECK(read.language == "fr");
    CHECK(read.source == "Le Quai");
    CHECK(to_string(*read.published) == "2026-01-24T08:15:00Z");
    CHECK(only(atom("<entry><title>1 &lt; 2 &lt;b></title></entry>")).title == "1 < 2 <b>");
    const std::string old =
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>Old</title><entry><id>urn:x:2</id>"
        "<title mode=\"escaped\">T</title><issued>2004-02-03T04:05:06Z</issued>"
        "<content mode=\"escaped\" type=\"text/html\">&lt;p>One.&lt;/p></content></entry></feed>";
    CHECK(to_string(*only(old).published) == "2004-02-03T04:05:06Z");
    CHECK(only(old).body == Texts{"One."});
    const std::string prefixed =
        "<x:feed xmlns:x=\"http://www.w3.org/2005/Atom\"><x:entry><x:title>P</x:title>"
        "<x:id>urn:x:3</x:id></x:entry></x:feed>";
    CHECK(only(prefixed).id == "urn:x:3");
}

TEST_CASE("RSS 1.0 and older") {
    const std::string one =
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
        "xmlns=\"http://purl.org/rss/1.0/\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel "
        "rdf:about=\"https://a.example/\"><title>Wire</title>"
        "<items><rdf:Seq><rdf:li rdf:resource=\"https://a.example/1\"/></rdf:Seq></items></channel>"
        "<item "
        "rdf:about=\"https://a.example/1\"><title>T</title><dc:date>2026-01-24</dc:date></item></rdf:RDF>";
    CHECK(only(one).id == "https://a.example/1");
    CHECK(only(one).source == "Wire");
    CHECK(recognise_feed(one) == 95);
    CHECK(only("<rss version=\"0.91\"><channel><title>W</title><item><title>T</title>"
               "<source url=\"x\">Other</source></item></channel></rss>")
              .source == "Other");
}

TEST_CASE("broken feeds") {
    const auto outline = [](const std::string& feed) {
        std::string all;
        for (const Record& record : read_all("feed", feed)) {
            const auto* read = std::get_if<Article>(&record.content);
            all += read != nullptr ? read->title + '|' : '!' + reason(record) + '|';
        }
        return all;
    };
    const std::string a = "<item><title>A</title><link>http://x.example/?a=1&b=2</link></item>";
    const std::string b = "<item><title>B</title><link>http://x.example/b</link></item>";
    CHECK(outline(rss(a + b)) == "A|B|");
    CHECK(outline(rss(a + "<item><title>C</title>" + b)) ==
          "A|!the element \"item\" is not closed: another begins inside it|B|");
    CHECK(outline(rss(a + "<item><title>C<title><br></item>" + b)) == "A|C|B|");
    CHECK(outline(rss(a + "<item></item>" + b)) == "A|!no text|B|");
    const std::string whole = rss(a + b);
    CHECK(outline(whole.substr(0, whole.size() - 6)) == "A|B|!the file ends before \"rss\" is closed|");
    CHECK(outline(whole.substr(0, whole.size() - 40)) == "A|!the file ends inside \"item\"|");
    CHECK(outline("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" +
                  rss("<item><title>&a;</title></item>" + b)) ==
          "!the entity \"a\" stands in another file|B|");
    CHECK(outline(rss("")).empty());
    std::string tags;
    for (int i = 0; i < 1'000'001; ++i) tags += "<p>a";
    CHECK(outline(rss("<item><description><![CDATA[" + tags + "]]></description></item>" + b)) ==
          "!the HTML in the record is too large|B|");
    // Nobody is lost where a feed gives all its entries one address.
    const auto records = read_all("feed", rss("<item><title>A</title><link>/</link></item>"
                                              "<item><title>B</title><link>/</link></item>"
                                              "<item><title>A</title><link>/</link></item>"));
    REQUIRE(records.size() == 3);
    CHECK(article(records[0]).id != article(records[1]).id);
    CHECK(article(records[0]).id == article(records[2]).id);
    CHECK(records[1].line == 1);
    CHECK(records[1].number == 2);
}

TEST_CASE("feeds are recognised by their root") {
    CHECK(recognise_feed("<?xml version='1.0'?><rss version='2.0'>") > 90);
    CHECK(recognise_feed("<x:feed xmlns:x='http://www.w3.org/2005/Atom'>") > 90);
    CHECK(recognise_feed("<html><body>rss</body></html>") == 0);
    CHECK(recognise_feed("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>") == 0);
    CHECK(recognise_feed("plain text about <rss>") == 0);
    CHECK(recognise_format("\n<rss>")->name == "feed");
}

TEST_CASE("mutated feeds") {
    const std::string sample =
        rss("<item><title>T &amp; U</title><link>a?b=c</link><guid>1</guid><c:encoded><![CDATA[<p>One.</p>]]>"
            "</c:encoded><pubDate>Sat, 24 Jan 2026 08:15:00 "
            "GMT</pubDate><media:group><media:title>x</media:title>"
            "</media:group></item><item><title>V</title></item>");
    CHECK(read_mutations("feed", sample, 1500) > 500);
    CHECK(read_mutations("feed",
                         atom("<entry><id>urn:x</id><content type='xhtml'><div>a<br/>b</div></content>"
                              "<link href='x'/></entry>"),
                         1500) > 500);
}
