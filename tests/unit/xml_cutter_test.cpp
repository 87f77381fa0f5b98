#include "indexer/markup/xml_cutter.h"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/error.h"
#include "indexer/markup/xml_bytes.h"
#include "indexer/markup/xml_element.h"
#include "indexer/markup/xml_records.h"
#include "tests/unit/mutated.h"

using namespace dateline;
using namespace std::string_literals;

namespace {

XmlRole role(const XmlTag& tag) {
    const std::string_view name = local_name(tag.name);
    if (name == "list") return XmlRole::enter;
    return name == "item" ? XmlRole::record : XmlRole::other;
}

std::vector<XmlPiece> cut(std::string xml) {
    XmlCutter cutter(xml_stream(stream_of(std::move(xml))), role);
    std::vector<XmlPiece> pieces;
    while (auto piece = cutter.next()) pieces.push_back(std::move(*piece));
    return pieces;
}

/// The pieces, without the wrappers around them.
std::string cut_text(std::string xml) {
    std::string all;
    for (const XmlPiece& piece : cut(std::move(xml))) {
        std::string_view text = piece.xml;
        if (text.starts_with("<list>")) text = text.substr(6, text.size() - 13);
        all += piece.problem.empty() ? std::string(text) : '!' + piece.problem;
        all += '|';
    }
    return all;
}

std::string read_text(std::string bytes, const ReadingContext& context = {}) {
    XmlRecords records(stream_of(std::move(bytes)), context, role);
    std::string all;
    while (auto record = records.next())
        all += (record->element ? record->element.text() : '!' + record->piece.problem) + '|';
    return all;
}

}  // namespace

TEST_CASE("pieces of XML") {
    struct Case {
        std::string_view xml;
        std::string_view pieces;
    };
    constexpr Case cases[] = {
        {"<list><item>a</item><x/><item>b</item></list>", "<item>a</item>|<x/>|<item>b</item>|"},
        {"<?xml version='1.0'?><!-- <item> --><list> text <item>a<!-- b --></item></list>",
         "<item>a</item>|"},
        {"<list><item><![CDATA[<b>1 & 2]] </b>]]></item></list>",
         "<item>&lt;b&gt;1 &amp; 2]] &lt;/b&gt;</item>|"},
        {"<item a='1>2'>x</item>", "<item a='1>2'>x</item>|"},
        // What can be mended.
        {"<item><p>a<br>b</p></item>", "<item><p>a<br>b</br></p></item>|"},
        {"<item><b><i>a</b></i></item>", "<item><b><i>a</i></b></item>|"},
        {"<item>a</p>b</item>", "<item>ab</item>|"},
        {"<list></p></p></p><item>a</item></list>", "<item>a</item>|"},
        {"<item><img src=a.jpg hidden alt=\"b\"/></item>",
         "<item><img src=\"a.jpg\" hidden=\"\" alt=\"b\"/></item>|"},
        {"<item><a href=\"b>c</a></item>", "<item><a href=\"b\">c</a></item>|"},
        {"<item a='1' a='2'/>", "<item a=\"1\"/>|"},
        {"<item>1 < 2 & 3 <4</item>", "<item>1 &lt; 2 &amp; 3 &lt;4</item>|"},
        {"<item>&nbsp;&eacute;&amp;&#38;&#146;&#0;&#x1F600;</item>",
         "<item>\xc2\xa0\xc3\xa9&amp;&amp;\xe2\x80\x99 \xf0\x9f\x98\x80</item>|"},
        {"<item>&nothing; &#zz; &;</item>", "<item>&amp;nothing; &amp;#zz; &amp;;</item>|"},
        {"<item><x a=\"b&c\"/></item>", "<item><x a=\"b&amp;c\"/></item>|"},
        // What cannot.
        {"<list><item>a<item>b</item></list>",
         "!the element \"item\" is not closed: another begins inside it|<item>b</item>|"},
        {"<list><x>a<item>b</item></list>",
         "!the element \"x\" is not closed: another begins inside it|<item>b</item>|"},
        {"<list><item>a</list><list><item>b</item></list>",
         "!the element \"item\" is not closed: \"list\" ends before it|<item>b</item>|"},
        {"<list><item>a</item><item>b", "<item>a</item>|!the file ends inside \"item\"|"},
        {"<list><item>a</item>", "<item>a</item>|!the file ends before \"list\" is closed|"},
        {"<list><item>a</item></list><!-- b",
         "<item>a</item>|!the file ends, in something that begins with \"<\" and has no \"-->\" in line 1|"},
        {"<list><item><![CDATA[a</item></list>",
         "!the file ends inside \"item\", in a CDATA section that is not closed, from line 1|"},
        {"<list><item a='b", "!the file ends before \"list\" is closed, in a tag that is not closed|"},
        {"", ""},
        {"no XML", ""},
        {"<", ""},
        {"</", "!the file ends, in a tag that is not closed|"},
        // Several documents in one file.
        {"<?xml version='1.0'?><list><item>a</item></list>\n<?xml version='1.0'?><list><item>b</item></list>",
         "<item>a</item>|<item>b</item>|"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.xml);
        CHECK(cut_text(std::string(one.xml)) == one.pieces);
    }
}

