#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include "searcher/query/help.h"
#include "searcher/query/operators.h"
#include "searcher/query/parser.h"

using dateline::Field;
using dateline::OperatorHelp;

namespace {

constexpr dateline::Day today{std::chrono::year{2026} / 2 / 11};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// The manual page as its readers see it, as far as quotes and hyphens go.
std::string manual() {
    const std::filesystem::path root = DATELINE_SOURCE_FOLDER;
    std::ifstream file(root / "docs" / "dateline-query.7", std::ios::binary);
    std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::pair<std::string_view, std::string_view> escapes[] = {
        {"\\-", "-"}, {"\\(dq", "\""}, {"\\&", ""}, {"\\(:u", "ü"}};
    for (const auto& [escape, character] : escapes) replace_all(page, escape, character);
    return page;
}

bool has_line(const std::string& text, const std::string& line) {
    return text.find('\n' + line + '\n') != std::string::npos;
}

}  // namespace

TEST_CASE("every example in the help is a query") {
    for (const OperatorHelp& entry : dateline::operator_table) {
        CAPTURE(entry.example);
        CHECK_NOTHROW((void)dateline::parse_query(entry.example, today));
    }
    for (const Field& entry : dateline::fields) {
        CAPTURE(entry.example);
        const dateline::Node query = dateline::parse_query(entry.example, today);
        CHECK(query.field == entry.id);
    }
}

TEST_CASE("the help has every operator and field, in lines that fit") {
    const std::string query_help = dateline::query_help();
    const std::string field_help = dateline::field_help();
    for (const OperatorHelp& entry : dateline::operator_table) {
        CAPTURE(entry.spelling);
        CHECK(query_help.find("\n  " + std::string(entry.spelling) + ' ') != std::string::npos);
        CHECK(query_help.find("e.g. " + std::string(entry.example)) != std::string::npos);
    }
    for (const Field& entry : dateline::fields) {
        CAPTURE(entry.name);
        CHECK(query_help.find("\n  " + std::string(entry.name) + ": ") != std::string::npos);
        CHECK(query_help.find("e.g. " + std::string(entry.example)) != std::string::npos);
        CHECK(field_help.find("  " + std::string(entry.name) + ": ") != std::string::npos);
        CHECK(field_help.find("e.g. " + std::string(entry.example)) != std::string::npos);
        dateline::for_each_alias(entry, [&](std::string_view alias) {
            CAPTURE(alias);
            CHECK(field_help.find(' ' + std::string(alias)) != std::string::npos);
        });
    }
    for (const std::string& help : {query_help, field_help}) {
        CHECK(help.ends_with('\n'));
        for (std::size_t begin = 0; begin < help.size();) {
            const std::size_t end = help.find('\n', begin);
            CAPTURE(help.substr(begin, end - begin));
            CHECK(end - begin <= 100);
            CHECK((end == begin || help[end - 1] != ' '));
            begin = end + 1;
        }
    }
}

TEST_CASE("the manual has every operator, every field and what binds tightest") {
    const std::string page = manual();
    REQUIRE_FALSE(page.empty());
    for (const OperatorHelp& entry : dateline::operator_table) {
        CAPTURE(entry.spelling);
        CHECK(has_line(page, ".It Li " + std::string(entry.spelling)));
        CHECK(has_line(page, ".Dl " + std::string(entry.example)));
    }
    for (const Field& entry : dateline::fields) {
        CAPTURE(entry.name);
        CHECK(has_line(page, ".It Li " + std::string(entry.name) + ':'));
        CHECK(has_line(page, ".Dl " + std::string(entry.example)));
        dateline::for_each_alias(entry, [&](std::string_view alias) {
            CAPTURE(alias);
            CHECK(page.find(' ' + std::string(alias)) != std::string::npos);
        });
    }
    CHECK(page.find("then NEAR, ADJ, /s and /p, then AND and words side by side, then OR") !=
          std::string::npos);
}
