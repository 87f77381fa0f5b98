#include "indexer/entities/model.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

#include "common/error.h"
#include "indexer/entities/features.h"

namespace dateline::entities {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little endian");

constexpr std::array<char, 8> magic{'D', 'L', 'E', 'N', 'T', 'I', 'T', 'Y'};
constexpr std::uint32_t format_version = 1;

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t format = 0;
    std::uint32_t features = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
    float unit = 1;
    std::uint32_t reserved = 0;
    std::uint64_t first_rows = 0;
    std::uint64_t second_rows = 0;
    std::uint64_t phrases = 0;
    std::uint64_t cases = 0;
    std::uint64_t padding = 0;
};
static_assert(sizeof(Header) == 80);

constexpr std::size_t aligned(std::size_t bytes) { return (bytes + 15) / 16 * 16; }

/// Where the sections of a file with this header begin, and where it ends.
struct Layout {
    std::size_t first_transitions, second_transitions, first_rows, second_rows, phrases, cases, end;
};

Layout layout_of(const Header& header) {
    Layout at{};
    at.first_transitions = sizeof(Header);
    at.second_transitions = at.first_transitions + aligned(sizeof(Transitions));
    at.first_rows = at.second_transitions + aligned(sizeof(Transitions));
    at.second_rows = at.first_rows + header.first_rows * sizeof(WeightRow);
    at.phrases = at.second_rows + header.second_rows * sizeof(WeightRow);
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
    return Error("the entity model " + std::move(what), "install dateline again, or train a model (docs/entities.md)")
        .at(path.string());
}

template <typename Item>
std::span<const Item> section(std::string_view bytes, std::size_t at, std::uint64_t count) {
    return {reinterpret_cast<const Item*>(bytes.data() + at), static_cast<std::size_t>(count)};
}

Model::Pass read_pass(std::string_view bytes, std::size_t transitions, std::span<const WeightRow> rows) {
    Model::Pass pass;
    pass.weights = WeightTable(rows);
    std::memcpy(&pass.transitions, bytes.data() + transitions, sizeof(Transitions));
    return pass;
}

}  // namespace

/// The file in memory, read-only.
class Model::Mapping {
public:
    explicit Mapping(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) throw broken(path, "cannot be opened: " + std::system_category().message(errno));
        struct stat status {};
        if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
            status.st_size < static_cast<off_t>(sizeof(Header))) {
            ::close(file);
            throw broken(path, "is no model file, or it is cut");
        }
        size_ = static_cast<std::size_t>(status.st_size);
        memory_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
        const int why = errno;
        ::close(file);
        if (memory_ == MAP_FAILED) throw broken(path, "cannot be mapped: " + std::system_category().message(why));
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() { ::munmap(memory_, size_); }

    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(memory_), size_}; }

private:
    void* memory_ = nullptr;
    std::size_t size_ = 0;
};

Model::Model(const std::filesystem::path& path) : mapping_(std::make_unique<Mapping>(path)) {
    const std::string_view bytes = mapping_->bytes();
    Header header;
    std::memcpy(&header, bytes.data(), sizeof(Header));
    if (header.magic != magic) throw broken(path, "is no model file");
    if (header.format != format_version) throw broken(path, "has a format of another version");
    if (header.features != feature_version) throw broken(path, "was trained with features of another version");
    const std::uint64_t size = bytes.size();
    const bool counts_fit = header.first_rows <= size && header.second_rows <= size && header.phrases <= size &&
                            header.cases <= size;
    if (header.size != size || !counts_fit || layout_of(header).end != size) throw broken(path, "is cut");
    if (header.checksum != checksum(header, bytes)) throw broken(path, "is damaged");

    const Layout at = layout_of(header);
    first_ = read_pass(bytes, at.first_transitions, section<WeightRow>(bytes, at.first_rows, header.first_rows));
    second_ = read_pass(bytes, at.second_transitions,
                        section<WeightRow>(bytes, at.second_rows, header.second_rows));
    unit_ = header.unit;
    phrases_ = PhraseTable(section<std::uint64_t>(bytes, at.phrases, header.phrases));
    cases_ = CaseTable(section<std::uint32_t>(bytes, at.cases, header.cases));
}

Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

void write_model(const std::filesystem::path& path, const ModelParts& parts) {
    Header header;
    header.magic = magic;
    header.format = format_version;
    header.features = feature_version;
    header.unit = parts.unit;
    header.first_rows = parts.first.rows.size();
    header.second_rows = parts.second.rows.size();
    header.phrases = parts.phrases.size();
    header.cases = parts.cases.size();
    const Layout at = layout_of(header);
    header.size = at.end;
    std::string bytes(at.end, '\0');
    const auto put = [&](std::size_t where, const void* from, std::size_t count) {
        if (count > 0) std::memcpy(bytes.data() + where, from, count);
    };
    put(at.first_transitions, &parts.first.transitions, sizeof(Transitions));
    put(at.second_transitions, &parts.second.transitions, sizeof(Transitions));
    put(at.first_rows, parts.first.rows.data(), parts.first.rows.size() * sizeof(WeightRow));
    put(at.second_rows, parts.second.rows.data(), parts.second.rows.size() * sizeof(WeightRow));
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
