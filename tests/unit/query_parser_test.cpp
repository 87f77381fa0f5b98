#include <chrono>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "searcher/query/counts.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

using dateline::Day;
using dateline::Error;
using dateline::Node;

namespace {

constexpr Day today{std::chrono::year{2026} / 2 / 11};

std::string shown(const dateline::DayRange& days) {
    const auto day = [](const std::optional<Day>& which) {
        return which ? dateline::to_string(*which) : std::string();
    };
    return day(days.first) + ".." + day(days.last);
}

/// The tree written out, every node in its own brackets: "(and [a] [phrase b c])".
std::string shown(const Node& node) {
    static constexpr const char* names[] = {"all",    "",      "exact", "prefix",   "similar",   "",
                                            "phrase", "value", "dates", "words",    "and",       "or",
                                            "not",    "near",  "adj",   "sentence", "paragraph", "atleast"};
    static constexpr const char* cases[] = {"", "caps", "allcaps", "nocaps"};
    std::string name = names[static_cast<std::size_t>(node.kind)];
    if (node.kind == Node::Kind::cased) name = cases[static_cast<std::size_t>(node.letters)];
    if (node.kind == Node::Kind::similar) name += std::to_string(node.distance);
    const std::string label =
        node.field ? std::string(dateline::field(*node.field).name) + ':' : std::string();
    if (node.kind == Node::Kind::all) return "all";
    if (node.kind == Node::Kind::length) return "[words " + dateline::print_counts(node.count) + ']';
    if (node.kind == Node::Kind::dates) return '[' + label + shown(node.days) + ']';
    if (dateline::is_leaf(node.kind)) return '[' + label + name + (name.empty() ? "" : " ") + node.text + ']';
    std::string text = '(' + name;
    if (node.distance > 0) text += '/' + std::to_string(node.distance);
    for (const Node& child : node.children) text += ' ' + shown(child);
    return text + ')';
}

std::string outcome(std::string_view query) {
    try {
        return shown(dateline::parse_query(query, today));
    } catch (const Error& error) {
        return fmt::format("error {} {}", error.offset(), error.message());
    }
}

struct Case {
    std::string_view typed;
    std::string_view expected;
};

template <std::size_t count>
void check(const Case (&cases)[count]) {
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(outcome(c.typed) == c.expected);
        if (c.expected.starts_with("error")) continue;
        const Node query = dateline::parse_query(c.typed, today);
        const std::string print = dateline::print_query(query);
        CAPTURE(print);
        CHECK(dateline::parse_query(print, today) == query);
        CHECK(dateline::print_query(dateline::parse_query(print, today)) == print);
    }
}

}  // namespace

