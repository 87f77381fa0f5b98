#include "indexer/readers/alto.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "indexer/readers/hocr.h"
#include "indexer/readers/mets.h"
#include "indexer/readers/mets_files.h"
#include "indexer/readers/ocr_text.h"
#include "tests/unit/reading.h"
#include "tests/unit/scratch.h"

using namespace dateline;

namespace {

using Texts = std::vector<std::string>;

std::string block(const std::string& id, const std::string& lines) {
    return "<TextBlock ID=\"" + id + "\">" + lines + "</TextBlock>";
}

std::string line(const std::string& words) {
    std::string strings;
    std::size_t at = 0;
    while (at < words.size()) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        strings += "<String CONTENT=\"" + words.substr(at, end - at) + "\"/><SP/>";
        at = end + 1;
    }
    return "<TextLine>" + strings + "</TextLine>";
}

std::string alto(const std::string& blocks, const std::string& page = "PHYSICAL_IMG_NR=\"3\"") {
    return "<?xml version=\"1.0\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Description><x/>"
           "</Description><Layout><Page ID=\"P1\" " +
           page + "><PrintSpace>" + blocks + "</PrintSpace></Page></Layout></alto>";
}

Texts body(std::string_view format, const std::string& xml) {
    const std::vector<Record> records = read_all(format, xml);
    REQUIRE(records.size() == 1);
    REQUIRE(std::holds_alternative<Article>(records[0].content));
    return article(records[0]).body;
}

std::string outline(const std::vector<Record>& records) {
    std::string all;
    for (const Record& record : records) {
        if (const auto* skip = std::get_if<Skip>(&record.content)) all += '-' + skip->reason + '\n';
        if (std::holds_alternative<Reject>(record.content)) all += '!' + reason(record) + '\n';
        if (!std::holds_alternative<Article>(record.content)) continue;
        const Article& read = article(record);
        all += read.id + " / " + read.title + " / ";
        for (const std::string& paragraph : read.body) all += paragraph + '|';
        all += '\n';
    }
    return all;
}

void write(const std::string& path, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << content;
}

std::vector<Record> read_file(std::string_view format, const std::string& folder, const std::string& name) {
    std::unique_ptr<ByteStream> bytes = open_input(folder + '/' + name);
    std::vector<Record> records;
    const auto reader = format_named(format).open(std::move(bytes), {folder + '/' + name, name, "", "", {}});
    while (auto record = reader->next()) records.push_back(std::move(*record));
    return records;
}

std::string mets(const std::string& logical) {
    return "<mets:mets xmlns:mets=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
           "xmlns:m=\"http://www.loc.gov/mods/v3\" LABEL=\"An issue\"><mets:dmdSec ID=\"D0\"><mets:mdWrap>"
           "<mets:xmlData><m:mods><m:titleInfo><m:title>Sandhaven "
           "Courier</m:title></m:titleInfo><m:originInfo>"
           "<m:dateIssued>1898-06-12</m:dateIssued></m:originInfo></m:mods></mets:xmlData></mets:mdWrap></"
           "mets:dmdSec>"
           "<mets:dmdSec ID=\"D1\"><mets:mdWrap><mets:xmlData><m:mods><m:titleInfo><m:title>The pier "
           "opens</m:title>"
           "</m:titleInfo><m:language><m:languageTerm>eng</m:languageTerm></"
           "m:language><m:name><m:namePart>Tom Hale"
           "</m:namePart></m:name></m:mods></mets:xmlData></mets:mdWrap></"
           "mets:dmdSec><mets:fileSec><mets:fileGrp>"
           "<mets:file ID=\"F1\" MIMETYPE=\"text/xml\"><mets:FLocat "
           "xlink:href=\"file://./alto/1.xml\"/></mets:file>"
           "<mets:file ID=\"F2\" MIMETYPE=\"text/xml\"><mets:FLocat xlink:href=\"alto/2.xml\"/></mets:file>"
           "<mets:file ID=\"I1\" MIMETYPE=\"image/jp2\"><mets:FLocat xlink:href=\"1.jp2\"/></mets:file>"
           "</mets:fileGrp></mets:fileSec><mets:structMap TYPE=\"PHYSICAL\"><mets:div><mets:div "
           "TYPE=\"PAGE\" "
           "ORDER=\"1\"><mets:fptr FILEID=\"I1\"/><mets:fptr FILEID=\"F1\"/></mets:div><mets:div "
           "TYPE=\"PAGE\" "
           "ORDER=\"2\"><mets:fptr FILEID=\"F2\"/></mets:div></mets:div></mets:structMap>" +
           logical + "</mets:mets>";
}

