#include "searcher/formats/cited_names.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "sample_answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Reads what stands between braces, to the one that closes them; fails the test where none does.
std::string braced(std::string_view text, std::size_t& at) {
    REQUIRE(text.at(at) == '{');
    const std::size_t begin = ++at;
    for (int depth = 1;; ++at) {
        REQUIRE(at < text.size());
        if (text[at] == '{') ++depth;
        if (text[at] == '}' && --depth == 0) break;
    }
    return std::string(text.substr(begin, at++ - begin));
}

void expect(std::string_view text, std::size_t& at, std::string_view what) {
    REQUIRE(text.substr(at, what.size()) == what);
    at += what.size();
}

/// A strict reader of one entry of BibTeX, as far as the format writes it.
Fields read_bibtex(std::string_view text) {
    std::size_t at = 0;
    expect(text, at, "@");
    Fields fields{{"type", std::string(text.substr(at, text.find('{') - at))}};
    at = text.find('{') + 1;
    const std::size_t comma = text.find_first_of(",{}", at);
    REQUIRE(text.at(comma) == ',');
    fields.emplace_back("key", text.substr(at, comma - at));
    for (at = comma; text.at(at) == ',';) {
        expect(text, at, ",\n  ");
        const std::size_t equals = text.find(" = ", at);
        std::string name(text.substr(at, equals - at));
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
        at = equals + 3;
        const std::size_t end = text.find_first_of(",\n", at);
        std::string value = text.at(at) == '{' ? braced(text, at) : std::string(text.substr(at, end - at));
        if (name == "month") at = end;
        fields.emplace_back(std::move(name), std::move(value));
    }
    expect(text, at, "\n}\n");
    CHECK(at == text.size());
    return fields;
}

std::string value_of(const Fields& fields, const std::string& name) {
    for (const auto& [key, value] : fields) {
        if (key == name) return value;
    }
    return "(none)";
}

/// What LaTeX would print; fails the test at a character that is special in LaTeX and stands there bare.
std::string printed(std::string_view tex) {
    const std::map<std::string, std::string> commands{{"textbackslash", "\\"},
                                                      {"textbraceleft", "{"},
                                                      {"textbraceright", "}"},
                                                      {"textasciitilde", "~"},
                                                      {"textasciicircum", "^"}};
    std::string text;
    for (std::size_t at = 0; at < tex.size();) {
        if (tex[at] != '\\') {
            CHECK(std::string_view("{}%&$#_~^").find(tex[at]) == std::string_view::npos);
            text += tex[at++];
            continue;
        }
        ++at;
        const std::size_t end = tex.find("{}", at);
        const std::string command(tex.substr(at, end - at));
        if (end != std::string_view::npos && commands.contains(command)) {
            text += commands.at(command);
            at = end + 2;
        } else {
            REQUIRE(std::string_view("%&$#_").find(tex.at(at)) != std::string_view::npos);
            text += tex[at++];
        }
    }
    return text;
}

/// The names in a field of authors: split at "and" outside of braces, as BibTeX splits it.
std::vector<std::string> bibtex_names(std::string_view field) {
    std::vector<std::string> names(1);
    int depth = 0;
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] == '{') ++depth;
        if (field[at] == '}') --depth;
        if (depth == 0 && field.substr(at, 5) == " and ") {
            names.emplace_back();
            at += 4;
        } else {
            names.back() += field[at];
        }
    }
    return names;
}

/// A strict reader of one record of RIS.
Fields read_ris(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        REQUIRE(end != std::string_view::npos);
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 2);
        REQUIRE(line.size() >= 6);
        CHECK(line.substr(2, 4) == "  - ");
        CHECK(line.find_first_of("\r\n") == std::string_view::npos);
        fields.emplace_back(line.substr(0, 2), line.substr(6));
    }
    REQUIRE(!fields.empty());
    CHECK(fields.front() == std::pair<std::string, std::string>("TY", "NEWS"));
    CHECK(fields.back() == std::pair<std::string, std::string>("ER", ""));
    for (std::size_t i = 1; i + 1 < fields.size(); ++i) CHECK(fields[i].first != "ER");
    return fields;
}

Answer answer_with(const std::string& title, const std::vector<std::string>& authors) {
    Answer answer;
    answer.total = 1;
    answer.hits.resize(1);
    Article& article = answer.hits[0].article;
    article.id = "wire:7";
    article.title = title;
    article.authors = authors;
    article.source = title;
    article.keywords = {title};
    article.published = Timestamp{testing::day(1987, 2, 6), {}, {}};
    return answer;
}

}  // namespace