TEST_CASE("words, phrases, operators") {
    static constexpr Case cases[] = {
        {"", "all"},
        {"   ", "all"},
        {"\t\n\u3000", "all"},
        {"talks", "[talks]"},
        {"Abu Dhabi talks", "(and [Abu] [Dhabi] [talks])"},
        {"  Abu \t Dhabi\ntalks ", "(and [Abu] [Dhabi] [talks])"},
        {"北京\u3000会談", "(and [北京] [会談])"},
        {"a\u00a0b", "(and [a] [b])"},
        {"\"Abu Dhabi\"", "[phrase Abu Dhabi]"},
        {"\"  Abu \t Dhabi \"", "[phrase Abu Dhabi]"},
        {"“Abu Dhabi” talks", "(and [phrase Abu Dhabi] [talks])"},
        {"„Abu Dhabi“", "[phrase Abu Dhabi]"},
        {"“Abu Dhabi\"", "[phrase Abu Dhabi]"},
        {"\"talks\"", "[phrase talks]"},
        {"\"a AND (b\"", "[phrase a AND (b]"},
        {"\"title:x -y*\"", "[phrase title:x -y*]"},
        {"talks \"AND\"", "(and [talks] [phrase AND])"},
        {"talks -trade", "(and [talks] (not [trade]))"},
        {"-trade talks", "(and (not [trade]) [talks])"},
        {"talks -\"Grand Prix\"", "(and [talks] (not [phrase Grand Prix]))"},
        {"talks -(trade OR prix)", "(and [talks] (not (or [trade] [prix])))"},
        {"talks -title:trade", "(and [talks] (not [title:trade]))"},
        {"talks -=trade", "(and [talks] (not [exact trade]))"},
        {"talks -trad*", "(and [talks] (not [prefix trad]))"},
        {"talks -5", "(and [talks] (not [5]))"},
        {"talks -covid-19", "(and [talks] (not [covid-19]))"},
        {"talks NOT trade", "(and [talks] (not [trade]))"},
        {"talks AND NOT trade", "(and [talks] (not [trade]))"},
        {"talks AND -trade", "(and [talks] (not [trade]))"},
        {"NOT trade talks", "(and (not [trade]) [talks])"},
        {"talks NOT (a b)", "(and [talks] (not (and [a] [b])))"},
        {"talks -(a -b)", "(and [talks] (not (and [a] (not [b]))))"},
        {"a AND b", "(and [a] [b])"},
        {"a AND b c AND d", "(and [a] [b] [c] [d])"},
        {"a OR b", "(or [a] [b])"},
        {"a OR b OR c", "(or [a] [b] [c])"},
        {"a b OR c", "(or (and [a] [b]) [c])"},
        {"a OR b c", "(or [a] (and [b] [c]))"},
        {"a AND b OR c AND d", "(or (and [a] [b]) (and [c] [d]))"},
        {"a (b OR c)", "(and [a] (or [b] [c]))"},
        {"(a OR b) (c OR d)", "(and (or [a] [b]) (or [c] [d]))"},
        {"(a OR b)(c OR d)", "(and (or [a] [b]) (or [c] [d]))"},
        {"(a b) c", "(and [a] [b] [c])"},
        {"a OR (b OR c)", "(or [a] [b] [c])"},
        {"a (-b -c)", "(and [a] (not [b]) (not [c]))"},
        {"a (-b)", "(and [a] (not [b]))"},
        {"a OR (b -c)", "(or [a] (and [b] (not [c])))"},
        {"((((a))))", "[a]"},
        {"(a)b", "(and [a] [b])"},
        {"a(b)", "(and [a] [b])"},
        {"NOT(a) b", "(and (not [a]) [b])"},
        {"and or not near", "(and [and] [or] [not] [near])"},
        {"And Or Not Near Adj", "(and [And] [Or] [Not] [Near] [Adj])"},
        {"ANDROID ORACLE NOTE", "(and [ANDROID] [ORACLE] [NOTE])"},
        {"AND, OR.", "(and [AND,] [OR.])"},
        // Near one another.
        {"a NEAR b", "(near/10 [a] [b])"},
        {"a NEAR/5 b", "(near/5 [a] [b])"},
        {"a NEAR/1 b", "(near/1 [a] [b])"},
        {"a NEAR/1000 b", "(near/1000 [a] [b])"},
        {"a NEAR/007 b", "(near/7 [a] [b])"},
        {"a ADJ b", "(adj/1 [a] [b])"},
        {"a ADJ/3 b", "(adj/3 [a] [b])"},
        {"a NEAR/3 b NEAR/3 c", "(near/3 [a] [b] [c])"},
        {"x a NEAR/3 b y", "(and [x] (near/3 [a] [b]) [y])"},
        {"x AND a NEAR/3 b OR y", "(or (and [x] (near/3 [a] [b])) [y])"},
        {"a NEAR/3 b c NEAR/4 d", "(and (near/3 [a] [b]) (near/4 [c] [d]))"},
        {"x -(a NEAR/3 b)", "(and [x] (not (near/3 [a] [b])))"},
        {"\"a b\" NEAR/3 c", "(near/3 [phrase a b] [c])"},
        {"(a OR b) NEAR/3 c", "(near/3 (or [a] [b]) [c])"},
        {"c NEAR/3 (a OR =b OR bcd*)", "(near/3 [c] (or [a] [exact b] [prefix bcd]))"},
        {"(a) NEAR (b)", "(near/10 [a] [b])"},
        {"c NEAR (a OR \"b d\")", "(near/10 [c] (or [a] [phrase b d]))"},
        {"ATLEAST/2 (a OR \"b d\")", "(atleast/2 (or [a] [phrase b d]))"},
        {"title:a NEAR/3 title:b", "(near/3 [title:a] [title:b])"},
        {"title:(a NEAR/3 b)", "(near/3 [title:a] [title:b])"},
        {"title:a NEAR/3 title:(b OR c)", "(near/3 [title:a] (or [title:b] [title:c]))"},
        // Wildcards and exact forms.
        {"negotiat*", "[prefix negotiat]"},
        {"neg*", "[prefix neg]"},
        {"été*", "[prefix été]"},
        {"O'Nei*", "[prefix O'Nei]"},
        {"=talks", "[exact talks]"},
        {"=Talks,", "[exact Talks]"},
        {"=covid-19", "[exact covid-19]"},
        {"=AND", "[exact AND]"},
        // Words one or two letters off.
        {"rain~", "[similar1 rain]"},
        {"rain~1", "[similar1 rain]"},
        {"rain~2", "[similar2 rain]"},
        {"witkoff~", "[similar1 witkoff]"},
        {"zelensky~", "[similar2 zelensky]"},
        {"zelensky~1", "[similar1 zelensky]"},
        {"Čapek~,", "[similar1 Čapek]"},
        {"O'Neill~", "[similar1 O'Neill]"},
        {"x -rain~", "(and [x] (not [similar1 rain]))"},
        {"title:rain~2", "[title:similar2 rain]"},
        {"title:(rain~ OR snow~2)", "(or [title:similar1 rain] [title:similar2 snow])"},
        {"rain~ NEAR/3 snow", "(near/3 [similar1 rain] [snow])"},
        // One sentence, one paragraph.
        {"a /s b", "(sentence [a] [b])"},
        {"a /p b", "(paragraph [a] [b])"},
        {"a /S b", "(sentence [a] [b])"},
        {"a w/s b", "(sentence [a] [b])"},
        {"a W/P b", "(paragraph [a] [b])"},
        {"a /s b /s c", "(sentence [a] [b] [c])"},
        {"\"a b\" /s (c OR =d OR efg*)", "(sentence [phrase a b] (or [c] [exact d] [prefix efg]))"},
        {"x a /p b y", "(and [x] (paragraph [a] [b]) [y])"},
        {"x OR a /s b", "(or [x] (sentence [a] [b]))"},
        {"x -(a /s b)", "(and [x] (not (sentence [a] [b])))"},
        {"a /s CAPS(us)", "(sentence [a] [caps us])"},
        {"lede:a /s lede:b", "(sentence [lede:a] [lede:b])"},
        {"lede:(a /s b)", "(sentence [lede:a] [lede:b])"},
        // How often.
        {"ATLEAST/5 talks", "(atleast/5 [talks])"},
        {"ATLEAST/5 talks peace", "(and (atleast/5 [talks]) [peace])"},
        {"ATLEAST/5(talks)", "(atleast/5 [talks])"},
        {"ATLEAST/2 \"a b\"", "(atleast/2 [phrase a b])"},
        {"ATLEAST/2 (a OR b)", "(atleast/2 (or [a] [b]))"},
        {"ATLEAST/2 =a ATLEAST/3 bcd*", "(and (atleast/2 [exact a]) (atleast/3 [prefix bcd]))"},
        {"ATLEAST/2 title:a", "(atleast/2 [title:a])"},
        {"title:(ATLEAST/2 a b)", "(and (atleast/2 [title:a]) [title:b])"},
        {"ATLEAST/2 CAPS(us)", "(atleast/2 [caps us])"},
        {"x -ATLEAST/2 a", "(and [x] (not (atleast/2 [a])))"},
        {"x NOT ATLEAST/2 a", "(and [x] (not (atleast/2 [a])))"},
        {"a OR ATLEAST/2 b", "(or [a] (atleast/2 [b]))"},
        // Capitals.
        {"CAPS(turkey)", "[caps turkey]"},
        {"ALLCAPS(us)", "[allcaps us]"},
        {"NOCAPS(aids)", "[nocaps aids]"},
        {"CAPS( us )", "[caps us]"},
        {"CAPS(U.S.)", "[caps U.S.]"},
        {"CAPS(\"grand  prix\")", "[caps grand prix]"},
        {"CAPS(a)b", "(and [caps a] [b])"},
        {"x -CAPS(us)", "(and [x] (not [caps us]))"},
        {"title:CAPS(us)", "[title:caps us]"},
        {"title:(CAPS(us) OR x)", "(or [title:caps us] [title:x])"},
        {"CAPS(us) NEAR/3 trade", "(near/3 [caps us] [trade])"},
        {"(CAPS(us) OR america) ADJ trade", "(adj/1 (or [caps us] [america]) [trade])"},
        // Numbers of words.
        {"words:800", "[words 800]"},
        {"words:>800", "[words 801..]"},
        {"words:>=800", "[words 800..]"},
        {"words:<200", "[words ..199]"},
        {"words:<=200", "[words ..200]"},
        {"words:300..800", "[words 300..800]"},
        {"words:300..", "[words 300..]"},
        {"words:..800", "[words ..800]"},
        {"words:5..5", "[words 5]"},
        {"words:<1", "[words ..0]"},
        {"Words:>0 x", "(and [words 1..] [x])"},
        {"x -words:>800", "(and [x] (not [words 801..]))"},
        {"x (words:<5 OR words:>9)", "(and [x] (or [words ..4] [words 10..]))"},
        {"exact:talks", "[exact talks]"},
        {"EXACT:talks,", "[exact talks]"},
        {"x -exact:talks", "(and [x] (not [exact talks]))"},
        {"title:(exact:talks)", "[title:exact talks]"},
    };
    check(cases);
}

