#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/article.h"
#include "common/dates.h"
#include "common/fields.h"
#include "indexer/input/byte_stream.h"

namespace dateline {

/// A record that could not become an article.
struct Reject {
    std::string reason;  ///< "invalid JSON: a string is not closed"; lower case, no full stop
    std::string hint;    ///< what would help, or nothing
};

/// A record that is no article and was never meant to be one, such as a photo; it is counted, not rejected.
struct Skip {
    std::string reason;
};

/// Which rule gave a field its value, for people who ask why.
struct FieldOrigin {
    FieldId field;
    std::string rule;  ///< "JSON-LD NewsArticle datePublished", "key pubDate", "the path"
};

/// What a reader found next in its input, and where. Everything a person needs to find the record again.
struct Record {
    std::variant<Article, Reject, Skip> content;
    std::uint64_t number = 0;            ///< of the record in its file, from 1
    std::uint64_t line = 0;              ///< its first line, from 1; 0 where lines mean nothing
    std::uint64_t offset = 0;            ///< its first byte in the decompressed file
    std::vector<std::string> notes;      ///< repairs and doubts for --verbose: "3 broken bytes replaced"
    std::string member{};                ///< the file inside a container, the address in a crawl; or empty
    std::vector<FieldOrigin> origins{};  ///< only when the context asks for them
};

/// What the user or the file's place tells every reader. A value that the record itself carries wins.
struct ReadingContext {
    std::string path;                     ///< as the user would name the file; "-" for standard input
    std::string id_base;                  ///< the file's path relative to the SOURCE it was found under
    std::string encoding;                 ///< declared by the user; empty: recognise it
    std::string source;                   ///< default source name
    std::optional<Day> published;         ///< default publication day
    std::string url{};                    ///< where a page was fetched from; empty: nobody knows
    std::string charset{};                ///< what the protocol that brought it said; weaker than `encoding`
    std::optional<Timestamp> captured{};  ///< when it was fetched: it was published no later
    std::string language{};               ///< default language, a code
    bool explain = false;                 ///< fill in Record::origins
};

/// Reads one kind of file into articles. Readers hold one record in memory, never the file.
class Reader {
public:
    virtual ~Reader() = default;

    /// The next record, or nothing at the end. A record that is broken comes out as a Reject and reading goes
    /// on behind it; Error is thrown only when nothing more of this file can be read.
    [[nodiscard]] virtual std::optional<Record> next() = 0;
};

/// No record may be larger than this, in bytes: a reader rejects a larger one and goes on behind it.
inline constexpr std::size_t record_limit = std::size_t{64} << 20;

/// One row of the table of formats.
struct Format {
    std::string_view name;     ///< as `--format` takes it
    std::string_view summary;  ///< one line for the help
    /// How sure it is, 0 (no) to 100, that a file whose content begins like this (at most 64 KiB, already
    /// decompressed, still in its own encoding) is in this format.
    int (*recognise)(std::string_view head);
    std::unique_ptr<Reader> (*open)(std::unique_ptr<ByteStream> bytes, const ReadingContext& context);
};

/// Every format that is read, in the order the help lists them.
[[nodiscard]] const std::vector<Format>& formats();

/// The format that a file beginning with `head` is most surely in, or nullptr when none knows it. The name
/// counts where the content could be anything: what is called .json, .jsonl or .ndjson, compressed or not,
/// and is not, is no plain text but broken JSON; and .csv or .tsv a table whose header says too little.
[[nodiscard]] const Format* recognise_format(std::string_view head, std::string_view path = {});

/// The format of that name; throws Error that lists the names and the nearest one.
[[nodiscard]] const Format& format_named(std::string_view name);

}  // namespace dateline
