#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "common/error.h"
#include "indexer/readers/alto.h"
#include "indexer/readers/arc.h"
#include "indexer/readers/container.h"
#include "indexer/readers/csv.h"
#include "indexer/readers/feed.h"
#include "indexer/readers/hocr.h"
#include "indexer/readers/html.h"
#include "indexer/readers/jsonl.h"
#include "indexer/readers/mail.h"
#include "indexer/readers/mets.h"
#include "indexer/readers/newsml_g2.h"
#include "indexer/readers/ninjs.h"
#include "indexer/readers/nitf.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/reuters.h"
#include "indexer/readers/text.h"
#include "indexer/readers/warc.h"

namespace dateline {
namespace {

/// How many letters must be changed, added or dropped to make one word of the other.
std::size_t edits_between(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[to.size()];
}

/// The format that a file of this name is in if it is no plain text: nothing for most names.
std::string_view format_by_name(std::string_view path) {
    for (const std::string_view ending : {".gz", ".zst", ".xz", ".bz2"}) {
        if (path.ends_with(ending)) path.remove_suffix(ending.size());
    }
    for (const std::string_view ending : {".json", ".jsonl", ".ndjson"}) {
        if (path.ends_with(ending)) return "jsonl";
    }
    return path.ends_with(".csv") || path.ends_with(".tsv") ? "csv" : "";
}

}  // namespace

const std::vector<Format>& formats() {
    static const std::vector<Format> table{
        {"jsonl", "JSON: an object a line, an array, or objects over several lines", recognise_jsonl,
         open_jsonl},
        {"ninjs", "news items in JSON of the IPTC, versions 1 to 3", recognise_ninjs, open_jsonl},
        {"csv", "tables with a header row: commas, tabs, semicolons or bars between columns", recognise_csv,
         open_csv},
        {"text", "plain text, one article a file, with front matter or headers if any", recognise_text,
         open_text},
        {"mail", "newsletters and alerts: a mailbox (mbox), or one message a file (EML)", recognise_mail,
         open_mail},
        {"warc", "web archives: the HTML pages in them", recognise_warc, open_warc},
        {"arc", "web archives in the form before WARC", recognise_arc, open_arc},
        {"container", "tar, zip and cpio of files in any of these formats", recognise_container,
         open_container},
        {"reuters", "SGML of the Reuters-21578 collection", recognise_reuters, open_reuters},
        {"feed", "RSS or Atom, one article an entry", recognise_feed, open_feed},
        {"newsml-g2", "NewsML-G2: news items, alone or in a message", recognise_newsml_g2, open_newsml_g2},
        {"nitf", "NITF, one article a document", recognise_nitf, open_nitf},
        {"mets", "METS with ALTO, an issue of a newspaper with its articles or pages", recognise_mets,
         open_mets},
        {"alto", "ALTO, pages of recognised print, one article a page", recognise_alto, open_alto},
        {"hocr", "hOCR, pages of recognised print, one article a page", recognise_hocr, open_hocr},
        {"html", "web pages, one article a file: text, dates, byline and whatever the page says of it",
         recognise_html, open_html},
    };
    return table;
}

const Format* recognise_format(std::string_view head, std::string_view path) {
    const Format* surest = nullptr;
    int most = 0;
    for (const Format& format : formats()) {
        const int sure = format.recognise(head);
        if (sure <= most) continue;
        surest = &format;
        most = sure;
    }
    const std::string_view named = format_by_name(path);
    if (most > 0 && surest->recognise == recognise_text && !named.empty()) return &format_named(named);
    return surest;
}

const Format& format_named(std::string_view name) {
    const Format* nearest = nullptr;
    std::size_t fewest = 4;
    std::string names;
    for (const Format& format : formats()) {
        if (format.name == name) return format;
        names += names.empty() ? "" : ", ";
        names += format.name;
        if (name.size() > 40) continue;
        const std::size_t edits = edits_between(name, format.name);
        if (edits >= fewest) continue;
        fewest = edits;
        nearest = &format;
    }
    std::string hint = nearest == nullptr ? "" : "did you mean " + std::string(nearest->name) + "? ";
    throw Error("unknown format \"" + std::string(name.substr(0, 40)) + '"', hint + "formats: " + names);
}

}  // namespace dateline
