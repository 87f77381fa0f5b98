#include <string>

#include <doctest/doctest.h>

#include "indexer/readers/newsml_g2.h"
#include "indexer/readers/nitf.h"
#include "tests/unit/reading.h"

using namespace dateline;

namespace {

using Texts = std::vector<std::string>;

const std::string nitf_body =
    "<body><body.head><hedline><hl1>Talks open in <em>Geneva</em></hl1><hl2>A start</hl2></hedline>"
    "<byline>By <person>Ines Duarte</person>, <byttl>Staff Writer</byttl></byline>"
    "<dateline><location>GENEVA</location><story.date norm=\"20260124\">Jan 24</story.date></dateline>"
    "<abstract><p>In short.</p></abstract></body.head><body.content><p>One of <org>NATO</org>'s\n"
    "  officials met <person>Ada Lim</person> in <location><city>Bern</city>, <country>Switzerland</country>"
    "</location>.</p><media><media-caption>A table.</media-caption></media><hl2>Next</hl2><p>Two.</p>"
    "</body.content></body>";

const std::string nitf =
    "<nitf><head><title>Slug</title><tobject><tobject.subject tobject.subject.type=\"Politics\"/></tobject>"
    "<docdata><doc-id id-string=\"17\" regsrc=\"NW\"/><date.issue norm=\"20260124T150101Z\"/>"
    "<key-list><keyword "
    "key=\"talks\"/></key-list><identified-content><org>UN</org></identified-content></docdata>"
    "<pubdata name=\"Northern Wire\" position.section=\"World\"/></head>" +
    nitf_body + "</nitf>";

std::string item(const std::string& content, const std::string& kind = "ninat:text",
                 const std::string& content_meta = {}, const std::string& item_meta = {}) {
    return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" "
           "guid=\"urn:newsml:wire.example:20260124:1\" "
           "xml:lang=\"en-GB\"><itemMeta><itemClass qcode=\"" +
           kind + "\"/><provider qcode=\"nprov:NW\"><name>Northern Wire</name></provider>" +
           "<versionCreated>2026-01-25T08:00:00Z</versionCreated>" + item_meta + "</itemMeta><contentMeta>" +
           content_meta + "</contentMeta><contentSet>" + content + "</contentSet></newsItem>";
}

const std::string headline = "<headline>Talks open</headline>";

const std::string text = "<inlineData contenttype=\"text/plain\">GENEVA (NW) - One.\n\nTwo.</inlineData>";

std::string names(const std::vector<Name>& list) {
    std::string all;
    for (const Name& name : list) all += name.name + '|';
    return all;
}

Article only(std::string_view format, const std::string& xml) {
    const std::vector<Record> records = read_all(format, xml);
    REQUIRE(records.size() == 1);
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]);
}

std::string outline(const std::string& xml) {
    std::string all;
    for (const Record& record : read_all("newsml-g2", xml)) {
        if (const auto* skip = std::get_if<Skip>(&record.content)) all += '-' + skip->reason + '|';
        if (std::holds_alternative<Reject>(record.content)) all += '!' + reason(record) + '|';
        if (std::holds_alternative<Article>(record.content)) all += article(record).title + '|';
    }
    return all;
}

}  // namespace

