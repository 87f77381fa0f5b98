#include "common/archive/manifest.h"

#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "common/archive/durable.h"
#include "common/error.h"

namespace dateline {

namespace {

constexpr std::string_view first_word = "dateline-archive";

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
        throw Error(fmt::format("damaged manifest: '{}' where a number belongs", word));
    }
    return number;
}

void check_version(std::uint64_t version) {
    if (version == schema_version) return;
    if (version > schema_version) {
        throw Error(fmt::format("the archive has schema {}, newer than the {} this version reads", version,
                                schema_version),
                    "use the newer version of Dateline that wrote it");
    }
    throw Error(fmt::format("the archive has schema {}, older than the {} this version reads", version,
                            schema_version),
                "build the archive anew from its sources, into another folder");
}

}  // namespace

std::uint64_t Manifest::live_articles() const {
    std::uint64_t live = 0;
    for (const Part& part : parts) live += part.articles - part.dead;
    return live;
}

std::string to_text(const Manifest& manifest) {
    std::string text = fmt::format("{} {}\ntool {}\nid {}\nrevision {}\nnames {}\nnext {}\n", first_word,
                                   schema_version, manifest.tool_version, manifest.archive_id,
                                   manifest.revision, manifest.names_bytes, manifest.next_part);
    for (const Manifest::Part& part : manifest.parts) {
        text += fmt::format("part {} {} {} {}\n", part.number, part.articles, part.dead, part.dead_revision);
    }
    return text + "end\n";
}

Manifest manifest_from_text(std::string_view text) {
    Manifest manifest;
    bool first = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::string_view word = take_word(line);
        if (first) {
            if (word != first_word) throw Error("not a manifest of an archive");
            check_version(take_number(line));
            first = false;
        } else if (word == "tool") {
            manifest.tool_version = take_word(line);
        } else if (word == "id") {
            manifest.archive_id = take_word(line);
        } else if (word == "revision") {
            manifest.revision = take_number(line);
        } else if (word == "names") {
            manifest.names_bytes = take_number(line);
        } else if (word == "next") {
            manifest.next_part = take_number(line);
        } else if (word == "part") {
            Manifest::Part part;
            part.number = take_number(line);
            part.articles = take_number(line);
            part.dead = take_number(line);
            part.dead_revision = take_number(line);
            if (part.dead > part.articles)
                throw Error("damaged manifest: a part with more dead than articles");
            manifest.parts.push_back(part);
        } else if (word == "end") {
            return manifest;
        } else {
            throw Error(fmt::format("damaged manifest: unknown line '{}'", word));
        }
    }
    throw Error("damaged manifest: its end is missing");
}

std::optional<Manifest> read_manifest(const layout::Path& archive) {
    const layout::Path file = layout::manifest(archive);
    std::error_code status;
    if (std::filesystem::exists(file, status)) {
        try {
            return manifest_from_text(read_file(file));
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
    // A first run that was killed leaves its lock and its work; an archive is still to be made there.
    for (const auto& entry : std::filesystem::directory_iterator(archive, status)) {
        const std::string name = entry.path().filename().string();
        const bool ours = entry.path() == layout::lock(archive) || entry.path() == layout::work(archive) ||
                          entry.path() == layout::names(archive) || layout::is_part_or_dead(name) ||
                          name == "manifest.new";
        if (!ours) {
            throw Error("not an archive: it holds other files", "name an empty or new folder")
                .at(archive.string());
        }
    }
    if (status) throw Error(status.message()).at(archive.string());
    return std::nullopt;
}

void write_manifest(const layout::Path& archive, const Manifest& manifest) {
    write_durably(layout::manifest(archive), to_text(manifest));
}

}  // namespace dateline
