#include "indexer/readers/mets_files.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/markup/link.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// Of a METS file that is looked through for a name.
constexpr std::size_t most_looked_through = std::size_t{16} << 20;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::string without_percents(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
        if (low >= 0 && (high != 0 || low != 0)) {
            plain += static_cast<char>(16 * high + low);
            at += 2;
        } else {
            plain += text[at] == '\\' ? '/' : text[at];
        }
    }
    return plain;
}

bool is_called_mets(std::string name) {
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return name.find("mets") != name.npos && name.find(".xml") != name.npos;
}

std::string content_of(const std::string& path) {
    try {
        std::unique_ptr<ByteStream> bytes = open_input(path);
        return read_ahead(bytes, most_looked_through);
    } catch (const Error&) {
        return {};
    }
}

/// The names, without folders, of the files that a METS file refers to.
std::set<std::string> files_named_in(const std::string& path) {
    const std::string content = content_of(path);
    std::set<std::string> names;
    constexpr std::string_view mark = "href=";
    for (std::size_t at = content.find(mark); at != content.npos; at = content.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size() + 1;
        if (begin >= content.size()) break;
        const std::size_t end = content.find(content[begin - 1], begin);
        if (end == content.npos || end - begin > 1024) continue;
        const std::string file = local_path(std::string_view(content).substr(begin, end - begin));
        if (!file.empty()) names.insert(file.substr(file.rfind('/') + 1));
    }
    return names;
}

/// The METS files of a folder. The pages of a folder come one after the other: it is listed once for them.
struct Folder {
    std::string path;
    std::vector<std::pair<std::string, std::set<std::string>>> mets;  ///< names and the files named in them
};

const Folder& folder_at(const std::string& path) {
    thread_local std::vector<Folder> known;
    for (const Folder& folder : known) {
        if (folder.path == path) return folder;
    }
    if (known.size() >= 2) known.erase(known.begin());
    Folder folder{path, {}};
    std::error_code failed;
    for (fs::directory_iterator entry(path.empty() ? "." : path, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code unknown;
        std::string name = entry->path().filename().string();
        if (!is_called_mets(name) || !entry->is_regular_file(unknown)) continue;
        if (folder.mets.size() >= 4) break;
        folder.mets.emplace_back(name, files_named_in(entry->path().string()));
    }
    std::sort(folder.mets.begin(), folder.mets.end());
    known.push_back(std::move(folder));
    return known.back();
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace

std::string local_path(std::string_view href) {
    for (const std::string_view front : {"file://./", "file:./", "./"}) {
        if (href.starts_with(front)) href.remove_prefix(front.size());
    }
    if (href.empty() || is_absolute(href)) return {};
    const std::string plain = without_percents(href);
    const fs::path path = fs::path(plain).lexically_normal();
    if (path.is_absolute() || path.empty()) return {};
    const std::string first = path.begin()->string();
    return first == ".." || first == "." || plain.find('\0') != plain.npos ? std::string() : path.string();
}

std::string beside(std::string_view path, std::string_view relative) {
    const std::size_t slash = path.rfind('/');
    std::string whole(slash == path.npos ? std::string_view{} : path.substr(0, slash + 1));
    return whole.append(relative);
}

std::string mets_that_reads(const ReadingContext& alto) {
    if (alto.path.empty() || alto.path == "-") return {};
    std::error_code unknown;
    if (!fs::is_regular_file(alto.path, unknown)) return {};
    const std::string name = alto.path.substr(alto.path.rfind('/') + 1);
    std::string folder = folder_of(alto.path);
    const int levels = alto.id_base.find('/') == alto.id_base.npos ? 1 : 2;
    for (int level = 0; level < levels; ++level) {
        for (const auto& [mets, files] : folder_at(folder).mets) {
            if (mets != name && files.contains(name)) return folder.empty() ? mets : folder + '/' + mets;
        }
        folder = folder_of(folder);
        if (folder.empty()) break;
    }
    return {};
}

}  // namespace dateline