TEST_CASE("places of pieces and what is around them") {
    const auto pieces = cut("<list xmlns:a='urn:a'>\n <a:item>1</a:item>\n\n <item>2</item></list>");
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].line == 2);
    CHECK(pieces[0].offset == 24);
    CHECK(pieces[0].xml == "<list xmlns:a=\"urn:a\"><a:item>1</a:item></list>");
    CHECK(pieces[0].depth == 1);
    CHECK(pieces[1].line == 4);
    CHECK(cut("<item><p></item>")[0].notes ==
          std::vector<std::string>{"mended XML: the end of \"p\" is missing"});
}

TEST_CASE("entities that a file declares") {
    const auto with = [](const std::string& subset, const std::string& text) {
        return cut_text("<!DOCTYPE list [" + subset + "]><list><item>" + text + "</item></list>");
    };
    CHECK(with("<!ENTITY wire 'Northern &#38; Wire'>", "&wire;") == "<item>Northern &amp; Wire</item>|");
    CHECK(with("<!-- don't --><!ENTITY b '<b>x</b>'>", "&b;") == "<item>&lt;b>x&lt;/b></item>|");
    CHECK(with("<!ENTITY a 'a'><!ENTITY b '&a;&a;'>", "x &b;") ==
          "!the entity \"b\" is made of other entities|");
    CHECK(with("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;") ==
          "!the entity \"a\" stands in another file|");
    CHECK(with("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "x") == "<item>x</item>|");
    CHECK(with("<!ENTITY % p SYSTEM 'http://x.example/'> %p;", "x") == "<item>x</item>|");
    CHECK(cut_text("<!DOCTYPE item PUBLIC \"-//x>//\" 'y'><item>a</item>") == "<item>a</item>|");
    // A kilobyte that is asked for again and again.
    std::string many;
    for (int i = 0; i < 200'000; ++i) many += "&a;";
    CHECK(with("<!ENTITY a '" + std::string(1000, 'x') + "'>", many) == "!the record is too large|");
    // A thousand million laughs.
    std::string laughs = "<!ENTITY l0 'lol'>";
    for (int i = 1; i < 10; ++i) {
        laughs += "<!ENTITY l" + std::to_string(i) + " '";
        for (int j = 0; j < 10; ++j) laughs += "&l" + std::to_string(i - 1) + ';';
        laughs += "'>";
    }
    CHECK(with(laughs, "&l9;") == "!the entity \"l9\" is made of other entities|");
}

TEST_CASE("XML without bounds") {
    std::string deep = "<list><item>";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    for (int i = 0; i < 100'000; ++i) deep += "</a>";
    CHECK(cut_text(deep + "</item><item>b</item></list>") == "!nested too deeply|<item>b</item>|");
    CHECK(cut_text(deep.substr(0, 300'000)) == "!the file ends inside \"item\"|");
    const std::string large(record_limit + 1, 'x');
    CHECK(cut_text("<list><item>" + large + "</item><item>b</item></list>") ==
          "!the record is too large|<item>b</item>|");
    CHECK(cut_text("<list><item><![CDATA[" + large + "]]></item><item>b</item></list>") ==
          "!the record is too large|<item>b</item>|");
    CHECK(cut_text("<list><!--" + large + "--><item>b</item></list>") == "<item>b</item>|");
    std::string many;
    for (int i = 0; i < 2'000'001; ++i) many += "<a/>";
    CHECK(cut_text("<list><item>" + many + "</item><item>b</item></list>") ==
          "!the record is too large|<item>b</item>|");
    std::string wrappers;
    for (int i = 0; i < 100'000; ++i) wrappers += "<list>";
    CHECK(cut_text(wrappers).starts_with("!"));
    std::string attributes = "<item";
    for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "='1'";
    CHECK(cut(attributes + ">x</item>").size() == 1);
    CHECK(cut("<item a='" + std::string(9U << 20, 'x')).size() == 1);
    // The end of a tag that never comes is not looked for again from the front for every block.
    CHECK(cut_text("<list><item>" + std::string(1U << 20, '<') + "</item></list>").starts_with("<item>"));
}

TEST_CASE("encodings of XML") {
    const std::string french = "<item>Caf\xc3\xa9</item>";
    struct Case {
        std::string bytes;
        std::string_view text;
    };
    const Case cases[] = {
        {french, "Caf\xc3\xa9|"},
        {"\xef\xbb\xbf" + french, "Caf\xc3\xa9|"},
        {"<?xml version='1.0' encoding='ISO-8859-1'?><item>Caf\xe9 \x93x\x94</item>",
         "Caf\xc3\xa9 \xe2\x80\x9cx\xe2\x80\x9d|"},
        {"<?xml version=\"1.0\" encoding = \"windows-1251\" ?><item>\xcc\xe8\xf0</item>",
         "\xd0\x9c\xd0\xb8\xd1\x80|"},
        {"<?xml version='1.0' encoding='UTF-16'?>" + french, "Caf\xc3\xa9|"},
        {"<?xml version='1.0' encoding='nonsense'?>" + french, "Caf\xc3\xa9|"},
        {"<?xml version='1.0' encoding='utf-8'?><item>Caf\xe9</item>", "Caf\xc3\xa9|"},
        {"<item>a\x01\x0c b</item>", "a   b|"},
        {"<item>a\0b</item>"s, "a b|"},
        {"\xff\xfe<\0i\0t\0e\0m\0>\0a\0<\0/\0i\0t\0e\0m\0>\0"s, "a|"},
        {"<item>\xf0\x9f", "!the file ends inside \"item\"|"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.bytes);
        CHECK(read_text(one.bytes) == one.text);
    }
    ReadingContext context;
    context.encoding = "koi8-r";
    CHECK(read_text("<?xml version='1.0' encoding='utf-8'?><item>\xed</item>", context) == "\xd0\x9c|");
    // A character across two blocks of a line that is longer than a block.
    for (std::size_t size = 65'520; size < 65'540; ++size) {
        const std::string line(size, 'x');
        CHECK(read_text("<item>" + line + "\xe2\x82\xac</item>") == line + "\xe2\x82\xac|");
    }
}

TEST_CASE("elements and namespaces") {
    const XmlTree tree = parse_xml(
        "<r xmlns='http://www.w3.org/2005/Atom' xmlns:q='http://purl.org/dc/elements/1.1' xml:lang='de' "
        "xml:base='http://a.example/b/'><q:title a='1' q:b='2'>x<i xmlns=''>y</i>z</q:title>"
        "<media:x/><e xml:base='c/'/></r>");
    const XmlElement root = element_in(tree.get(), 0);
    const XmlElement title = root.first_child();
    CHECK(root.is(XmlSpace::atom, "r"));
    CHECK(title.is(XmlSpace::dublin_core, "title"));
    CHECK(title.attribute("a") == "1");
    CHECK(title.attribute("b") == "2");
    CHECK(title.attribute("c").empty());
    CHECK(title.text() == "xyz");
    CHECK(title.inner_html() == "x<i>y</i>z");
    CHECK(title.language() == "de");
    CHECK(title.next_sibling().is(XmlSpace::media, "x"));
    CHECK(root.child("e").base() == "http://a.example/b/c/");
    CHECK(root.descendant("i").text() == "y");
    CHECK_FALSE(root.child("nothing").child("at all").first_child());
    CHECK(XmlElement().text().empty());
    int elements = 0;
    for (XmlElement at = root.first_child(); at; at = at.following(root)) ++elements;
    CHECK(elements == 4);
}

TEST_CASE("the root of a file") {
    const auto root = [](std::string_view head) {
        const XmlRoot found = xml_root(head);
        return found.name + (found.space == XmlSpace::atom   ? " atom"
                             : found.space == XmlSpace::none ? ""
                                                             : " other");
    };
    CHECK(root("<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a [ <!ENTITY b 'c>'> ]>\n<a:feed "
               "xmlns:a='http://www.w3.org/2005/Atom'>") == "feed atom");
    CHECK(root(" \n<rss version='2.0'>") == "rss");
    CHECK(root("<atom:feed>") == "feed atom");
    CHECK(root("<feed xmlns='urn:x'>") == "feed other");
    CHECK(root("\xff\xfe<\0r\0s\0s\0>\0"s) == "rss");
    CHECK(root("<!-- never closed").empty());
    CHECK(root("text").empty());
    CHECK(root("").empty());
}

TEST_CASE("a stream that fails behind some pieces") {
    class Failing final : public ByteStream {
    public:
        std::size_t read(std::span<char>) override { throw Error("truncated gzip data"); }
    };
    for (const std::string rest : {"", "<item", "<item>b", "<item>b</it", "<!-- b", "<"}) {
        CAPTURE(rest);
        XmlCutter cutter(xml_stream(stream_of("<list><item>a</item>" + rest, std::make_unique<Failing>())),
                         role);
        const auto first = cutter.next();
        REQUIRE(first);
        CHECK(first->xml == "<list><item>a</item></list>");
        CHECK_THROWS_AS((void)cutter.next(), Error);
        CHECK_FALSE(cutter.next());
    }
}

TEST_CASE("damaged XML") {
    const std::string sample =
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE list [<!ENTITY a 'b'>]><list xmlns:c='urn:c'><x "
        "y='z'/>"
        "<item c:d=\"e\"><![CDATA[f & g]]> &amp; &a; &#x41; <h>i</h><!-- j --></item><item>k</item></list>";
    std::mt19937 random(8);
    std::size_t read = 0;
    for (int round = 0; round < 3000; ++round) read += read_text(mutated(sample, random)).size();
    CHECK(read > 3000);
}
