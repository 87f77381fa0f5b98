#include "indexer/readers/mail.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "indexer/readers/mime.h"
#include "reading.h"

namespace dateline {
namespace {

Article only(const std::string& bytes) {
    const auto records = read_all("mail", bytes, {"in/a.eml", "a.eml", {}, {}, {}});
    REQUIRE(records.size() == 1);
    CAPTURE(reason(records[0]));
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]);
}

using Paragraphs = std::vector<std::string>;

Paragraphs body_of(const std::string& head, const std::string& body) {
    return only("From: Ada Quill <ada@ledger.example>\r\nSubject: S\r\nMIME-Version: 1.0\r\n" + head +
                "\r\n" + body)
        .body;
}

std::string message(const std::string& subject, const std::string& body) {
    return "From alerts@wire.example Sat Jan 24 10:00:00 2026\nFrom: Northern Wire "
           "<alerts@wire.example>\nSubject: " +
           subject + "\nMessage-ID: <" + subject + "@wire.example>\n\n" + body + "\n\n";
}

std::vector<std::string> titles(const std::string& bytes) {
    std::vector<std::string> all;
    for (const Record& record : read_all("mail", bytes))
        all.push_back(reason(record).empty() ? article(record).title : reason(record));
    return all;
}

}  // namespace

TEST_CASE("mail: one message a file") {
    const std::string bytes =
        "Received: from x by y; Sat, 24 Jan 2026 09:00:00 +0000\r\n"
        "Message-ID: <7.1@wire.example>\r\nDate: Sat, 24 Jan 2026 10:00:00 +0400 (GST)\r\n"
        "From: =?utf-8?Q?N=C3=B6rthern_Wire?= <alerts@wire.example>\r\nList-Id: <alerts.wire.example>\r\n"
        "Subject: =?utf-8?B?Q2Fmw6k=?= and quay\r\n =?iso-8859-1?q?reopen=E9d?=\r\nContent-Language: "
        "en-GB\r\n"
        "Keywords: harbour, trade\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "The quay opened.\r\n\r\nBoats came.\r\n-- \r\nUnsubscribe here\r\n";
    CHECK(recognise_format(bytes)->name == "mail");
    const Article read = only(bytes);
    CHECK(read.id == "7.1@wire.example");
    CHECK(read.title == "Café and quay reopenéd");
    CHECK(to_string(*read.published) == "2026-01-24T10:00:00+04:00");
    CHECK(read.source == "Nörthern Wire");
    CHECK(read.authors.empty());
    CHECK(read.language == "en");
    CHECK(read.keywords == Paragraphs{"harbour", "trade"});
    CHECK(read.body == Paragraphs{"The quay opened.", "Boats came."});
}

TEST_CASE("mail: senders") {
    const auto sent = [](const std::string& sender) {
        const Article read = only("Message-ID: <1@x>\nSubject: S\n" + sender + "\n\nText.\n");
        return (read.authors.empty() ? "-" : read.authors.front()) + "/" + read.source;
    };
    CHECK(sent("From: Ines Duarte <ines@ledger.example>") == "Ines Duarte/ledger.example");
    CHECK(sent("From: \"Duarte, Ines\" <ines@ledger.example>") == "Duarte, Ines/ledger.example");
    CHECK(sent("From: ines@ledger.example (Ines Duarte)") == "Ines Duarte/ledger.example");
    CHECK(sent("From: ines@ledger.example") == "-/ledger.example");
    CHECK(sent("From: The Ledger <n@ledger.example>\nList-Unsubscribe: <x>") == "-/The Ledger");
    CHECK(sent("From: Ines Duarte from The Ledger <n@ledger.example>\nPrecedence: bulk") ==
          "Ines Duarte/The Ledger");
}

