#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "indexer/markup/xml_records.h"
#include "indexer/readers/alto.h"
#include "indexer/readers/hocr.h"
#include "indexer/readers/mets.h"
#include "indexer/readers/mets_files.h"
#include "indexer/readers/mets_issue.h"

namespace {

void read_issues(const std::string& bytes, const dateline::ReadingContext& context) {
    dateline::XmlRecords records(dateline::stream_of(bytes), context,
                                 [](const dateline::XmlTag&) { return dateline::XmlRole::record; });
    while (const auto record = records.next()) {
        for (const auto& page : dateline::read_mets_issue(record->element).pages) {
            const std::string path = dateline::local_path(page.path);
            if (path.starts_with('/') || path.starts_with("..")) __builtin_trap();
        }
    }
}

}  // namespace

/// Whatever the bytes, the readers come to an end, and take what they hold; nothing outside is ever named.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const dateline::ReadingContext context{"2026/01/24/fuzz", "fuzz", {}, {}, {}};
    const auto read = [&](auto recognise, auto open) {
        (void)recognise(bytes);
        const auto reader = open(dateline::stream_of(bytes), context);
        while (reader->next()) {
        }
    };
    read(dateline::recognise_alto, dateline::open_alto);
    read(dateline::recognise_mets, dateline::open_mets);
    read(dateline::recognise_hocr, dateline::open_hocr);
    read_issues(bytes, context);
    return 0;
}
