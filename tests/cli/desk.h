#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "process.h"
#include "scratch.h"

namespace dateline::cli {

using Arguments = std::vector<std::string>;
using Json = nlohmann::json;

/// Where a test works: a scratch folder that is home and working folder of both programs, and an archive in
/// it, "archive", which $DATELINE_DB names. Nothing of the machine's own environment reaches the programs.
class Desk : public Scratch {
public:
    Desk();

    /// For both programs; a test may change them.
    std::map<std::string, std::string> environment;

    [[nodiscard]] std::string archive() const { return path("archive"); }

    [[nodiscard]] Command index_command(Arguments arguments, std::string input = {}) const;
    [[nodiscard]] Command search_command(Arguments arguments) const;

    [[nodiscard]] Outcome index(Arguments arguments, std::string input = {}) const;
    [[nodiscard]] Outcome search(Arguments arguments) const;

    /// Runs a line of shell that calls the programs as $index and $search: for what only a shell redirects.
    [[nodiscard]] Outcome shell(const std::string& line) const;

    /// Indexes lines of JSON with the names that they give; fails the test unless every one went in.
    void add(std::string_view lines) const;
    /// Indexes the sample corpus of the source tree; the same check.
    void add_corpus() const;

    /// A search's ids, in order. Fails the test when the search fails.
    [[nodiscard]] Arguments ids(const Arguments& arguments) const;
    /// A search's number of articles; the same check.
    [[nodiscard]] std::uint64_t count(const Arguments& arguments) const;
    /// A search's answer as JSON; the same check.
    [[nodiscard]] Json json(const Arguments& arguments) const;
};

/// The folder of the sample corpus, and how many articles are in it.
[[nodiscard]] std::string corpus();
inline constexpr std::uint64_t corpus_articles = 108;

/// Lines of JSON out of several.
[[nodiscard]] std::string lines(const std::vector<Json>& articles);

/// What a summary line says before its seconds, which no test can know.
[[nodiscard]] std::string counts_of(const std::string& summary);

[[nodiscard]] Arguments operator+(Arguments arguments, const Arguments& more);

}  // namespace dateline::cli
