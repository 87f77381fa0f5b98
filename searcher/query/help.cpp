#include "searcher/query/help.h"

#include <algorithm>

#include "searcher/query/operators.h"

namespace dateline {

namespace {

constexpr std::size_t help_width = 90;

/// Stands for the spaces of an example until the lines are broken, so that it stays on one.
constexpr char unbreakable_space = '\x1f';

/// Breaks the text at spaces into lines that begin in `column`; the first one is already begun there.
std::string wrapped(std::string_view text, std::size_t column) {
    std::string lines;
    std::size_t used = column;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, length);
        text.remove_prefix(std::min(length + 1, text.size()));
        if (used > column && used + 1 + word.size() > help_width) {
            lines += '\n' + std::string(column, ' ');
            used = column;
        }
        if (used > column) {
            lines += ' ';
            ++used;
        }
        lines += word;
        used += word.size();
    }
    std::replace(lines.begin(), lines.end(), unbreakable_space, ' ');
    return lines + '\n';
}

std::string example_of(std::string_view example) {
    std::string text = "e.g. " + std::string(example);
    std::replace(text.begin(), text.end(), ' ', unbreakable_space);
    return text;
}

/// "  label    text", the text in one column for all rows and wrapped there.
std::string row(std::string_view label, std::string_view text, std::size_t column) {
    std::string line = "  " + std::string(label);
    if (line.size() + 2 > column)
        line += '\n' + std::string(column, ' ');
    else
        line.resize(column, ' ');
    return line + wrapped(text, column);
}

constexpr std::size_t operator_column = 20;
constexpr std::size_t field_column = 14;

}  // namespace

std::string_view what_a_field_takes(FieldKind kind) {
    switch (kind) {
        case FieldKind::key:
            return "one exact value";
        case FieldKind::text:
            return "words";
        case FieldKind::name:
            return "one whole name";
        case FieldKind::date:
            return "a date or a range";
    }
    return {};
}

std::string query_help() {
    std::string help =
        "A query is words; an article must have all of them. Upper and lower case, accents\n"
        "and endings make no difference. No words at all find every article.\n\n";
    for (const OperatorHelp& entry : operator_table) {
        help += row(entry.spelling, std::string(entry.meaning) + "; " + example_of(entry.example),
                    operator_column);
    }
    help += '\n' + wrapped(precedence_text, 0);
    help += wrapped(
        "Operators are written in upper case. Inside quotation marks nothing is special: quote whatever is "
        "taken for an operator or a field and should not be. A sign without a letter or a number, such as a "
        "lone &, is no word and is left out. What does not parse is refused, never repaired.",
        0);
    help += "\nFields:\n";
    for (const Field& entry : fields)
        help += row(std::string(entry.name) + ':', std::string(entry.help) + "; " + example_of(entry.example),
                    field_column);
    help +=
        '\n' +
        wrapped(
            "Dates are written 2026, 2026-01, 2026-01-24, \"24 Jan 2026\", \"January 2026\", today, "
            "yesterday, \"last week\", \"7 days ago\", \"last 30 days\", 1990s, 2026-W04, 2026-Q1; ranges "
            "2026-01..2026-02, 2026-01.., ..yesterday.",
            0);
    return help;
}

std::string field_help() {
    std::string help;
    for (const Field& entry : fields) {
        help += row(std::string(entry.name) + ':',
                    std::string(entry.help) + " (" + std::string(what_a_field_takes(entry.kind)) + ")",
                    field_column);
        help += row("", example_of(entry.example), field_column);
        std::string others = entry.key == entry.name ? std::string() : std::string(entry.key);
        for_each_alias(entry, [&](std::string_view alias) {
            if (!others.empty()) others += ' ';
            others += alias;
        });
        if (!others.empty()) help += row("", "also " + others, field_column);
    }
    return help;
}

}  // namespace dateline