TEST_CASE("fields") {
    static constexpr Case cases[] = {
        {"title:talks", "[title:talks]"},
        {"TITLE:talks", "[title:talks]"},
        {"headline:talks", "[title:talks]"},
        {"title:\"Abu Dhabi\"", "[title:phrase Abu Dhabi]"},
        {"title:“Abu Dhabi”", "[title:phrase Abu Dhabi]"},
        {"title:(a OR b)", "(or [title:a] [title:b])"},
        {"title:(a b) c", "(and [title:a] [title:b] [c])"},
        {"title:(a -b)", "(and [title:a] (not [title:b]))"},
        {"title:((a OR b) \"c d\")", "(and (or [title:a] [title:b]) [title:phrase c d])"},
        {"a title:(-b)", "(and [a] (not [title:b]))"},
        {"title:(AND, x)", "(and [title:AND,] [title:x])"},
        {"title:=talks", "[title:exact talks]"},
        {"title:negotiat*", "[title:prefix negotiat]"},
        {"title:AND", "[title:AND]"},
        {"title:10:30", "[title:10:30]"},
        {"title:foo:bar", "[title:foo:bar]"},
        {"title:'AND'", "[title:'AND']"},
        {"title:talks,", "[title:talks]"},
        {"lede:drought text:rain", "(and [lede:drought] [text:rain])"},
        {"org:NATO", "[org:value NATO]"},
        {"org:NATO,", "[org:value NATO]"},
        {"organization:NATO", "[org:value NATO]"},
        {"person:\"Steve Witkoff\"", "[person:value Steve Witkoff]"},
        {"people:\" Steve  Witkoff \"", "[person:value Steve Witkoff]"},
        {"by:\"Inês Duarte\"", "[author:value Inês Duarte]"},
        {"person:O’Neill", "[person:value O’Neill]"},
        {"org:AT&T", "[org:value AT&T]"},
        {"org:\"Wal*Mart\"", "[org:value Wal*Mart]"},
        {"person:\"-x\"", "[person:value -x]"},
        {"person:AND", "[person:value AND]"},
        {"-person:\"Steve Witkoff\" talks", "(and (not [person:value Steve Witkoff]) [talks])"},
        {"(person:A OR person:B)", "(or [person:value A] [person:value B])"},
        {"id:northern-wire:2026-01-25:abu-dhabi-talks",
         "[id:value northern-wire:2026-01-25:abu-dhabi-talks]"},
        {"id:-5", "[id:value -5]"},
        {"id:\"a  b\"", "[id:value a  b]"},
        {"id:\"a*(b)\"", "[id:value a*(b)]"},
        {"url:https://wire.example/2026/01/25/talks", "[url:value https://wire.example/2026/01/25/talks]"},
        {"url:https://example.com/a?b=c&d=e,", "[url:value https://example.com/a?b=c&d=e,]"},
        // Dates, on 11 February 2026.
        {"published:2026-01", "[published:2026-01-01..2026-01-31]"},
        {"date:2026-01-24", "[published:2026-01-24..2026-01-24]"},
        {"published:2026-01..2026-02", "[published:2026-01-01..2026-02-28]"},
        {"published:2026-01..", "[published:2026-01-01..]"},
        {"published:..2026-01", "[published:..2026-01-31]"},
        {"published:yesterday", "[published:2026-02-10..2026-02-10]"},
        {"published:\"last week\"", "[published:2026-02-02..2026-02-08]"},
        {"updated:“24 Jan 2026 .. today”", "[updated:2026-01-24..2026-02-11]"},
        {"talks -published:2026", "(and [talks] (not [published:2026-01-01..2026-12-31]))"},
        {"published:2026 OR updated:2026",
         "(or [published:2026-01-01..2026-12-31] [updated:2026-01-01..2026-12-31])"},
    };
    check(cases);
}

