#include "indexer/readers/hocr.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/input/encoding.h"
#include "indexer/markup/html_text.h"
#include "indexer/markup/xml_text.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/ocr_text.h"
#include "indexer/readers/xml_reader.h"

namespace dateline {
namespace {

/// True for an element of that class; classes are words apart by spaces.
bool has_class(std::string_view classes, std::string_view wanted) {
    while (!classes.empty()) {
        const std::size_t end = std::min(classes.find(' '), classes.size());
        if (classes.substr(0, end) == wanted) return true;
        classes.remove_prefix(std::min(end + 1, classes.size()));
    }
    return false;
}

bool is_any(XmlElement element, std::span<const std::string_view> classes) {
    const std::string own = element.attribute("class");
    for (const std::string_view name : classes) {
        if (has_class(own, name)) return true;
    }
    return false;
}

XmlRole role_in_hocr(const XmlTag& tag) {
    if (has_class(attribute_of(tag, "class"), "ocr_page")) return XmlRole::record;
    const std::string_view name = local_name(tag.name);
    for (const std::string_view lonely : {"meta", "link", "br", "hr", "img", "input", "base"}) {
        if (name == lonely) return XmlRole::empty;
    }
    return name == "html" || name == "body" || name == "head" ? XmlRole::enter : XmlRole::other;
}

constexpr std::array<std::string_view, 6> line_classes{"ocr_line",    "ocrx_line",     "ocr_header",
                                                       "ocr_caption", "ocr_textfloat", "ocr_footer"};
constexpr std::array<std::string_view, 3> block_classes{"ocr_par", "ocr_carea", "ocrx_block"};
constexpr std::array<std::string_view, 1> word_classes{"ocrx_word"};

/// The words of a line, which some programs write without spaces between them.
std::string text_of_line(XmlElement line) {
    std::string text;
    for (XmlElement at = line.first_child(); at;) {
        const bool is_word = is_any(at, word_classes);
        if (is_word) text.append(text.empty() ? "" : " ").append(line_of(at));
        at = at.following(line, is_word);
    }
    return text.empty() ? line_of(line) : text;
}

/// The paragraphs of a page: those that are marked, else its areas, else the page as one.
std::vector<std::string> paragraphs_of(XmlElement page) {
    std::vector<std::string> paragraphs;
    std::vector<std::string> lines;
    const auto end_paragraph = [&] {
        std::string text = joined_lines(lines);
        if (!text.empty()) paragraphs.push_back(std::move(text));
        lines.clear();
    };
    for (XmlElement at = page.first_child(); at;) {
        const bool is_line = is_any(at, line_classes);
        if (is_any(at, block_classes)) end_paragraph();
        if (is_line) lines.push_back(text_of_line(at));
        at = at.following(page, is_line);
    }
    end_paragraph();
    // The cutter bounds the number of tags here.
    if (paragraphs.empty()) paragraphs = html_paragraphs(page.inner_html());
    return paragraphs;
}

/// The number in "image \"12.tif\"; bbox 0 0 9 9; ppageno 11", which counts from 0; else nothing.
std::string page_number(std::string_view properties) {
    constexpr std::string_view mark = "ppageno ";
    const std::size_t at = properties.find(mark);
    if (at == properties.npos) return {};
    std::uint64_t number = 0;
    std::size_t digits = 0;
    for (const char c : properties.substr(at + mark.size())) {
        if (c < '0' || c > '9' || ++digits > 9) break;
        number = 10 * number + static_cast<std::uint64_t>(c - '0');
    }
    return digits == 0 ? std::string() : std::to_string(number + 1);
}

class HocrReader final : public XmlReader {
public:
    HocrReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : XmlReader(std::move(bytes), context, role_in_hocr) {}

private:
    void learn(XmlElement element) override {
        const std::string name = element.attribute("name");
        if (element.name() == "title" && paper_.empty()) paper_ = line_of(element);
        if (name == "dc:date" || name == "DC.date") date_ = element.attribute("content");
    }

    Record read(XmlElement page) override {
        Record record;
        ArticleBuilder builder;
        builder.add_paragraphs(paragraphs_of(page));
        if (builder.article().body.empty()) {
            record.content = Skip{"a page without text"};
            return record;
        }
        builder.set_origin(FieldId::text, "hOCR paragraphs");
        std::string language = page.attribute("lang");
        if (language.empty()) language = page.parent().parent().attribute("lang");
        if (!language.empty()) builder.add(field(FieldId::language), language);
        if (!date_.empty()) {
            builder.add(field(FieldId::published), date_);
            builder.set_origin(FieldId::published, "meta dc:date");
        }
        std::string number = page_number(page.attribute("title"));
        // Programs that read one picture at a time call every page the first.
        if (number.empty() || !numbers_apart(number)) number = std::to_string(records_before() + 1);
        add_page({paper_, number, part_id(context().id_base, number)}, context(), builder);
        return builder.finish(context());
    }

    /// True for a number that no page before had: they go up.
    bool numbers_apart(const std::string& number) {
        const std::uint64_t value = std::stoull(number);
        if (value <= last_page_) return false;
        last_page_ = value;
        return true;
    }

    std::string paper_;
    std::string date_;
    std::uint64_t last_page_ = 0;
};

}  // namespace

int recognise_hocr(std::string_view head) {
    if (head.find("ocr") == head.npos && head.find('\0') == head.npos) return 0;
    const std::string text = head_text(head);
    const XmlRoot root = xml_root(text);
    if (root.name != "html" && root.name != "div") return 0;
    for (const std::string_view mark : {"\"ocr_page\"", "'ocr_page'", "\"ocr-system\"", "'ocr-system'"}) {
        if (text.find(mark) != text.npos) return 99;
    }
    return 0;
}

std::unique_ptr<Reader> open_hocr(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    return std::make_unique<HocrReader>(std::move(bytes), context);
}

}  // namespace dateline
