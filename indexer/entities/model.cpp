#include "indexer/entities/model.h"

#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "common/error.h"
#include "indexer/entities/features.h"
#include "indexer/entities/large_memory.h"

namespace dateline::entities {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little endian");

constexpr std::array<char, 8> magic{'D', 'L', 'E', 'N', 'T', 'I', 'T', 'Y'};
constexpr std::uint32_t format_version = 2;

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t format = 0;
    std::uint32_t features = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
    float unit = 1;
    float vote = 0;
    std::uint64_t rows = 0;
    std::uint64_t phrases = 0;
    std::uint64_t cases = 0;
};
static_assert(sizeof(Header) == 64);

constexpr std::size_t aligned(std::size_t bytes) {
    return (bytes + 15) / 16 * 16;
}

/// Where the sections of a file with this header begin, and where it ends.
struct Layout {
    std::size_t transitions, rows, phrases, cases, end;
};

Layout layout_of(const Header& header) {
    Layout at{};
    at.transitions = sizeof(Header);
    at.rows = at.transitions + aligned(sizeof(Transitions));
    at.phrases = at.rows + header.rows * sizeof(WeightRow);
    at.cases = at.phrases + aligned(header.phrases * sizeof(std::uint64_t));
    at.end = at.cases + aligned(header.cases * sizeof(std::uint32_t));
    return at;
}

/// Of the whole file, its own place in the header aside. Four lanes, so that many megabytes are summed in a
/// few milliseconds.
std::uint64_t checksum(Header header, std::string_view bytes) {
    header.checksum = 0;
    bytes.remove_prefix(sizeof(Header));
    std::array<char, sizeof(Header)> head;
    std::memcpy(head.data(), &header, sizeof(Header));
    std::array<std::uint64_t, 4> sums{1, 2, 3, 4};
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
        for (std::size_t lane = 0; lane < sums.size(); ++lane) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at + 8 * lane, 8);
            sums[lane] = std::rotl(sums[lane] ^ word, 29) * 0xD6E8FEB86659FD93ULL;
        }
    }
    std::uint64_t sum = hash_bytes(bytes.substr(at), hash_bytes({head.data(), head.size()}));
    for (const std::uint64_t lane : sums) sum = join(sum, lane);
    return sum;
}

Error broken(const std::filesystem::path& path, std::string what) {
    return Error("the entity model " + std::move(what),
                 "install dateline again, or train a model (docs/entities.md)")
        .at(path.string());
}

template <typename Item>
std::span<const Item> section(std::string_view bytes, std::size_t at, std::uint64_t count) {
    return {reinterpret_cast<const Item*>(bytes.data() + at), static_cast<std::size_t>(count)};
}

/// The file in memory. It is copied out of the system's cache, because only memory of our own is of large
/// pages.
class Content {
public:
    explicit Content(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) throw broken(path, "cannot be opened: " + std::system_category().message(errno));
        struct stat status {};
        if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
            status.st_size < static_cast<off_t>(sizeof(Header))) {
            ::close(file);
            throw broken(path, "is no model file, or it is cut");
        }
        const auto size = static_cast<std::size_t>(status.st_size);
        memory_.emplace(size);
        while (size_ < size) {
            const ssize_t got = ::read(file, static_cast<char*>(memory_->data()) + size_, size - size_);
            if (got <= 0) break;
            size_ += static_cast<std::size_t>(got);
        }
        const int why = errno;
        ::close(file);
        if (size_ < size) throw broken(path, "cannot be read: " + std::system_category().message(why));
    }

    [[nodiscard]] std::string_view bytes() const {
        return {static_cast<const char*>(memory_->data()), size_};
    }

private:
    std::optional<LargeMemory> memory_;
    std::size_t size_ = 0;
};

}  // namespace

Model::Model(const std::filesystem::path& path) {
    const auto content = std::make_shared<const Content>(path);
    const std::string_view bytes = content->bytes();
    memory_ = content;
    Header header;
    std::memcpy(&header, bytes.data(), sizeof(Header));
    if (header.magic != magic) throw broken(path, "is no model file");
    if (header.format != format_version) throw broken(path, "has a format of another version");
    if (header.features != feature_version)
        throw broken(path, "was trained with features of another version");
    const std::uint64_t size = bytes.size();
    const bool counts_fit = header.rows <= size && header.phrases <= size && header.cases <= size;
    if (header.size != size || !counts_fit || layout_of(header).end != size) throw broken(path, "is cut");
    if (header.checksum != checksum(header, bytes)) throw broken(path, "is damaged");

    const Layout at = layout_of(header);
    weights_ = WeightTable(section<WeightRow>(bytes, at.rows, header.rows));
    std::memcpy(&transitions_, bytes.data() + at.transitions, sizeof(Transitions));
    unit_ = header.unit;
    vote_ = header.vote;
    identity_ = header.checksum;
    phrases_ = PhraseTable(section<std::uint64_t>(bytes, at.phrases, header.phrases));
    cases_ = CaseTable(section<std::uint32_t>(bytes, at.cases, header.cases));
}

Model::Model(ModelParts parts) {
    const auto kept = std::make_shared<const ModelParts>(std::move(parts));
    memory_ = kept;
    weights_ = WeightTable(kept->rows);
    transitions_ = kept->transitions;
    unit_ = kept->unit;
    vote_ = kept->vote;
    phrases_ = PhraseTable(kept->phrases);
    cases_ = CaseTable(kept->cases);
}

void write_model(const std::filesystem::path& path, const ModelParts& parts) {
    Header header;
    header.magic = magic;
    header.format = format_version;
    header.features = feature_version;
    header.unit = parts.unit;
    header.vote = parts.vote;
    header.rows = parts.rows.size();
    header.phrases = parts.phrases.size();
    header.cases = parts.cases.size();
    const Layout at = layout_of(header);
    header.size = at.end;
    std::string bytes(at.end, '\0');
    const auto put = [&](std::size_t where, const void* from, std::size_t count) {
        if (count > 0) std::memcpy(bytes.data() + where, from, count);
    };
    put(at.transitions, &parts.transitions, sizeof(Transitions));
    put(at.rows, parts.rows.data(), parts.rows.size() * sizeof(WeightRow));
    put(at.phrases, parts.phrases.data(), parts.phrases.size() * sizeof(std::uint64_t));
    put(at.cases, parts.cases.data(), parts.cases.size() * sizeof(std::uint32_t));
    header.checksum = checksum(header, bytes);
    put(0, &header, sizeof(Header));

    std::filesystem::path unfinished = path;
    unfinished += ".new";
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    std::error_code failure;
    if (out) std::filesystem::rename(unfinished, path, failure);
    if (!out || failure) throw Error("cannot write the entity model").at(path.string());
}

}  // namespace dateline::entities