TEST_CASE("mail: bodies") {
    CHECK(
        body_of(
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n",
            "Caf=E9 =\r\nopens = 100%\r\n=\r\n") == Paragraphs{"Café opens = 100%"});
    CHECK(
        body_of("Content-Type: text/plain; charset=\"windows-1251\"\r\nContent-Transfer-Encoding: BASE64\r\n",
                "z/Do\r\n4uXy\r\n") == Paragraphs{"Привет"});
    CHECK(body_of("Content-Type: text/plain; charset=no-such-thing\r\n", "Caf\xc3\xa9\r\n") ==
          Paragraphs{"Café"});
    CHECK(body_of("Content-Type: text/plain; charset=us-ascii\r\n", "Caf\xe9\r\n") == Paragraphs{"Café"});
    CHECK(body_of("", "Plain.\r\n") == Paragraphs{"Plain."});
    const auto declared = read_all("mail", "From: a@b\nSubject: S\n\n\xcf\xf0\xe8\xe2\xe5\xf2\n",
                                   {{}, {}, "windows-1251", {}, {}});
    REQUIRE(declared.size() == 1);
    CHECK(article(declared[0]).body == Paragraphs{"Привет"});
    CHECK(body_of("Content-Type: text/html; charset=utf-8\r\n", "<p>One &amp; two</p><p>Three</p>") ==
          Paragraphs{"One & two", "Three"});
    CHECK(body_of("Content-Type: text/plain; format=flowed\r\n",
                  "A paragraph that \r\ngoes on and on and is longer than any line that was ever broken by a "
                  "person's hand, \r\nindeed.\r\n\r\n From stuffed.\r\n") ==
          Paragraphs{"A paragraph that goes on and on and is longer than any line that was ever broken by a "
                     "person's hand, indeed.",
                     "From stuffed."});
}

TEST_CASE("mail: of several parts") {
    const auto several = [](const std::string& kind, const std::string& parts) {
        return body_of("Content-Type: multipart/" + kind + "; boundary=\"b+1\"\r\n",
                       "preamble\r\n" + parts + "--b+1--\r\nepilogue\r\n");
    };
    const auto part = [](const std::string& head, const std::string& body) {
        return "--b+1\r\n" + head + "\r\n\r\n" + body + "\r\n";
    };
    const std::string html = part("Content-Type: text/html", "<p>" + std::string(300, 'h') + "</p>");
    CHECK(several("alternative",
                  part("Content-Type: text/plain", "Plain text, which is " + std::string(200, 'p')) + html)
              .front()
              .starts_with("Plain text"));
    CHECK(several("alternative", part("Content-Type: text/plain", "See the HTML.") + html).front() ==
          std::string(300, 'h'));
    CHECK(several("alternative", html) == Paragraphs{std::string(300, 'h')});
    CHECK(several("mixed",
                  part("", "One.") + part("Content-Type: text/plain", "Two.") +
                      part("Content-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt",
                           "Three.") +
                      part("Content-Type: image/png\r\nContent-Transfer-Encoding: base64", "AAAA")) ==
          Paragraphs{"One.", "Two."});
    CHECK(several("mixed", part("Content-Type: message/rfc822", "Subject: inner\r\n\r\nForwarded.")) ==
          Paragraphs{"Forwarded."});
    CHECK(body_of("Content-Type: multipart/mixed; boundary=q\r\n", "--q\r\n\r\nNever closed.\r\n") ==
          Paragraphs{"Never closed."});
    CHECK(body_of("Content-Type: multipart/mixed;\r\n boundary*0=\"a\"; boundary*1=b\r\n",
                  "--ab\r\n\r\nRFC 2231.\r\n--ab--\r\n") == Paragraphs{"RFC 2231."});
    CHECK(body_of("Content-Type: multipart/mixed\r\n", "No boundary.\r\n") == Paragraphs{"No boundary."});
}