TEST_CASE("NITF alone") {
    const Article read = only("nitf", nitf);
    CHECK(read.id == "NW:17");
    CHECK(read.title == "Talks open in Geneva");
    CHECK(read.lede == "In short.");
    CHECK(read.body == Texts{"One of NATO's officials met Ada Lim in Bern, Switzerland.", "Next", "Two."});
    CHECK(read.authors == Texts{"Ines Duarte"});
    CHECK(read.dateline == "GENEVA");
    CHECK(to_string(*read.published) == "2026-01-24T15:01:01Z");
    CHECK(read.source == "Northern Wire");
    CHECK(read.section == "World");
    CHECK(read.keywords == Texts{"talks", "Politics"});
    CHECK(names(read.people) == "Ada Lim|");
    CHECK(names(read.organizations) == "UN|NATO|");
    CHECK(names(read.places) == "Bern|Switzerland|");
    CHECK(recognise_nitf("<!DOCTYPE nitf SYSTEM \"nitf-3-5.dtd\"><nitf>") == 95);
    CHECK(reason(read_all("nitf", nitf.substr(0, 700))[0]) == "the file ends inside \"nitf\"");
    CHECK(reason(read_all("nitf", "<nitf/>")[0]) == "no text");
    const std::string bare =
        "<n:nitf xmlns:n='http://iptc.org/std/NITF/2006-10-18/'><n:body><n:body.head><n:byline>By "
        "Tom Hale, <n:byttl>Reporter</n:byttl></n:byline></n:body.head><n:body.content><n:p>OSLO "
        "(NW) - One.</n:p></n:body.content></n:body></n:nitf>";
    CHECK(only("nitf", bare).authors == Texts{"Tom Hale"});
    CHECK(only("nitf", bare).dateline == "OSLO");
}

TEST_CASE("a news item with NITF in it") {
    const Article read = only(
        "newsml-g2",
        item(
            "<inlineXML contenttype=\"application/nitf+xml\">" + nitf + "</inlineXML>", "ninat:text",
            "<slugline>TALKS-GENEVA</slugline><headline>Talks, the item says</headline><language tag=\"en\"/>"
            "<subject type=\"cpnat:person\" qcode=\"p:1\"><name>Steve Roe</name></subject>"
            "<subject type=\"cpnat:organisation\" literal=\"Acme\"/>"
            "<subject typeuri=\"http://cv.iptc.org/newscodes/cpnature/geoArea\"><name "
            "xml:lang=\"de\">Genf</name>"
            "<name xml:lang=\"en\">Geneva</name></subject>"
            "<subject type=\"cpnat:poi\"><name>Palais Wilson</name></subject>"
            "<subject type=\"cpnat:abstract\" qcode=\"medtop:11000000\"><name>politics</name></subject>"
            "<subject qcode=\"medtop:20000587\"/><subject qcode=\"own:17\"/>"
            "<genre qcode=\"genre:Interview\"><name>Interview</name></genre>",
            "<firstCreated>2026-01-24T08:00:00Z</firstCreated>"));
    CHECK(read.id == "urn:newsml:wire.example:20260124:1");
    CHECK(read.title == "Talks, the item says");
    CHECK(read.lede == "In short.");
    CHECK(read.body.size() == 3);
    CHECK(read.authors == Texts{"Ines Duarte"});
    CHECK(read.dateline == "GENEVA");
    CHECK(to_string(*read.published) == "2026-01-24T08:00:00Z");
    CHECK(to_string(*read.updated) == "2026-01-25T08:00:00Z");
    CHECK(read.source == "Northern Wire");
    CHECK(read.language == "en");
    CHECK(read.keywords ==
          Texts{"talks", "Politics", "TALKS-GENEVA", "politics", "medtop:20000587", "Interview"});
    CHECK(names(read.people) == "Ada Lim|Steve Roe|");
    CHECK(names(read.organizations) == "UN|NATO|Acme|");
    CHECK(names(read.places) == "Bern|Switzerland|Geneva|Palais Wilson|");
}