const std::string zones =
    "<mets:structMap TYPE=\"LOGICAL\"><mets:div TYPE=\"Newspaper\"><mets:div TYPE=\"ARTICLE\" ID=\"A1\" "
    "DMDID=\"D1\">"
    "<mets:div TYPE=\"HEADING\"><mets:fptr><mets:area FILEID=\"F1\" BEGIN=\"H1\"/></mets:fptr></mets:div>"
    "<mets:div TYPE=\"BODY\"><mets:fptr><mets:area FILEID=\"F1\" "
    "BEGIN=\"B1\"/></mets:fptr><mets:fptr><mets:area "
    "FILEID=\"F2\" BEGIN=\"B2\"/></mets:fptr></mets:div></mets:div><mets:div TYPE=\"ARTICLE\" "
    "ID=\"A2\"><mets:div "
    "TYPE=\"HEADING\"><mets:fptr><mets:area FILEID=\"F2\" BEGIN=\"H2\"/></mets:fptr></mets:div><mets:div "
    "TYPE=\"TEXT\">"
    "<mets:fptr><mets:area FILEID=\"F2\" "
    "BEGIN=\"B3\"/></mets:fptr></mets:div></mets:div></mets:div></mets:structMap>";

}  // namespace

TEST_CASE("lines of print are joined") {
    struct Case {
        Texts lines;
        std::string_view text;
    };
    const Case cases[] = {
        {{"The talks", "went on."}, "The talks went on."},
        {{"The har-", "bour"}, "The harbour"},
        {{"Jean-", "Luc"}, "Jean-Luc"},
        {{"in 1898-", "99"}, "in 1898-99"},
        {{"he said -", "and went"}, "he said - and went"},
        {{"The har\xc2\xad", "Bour"}, "The harBour"},
        {{"The har\xc2\xac", "bour"}, "The harbour"},
        {{"", " a ", ""}, "a"},
        {{"the end-"}, "the end-"},
        {{"the end\xc2\xad"}, "the end-"},
        {{}, ""},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        CHECK(joined_lines(one.lines) == one.text);
    }
}

TEST_CASE("pages of ALTO") {
    const std::string page = alto(
        block("B1", line("THE PIER")) + "<ComposedBlock ID=\"C1\">" +
        block("B2",
              "<TextLine><String CONTENT=\"The\"/><SP/><String CONTENT=\"har\" "
              "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"harbour\"/><HYP CONTENT=\"-\"/>"
              "</TextLine><TextLine><String CONTENT=\"bour\" SUBS_TYPE=\"HypPart2\" "
              "SUBS_CONTENT=\"harbour\"/><SP/><String CONTENT=\"was\"/></TextLine>") +
        "</ComposedBlock>" +
        block("B3", "<TextLine><String CONTENT=\"op\"/><HYP CONTENT=\"-\"/></TextLine>" + line("ened.")));
    const auto records =
        read_all("alto", page, {"news/1898-06-12/0003.xml", "1898-06-12/0003.xml", "", "", {}});
    REQUIRE(records.size() == 1);
    const Article& read = article(records[0]);
    CHECK(read.body == Texts{"THE PIER", "The harbour was", "opened."});
    CHECK(read.id == "1898-06-12/0003.xml#3");
    CHECK(read.title == "1898-06-12, page 3");
    CHECK(to_string(*read.published) == "1898-06-12");
    CHECK(recognise_alto(page) == 95);
    CHECK(recognise_alto("<alto>") == 95);
    CHECK(body("alto", alto(block("B1", line("a")), "ID='x'")) == Texts{"a"});
    // A word parted across two blocks.
    CHECK(body("alto",
               alto(block("B1",
                          "<TextLine><String CONTENT='har' SUBS_TYPE='HypPart1' SUBS_CONTENT='harbour'/>"
                          "</TextLine>") +
                    block("B2",
                          "<TextLine><String CONTENT='bour' SUBS_TYPE='HypPart2' "
                          "SUBS_CONTENT='harbour'/><String CONTENT='was'/></TextLine>"))) ==
          Texts{"harbour", "was"});
    const std::string ordered =
        "<alto><Layout><ReadingOrder><OrderedGroup><ElementRef REF='B2'/><ElementRef "
        "REF='B1'/></OrderedGroup>"
        "</ReadingOrder><Page>" +
        block("B1", line("one")) + block("B2", line("two")) + "</Page></Layout></alto>";
    CHECK(body("alto", ordered) == Texts{"two", "one"});
    CHECK(outline(read_all("alto", alto(""))) == "-a page without text\n");
    CHECK(reason(read_all("alto", page.substr(0, 400))[0]).starts_with("the file ends inside \"Page\""));
    CHECK(read_mutations("alto", page, 1500) > 500);
}

