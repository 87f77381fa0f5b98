#include "scratch.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace dateline::cli {

namespace fs = std::filesystem;

Scratch::Scratch() {
    std::string name = (fs::temp_directory_path() / "dateline-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    folder_ = name;
}

Scratch::~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string Scratch::write(std::string_view name, std::string_view content) const {
    const fs::path file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << content;
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
    return file.string();
}

std::string Scratch::make_folder(std::string_view name) const {
    fs::create_directories(folder_ / name);
    return path(name);
}

std::string file_content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> tree_content(const fs::path& folder) {
    std::map<std::string, std::string> content;
    if (!fs::exists(folder)) return content;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = fs::relative(entry.path(), folder).string();
        content[name] = entry.is_regular_file() ? file_content(entry.path()) : "(folder)";
    }
    return content;
}

namespace {

/// The content through one of libarchive's filters.
std::string compressed(std::string_view content, int (*add_filter)(archive*)) {
    std::vector<char> room(content.size() + content.size() / 8 + 4096);
    std::size_t used = 0;
    archive* writer = archive_write_new();
    archive_write_set_format_raw(writer);
    add_filter(writer);
    archive_write_set_bytes_per_block(writer, 0);
    bool good = archive_write_open_memory(writer, room.data(), room.size(), &used) == ARCHIVE_OK;
    archive_entry* entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    good = good && archive_write_header(writer, entry) == ARCHIVE_OK;
    const auto size = static_cast<la_ssize_t>(content.size());
    good = good && archive_write_data(writer, content.data(), content.size()) == size;
    good = archive_write_close(writer) == ARCHIVE_OK && good;
    archive_entry_free(entry);
    archive_write_free(writer);
    if (!good) throw std::runtime_error("cannot compress");
    return {room.data(), used};
}

}  // namespace

std::string gzipped(std::string_view content) {
    return compressed(content, archive_write_add_filter_gzip);
}

std::string zstd_compressed(std::string_view content) {
    return compressed(content, archive_write_add_filter_zstd);
}

}  // namespace dateline::cli