TEST_CASE("citations: who the authors are") {
    const std::pair<std::string, std::vector<CitedName>> cases[] = {
        {"Jane Doe", {{"Doe", "Jane"}}},
        {"By Jane Doe", {{"Doe", "Jane"}}},
        {"By Jane Doe and John Roe", {{"Doe", "Jane"}, {"Roe", "John"}}},
        {"JANE DOE AND JOHN ROE", {{"DOE", "JANE"}, {"ROE", "JOHN"}}},
        {"Jane Doe, John Roe & Ann Lee", {{"Doe", "Jane"}, {"Roe", "John"}, {"Lee", "Ann"}}},
        {"Jane Doe, John Roe, and Ann Lee", {{"Doe", "Jane"}, {"Roe", "John"}, {"Lee", "Ann"}}},
        {"Jane Doe; John Roe", {{"Doe", "Jane"}, {"Roe", "John"}}},
        {"Doe, Jane", {{"Doe", "Jane"}}},
        {"van der Hale, Tom", {{"van der Hale", "Tom"}}},
        {"García Márquez, Gabriel", {{"García Márquez", "Gabriel"}}},
        {"Tom van der Hale", {{"van der Hale", "Tom"}}},
        {"Ann d'Angelo", {{"d'Angelo", "Ann"}}},
        {"J. R. Smith", {{"Smith", "J. R."}}},
        {"John Smith Jr.", {{"Smith", "John", "Jr."}}},
        {"John Smith, Jr.", {{"Smith", "John", "Jr."}}},
        {"Smith, John, Jr.", {{"Smith", "John", "Jr."}}},
        {"John Smith, Jr., Ann Lee", {{"Smith", "John", "Jr."}, {"Lee", "Ann"}}},
        {"Reuters", {{"Reuters"}}},
        {"Reuters & Co", {{"Reuters & Co"}}},
        {"Northern Wire and Courier staff", {{"Northern Wire and Courier staff"}}},
        {"Reuters Staff, AP", {{"Reuters Staff, AP"}}},
        {"Salt and Pepper", {{"Salt and Pepper"}}},
        {"Jane and John Doe", {{"Jane and John Doe"}}},
        {"李明", {{"李明"}}},
        {"Zoë Łuk", {{"Łuk", "Zoë"}}},
        {"  By   Jane\nDoe ", {{"Doe", "Jane"}}},
        {"", {}},
        {"By ", {{"By"}}},
        {",", {{","}}},
        {"and", {{"and"}}},
    };
    for (const auto& [author, names] : cases) {
        CAPTURE(author);
        CHECK(cited_names(author) == names);
    }
}

TEST_CASE("citations: what is written is read back, whatever stands in it") {
    const std::string hostile[] = {
        "plain",
        "50% of AT&T_x #1 $5 ~ ^",
        "{",
        "}",
        "}}{{",
        "a {b} c",
        "\\",
        "\\}",
        "\\end{document}",
        "\\textbackslash{}",
        "“Zoë” — 会談 | @x",
        "a and b, c = {d}",
        "ER  - ",
        "\"quoted\", 'too'",
        "-- <b> --",
    };
    for (const std::string& title : hostile) {
        CAPTURE(title);
        const Answer answer = answer_with(title, {"By Jane Doe and John Roe", title});
        const Fields entry = read_bibtex(testing::formatted("bibtex", answer));
        const std::string shown = value_of(entry, "title");
        REQUIRE(shown.size() >= 2);
        CHECK(shown.front() == '{');
        CHECK(shown.back() == '}');
        CHECK(printed(shown.substr(1, shown.size() - 2)) == title);
        CHECK(printed(value_of(entry, "journal")) == title);
        CHECK(printed(value_of(entry, "keywords")) == title);
        CHECK(value_of(entry, "date") == "1987-02-06");
        CHECK(value_of(entry, "year") == "1987");
        CHECK(value_of(entry, "month") == "feb");
        CHECK(value_of(entry, "key") == "wire:7");
        const std::vector<std::string> names = bibtex_names(value_of(entry, "author"));
        REQUIRE(names.size() >= 3);
        CHECK(names[0] == "Doe, Jane");
        CHECK(names[1] == "Roe, John");

        const Fields record = read_ris(testing::formatted("ris", answer));
        CHECK(value_of(record, "TI") == title);
        CHECK(value_of(record, "T2") == title);
        CHECK(value_of(record, "KW") == title);
        CHECK(value_of(record, "AU") == "Doe, Jane");
        CHECK(value_of(record, "PY") == "1987");
        CHECK(value_of(record, "DA") == "1987/02/06/");
    }
    // What would break a line is a space.
    for (const std::string broken : {"two\nlines", "two\r\nlines", "two\tlines", "two\u2028lines"}) {
        const Answer answer = answer_with(broken, {});
        const std::string title = value_of(read_ris(testing::formatted("ris", answer)), "TI");
        CHECK(title.starts_with("two"));
        CHECK(title.ends_with("lines"));
        CHECK(value_of(read_bibtex(testing::formatted("bibtex", answer)), "title").find('\n') ==
              std::string::npos);
    }
}

}  // namespace dateline
