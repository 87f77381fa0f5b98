#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "indexer/entities/labels.h"
#include "indexer/entities/recogniser.h"

namespace dateline::entities {

/// Somebody or something that an article names, under all the names it uses.
struct FoundName {
    Kind kind = Kind::person;
    std::string name;                ///< the longest form, without title: "Steve Witkoff"
    std::vector<std::string> forms;  ///< other forms as the text has them: "Witkoff"
    std::uint32_t mentions = 0;
    bool in_front = false;  ///< stands in the title or the lede
    float probability = 0;  ///< of its surest mention

    bool operator==(const FoundName&) const = default;
};

/// Who is who in one article.
struct Coreference {
    static constexpr std::uint32_t nobody = ~std::uint32_t{0};

    std::vector<FoundName> names;           ///< in the order of their first mention
    std::vector<std::uint32_t> of_mention;  ///< index into `names` a mention, or `nobody` for a bare title
};

/// Puts the mentions of one article together. Titles and possessives come off. Forms that differ in case,
/// accents or punctuation alone are one. A form has one kind, that of most of its mentions. A lone surname
/// joins the one full name before it that ends in it (in the title it may come before), and stays alone when
/// two do; family names that stand first (Xi Jinping) count likewise. "Full Name (ABC)" binds ABC for the
/// article. `front` is how many of the first blocks are title and lede; with a story that has no lede, the
/// caller counts its first paragraph.
[[nodiscard]] Coreference put_together(std::span<const std::string_view> blocks,
                                       std::span<const Mention> mentions, std::size_t front);

/// How many of `blocks_of(article)` are title and lede: the first paragraph stands in for a lede that is
/// empty.
[[nodiscard]] std::size_t front_blocks(const Article& article);

}  // namespace dateline::entities
