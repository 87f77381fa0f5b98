#include "indexer/readers/warc.h"

#include <zlib.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/decompress.h"
#include "indexer/readers/arc.h"
#include "indexer/readers/http_response.h"
#include "reading.h"

namespace dateline {
namespace {

std::string deflated(const std::string& plain, int window_bits) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string bytes(deflateBound(&stream, plain.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    bytes.resize(stream.total_out);
    deflateEnd(&stream);
    return bytes;
}

std::string gzip(const std::string& plain) {
    return deflated(plain, 16 + MAX_WBITS);
}

std::string record(const std::string& type, const std::string& block,
                   const std::string& url = "https://wire.example/quay", const std::string& more = "") {
    return fmt::format(
        "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: "
        "2026-02-01T10:00:00Z\r\n{}Content-Length: "
        "{}\r\n\r\n{}\r\n\r\n",
        type, url, more, block.size(), block);
}

std::string http(const std::string& body,
                 const std::string& head = "Content-Type: text/html; charset=utf-8\r\n",
                 const std::string& status = "200 OK") {
    return "HTTP/1.1 " + status + "\r\n" + head + "\r\n" + body;
}

const std::string page =
    "<html><head><title>Quay reopens</title></head><body><article><h1>Quay reopens</h1>"
    "<p>The quay at Sandhaven opened again on Saturday after two years of work, the council said.</p>"
    "<p>Boats came from Skerra and Westmarch, and the band of the fire brigade played all morning.</p>"
    "</article></body></html>";

/// "A address" of each article, "S reason", "R reason".
std::vector<std::string> read(std::string bytes, std::string_view format = "warc") {
    std::vector<std::string> all;
    const auto reader = format_named(format).open(decompressed(stream_of(std::move(bytes))),
                                                  {"c.warc", "c.warc", {}, {}, {}});
    try {
        while (const auto found = reader->next()) {
            if (const auto* skip = std::get_if<Skip>(&found->content)) {
                all.push_back("S " + skip->reason);
            } else if (const auto* reject = std::get_if<Reject>(&found->content)) {
                all.push_back("R " + reject->reason);
            } else {
                all.push_back("A " + found->member);
            }
        }
    } catch (const Error& error) {
        all.push_back("E " + error.message());
    }
    return all;
}

using Lines = std::vector<std::string>;

const std::string quay = "A https://wire.example/quay";

}  // namespace

TEST_CASE("warc: pages are articles, everything else is skipped with a reason") {
    const std::string bytes =
        record("warcinfo", "software: x\r\n") + record("request", "GET / HTTP/1.1\r\n\r\n") +
        record("response", http(page)) + record("response", http(page), "<https://wire.example/a b>") +
        record("revisit", "HTTP/1.1 200 OK\r\n\r\n") + record("metadata", "x") +
        record("response", http("moved", "Location: /\r\n", "301 Moved")) +
        record("response", http("no", "", "404 Not Found")) +
        record("response", http("\x89PNG", "Content-Type: image/png\r\n")) +
        record("response", "1.2.3.4", "dns:wire.example", "Content-Type: text/dns\r\n") +
        record("response", http("", "Content-Type: text/html\r\n")) +
        record("resource", page, "file:///quay.html", "Content-Type: text/html\r\n") +
        record("response", http(page, "")) +
        record("resource", "x", "metadata://wget/log", "Content-Type: text/plain\r\n") +
        record("conversion", "plain text");
    CHECK(recognise_format(bytes)->name == "warc");
    const Lines expected{"S a WARC record of type warcinfo",
                         "S a WARC record of type request",
                         quay,
                         "A https://wire.example/a b",
                         "S a WARC record of type revisit",
                         "S a WARC record of type metadata",
                         "S a response with status 301",
                         "S a response with status 404",
                         "S a response of type image/png",
                         "S a response of type text/dns",
                         "S a page without any content",
                         "A file:///quay.html",
                         quay,
                         "S a WARC record of type resource",
                         "S a WARC record of type conversion"};
    CHECK(read(bytes) == expected);
}

TEST_CASE("warc: what is known beside the page") {
    const auto records =
        read_all("warc", record("response", http(page)), {"crawl-20260201.warc.gz", "c", {}, "Wire", {}});
    REQUIRE(records.size() == 1);
    CHECK(article(records[0]).url == "https://wire.example/quay");
    CHECK_FALSE(article(records[0]).published);
    CHECK(article(records[0]).source == "Wire");
    CHECK(records[0].offset == 0);
    CHECK(records[0].number == 1);
}

TEST_CASE("warc: bodies as they went over the wire") {
    const std::string html = "Content-Type: text/html\r\n";
    const std::string half = page.substr(0, page.size() / 2);
    const std::string chunked = fmt::format("{:x};x=y\r\n{}\r\n{:X}\r\n{}\r\n0\r\n\r\n", half.size(), half,
                                            page.size() - half.size(), page.substr(half.size()));
    const std::pair<std::string, std::string> cases[] = {
        {html + "Transfer-Encoding: chunked\r\n", chunked},
        {html + "Transfer-Encoding: chunked\r\n", page},
        {html + "Content-Encoding: gzip\r\n", gzip(page)},
        {html + "content-encoding:GZIP\r\n", page},
        {html + "Content-Encoding: deflate\r\n", deflated(page, MAX_WBITS)},
        {html + "Content-Encoding: deflate\r\n", deflated(page, -MAX_WBITS)},
        {html + "Content-Encoding: deflate\r\n", page},
        {html + "Content-Encoding: deflate, gzip\r\n", gzip(deflated(page, MAX_WBITS))},
        {html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
         fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", gzip(page).size(), gzip(page))},
    };
    for (const auto& [head, body] : cases) {
        const std::string block = http(body, head);
        const auto response = read_http_head(block);
        REQUIRE(response);
        CHECK(decoded_body(*response, block.substr(response->head_size), record_limit).bytes == page);
        CHECK(read(record("response", block)) == Lines{quay});
    }
    CHECK(read(record("response", http("x", html + "Content-Encoding: br\r\n"))) ==
          Lines{"R a body in the content coding \"br\" is not read"});
    const std::string cut =
        http(gzip(page).substr(0, gzip(page).size() - 20), html + "Content-Encoding: gzip\r\n");
    const auto records = read_all("warc", record("response", cut));
    REQUIRE(records.size() == 1);
    CHECK(records[0].notes.back() == "the body is cut off or damaged");
    const std::string zeros = gzip(std::string(std::size_t{100} << 20, ' '));
    CHECK(read(record("response", http(zeros, html + "Content-Encoding: gzip\r\n")) +
               record("response", http(page))) == Lines{"R the record is too large", quay});
}

TEST_CASE("warc: broken heads, wrong lengths") {
    const std::string good = record("response", http(page));
    CHECK(read("WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + good) ==
          Lines{"R a WARC record without a length", quay});
    CHECK(read(good + "junk\r\njunk\r\n" + good) ==
          Lines{quay, "R no WARC record begins where one must", quay});
    std::string wrong = good;
    wrong.replace(wrong.find("Content-Length: ") + 16, 1, "0");
    CHECK(read(wrong + good).back() == quay);
    CHECK(read("WARC/1.0\nWARC-Type: metadata\nContent-Length: 4294967296\n\nx") ==
          Lines{"R the record is cut off: 1 of 4294967296 bytes"});
    CHECK(read("WARC/1.0\nWARC-Type: response\nContent-Length: 99999999999999999999999\n\nx") ==
          Lines{"R a WARC record without a length"});
    CHECK(read("WARC/1.0\r\n" + std::string(3 << 20, 'x')) ==
          Lines{"R no WARC record begins where one must"});
    CHECK(read(good.substr(0, good.size() - 100)).front().find("R the record is cut off") == 0);
}

TEST_CASE("warc: a file that was cut off or damaged gives everything before, and one error") {
    std::string bytes;
    for (int at = 0; at < 5; ++at)
        bytes += gzip(record("response", http(page + std::string(1000 * at, ' '))));
    CHECK(read(bytes).size() == 5);
    const std::size_t one = gzip(record("response", http(page))).size();
    Lines found = read(bytes.substr(0, bytes.size() - one / 2));
    REQUIRE(found.size() == 5);
    CHECK(found[3] == quay);
    CHECK(found[4].find("truncated gzip data") != std::string::npos);
    found = read(gzip(record("response", http(page))) + gzip(record("response", http(page))) +
                 "\x1f\x8b\x08garbage that is none");
    CHECK(found.size() == 3);
    CHECK(found[2].find("damaged gzip data") != std::string::npos);
}

TEST_CASE("arc: version 1 and 2") {
    const std::string block = http(page);
    const std::string head_1 = "filedesc://x.arc 0.0.0.0 20260201100000 text/plain 12\n1 0 Archive\n\n";
    const std::string record_1 = fmt::format(
        "https://wire.example/quay 1.2.3.4 20260201100000 text/html {}\n{}\n", block.size(), block);
    CHECK(recognise_format(head_1)->name == "arc");
    const std::string gone = http("x", "", "404 Not Found");
    const std::string missing =
        fmt::format("http://wire.example/a b 1.2.3.4 20260201100000 text/html {}\n{}\n", gone.size(), gone);
    CHECK(read(head_1 + record_1 + missing + record_1, "arc") ==
          Lines{"S the head of an ARC file", quay, "S a response with status 404", quay});
    CHECK(read(gzip(head_1) + gzip(record_1) + gzip(record_1), "arc") ==
          Lines{"S the head of an ARC file", quay, quay});
    const std::string record_2 =
        fmt::format("https://wire.example/quay 1.2.3.4 20260201100000 text/html 200 - - 77 x.arc {}\n{}\n",
                    block.size(), block);
    CHECK(read(head_1 + record_2, "arc").back() == quay);
    CHECK(read(head_1 + "junk\nmore junk\n" + record_1, "arc") ==
          Lines{"S the head of an ARC file", "R no ARC record begins where one must", quay});
    CHECK(read(head_1 + record_1.substr(0, 300), "arc").back().find("R the record is cut off") == 0);
}

TEST_CASE("warc and arc: any bytes") {
    const std::string warc =
        record("warcinfo", "x") + record("response", http(page)) +
        record("response",
               http("5\r\nabcde\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\nContent-Type: text/html\r\n"));
    CHECK(read_mutations("warc", warc, 500) > 0);
    CHECK(read_mutations(
              "arc",
              "filedesc://x 0 20260201100000 t 2\n1\n\nhttp://a 1 20260201 text/html 300\n" + http(page),
              500) > 0);
}

}  // namespace dateline
