#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "searcher/answer.h"

namespace dateline {

/// How an answer shall look; what does not apply to a format is ignored by it.
struct OutputSettings {
    bool colour = false;         ///< escape sequences for bold and colour
    std::size_t width = 0;       ///< columns of the terminal; 0: no terminal, lines are not wrapped
    bool verbose = false;        ///< all people, the address, section and score of each hit
    bool unicode = true;         ///< block elements and dots, else ASCII, in what is ours
    std::string query_id = "1";  ///< first column of a TREC run
};

/// Turns answers into the bytes of one format. An answer without hits is written too.
class Formatter {
public:
    virtual ~Formatter() = default;

    virtual void write(const Answer& answer) = 0;
};

/// One row of the table of output formats.
struct OutputFormat {
    std::string_view name;     ///< as `--format` takes it
    std::string_view summary;  ///< one line for the help
    /// The formatter writes to `sink`, which must outlive it.
    std::unique_ptr<Formatter> (*make)(std::ostream& sink, const OutputSettings& settings);
};

/// Every output format, in the order the help lists them; the first is the default.
[[nodiscard]] std::span<const OutputFormat> output_formats();

/// The format of that name; throws Error whose hint lists the names and the nearest one.
[[nodiscard]] const OutputFormat& output_format_named(std::string_view name);

}  // namespace dateline