TEST_CASE("punctuation in plain words") {
    static constexpr Case cases[] = {
        {"AT&T", "[AT&T]"},
        {"U.S.", "[U.S.]"},
        {"U.S., talks", "(and [U.S.] [talks])"},
        {"C++ C#", "(and [C++] [C#])"},
        {"O'Neill O’Neill", "(and [O'Neill] [O’Neill])"},
        {"don't", "[don't]"},
        {"covid-19", "[covid-19]"},
        {"800-billion", "[800-billion]"},
        {"Jean-Luc", "[Jean-Luc]"},
        {"@handle #tag", "(and [@handle] [#tag])"},
        {"50% $800 3.5", "(and [50%] [$800] [3.5])"},
        {"+44 155,221", "(and [+44] [155,221])"},
        {"a/b w/o", "(and [a/b] [w/o])"},
        {"9/11", "[9/11]"},
        {"someone@example.org", "[someone@example.org]"},
        {"https://example.com/a?b=c", "[https://example.com/a?b=c]"},
        {"HTTPS://example.com/", "[HTTPS://example.com/]"},
        {"10:30 3:0", "(and [10:30] [3:0])"},
        {"10:", "[10:]"},
        {"std::vector", "[std::vector]"},
        {":foo", "[:foo]"},
        {"Note:this", "[Note:this]"},
        {"talks, talks? talks. talks! talks;", "(and [talks] [talks] [talks] [talks] [talks])"},
        {"talks?! talks...", "(and [talks] [talks])"},
        {"(talks)", "[talks]"},
        {"(talks, really)", "(and [talks] [really])"},
        {"'talks' ‘talks’", "(and [talks] [talks])"},
        {"¿talks?", "[talks]"},
        {"rock 'n' roll", "(and [rock] [n] [roll])"},
        {"'-talks", "['-talks]"},
        {"'title:x'", "['title:x']"},
        {"[sic] {x} <y>", "(and [[sic]] [{x}] [<y>])"},
        {"~5", "[~5]"},
        {"Marks & Spencer", "(and [Marks] [Spencer])"},
        {"a – b — c", "(and [a] [b] [c])"},
        {"a … ! ? b", "(and [a] [b])"},
        {"2 + 2 = 4", "(and [2] [2] [4])"},
        {"talks 🇺🇦", "[talks]"},
        {"/path/to", "[/path/to]"},
        {"Київ Харків", "(and [Київ] [Харків])"},
        {"أبو ظبي", "(and [أبو] [ظبي])"},
        {"दिल्ली", "[दिल्ली]"},
        {"（talks）", "[（talks）]"},
        {"½", "[½]"},
        {"what?", "[what]"},
        {"a=b?c", "[a=b?c]"},
        {"CAPS, \"CAPS\" CAPSULE", "(and [CAPS,] [phrase CAPS] [CAPSULE])"},
        {"a~b ~ c", "(and [a~b] [c])"},
        {"https://example.org/~desk", "[https://example.org/~desk]"},
        {"atleast words exact caps", "(and [atleast] [words] [exact] [caps])"},
        {"ATLEAST, \"ATLEAST\" title:ATLEAST", "(and [ATLEAST,] [phrase ATLEAST] [title:ATLEAST])"},
        {"w/out w/o w/e", "(and [w/out] [w/o] [w/e])"},
        {"/etc /path/to", "(and [/etc] [/path/to])"},
        {"NEARBY near5 adj3 XORs", "(and [NEARBY] [near5] [adj3] [XORs])"},
        {"caps-lock Caps:x", "(and [caps-lock] [Caps:x])"},
        {"a NEAR 2026 b", "(and (near/10 [a] [2026]) [b])"},
        {"a NEAR 50", "(near/10 [a] [50])"},
        {"a NEAR \"5\" b", "(and (near/10 [a] [phrase 5]) [b])"},
        {"a NEAR/3 5 b", "(and (near/3 [a] [5]) [b])"},
    };
    check(cases);
}

