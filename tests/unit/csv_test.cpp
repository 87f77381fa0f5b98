#include "indexer/readers/csv.h"

#include <algorithm>
#include <chrono>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "indexer/readers/csv_rows.h"
#include "reading.h"

namespace dateline {
namespace {

/// "title/text" of each article, or the reason, apart by " | ".
std::string summary(const std::vector<Record>& records) {
    std::string all;
    for (const Record& record : records) {
        if (!all.empty()) all += " | ";
        if (std::holds_alternative<Skip>(record.content)) {
            all += "skip";
        } else if (!reason(record).empty()) {
            all += fmt::format("{}: {}", record.line, reason(record));
        } else {
            all += article(record).title;
            for (const std::string& paragraph : article(record).body) all += "/" + paragraph;
        }
    }
    return all;
}

std::string read(std::string bytes) {
    return summary(read_all("csv", std::move(bytes)));
}

}  // namespace

TEST_CASE("csv: rows become articles, columns are keys") {
    const auto records = read_all(
        "csv",
        "ID,Headline,Pub Date,Byline,Tags,Body,Clicks\n"
        "k1,Quay reopens,2026-01-24,By Ines Duarte,harbour; trade,\"The quay opened.\n\nBoats came.\",7\n");
    REQUIRE(records.size() == 1);
    const Article& read = article(records[0]);
    CHECK(read.id == "k1");
    CHECK(read.title == "Quay reopens");
    CHECK(to_string(*read.published) == "2026-01-24");
    CHECK(read.authors == std::vector<std::string>{"Ines Duarte"});
    CHECK(read.keywords == std::vector<std::string>{"harbour", "trade"});
    CHECK(read.body == std::vector<std::string>{"The quay opened.", "Boats came."});
    CHECK(records[0].line == 2);
    CHECK(records[0].number == 1);
    CHECK(std::ranges::count(records[0].notes, "unknown column \"Clicks\" ignored") == 1);
}

TEST_CASE("csv: framing") {
    const std::pair<std::string, std::string> cases[] = {
        {"title,text\na,b\nc,d\n", "a/b | c/d"},
        {"title,text\r\na,b\r\n\r\nc,d", "a/b | c/d"},
        {"\xef\xbb\xbf\"title\",\"text\"\na,b\n", "a/b"},
        {"title\ttext\na, x\tb\n", "a, x/b"},
        {"sep=;\r\ntitle;text\r\na;b\r\n", "a/b"},
        {"title;text\n\"a;1\";b,2\n", "a;1/b,2"},
        {"title|text\na|b\n", "a/b"},
        {"title,text\n\"say \"\"yes\"\"\",b\n", "say \"yes\"/b"},
        {"title,text\n\"a\nb\",c\nd,e\n", "a b/c | d/e"},
        {"title,text\n\"a\r\nb\",\"c\"\r\nd,e\n", "a b/c | d/e"},
        // Ragged ones.
        {"title,text\na\nb,c,d\ne,f\n",
         "2: 1 column where the header has 2 | 3: 3 columns where the header has 2 | e/f"},
        {"title,text\na,b,, \n", "a/b"},
        {"title,text\n,\nc,d\n", "skip | c/d"},
        {"title,text,url\n,,http://x.example/\n", "2: no text"},
        {"title,text\nNULL,b\n", "/b"},
        // Quotation marks that make no sense.
        {"title,text\n\"He said \"no\"\",b\nc,d\n", "He said \"no\"/b | c/d"},
        {"title,text\n\"never closed,b\nc,d\n", "\"never closed/b | c/d"},
        {"title,text\nnever,\"closed\nc,d\ne,f\n", "never/\"closed | c/d | e/f"},
        {"title,text,url\nx,\"closed\nc,d,u1\n\"e\",f,u2\n",
         "2: a quotation mark inside a value | c/d | e/f"},
        {"title,text,url\nx,\"closed\nc,d,u1\n", "2: a quotation mark is not closed | c/d"},
        // A mark that is closed by another row's: the rows inside are found.
        {"title,text\nx,y,\"open\nc,d\ne,f\"\ng,h\n",
         "2: 3 columns where the header has 2 | c/d | e/f\" | g/h"},
    };
    for (const auto& [bytes, expected] : cases) {
        CAPTURE(bytes);
        CHECK(read(bytes) == expected);
    }
}

TEST_CASE("csv: encodings row by row") {
    CHECK(read("title,text\nCaf\xe9,d\xe9j\xe0 vu\nCaf\xc3\xa9,x\n") == "Café/déjà vu | Café/x");
    std::string wide = "\xff\xfe";
    for (const char c : std::string("title,text\na,b\n")) {
        wide += c;
        wide += '\0';
    }
    CHECK(recognise_csv(wide) == 80);
    CHECK(read(wide) == "a/b");
    CHECK(summary(read_all("csv", "title,text\n\xcf\xf0\xe8\xe2\xe5\xf2,x\n",
                           {{}, {}, "windows-1251", {}, {}})) == "Привет/x");
}

TEST_CASE("csv: recognised by its header, and prose is none") {
    for (const std::string head : {"title,text\n", "Headline;Date;Body\nx;2026-01-01;y\n",
                                   "\"url\"\t\"title\"\n", "id,title,anything\n1,a,\"b\n\n"}) {
        CAPTURE(head);
        CHECK(recognise_csv(head) == 80);
        CHECK(recognise_format(head)->name == "csv");
    }
    for (const std::string head :
         {"", "title\na\n", "date,author\n1,2\n", "a,b\nc,d\n",
          "Title, text and what else\nA line of prose.\n",
          "Headline, date, body\nThe harbour opened.\nNobody came.\nIt rained.\n", "{\"title\":1,\"text\":2}",
          "Title: a, b\nDate: 2026-01-01\n\nText, title\n"}) {
        CAPTURE(head);
        CHECK(recognise_csv(head) == 0);
    }
    CHECK(recognise_format("alpha,beta\n1,2\n", "x.csv.gz")->name == "csv");
    CHECK_THROWS_AS((void)read_all("csv", "alpha,beta\n1,2\n"), Error);
    CHECK(read("title,text\n").empty());
}

TEST_CASE("csv: marks that are never closed cost no more than time in proportion") {
    std::string bytes = "title,text\n";
    for (int line = 0; line < 60'000; ++line) bytes += "x\",\"y\n";
    const auto begin = std::chrono::steady_clock::now();
    CHECK(read_all("csv", bytes).size() > 1000);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));

    CsvRows rows(
        stream_of("a,b\n\"" + std::string(5000, 'x') + "\nc,d\n" + std::string(5000, 'y') + ",z\ne,f\n"), ',',
        4000);
    CsvRow row;
    std::vector<std::string> seen;
    while (rows.next(row)) {
        seen.push_back(row.problem.empty() ? row.values.front() : row.problem);
        rows.expect(2);
    }
    CHECK(seen == std::vector<std::string>{"a", "a quotation mark is not closed", "c",
                                           "the record is too large", "e"});
}

TEST_CASE("csv: any bytes") {
    const std::string sample = "title,text,date\n\"a \"\"b\"\"\nc\",d,2026-01-01\ne;f|g\th,\"i,\",\n";
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        try {
            (void)read_all("csv", mutated(sample, random));
        } catch (const Error& error) {
            CHECK(error.message().find("first row") != std::string::npos);
        }
    }
}

}  // namespace dateline
