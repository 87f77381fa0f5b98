#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "searcher/answer.h"

namespace dateline {

/// How an answer shall look; what does not apply to a format is ignored by it.
struct OutputSettings {
    bool colour = false;    ///< escape sequences for bold and colour
    std::size_t width = 0;  ///< columns of the terminal; 0: no terminal, lines are not wrapped
    bool verbose = false;   ///< all people, the address, section and score of each hit
    bool unicode = true;    ///< block elements and dots, else ASCII, in what is ours
};

/// Turns answers into the bytes of one format, hit by hit, so that an answer of any length takes little
/// memory. An answer without hits is written too. Several answers may follow one another.
class Formatter {
public:
    virtual ~Formatter() = default;

    /// Begins an answer of which `hits` will come. It has everything else, and stays until `end`.
    virtual void begin(const Answer& answer, std::uint64_t hits) = 0;
    virtual void hit(const Hit& hit) = 0;
    virtual void end() = 0;

    /// An answer that has its hits in it, whole.
    void write(const Answer& answer);
};

/// Where a format puts facets and timeline.
enum class CountsPlace : std::uint8_t {
    beside_hits,
    instead_of_hits,  ///< rows are either articles or counts: they come with limit 0 only
    nowhere,
};

/// One row of the table of output formats.
struct OutputFormat {
    std::string_view name;     ///< as `--format` takes it
    std::string_view summary;  ///< one line for the help
    CountsPlace counts;
    bool excerpts;  ///< shows pieces of the articles' texts, and how many copies each has
    /// The formatter writes to `sink`, which must outlive it.
    std::unique_ptr<Formatter> (*make)(std::ostream& sink, const OutputSettings& settings);
};

/// Every output format, in the order the help lists them; the first is the default.
[[nodiscard]] std::span<const OutputFormat> output_formats();

/// The format of that name; throws Error whose hint lists the names and the nearest one.
[[nodiscard]] const OutputFormat& output_format_named(std::string_view name);

}  // namespace dateline
