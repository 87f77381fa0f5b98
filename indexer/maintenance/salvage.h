#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include <xapian.h>

#include "common/article.h"

namespace dateline {

/// What could be read of a file of stored articles that may be damaged.
struct Salvaged {
    std::uint64_t read = 0;
    std::vector<Xapian::docid> unread{};  ///< numbers of documents that are there no more, in order
    /// Articles that are there no more in places where not even their numbers are known.
    std::uint64_t unread_without_number = 0;
};

/// Hands out every stored article that still reads, in order, with the number of its document, or 0 where
/// damage before it has made that unknown. Without its directory the file is searched for its blocks, each of
/// which has a checksum. `articles` is how many there should be, when that is known. Throws Error when there
/// is no file to read.
[[nodiscard]] Salvaged salvage_articles(const std::filesystem::path& records,
                                        std::optional<std::uint64_t> articles,
                                        const std::function<void(Xapian::docid, Article)>& use);

}  // namespace dateline