TEST_CASE("mail: fields") {
    const std::pair<std::string, std::string> cases[] = {
        {"plain", "plain"},
        {"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"},
        {"=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"},
        {"=?utf-8?b?w6k=?=", "é"},
        {"=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"},
        {"=?utf-8*en?q?a=5Fb_c?=", "a_b c"},
        {"=?utf-8?x?a?=", "=?utf-8?x?a?="},
        {"=?utf-8?q?never", "=?utf-8?q?never"},
        {"=?", "=?"},
        {"Caf\xe9", "Café"},
    };
    for (const auto& [field, expected] : cases) {
        CAPTURE(field);
        CHECK(decoded_words(field) == expected);
    }
    const MimeValue value = mime_value("Text/Plain; charset=\"a\\\"b\"; name*=utf-8'en'Caf%C3%A9; x");
    CHECK(value.value == "text/plain");
    CHECK(value.parameters.at("charset") == "a\"b");
    CHECK(value.parameters.at("name") == "Café");
    CHECK(without_base64("QUJD") == "ABC");
    CHECK(without_base64("Q U\nJ-") == "AB~");
    CHECK(without_quoted_printable("a=3D=\nb =zz=") == "a=b =zz");
}

TEST_CASE("mail: a mailbox") {
    const std::string bytes =
        message("One",
                "Text one.\n\nFrom now on, nothing at 10:00 in 2026 is said.\n>From quoted.\n>>From twice.") +
        message("Two", "Text two.\n\nFrom here Sat Jan 24 10:00:00 2026\nand no field.") +
        message("Three", "Text.");
    CHECK(recognise_format(bytes)->name == "mail");
    CHECK(titles(bytes) == std::vector<std::string>{"One", "Two", "Three"});
    const auto records = read_all("mail", bytes);
    CHECK(article(records[0]).body.size() == 2);
    CHECK(article(records[0]).body[1].find("From quoted. >From twice.") != std::string::npos);
    CHECK(article(records[1]).body.size() == 2);
    CHECK(article(records[1]).id == "Two@wire.example");
    CHECK(records[0].line == 1);
    CHECK(records[1].line == 12);
    CHECK(records[1].offset ==
          message("One",
                  "Text one.\n\nFrom now on, nothing at 10:00 in 2026 is said.\n>From quoted.\n>>From twice.")
              .size());
    // A length that lies.
    std::string lying = bytes;
    lying.insert(lying.find("Message-ID"), "Content-Length: 99999999\n");
    CHECK(titles(lying).size() == 3);
    CHECK(titles("From a@b Sat Jan 24 10:00:00 2026\nSubject: S\n\nFrom a@b Sat Jan 24 10:00:00 2026\n")
              .size() == 1);
}

TEST_CASE("mail: what is no mail") {
    for (const std::string head :
         {"", "From here to there, 10:00 to 11:00 in 2026\nit is a text.\n",
          "Title: T\nDate: 2026-01-24\n\nText\n", "From: the editor\n\nDear readers\n",
          "Subject: a matter\nText\n", "a,b\n"}) {
        CAPTURE(head);
        CHECK(recognise_mail(head) == 0);
    }
    CHECK(reason(read_all("mail", "no field\n").front()) == "a message without any field");
}

TEST_CASE("mail: hostile messages, and any bytes") {
    std::string nested = "From: a@b\nMIME-Version: 1.0\nSubject: S\n";
    for (int level = 0; level < 3000; ++level)
        nested += fmt::format("Content-Type: multipart/mixed; boundary=b{}\n\n--b{}\n", level, level);
    CHECK(only(nested).title == "S");
    std::string many =
        "From: a@b\nSubject: S\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
    for (int part = 0; part < 20'000; ++part) many += "--b\n\nx\n";
    CHECK_FALSE(only(many).body.empty());
    std::string words = "From: a@b\nMessage-ID: <1>\nSubject: ";
    for (int at = 0; at < 50'000; ++at) words += "=?utf-8?q?";
    CHECK_FALSE(only(words + "\n\nx\n").title.empty());
    const std::string sample = message("=?utf-8?q?One?=", "Text.") +
                               "From a Sat Jan 24 10:00:00 2026\nContent-Type: multipart/alternative; "
                               "boundary=b\nSubject: T\n\n--b\nContent-Type: "
                               "text/html\nContent-Transfer-Encoding: "
                               "quoted-printable\n\n<p>=C3=A9</p>\n--b\nContent-Transfer-Encoding: "
                               "base64\n\nQUJD\n--b--\n";
    CHECK(read_mutations("mail", sample, 2000) > 0);
}

}  // namespace dateline
