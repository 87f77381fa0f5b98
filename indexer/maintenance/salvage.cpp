#include "indexer/maintenance/salvage.h"

#include <algorithm>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <zstd.h>

#include "common/archive/mapped_file.h"
#include "common/archive/record.h"
#include "common/archive/records_directory.h"
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

/// A frame that holds records: a block, or a piece of one.
struct FoundBlock {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool behind_damage = false;  ///< something that was no block came before
};

struct FreeDictionary {
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};
using Dictionary = std::unique_ptr<ZSTD_DDict, FreeDictionary>;

struct FreeDecompressor {
    void operator()(ZSTD_DCtx* decompressor) const { ZSTD_freeDCtx(decompressor); }
};

/// Reads frames without knowing which dictionary they need: the checksum of each says which was the right
/// one.
class FrameReader {
public:
    FrameReader() : decompressor_(ZSTD_createDCtx()) {
        if (!decompressor_) throw std::bad_alloc();
        dictionaries_.emplace_back();  // none
    }

    void add_dictionary(const std::string& content) {
        if (std::ranges::find(contents_, content) != contents_.end()) return;  // a spare
        Dictionary dictionary(ZSTD_createDDict(content.data(), content.size()));
        if (!dictionary) return;
        contents_.push_back(content);
        dictionaries_.push_back(std::move(dictionary));
    }

    /// The records of a frame; nothing when its bytes are not as they were written. They live until the next.
    std::optional<std::vector<std::string_view>> records_of(std::string_view stored) {
        const unsigned long long size = ZSTD_getFrameContentSize(stored.data(), stored.size());
        if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > largest_block ||
            size / most_dense > stored.size())
            return std::nullopt;
        content_.resize(size);
        if (!decompress(stored)) return std::nullopt;
        std::vector<std::string_view> records;
        for (std::string_view rest = content_; !rest.empty();) {
            const std::optional<std::uint64_t> length = take_varint(rest);
            if (!length || *length > rest.size()) return std::nullopt;
            records.push_back(rest.substr(0, *length));
            rest.remove_prefix(*length);
        }
        return records;
    }

private:
    /// With the dictionary that was right the last time first.
    bool decompress(std::string_view stored) {
        for (std::size_t tried = 0; tried < dictionaries_.size(); ++tried) {
            const std::size_t index = (last_ + tried) % dictionaries_.size();
            const std::size_t written =
                ZSTD_decompress_usingDDict(decompressor_.get(), content_.data(), content_.size(),
                                           stored.data(), stored.size(), dictionaries_[index].get());
            if (ZSTD_isError(written) != 0 || written != content_.size()) continue;
            last_ = index;
            return true;
        }
        return false;
    }

    std::unique_ptr<ZSTD_DCtx, FreeDecompressor> decompressor_;
    std::vector<std::string> contents_;
    std::vector<Dictionary> dictionaries_;
    std::size_t last_ = 0;
    std::string content_;
};

/// Calls `use` with the place and the size of everything that has the form of a frame, until that returns
/// false for one; then the search goes on behind its mark, else behind its end.
template <typename Use>
void for_each_frame(std::string_view bytes, Use use) {
    for (std::uint64_t at = 0; (at = bytes.find(block_mark, at)) != std::string_view::npos;) {
        const std::string_view rest = bytes.substr(at);
        const std::size_t size = ZSTD_findFrameCompressedSize(rest.data(), rest.size());
        at += ZSTD_isError(size) == 0 && use(at, size) ? size : 1;
    }
}

void find_dictionaries(std::string_view bytes, FrameReader& reader) {
    for_each_frame(bytes, [&](std::uint64_t at, std::size_t size) {
        const std::optional<std::string> content = dictionary_in(bytes.substr(at, size));
        if (content) reader.add_dictionary(*content);
        return content.has_value();
    });
}

/// Whether nothing but dictionaries and whole tables of pieces stands in these bytes.
bool holds_no_records(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t size = ZSTD_findFrameCompressedSize(bytes.data(), bytes.size());
        if (ZSTD_isError(size) != 0) return false;
        const std::string_view frame = bytes.substr(0, size);
        if (!has_piece_table(frame) && !dictionary_in(frame)) return false;
        bytes.remove_prefix(size);
    }
    return true;
}

std::vector<FoundBlock> find_blocks(std::string_view bytes, FrameReader& reader) {
    std::vector<FoundBlock> blocks;
    bool damage = false;
    std::uint64_t expected = 0;
    for_each_frame(bytes, [&](std::uint64_t at, std::size_t size) {
        const std::string_view frame = bytes.substr(at, size);
        if (dictionary_in(frame)) return true;
        if (!reader.records_of(frame)) return false;
        damage = damage || at < expected || !holds_no_records(bytes.substr(expected, at - expected));
        blocks.push_back({at, size, damage});
        damage = false;
        expected = at + size;
        return true;
    });
    return blocks;
}

/// Blocks without a directory. Numbers are known up to the first damage only: how many articles it has cost
/// is not.
Salvaged search_blocks(const std::filesystem::path& path, std::optional<std::uint64_t> articles,
                       const std::function<void(Xapian::docid, Article)>& use) {
    const MappedFile file(path);
    FrameReader reader;
    find_dictionaries(file.bytes(), reader);
    Salvaged salvaged;
    std::uint64_t number = 0;
    bool numbered = true;
    for (const FoundBlock& block : find_blocks(file.bytes(), reader)) {
        numbered = numbered && !block.behind_damage;
        const auto records = reader.records_of(file.bytes().substr(block.offset, block.size));
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
