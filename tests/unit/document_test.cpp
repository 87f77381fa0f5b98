#include "indexer/archive/document.h"

#include <doctest/doctest.h>

#include "common/archive/record.h"
#include "common/archive/values.h"
#include "common/archive/zones.h"
#include "scratch.h"

namespace dateline {

namespace {

using Positions = std::vector<Xapian::termpos>;

Positions positions(const Xapian::Document& document, const std::string& term) {
    Positions found;
    for (auto at = document.termlist_begin(); at != document.termlist_end(); ++at) {
        if (*at == term) found.assign(at.positionlist_begin(), at.positionlist_end());
    }
    return found;
}

/// The weight of a term in the document; nothing when it has not the term.
std::optional<Xapian::termcount> weight(const Xapian::Document& document, const std::string& term) {
    for (auto at = document.termlist_begin(); at != document.termlist_end(); ++at) {
        if (*at == term) return at.get_wdf();
    }
    return std::nullopt;
}

Xapian::Document made(const Article& article) {
    const ScratchFolder scratch;
    GrowingNameBook names(scratch / "names", 0);
    return DocumentMaker(names).make(article, fingerprint(to_record(article), "given"));
}

}  // namespace

TEST_CASE("words have positions, stems have weights, paragraphs are apart") {
    Article article = article_of("a", "Talks open", {"Lying talks.", "The oil"});
    article.lede = "They talk";
    const Xapian::Document document = made(article);
    CHECK(positions(document, "talks") == Positions{1, 206});
    CHECK(positions(document, "open") == Positions{2});
    CHECK(positions(document, "they") == Positions{103});
    CHECK(positions(document, "talk") == Positions{104});
    CHECK(positions(document, "lying") == Positions{205});
    CHECK(positions(document, "oil") == Positions{308});
    CHECK(zones_from_value(document.get_value(zones_slot)) == Zones{2, 102, 104});
    CHECK(weight(document, "talk") == 3);
    CHECK(weight(document, "talks") == 0);
    CHECK(weight(document, "lie") == 1);
    CHECK(weight(document, "oil") == 1);
    CHECK(weight(document, "Stalk") == 0);
    CHECK(weight(document, "Btalk") == 0);
    CHECK(weight(document, "Soil") == std::nullopt);
    Xapian::termcount length = 0;
    for (auto at = document.termlist_begin(); at != document.termlist_end(); ++at) length += at.get_wdf();
    CHECK(length == 8);  // its words, each once
}

TEST_CASE("without a standfirst the first paragraph is the lede") {
    const Xapian::Document document = made(article_of("a", "One", {"two three", "four"}));
    CHECK(zones_from_value(document.get_value(zones_slot)) == Zones{1, 101, 103});
    CHECK(weight(document, "Btwo") == 0);
    CHECK(weight(document, "Bfour") == std::nullopt);
    CHECK(zones_from_value(made(article_of("a", "", {})).get_value(zones_slot)) == Zones{0, 100, 0});
}

TEST_CASE("pairs of characters without spaces stand where their first one does") {
    const Xapian::Document document = made(article_of("a", "", {"北京市 x 会谈"}));
    const Xapian::termpos first = positions(document, "北").front();
    CHECK(positions(document, "北京") == Positions{first});
    CHECK(positions(document, "京市") == Positions{first + 1});
    CHECK(positions(document, "市会").empty());
    CHECK(positions(document, "会谈") == Positions{first + 4});
}

TEST_CASE("names, dates and what is missing") {
    Article article = article_of("a", "T");
    article.people = {named("Steve Witkoff"), named("STEVE  WITKOFF"), named("!!!")};
    article.people[0].mentions = 3;
    article.people[1].mentions = 2;
    article.people[1].in_front = true;
    article.keywords = {"k"};
    article.dateline = "Abu Dhabi";
    article.published = on_day(day_of(2026, 1, 24));
    article.updated = on_day(day_of(2026, 1, 25));
    const Xapian::Document document = made(article);
    CHECK(weight(document, "XPsteve witkoff") == 0);
    CHECK(document.get_value(field(FieldId::person).slot) == values::names({{1, 5, true}}));
    CHECK(document.get_value(field(FieldId::keyword).slot) == values::names({{0, 0, false}}));
    CHECK(weight(document, "XDabu dhabi") == 0);
    for (const char* term : {"D20260124", "M202601", "Y2026", "E20260125"})
        CHECK(weight(document, term) == 0);
    CHECK(weight(document, "N") == std::nullopt);
    CHECK(document.get_value(field(FieldId::org).slot).empty());
    CHECK(weight(made(article_of("a", "T")), "N") == 0);
    CHECK(document.get_data().empty());
}

TEST_CASE("fingerprints change with the article") {
    const Article article = article_of("a", "T", {"b"});
    CHECK(fingerprint(to_record(article), "given") == fingerprint(to_record(article), "given"));
    Article other = article;
    other.body = {"b", ""};
    const Hash128 given = fingerprint(to_record(article), "given");
    CHECK(to_value(given, "").size() == 16);
    CHECK(to_value(given, "/a").size() == 24);
    CHECK(to_value(given, "/a") != to_value(given, "/b"));
    for (const char* file : {"", "/a"}) CHECK(fingerprint_from_value(to_value(given, file)) == given);
    other.keywords = {"k"};
    CHECK(given != fingerprint(to_record(other), "given"));
}

TEST_CASE("a document's text for copies is that of the article alone") {
    const ScratchFolder scratch;
    (void)scratch.make();
    GrowingNameBook names(scratch / "names", 0);
    DocumentMaker maker(names);
    CopyTextMaker texts;
    Article article =
        article_of("a", "Title of its own", {"Cocoa talks in 北京 rose 5 pct.", "Mr Baker left."});
    article.source = "Northern Wire";
    article.lede = "In short, ships";
    article.published = on_day(day_of(2026, 1, 24));
    for (int i = 0; i < 2; ++i) {
        (void)maker.make(article, {});
        const CopyText expected = texts.make(article);
        CHECK(maker.copy_text().words == expected.words);
        CHECK(maker.copy_text().source == expected.source);
        CHECK(maker.copy_text().published == expected.published);
        article = article_of("b", "Title", {"Other words"});
    }
}

}  // namespace dateline
