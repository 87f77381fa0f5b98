#include "searcher/formats/diff_view.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "searcher/formats/copies_view.h"
#include "searcher/formats/json_values.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

constexpr std::string_view removed_on = "\x1b[31m";
constexpr std::string_view added_on = "\x1b[32m";
constexpr std::string_view all_off = "\x1b[0m";

struct Coloured {
    Span span;
    Change change = Change::kept;
};

std::string enclosed(const DiffPiece& piece, bool colour) {
    std::string text = printable(piece.text);
    if (colour || piece.change == Change::kept) return text;
    return piece.change == Change::removed ? "[-" + text + "-]" : "{+" + text + "+}";
}

void append_paragraph(std::string& to, const DiffParagraph& paragraph, const OutputSettings& settings) {
    std::string text;
    std::vector<Coloured> pieces;
    Change before = Change::kept;
    for (const DiffPiece& piece : paragraph) {
        // Colours stand apart only where the words do.
        const bool replaces = before == Change::removed && piece.change == Change::added;
        if (!text.empty() && piece.space_before && (!replaces || settings.colour)) text += ' ';
        before = piece.change;
        const std::size_t begin = text.size();
        text += enclosed(piece, settings.colour);
        pieces.push_back({{begin, text.size()}, piece.change});
    }
    for (const Span& line : wrap(text, paragraph_width(settings, 0))) {
        std::size_t at = line.begin;
        for (const Coloured& piece : pieces) {
            const std::size_t begin = std::max(piece.span.begin, line.begin);
            const std::size_t end = std::min(piece.span.end, line.end);
            if (!settings.colour || piece.change == Change::kept || begin >= end) continue;
            to += text.substr(at, begin - at);
            to += piece.change == Change::removed ? removed_on : added_on;
            to += text.substr(begin, end - begin);
            to += all_off;
            at = end;
        }
        to += text.substr(at, line.end - at) + '\n';
    }
}

std::string head_line(std::string_view sign, const Article& article, const OutputSettings& settings) {
    std::string line(sign);
    if (!article.source.empty()) line += printable(article.source) + std::string(separator(settings));
    line += shown_time(article.published) + std::string(separator(settings)) + printable(article.id);
    return line + '\n';
}

std::string_view change_name(Change change) {
    switch (change) {
        case Change::kept:
            return "kept";
        case Change::removed:
            return "removed";
        case Change::added:
            return "added";
    }
    return {};
}

Json article_json_of(const Article& article) {
    return {{"id", article.id},
            {"title", text_or_null(article.title)},
            {"source", text_or_null(article.source)},
            {"published", time_or_null(article.published)}};
}

Json paragraph_json(const DiffParagraph& paragraph) {
    Json pieces = Json::array();
    for (const DiffPiece& piece : paragraph) {
        pieces.push_back({{"change", change_name(piece.change)},
                          {"text", piece.text},
                          {"space_before", piece.space_before}});
    }
    return pieces;
}

}  // namespace

void write_diff_text(std::ostream& sink, const ArticleDiff& diff, const OutputSettings& settings) {
    std::string text = head_line("--- ", diff.from, settings) + head_line("+++ ", diff.to, settings);
    for (const DiffParagraph& title : diff.title) {
        text += '\n';
        append_paragraph(text, title, settings);
    }
    for (const DiffParagraph& paragraph : diff.text) {
        text += '\n';
        append_paragraph(text, paragraph, settings);
    }
    text += diff.same()
                ? "\nthe same words\n"
                : "\n" + counted(diff.removed, "word") + " removed, " + grouped(diff.added) + " added\n";
    sink << text;
}

void write_diff_json(std::ostream& sink, const ArticleDiff& diff, const Manifest& manifest, int indent) {
    Json json;
    json["schema"] = json_schema;
    json["archive"] = {
        {"id", manifest.archive_id}, {"revision", manifest.revision}, {"articles", manifest.live_articles()}};
    json["from"] = article_json_of(diff.from);
    json["to"] = article_json_of(diff.to);
    json["same"] = diff.same();
    json["removed"] = diff.removed;
    json["added"] = diff.added;
    json["title"] = diff.title.empty() ? Json::array() : paragraph_json(diff.title.front());
    json["text"] = Json::array();
    for (const DiffParagraph& paragraph : diff.text) json["text"].push_back(paragraph_json(paragraph));
    sink << dump(json, indent) << '\n';
}

}  // namespace dateline
