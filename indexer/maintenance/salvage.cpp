#include "indexer/maintenance/salvage.h"

#include <string>
#include <string_view>
#include <zstd.h>

#include "common/archive/mapped_file.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "common/archive/varint.h"
#include "common/error.h"

namespace dateline {

namespace {

/// How every block begins: the mark of a zstd frame.
constexpr std::string_view block_mark{"\x28\xB5\x2F\xFD", 4};

/// More than any block has, whose largest article is bounded by what readers take (64 MiB).
constexpr std::uint64_t largest_block = std::uint64_t{256} << 20;

/// More bytes than zstd can make of one: what says so must not make us ask for the memory.
constexpr std::uint64_t most_dense = 1 << 16;

struct FoundBlock {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool behind_damage = false;  ///< something that was no block came before
};

/// The records of a block; nothing when its bytes are not as they were written.
std::optional<std::vector<std::string_view>> records_of(std::string_view stored, std::string& content) {
    const unsigned long long size = ZSTD_getFrameContentSize(stored.data(), stored.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest_block ||
        size / most_dense > stored.size())
        return std::nullopt;
    content.resize(size);
    const std::size_t written = ZSTD_decompress(content.data(), content.size(), stored.data(), stored.size());
    if (ZSTD_isError(written) != 0 || written != size) return std::nullopt;
    std::vector<std::string_view> records;
    for (std::string_view rest = content; !rest.empty();) {
        const std::optional<std::uint64_t> length = take_varint(rest);
        if (!length || *length > rest.size()) return std::nullopt;
        records.push_back(rest.substr(0, *length));
        rest.remove_prefix(*length);
    }
    return records;
}

std::vector<FoundBlock> find_blocks(std::string_view bytes) {
    std::vector<FoundBlock> blocks;
    std::string content;
    bool damage = false;
    for (std::uint64_t at = 0; (at = bytes.find(block_mark, at)) != std::string_view::npos;) {
        const std::string_view rest = bytes.substr(at);
        const std::size_t size = ZSTD_findFrameCompressedSize(rest.data(), rest.size());
        const auto records =
            ZSTD_isError(size) == 0 ? records_of(rest.substr(0, size), content) : std::nullopt;
        const std::uint64_t expected = blocks.empty() ? 0 : blocks.back().offset + blocks.back().size;
        damage = damage || at != expected;
        if (!records) {
            damage = true;
            ++at;
            continue;
        }
        blocks.push_back({at, size, damage});
        damage = false;
        at += size;
    }
    return blocks;
}

/// Blocks without a directory. Numbers are known up to the first damage only: how many articles it has cost
/// is not.
Salvaged search_blocks(const std::filesystem::path& path, std::optional<std::uint64_t> articles,
                       const std::function<void(Xapian::docid, Article)>& use) {
    const MappedFile file(path);
    Salvaged salvaged;
    std::string content;
    std::uint64_t number = 0;
    bool numbered = true;
    for (const FoundBlock& block : find_blocks(file.bytes())) {
        numbered = numbered && !block.behind_damage;
        const auto records = records_of(file.bytes().substr(block.offset, block.size), content);
        for (const std::string_view record : *records) {
            const auto document = static_cast<Xapian::docid>(++number);
            std::optional<Article> article;
            try {
                article = from_record(record);
            } catch (const Error&) {
                if (numbered) salvaged.unread.push_back(document);
                if (!numbered) ++salvaged.unread_without_number;
                continue;
            }
            use(numbered ? document : 0, std::move(*article));
            ++salvaged.read;
        }
    }
    if (!articles || *articles <= number) return salvaged;
    if (!numbered) salvaged.unread_without_number += *articles - number;
    while (numbered && number < *articles) salvaged.unread.push_back(static_cast<Xapian::docid>(++number));
    return salvaged;
}

}  // namespace

Salvaged salvage_articles(const std::filesystem::path& records, std::optional<std::uint64_t> articles,
                          const std::function<void(Xapian::docid, Article)>& use) {
    const RecordsFile file(records);
    std::uint64_t stored = 0;
    try {
        stored = file.size();
    } catch (const Error&) {
        return search_blocks(records, articles, use);
    }
    Salvaged salvaged;
    for (std::uint64_t number = 1; number <= stored; ++number) {
        const auto document = static_cast<Xapian::docid>(number);
        std::optional<Article> article;
        try {
            article = from_record(file.record(number));
        } catch (const Error&) {
            salvaged.unread.push_back(document);
            continue;
        }
        use(document, std::move(*article));
        ++salvaged.read;
    }
    if (articles && *articles > stored) salvaged.unread_without_number = *articles - stored;
    return salvaged;
}

}  // namespace dateline