TEST_CASE("an issue in METS and ALTO") {
    const ScratchFolder scratch;
    const std::string folder = (scratch / "issue").string();
    std::string prose;
    for (int i = 0; i < 20; ++i) prose += "word ";
    write(folder + "/alto/1.xml",
          alto(block("N1", line("SANDHAVEN COURIER")) + block("H1", line("THE PIER OPENS")) +
               block("B1", line("The pier was"))));
    write(folder + "/alto/2.xml", alto(block("B2", line("opened.")) + block("H2", line("LOST DOG")) +
                                       block("B3", line("A dog was lost.")) + block("B4", line(prose))));
    write(folder + "/mets.xml", mets(zones));
    const auto records = read_file("mets", folder, "mets.xml");
    CHECK(outline(records) ==
          "mets.xml#A1 / The pier opens / THE PIER OPENS|The pier was|opened.|\n"
          "mets.xml#A2 / LOST DOG / A dog was lost.|\n"
          "-2 words of page 1 that belong to no article\n"
          "alto/2.xml#2 / Sandhaven Courier, 1898-06-12, page 2 / " +
              prose.substr(0, prose.size() - 1) + "|\n");
    CHECK(to_string(*article(records[0]).published) == "1898-06-12");
    CHECK(article(records[0]).source == "Sandhaven Courier");
    CHECK(article(records[0]).authors == Texts{"Tom Hale"});
    CHECK(article(records[0]).language == "en");
    // The pages alone are passed over, unless the METS file lies outside of what was asked for.
    CHECK(outline(read_file("alto", folder, "alto/1.xml")) ==
          "-a page that is read with " + folder + "/mets.xml\n");
    CHECK(outline(read_file("alto", folder + "/alto", "1.xml")).starts_with("1.xml#3 / "));

    write(folder + "/mets.xml", mets(""));
    CHECK(outline(read_file("mets", folder, "mets.xml")) ==
          "alto/1.xml#1 / Sandhaven Courier, 1898-06-12, page 1 / SANDHAVEN COURIER|THE PIER OPENS|The pier "
          "was|\n"
          "alto/2.xml#2 / Sandhaven Courier, 1898-06-12, page 2 / opened.|LOST DOG|A dog was lost.|" +
              prose.substr(0, prose.size() - 1) + "|\n");
    std::filesystem::remove(folder + "/alto/1.xml");
    CHECK(outline(read_file("mets", folder, "mets.xml"))
              .starts_with("!the page \"alto/1.xml\" is not there\n"));
    CHECK(outline(read_all("mets", mets(zones))) ==
          "-a METS file whose pages are not at hand here: they are read by themselves\n");
    CHECK(recognise_mets(mets("")) == 95);
    CHECK(read_mutations("mets", mets(zones), 500) > 100);
}

TEST_CASE("a METS file names nothing outside of its folder") {
    struct Case {
        std::string_view href;
        std::string_view path;
    };
    constexpr Case cases[] = {
        {"1.xml", "1.xml"},
        {"file://./alto/1.xml", "alto/1.xml"},
        {"./a/../b.xml", "b.xml"},
        {"a%20b.xml", "a b.xml"},
        {"alto\\1.xml", "alto/1.xml"},
        {"../1.xml", ""},
        {"a/../../1.xml", ""},
        {"%2e%2e/1.xml", ""},
        {"/etc/passwd", ""},
        {"file:///etc/passwd", ""},
        {"http://x.example/1.xml", ""},
        {"", ""},
        {".", ""},
        {"a%00b", "a%00b"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.href);
        CHECK(local_path(one.href) == one.path);
    }
}

TEST_CASE("pages of hOCR") {
    const auto page = [](const std::string& title, const std::string& content) {
        return "<div class='ocr_page' title='" + title + "'>" + content + "</div>\n";
    };
    const std::string first =
        page("image &quot;1.tif&quot;; bbox 0 0 9 9; ppageno 0",
             "<div class='ocr_carea'><p class='ocr_par'><span class='ocr_line'><span "
             "class='ocrx_word'>The</span><span class='ocrx_word'>har-</span></span>\n<span "
             "class='ocr_line'>bour <em>was</em></span></p><p class='ocr_par'><span "
             "class='ocr_header'>opened.</span></p></div>");
    const std::string hocr =
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\"><html "
        "lang=\"en\"><head><title>Sandhaven "
        "Courier</title><meta name='ocr-system' content='x'><meta name='dc:date' "
        "content='1898-06-12'></head><body>" +
        first + page("ppageno 1", "Loose<br>text") +
        page("ppageno 1", "<span class='ocr_line'>Third</span>") + page("", "<span></span>") +
        "</body></html>";
    CHECK(recognise_hocr(hocr) == 99);
    CHECK(recognise_hocr("<html><body>ocr</body></html>") == 0);
    const auto records = read_all("hocr", hocr, {"p.html", "p.html", "", "", {}});
    CHECK(outline(records) ==
          "p.html#1 / Sandhaven Courier, 1898-06-12, page 1 / The harbour was|opened.|\n"
          "p.html#2 / Sandhaven Courier, 1898-06-12, page 2 / Loose text|\n"
          "p.html#3 / Sandhaven Courier, 1898-06-12, page 3 / Third|\n"
          "-a page without text\n");
    CHECK(article(records[0]).language == "en");
    CHECK(
        outline(read_all("hocr", hocr.substr(0, hocr.find("opened")))).starts_with("!the file ends inside"));
    CHECK(read_mutations("hocr", hocr, 1000) > 300);
}