TEST_CASE("other contents of news items") {
    const auto body = [](const std::string& content) {
        const Article read = only("newsml-g2", item(content, "ninat:text", headline));
        std::string all = read.title + '/' + (read.authors.empty() ? "" : read.authors.front()) + '/';
        for (const std::string& paragraph : read.body) all += paragraph + '|';
        return all;
    };
    CHECK(body("<inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>"
               "<h1>Talks open</h1><p>By Ines Duarte</p><p>One.</p><p>Two.</p></body></html></inlineXML>") ==
          "Talks open/Ines Duarte/One.|Two.|");
    CHECK(body("<inlineXML><h:div "
               "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:p>One.</h:p></h:div></inlineXML>") ==
          "Talks open//One.|");
    CHECK(body("<inlineXML><story xmlns=\"urn:x\"><para>One.</para><para>Two.</para></story></inlineXML>") ==
          "Talks open//One.|Two.|");
    CHECK(body(text) == "Talks open//GENEVA (NW) - One.|Two.|");
    CHECK(body("<inlineData contenttype=\"text/html\">&lt;p>One.&lt;/p></inlineData>") ==
          "Talks open//One.|");
    CHECK(body("<inlineXML/>" + text) == "Talks open//GENEVA (NW) - One.|Two.|");
    CHECK(body("<inlineData encoding=\"base64\">QUJD</inlineData>") == "Talks open//");
    CHECK(only("newsml-g2", item(text, "ninat:text", headline)).dateline == "GENEVA");
}

TEST_CASE("dates of news items") {
    const auto published = [](const std::string& item_meta, const std::string& content_meta = {}) {
        const Article read = only("newsml-g2", item(text, "ninat:text", headline + content_meta, item_meta));
        return to_string(*read.published);
    };
    CHECK(published("") == "2026-01-25T08:00:00Z");
    CHECK(published("", "<contentCreated>2026-01-23</contentCreated>") == "2026-01-23");
    CHECK(published("<embargoed>2026-01-26T06:00:00Z</embargoed>") == "2026-01-26T06:00:00Z");
    CHECK(published("<embargoed>2026-01-24T06:00:00Z</embargoed>") == "2026-01-25T08:00:00Z");
    CHECK(published("<firstCreated>whenever</firstCreated>") == "2026-01-25T08:00:00Z");
}

TEST_CASE("items that carry no text are passed over") {
    CHECK(outline(item("<remoteContent href='a.jpg'/>", "ninat:picture", headline)) ==
          "-a picture without a text: \"Talks open\"|");
    CHECK(outline(item("", "ninat:animation")) == "-an animation without a text|");
    CHECK(outline(item(text, "ninat:composite", headline)) == "Talks open|");
    CHECK(outline(item("", "ninat:text", headline)) == "Talks open|");
    CHECK(outline(item("")) == "-neither a headline nor a text that can be read|");
    CHECK(outline(item(text, "ninat:text", headline, "<pubStatus qcode='stat:canceled'/>")) ==
          "-its provider says that it is canceled: \"Talks open\"|");
    const std::string message =
        "<newsMessage "
        "xmlns='http://iptc.org/std/nar/2006-10-01/'><header><sent>2026-01-24</sent></header><itemSet>" +
        item(text, "ninat:text", headline) +
        "<packageItem/><conceptItem/><knowledgeItem/><planningItem/><catalogItem/>" +
        item(text, "ninat:text", "<headline>More</headline>") + "</itemSet></newsMessage>";
    CHECK(recognise_newsml_g2(message) == 95);
    CHECK(outline(message) ==
          "Talks open|-a package: it only names other items|-a concept, no news|-a list of concepts, no "
          "news|-a plan "
          "of coverage, no news yet|-a catalog, no news|More|");
    CHECK(outline(message.substr(0, message.rfind("Two."))) ==
          "Talks open|-a package: it only names other items|-a concept, no news|-a list of concepts, no "
          "news|-a plan "
          "of coverage, no news yet|-a catalog, no news|!the file ends inside \"newsItem\"|");
    CHECK(recognise_newsml_g2("<newsItem xmlns='urn:other'>") == 0);
}

TEST_CASE("mutated news items") {
    CHECK(read_mutations("newsml-g2", item("<inlineXML>" + nitf + "</inlineXML>", "ninat:text", headline),
                         1500) > 500);
    CHECK(read_mutations("nitf", nitf, 1500) > 500);
}