TEST_CASE("what does not parse is refused where it goes wrong") {
    static constexpr Case cases[] = {
        {"\"abc", "error 0 this quotation mark is never closed"},
        {"a \"b c", "error 2 this quotation mark is never closed"},
        {"a b\" c", "error 3 a space is missing before the quotation mark"},
        {"\"a b\" \"", "error 6 this quotation mark is never closed"},
        {"\"\"", "error 0 there is nothing to search for between the quotation marks"},
        {"a \" \"", "error 2 there is nothing to search for between the quotation marks"},
        {"a \"…\"", "error 2 there is nothing to search for between the quotation marks"},
        {"\"a\"b", "error 3 a space is missing after the quotation mark"},
        {"\"Abu Dhabi\"-based", "error 11 a space is missing after the quotation mark"},
        {"\"a b\"~5", "error 5 a space is missing after the quotation mark"},
        {"\"a b\"*", "error 5 a space is missing after the quotation mark"},
        {"\"a\"\"b\"", "error 3 a space is missing before the quotation mark"},
        {"x=\"a b\"", "error 2 a space is missing before the quotation mark"},
        {"=\"a b\"", "error 0 this sign does nothing before quoted text or a parenthesis"},
        {"!(a)", "error 0 this sign does nothing before quoted text or a parenthesis"},
        {"–\"a\"", "error 0 this sign does nothing before quoted text or a parenthesis"},
        {"(", "error 0 this parenthesis is never closed"},
        {"(a", "error 0 this parenthesis is never closed"},
        {"a AND (b", "error 6 this parenthesis is never closed"},
        {"a AND (b OR (c)", "error 6 this parenthesis is never closed"},
        {")", "error 0 this parenthesis closes nothing"},
        {"a)", "error 1 this parenthesis closes nothing"},
        {"(a))", "error 3 this parenthesis closes nothing"},
        {"()", "error 0 there is nothing between the parentheses"},
        {"a ( ) b", "error 2 there is nothing between the parentheses"},
        {"( & )", "error 0 there is nothing between the parentheses"},
        {"title:()", "error 6 there is nothing between the parentheses"},
        {"(a)-b", "error 3 a space is missing after the parenthesis"},
        {"(a b)~5", "error 5 a space is missing after the parenthesis"},
        {"a AND", "error 2 nothing follows AND"},
        {"a OR", "error 2 nothing follows OR"},
        {"a NOT", "error 2 nothing follows NOT"},
        {"a NEAR/3", "error 2 nothing follows NEAR/3"},
        {"a AND &", "error 2 nothing follows AND"},
        {"(a OR) b", "error 3 nothing follows OR"},
        {"OR b", "error 0 nothing stands before OR"},
        {"AND b", "error 0 nothing stands before AND"},
        {"NEAR b", "error 0 nothing stands before NEAR"},
        {"a (OR b)", "error 3 nothing stands before OR"},
        {"AND", "error 0 nothing stands before AND"},
        {"a AND OR b", "error 6 OR cannot follow AND"},
        {"a OR OR b", "error 5 OR cannot follow OR"},
        {"a AND AND b", "error 6 AND cannot follow AND"},
        {"a NOT OR b", "error 6 OR cannot follow NOT"},
        {"a NEAR/3 AND b", "error 9 AND cannot follow NEAR/3"},
        {"-", "error 0 this minus stands alone"},
        {"a - b", "error 2 this minus stands alone"},
        {"a -", "error 2 this minus stands alone"},
        {"(-)", "error 1 this minus stands alone"},
        {"--a", "error 0 two minus signs stand together"},
        {"a --", "error 2 two minus signs stand together"},
        {"a -- b", "error 2 two minus signs stand together"},
        {"a -&", "error 2 there is nothing to search for after the minus"},
        {"a -AND b", "error 3 an operator stands after the minus"},
        {"a –b", "error 2 this dash could be a minus"},
        {"a −b", "error 2 this dash could be a minus"},
        {"a NOT NOT b", "error 6 two negations follow one another"},
        {"a NOT -b", "error 6 two negations follow one another"},
        {"-a", "error 0 this only leaves articles out, and finds none"},
        {"-a -b", "error 0 this only leaves articles out, and finds none"},
        {"NOT a", "error 0 this only leaves articles out, and finds none"},
        {"(-a)", "error 0 this only leaves articles out, and finds none"},
        {"-published:2026", "error 0 this only leaves articles out, and finds none"},
        {"a OR -b", "error 5 this only leaves articles out, and finds none"},
        {"a OR (-b -c)", "error 5 this only leaves articles out, and finds none"},
        {"a -(-b)", "error 3 this only leaves articles out, and finds none"},
        {"&", "error 0 there is nothing to search for"},
        {"  … !", "error 2 there is nothing to search for"},
        {"🇺🇦", "error 0 there is nothing to search for"},
        // Stars and other signs.
        {"*", "error 0 a star alone finds nothing"},
        {"a **", "error 2 a star alone finds nothing"},
        {"-*", "error 1 a star alone finds nothing"},
        {"*foo", "error 0 a star can only end a word"},
        {"foo*bar", "error 3 a star can only end a word"},
        {"foo**", "error 3 a star can only end a word"},
        {"M*A*S*H", "error 1 a star can only end a word"},
        {"fo*", "error 0 there are too few letters before the star"},
        {"北京*", "error 0 there are too few letters before the star"},
        {"AT&T*", "error 2 a star needs one plain word before it"},
        {"covid-1*", "error 5 a star needs one plain word before it"},
        {"=talk*", "error 0 a star needs one plain word before it"},
        {"wom?n", "error 3 a question mark is no wildcard"},
        {"==a", "error 0 = stands before one plain word"},
        {"=-a", "error 0 = stands before one plain word"},
        {"=title:a", "error 0 = stands before a field"},
        {"word^3", "error 0 ^ is not an operator"},
        {"a|b", "error 1 | is not an operator"},
        {"title:a|b", "error 7 | is not an operator"},
        {"a && b", "error 2 && is not an operator"},
        {"a || b", "error 2 | is not an operator"},
        {"a | b", "error 2 | is not an operator"},
        {"a !b", "error 2 ! is not an operator"},
        {"x /5 y", "error 2 this is not an operator of this version"},
        {"x w/5 y", "error 2 this is not an operator of this version"},
        {"x pre/3 y", "error 2 this is not an operator of this version"},
        {"a near/5 b", "error 2 operators are written in upper case"},
        {"x pre/s y", "error 2 this is not an operator of this version"},
        {"ATLEAST2(x)", "error 0 a slash is missing before the number"},
        {"ATLEAST2 x", "error 0 a slash is missing before the number"},
        {"atleast5(x)", "error 0 a slash is missing before the number"},
        {"atleast/5 x", "error 0 operators are written in upper case"},
        {"caps(x)", "error 0 operators are written in upper case"},
        {"ATLEAST", "error 0 ATLEAST needs a number from 1 to 1000"},
        {"ATLEAST talks", "error 0 ATLEAST needs a number from 1 to 1000"},
        {"x ATLEAST 5 talks", "error 2 ATLEAST needs a number from 1 to 1000"},
        {"x -ATLEAST talks", "error 3 ATLEAST needs a number from 1 to 1000"},
        {"x ATLEAST(talks)", "error 2 ATLEAST needs a number from 1 to 1000"},
        {"ATL5(talks)", "error 0 this is not an operator of this version"},
        {"talks /x said", "error 6 this is not an operator of this version"},
        {"talks /N said", "error 6 this is not an operator of this version"},
        {"talks /s5 said", "error 6 this is not an operator of this version"},
        {"talks /seg said", "error 6 this is not an operator of this version"},
        {"talks w/para said", "error 6 this is not an operator of this version"},
        {"talks WITHIN/3 said", "error 6 this is not an operator of this version"},
        {"a ONEAR/3 b", "error 2 this is not an operator of this version"},
        {"NEAR talks", "error 0 nothing stands before NEAR"},
        {"a NEAR5 b", "error 2 a slash is missing before the number"},
        {"a ADJ3 b", "error 2 a slash is missing before the number"},
        {"a NEAR 5 b", "error 7 a number stands behind NEAR"},
        {"a ADJ 3 \"b c\"", "error 6 a number stands behind ADJ"},
        {"a XOR b", "error 2 this is not an operator of this version"},
        {"a ANDNOT b", "error 2 this is not an operator of this version"},
        {"CAPS:us", "error 0 this takes parentheses, no colon"},
        {"wrods:>3", "error 0 there is no field 'wrods'"},
        // Similar words.
        {"rai~", "error 0 there are too few letters before the ~"},
        {"x rai~1", "error 2 there are too few letters before the ~"},
        {"rain~3", "error 5 a word can be one or two letters off"},
        {"rain~0", "error 5 a word can be one or two letters off"},
        {"rain~12", "error 5 a word can be one or two letters off"},
        {"AT&TX~", "error 2 ~ needs one plain word before it"},
        {"=rain~", "error 0 ~ needs one plain word before it"},
        {"rain*~", "error 4 ~ needs one plain word before it"},
        {"title:rai~", "error 6 there are too few letters before the ~"},
        {"person:Witkof~", "[person:value Witkof~]"},
        {"rain~\"x\"", "error 5 a space is missing before the quotation mark"},
        // Sentences, paragraphs, counts.
        {"/s b", "error 0 nothing stands before /s"},
        {"a /s", "error 2 nothing follows /s"},
        {"a /s /p b", "error 5 /p cannot follow /s"},
        {"a /s b /p c", "error 7 /s and /p stand in one row"},
        {"a /s b NEAR/3 c", "error 7 /s and NEAR/3 stand in one row"},
        {"a NEAR/s b", "error 7 the distance must be a number from 1 to 1000"},
        {"a /s (b c)", "error 5 NEAR, ADJ, /s and /p join words, phrases, or words between ORs"},
        {"a /s -b", "error 5 NOT stands beside NEAR, ADJ, /s or /p"},
        {"a /s person:X", "error 5 NEAR, ADJ, /s and /p join words, not names or dates"},
        {"a /p words:5", "error 5 NEAR, ADJ, /s and /p join words, not names or dates"},
        {"title:a /s b", "error 11 NEAR, ADJ, /s and /p join words of one field"},
        {"a -/s", "error 3 an operator stands after the minus"},
        {"ATLEAST/0 a", "error 8 ATLEAST needs a number from 1 to 1000"},
        {"ATLEAST/1001 a", "error 8 ATLEAST needs a number from 1 to 1000"},
        {"ATLEAST/ a", "error 8 ATLEAST needs a number from 1 to 1000"},
        {"ATLEAST/x a", "error 8 ATLEAST needs a number from 1 to 1000"},
        {"ATLEAST/3", "error 0 nothing follows ATLEAST/3"},
        {"a ATLEAST/3", "error 2 nothing follows ATLEAST/3"},
        {"ATLEAST/3 OR a", "error 10 OR cannot follow ATLEAST/3"},
        {"ATLEAST/3 -a", "error 10 - cannot follow ATLEAST/3"},
        {"ATLEAST/3 NOT a", "error 10 NOT cannot follow ATLEAST/3"},
        {"ATLEAST/3 ATLEAST/4 a", "error 10 ATLEAST/4 cannot follow ATLEAST/3"},
        {"ATLEAST/3 (a b)", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 (a NEAR b)", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 (ATLEAST/4 a)", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 person:X", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 published:2026", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 words:5", "error 10 ATLEAST counts a word, a phrase, or words between ORs"},
        {"ATLEAST/3 (a OR title:b)", "error 16 ATLEAST counts words of one field"},
        {"ATLEAST/3 a NEAR b", "error 0 ATLEAST stands beside NEAR, ADJ, /s or /p"},
        {"a /s ATLEAST/3 b", "error 5 ATLEAST stands beside NEAR, ADJ, /s or /p"},
        {"-ATLEAST/3 a", "error 0 this only leaves articles out, and finds none"},
        // Capitals.
        {"CAPS", "error 0 no parenthesis follows CAPS"},
        {"CAPS us", "error 0 no parenthesis follows CAPS"},
        {"CAPS (us)", "error 0 no parenthesis follows CAPS"},
        {"x ALLCAPS", "error 2 no parenthesis follows ALLCAPS"},
        {"CAPS\"us\"", "error 0 no parenthesis follows CAPS"},
        {"title:CAPS", "error 6 no parenthesis follows CAPS"},
        {"CAPS()", "error 5 CAPS takes one word or quoted words"},
        {"CAPS(", "error 4 CAPS takes one word or quoted words"},
        {"CAPS(us", "error 4 this parenthesis is never closed"},
        {"CAPS(a b)", "error 7 CAPS takes one word or quoted words"},
        {"NOCAPS(a OR b)", "error 9 NOCAPS takes one word or quoted words"},
        {"CAPS(turk*)", "error 5 CAPS takes one word or quoted words"},
        {"CAPS(=us)", "error 5 CAPS takes one word or quoted words"},
        {"CAPS(title:us)", "error 5 CAPS takes one word or quoted words"},
        {"CAPS((us))", "error 5 CAPS takes one word or quoted words"},
        {"CAPS(CAPS(us))", "error 5 CAPS takes one word or quoted words"},
        // Numbers of words.
        {"words:", "error 5 nothing follows the colon"},
        {"words: 5", "error 5 nothing follows the colon"},
        {"words:\"5\"", "error 5 words: takes no quotation marks or parentheses"},
        {"words:(5)", "error 5 words: takes no quotation marks or parentheses"},
        {"words:x", "error 6 this is no number of words"},
        {"words:>", "error 6 this is no number of words"},
        {"words:-5", "error 6 this is no number of words"},
        {"words:5x", "error 6 this is no number of words"},
        {"words:99999999999999999999", "error 6 this is no number of words"},
        {"words:<0", "error 6 no number is less than 0"},
        {"words:..", "error 6 a range needs a number"},
        {"words:9..8", "error 6 the range runs backwards"},
        {"title:(a words:5)", "error 9 the number of words stands inside the parentheses of title:"},
        {"-words:5", "error 0 this only leaves articles out, and finds none"},
        {"exact:", "error 5 nothing follows the colon"},
        {"exact:\"a b\"", "error 5 exact: takes no quotation marks or parentheses"},
        {"exact:foo:", "error 9 nothing follows the colon"},
        {"exact:foo^3", "error 6 ^ is not an operator"},
        {"exact:talk*", "error 6 exact: stands before one plain word"},
        {"exact:title:talks", "error 6 exact: stands before a field"},
        // Near one another.
        {"a NEAR/0 b", "error 7 the distance must be a number from 1 to 1000"},
        {"a NEAR/1001 b", "error 7 the distance must be a number from 1 to 1000"},
        {"a NEAR/99999999999999 b", "error 7 the distance must be a number from 1 to 1000"},
        {"a NEAR/ b", "error 7 the distance must be a number from 1 to 1000"},
        {"a ADJ/x b", "error 6 the distance must be a number from 1 to 1000"},
        {"a NEAR/-1 b", "error 7 the distance must be a number from 1 to 1000"},
        {"a NEAR/3 b NEAR/4 c", "error 11 NEAR/3 and NEAR/4 stand in one row"},
        {"a NEAR/3 b ADJ/3 c", "error 11 NEAR/3 and ADJ/3 stand in one row"},
        {"(a NEAR/3 b) NEAR/3 c", "error 0 NEAR, ADJ, /s and /p join words, phrases, or words between ORs"},
        {"(a b) NEAR c", "error 0 NEAR, ADJ, /s and /p join words, phrases, or words between ORs"},
        {"-a NEAR b", "error 0 NOT stands beside NEAR, ADJ, /s or /p"},
        {"a NEAR -b", "error 7 NOT stands beside NEAR, ADJ, /s or /p"},
        {"a NEAR person:X", "error 7 NEAR, ADJ, /s and /p join words, not names or dates"},
        {"published:2026 NEAR b", "error 0 NEAR, ADJ, /s and /p join words, not names or dates"},
        {"title:a NEAR b", "error 13 NEAR, ADJ, /s and /p join words of one field"},
        {"a NEAR (b OR title:c)", "error 13 NEAR, ADJ, /s and /p join words of one field"},
        // Fields.
        {"foo:bar", "error 0 there is no field 'foo'"},
        {"a persn:Witkoff", "error 2 there is no field 'persn'"},
        {"-foo:bar a", "error 1 there is no field 'foo'"},
        {"mailto:a@b", "error 0 there is no field 'mailto'"},
        {"foo:\"a b\"", "error 3 nothing follows the colon"},
        {"re:", "error 2 nothing follows the colon"},
        {"Ukraine: talks", "error 7 nothing follows the colon"},
        {"title:", "error 5 nothing follows the colon"},
        {"title: talks", "error 5 nothing follows the colon"},
        {"(title:)", "error 6 nothing follows the colon"},
        {"covid-19: talks", "error 8 nothing follows the colon"},
        {"title:&", "error 6 there is nothing to search for after the colon"},
        {"title:-talks", "error 6 a minus stands before the word"},
        {"title:*", "error 6 a star alone finds nothing"},
        {"title:fo*", "error 6 there are too few letters before the star"},
        {"title:\"\"", "error 6 there is nothing to search for between the quotation marks"},
        {"title:(a person:B)", "error 9 a field stands inside the parentheses of title:"},
        {"title:(a title:b)", "error 9 a field stands inside the parentheses of title:"},
        {"person:Wit*", "error 10 wildcards work in fields of words only"},
        {"id:a*", "error 4 wildcards work in fields of words only"},
        {"person:(A OR B)", "error 7 parentheses work in fields of words only"},
        {"published:(2026)", "error 10 parentheses work in fields of words only"},
        {"person:-X", "error 7 a minus stands before the value"},
        {"person:&", "error 7 there is nothing to search for after the colon"},
        {"id:\"\"", "error 3 there is nothing to search for between the quotation marks"},
        {"url:https://x.example/a_(b)", "error 24 a space is missing before the parenthesis"},
        {"title:foo(bar)", "error 9 a space is missing before the parenthesis"},
        // Dates.
        {"published:soon", "error 10 'soon' is no part of a date"},
        {"a published:2025-02-29", "error 20 there is no day 29 in that month"},
        {"published:last week", "error 10 this is no date yet"},
        {"published:\"24 Jan\"", "error 17 the year is missing"},
        {"published:“last wek”", "error 18 'wek' is no part of a date"},
        {"published:2026..2025", "error 14 the range runs backwards"},
        {"published:..", "error 10 a range needs a date"},
        {"published:01/02/2026", "error 10 the day and the month can be mistaken for one another"},
        {"published:>2026", "error 10 this is no part of a date"},
        {"updated:\"\"", "error 8 there is nothing to search for between the quotation marks"},
        // Bytes.
        {"talks \xff", "error 6 the query is not valid UTF-8"},
        {"\"a \xc3\"", "error 3 the query is not valid UTF-8"},
        {"\xed\xa0\x80", "error 0 the query is not valid UTF-8"},
        {std::string_view("a\0b", 3), "error 1 there is a control character in the query"},
        {"a \x1b[31m", "error 2 there is a control character in the query"},
        {"a \u0085b", "(and [a] [b])"},
        {"a \u0090b", "error 2 there is a control character in the query"},
    };
    check(cases);
}

TEST_CASE("a refused query says what to write instead") {
    static constexpr Case cases[] = {
        {"persn:Witkoff",
         "did you mean person:? else quote it to find it as a word: \"persn:Witkoff\"; "
         "--fields lists the fields"},
        {"zzzzzzzz:x", "quote it to find it as a word: \"zzzzzzzz:x\"; --fields lists the fields"},
        {"title: talks", "write title:word without a space, or quote \"title:\" to find it as a word"},
        {"a || b", "write OR"},
        {"wrods:>3",
         "did you mean words:? else quote it to find it as a word: \"wrods:>3\"; --fields lists the fields"},
        {"ATLEAST talks", "write ATLEAST/5 ceasefire, for five times or more; quote it to find it as a word"},
        {"ATLEAST/5", "put a word behind it, as in ATLEAST/5 ceasefire, or quote it to find it as a word"},
        {"a NOT", "put a word behind it, as in NOT ceasefire, or quote it to find it as a word"},
        {"a /p b /s c", "write (a /p b) AND (b /s c)"},
        {"a NEAR 5 b", "write NEAR/5, or quote the number to find it"},
        {"a /x b", "write a /s b for one sentence, a /p b for one paragraph, or quote it to find it"},
        {"a near/5 b", "write NEAR/5 for words near one another, or quote it to find it"},
        {"-a", "add a word that the articles must have; without any query all articles are listed"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        try {
            (void)dateline::parse_query(c.typed, today);
            FAIL("not refused");
        } catch (const Error& error) {
            CHECK(error.hint() == c.expected);
            CHECK(error.text() == c.typed);
        }
    }
    try {
        (void)dateline::parse_query("published:24 Jan 2026", today);
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.hint().ends_with("quote a date of several words, as in published:\"24 Jan 2026\""));
    }
}

TEST_CASE("a query has bounds") {
    const auto repeated = [](std::string_view part, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += part;
        return text;
    };
    const auto nested = [&](std::size_t depth) { return repeated("(", depth) + 'a' + repeated(")", depth); };
    CHECK(outcome(repeated("a ", 1000)).starts_with("(and [a]"));
    CHECK(outcome(repeated("a ", 1001)) == "error 2000 there are too many words in the query");
    CHECK(outcome('"' + repeated("a ", 1001) + '"') == "error 0 there are too many words in the query");
    CHECK(outcome(repeated("a-", 1001)) == "error 0 there are too many words in the query");
    CHECK(outcome(repeated("京", 1001)) == "error 0 there are too many words in the query");
    CHECK(outcome(nested(100)) == "[a]");
    CHECK(outcome(nested(101)) == "error 100 there are too many parentheses in one another");
    CHECK(outcome(repeated("(", 60'000)) == "error 100 there are too many parentheses in one another");
    CHECK(outcome(std::string(65'536, 'a')).starts_with("[aaa"));
    CHECK(outcome(std::string(65'537, 'a')) == "error 0 the query is too long: 65537 bytes");
    CHECK(outcome(repeated("-(a ", 100) + "b" + repeated(")", 100)).starts_with("error 0 this only leaves"));
    CHECK(outcome("x " + repeated("-(a ", 100) + "b" + repeated(")", 100)).starts_with("(and [x] (not (and"));
}

TEST_CASE("a node knows where it was typed") {
    const std::string_view typed = "x  title:(a OR “b c”) -published:2026-01";
    const Node query = dateline::parse_query(typed, today);
    const auto text_of = [&](const Node& node) { return typed.substr(node.begin, node.end - node.begin); };
    REQUIRE(query.children.size() == 3);
    CHECK(text_of(query) == typed);
    CHECK(text_of(query.children[1]) == "title:(a OR “b c”)");
    CHECK(text_of(query.children[1].children[1]) == "“b c”");
    CHECK(text_of(query.children[2]) == "-published:2026-01");
    CHECK(text_of(query.children[2].children[0]) == "published:2026-01");
    CHECK(query.children[2].children[0].text == "2026-01");
}
