#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/dates.h"
#include "indexer/input/encoding.h"
#include "indexer/markup/html_text.h"
#include "indexer/page/page.h"
#include "indexer/readers/html.h"

namespace {

void check(std::string_view text) {
    if (!dateline::is_utf8(text)) __builtin_trap();
}

}  // namespace

/// Whatever the bytes, a page is an article in clean UTF-8 or a reject with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string bytes(reinterpret_cast<const char*>(data), size);
    (void)dateline::recognise_html(bytes);
    if (dateline::is_utf8(bytes)) {
        for (const std::string& paragraph : dateline::html_paragraphs(bytes)) check(paragraph);
    }
    dateline::ReadingContext context{"2026/01/24/fuzz.html", "fuzz.html", {}, {}, {}};
    context.url = "https://wire.example/2026/01/24/fuzz";
    context.explain = true;
    const dateline::Record record = dateline::read_page(std::move(bytes), context);
    if (const auto* reject = std::get_if<dateline::Reject>(&record.content)) {
        if (reject->reason.empty()) __builtin_trap();
        return 0;
    }
    const auto& article = std::get<dateline::Article>(record.content);
    for (const std::string& paragraph : article.body) check(paragraph);
    for (const std::string& author : article.authors) check(author);
    for (const std::string& note : record.notes) check(note);
    check(article.title);
    check(article.lede);
    check(article.url);
    check(article.source);
    if (article.published) (void)to_string(*article.published);
    return 0;
}
