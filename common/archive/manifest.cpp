#include "common/archive/manifest.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/error.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::string_view first_word = "dateline-archive";

[[noreturn]] void damaged(std::string_view what) {
    throw Error(fmt::format("damaged manifest: {}", what),
                "dateline-index --repair makes it anew; or restore it from a backup");
}

/// The lines of a manifest are words apart by single spaces; this takes one off the front.
std::string_view take_word(std::string_view& line) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

std::uint64_t take_number(std::string_view& line) {
    const std::string_view word = take_word(line);
    std::uint64_t number = 0;
    const auto [end, status] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (status != std::errc{} || end != word.data() + word.size()) {
        damaged(fmt::format("'{}' where a number belongs", word));
    }
    return number;
}

/// Takes the next line off the front, without its first word, which must be that one.
std::string_view take_line(std::string_view& text, std::string_view word) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) damaged("its end is missing");
    std::string_view line = text.substr(0, end);
    if (take_word(line) != word) damaged(fmt::format("no '{}' where it belongs", word));
    text.remove_prefix(end + 1);
    return line;
}

void check_version(std::uint64_t version, std::uint32_t oldest) {
    if (version >= oldest && version <= schema_version) return;
    if (version > schema_version) {
        throw OtherSchema(fmt::format("the archive has schema {}, newer than the {} this version reads",
                                      version, schema_version),
                          "use the newer version of Dateline that wrote it");
    }
    throw OtherSchema(fmt::format("the archive has schema {}, older than the {} this version reads", version,
                                  schema_version),
                      version >= oldest_reindexable_schema
                          ? "dateline-index --reindex makes it one of this version"
                          : "build the archive anew from its sources, into another folder");
}

}  // namespace

std::uint64_t Manifest::live_articles() const {
    std::uint64_t live = 0;
    for (const Part& part : parts) live += part.articles - part.dead;
    return live;
}

std::string to_text(const Manifest& manifest) {
    std::string text =
        fmt::format("{} {}\ntool {}\nid {}\nrevision {}\nnames {} {}\nruns {} {}\nnext {}\nclusters {}\n",
                    first_word, schema_version, manifest.tool_version, manifest.archive_id, manifest.revision,
                    manifest.names_bytes, manifest.names_hash, manifest.runs_bytes, manifest.runs_hash,
                    manifest.next_part, manifest.next_cluster);
    for (const Manifest::Part& part : manifest.parts) {
        text += fmt::format("part {} {} {} {} {} {} {}\n", part.number, part.articles, part.dead,
                            part.dead_revision, part.bytes, part.copies, part.copies_revision);
    }
    return text + fmt::format("end {}\n", to_hex(hash128(text)));
}

Manifest manifest_from_text(std::string_view text, std::uint32_t oldest) {
    if (text.substr(0, text.find_first_of(" \n")) != first_word)
        throw Error("not a manifest of an archive",
                    "if this is an archive, dateline-index --repair makes its manifest anew");
    // Another version may write everything else in another way, so its number is looked at first.
    std::string_view rest = text;
    std::string_view line = take_line(rest, first_word);
    const std::uint64_t schema = take_number(line);
    check_version(schema, oldest);
    const std::size_t last_line = text.rfind("\nend ");
    if (last_line == std::string_view::npos) damaged("its end is missing");
    const std::string_view content = text.substr(0, last_line + 1);
    if (text.substr(content.size()) != fmt::format("end {}\n", to_hex(hash128(content)))) {
        damaged("it is not as it was written");
    }

    Manifest manifest;
    manifest.schema = static_cast<std::uint32_t>(schema);
    line = take_line(rest, "tool");
    manifest.tool_version = take_word(line);
    line = take_line(rest, "id");
    manifest.archive_id = take_word(line);
    line = take_line(rest, "revision");
    manifest.revision = take_number(line);
    line = take_line(rest, "names");
    manifest.names_bytes = take_number(line);
    manifest.names_hash = take_word(line);
    const bool knows_runs_and_copies = schema >= 3;
    if (knows_runs_and_copies) {
        line = take_line(rest, "runs");
        manifest.runs_bytes = take_number(line);
        manifest.runs_hash = take_word(line);
    }
    line = take_line(rest, "next");
    manifest.next_part = take_number(line);
    if (knows_runs_and_copies) {
        line = take_line(rest, "clusters");
        manifest.next_cluster = take_number(line);
    }
    while (rest.starts_with("part ")) {
        line = take_line(rest, "part");
        Manifest::Part part;
        part.number = take_number(line);
        part.articles = take_number(line);
        part.dead = take_number(line);
        part.dead_revision = take_number(line);
        part.bytes = take_number(line);
        if (knows_runs_and_copies) {
            part.copies = take_number(line);
            part.copies_revision = take_number(line);
        }
        if (part.dead > part.articles) damaged("a part with more dead than articles");
        if (part.copies > part.articles - part.dead) damaged("a part with more copies than articles");
        manifest.parts.push_back(part);
    }
    (void)take_line(rest, "end");
    return manifest;
}

std::optional<Manifest> read_manifest(const layout::Path& archive, std::uint32_t oldest) {
    const layout::Path file = layout::manifest(archive);
    std::error_code status;
    if (std::filesystem::exists(file, status)) {
        try {
            return manifest_from_text(read_file(file), oldest);
        } catch (Error& error) {
            if (error.place().empty()) error.at(file.string());
            throw;
        }
    }
    if (status) throw Error(status.message()).at(file.string());
    if (!std::filesystem::exists(archive, status)) return std::nullopt;
    if (!std::filesystem::is_directory(archive, status)) {
        throw Error("not an archive: it is a file", "name the folder of an archive").at(archive.string());
    }
    // The manifest is written before all else, so a first run that was killed leaves at most its lock and a
    // draft of the manifest beside it. Anything more is an archive that has lost its manifest, or somebody's
    // own.
    bool orphaned = false;
    bool foreign = false;
    for (std::filesystem::directory_iterator entry(archive, status), end; !status && entry != end;
         entry.increment(status)) {
        const std::filesystem::path& path = entry->path();
        const std::string name = path.filename().string();
        if (path == layout::lock(archive) || name == "manifest.new") continue;
        const bool ours =
            path == layout::names(archive) || path == layout::runs(archive) || layout::belongs_to_part(name);
        (ours ? orphaned : foreign) = true;
    }
    if (status) throw Error(status.message()).at(archive.string());
    if (orphaned) {
        throw damaged_archive("its manifest is missing").at(archive.string());
    }
    if (foreign)
        throw Error("not an archive: it holds other files",
                    "--db names the folder of an archive; a new one is made in an empty or new folder")
            .at(archive.string());
    return std::nullopt;
}

void write_manifest(const layout::Path& archive, const Manifest& manifest) {
    write_durably(layout::manifest(archive), to_text(manifest));
}

}  // namespace dateline
