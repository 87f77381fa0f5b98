#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/page/article_text.h"
#include "indexer/page/page_data.h"
#include "indexer/page/page_outline.h"
#include "indexer/page/written_dates.h"

namespace dateline {

/// The dates that people read on a page, by where they stand. Those of comments, menus and copyright lines
/// are none.
class DatesInText {
public:
    DatesInText(const HtmlTree& tree, const PageOutline& outline, const PageData& data,
                const ArticleText& text, DayOrder order);

    /// Behind a word such as "Published:" or "Veröffentlicht am".
    [[nodiscard]] std::optional<WrittenDate> labelled() const;
    /// Behind a word such as "Updated" or "Stand:".
    [[nodiscard]] std::optional<WrittenDate> labelled_change() const;
    /// In an element whose class or id calls it a date.
    [[nodiscard]] std::optional<WrittenDate> named() const;
    /// Between the headline and the text, a little before, or in the text's first words.
    [[nodiscard]] std::optional<WrittenDate> near_heading() const;
    /// In a short line behind the text.
    [[nodiscard]] std::optional<WrittenDate> behind() const;

    /// True for a node between a little before the headline and the first paragraphs.
    [[nodiscard]] bool is_near_heading(HtmlTree::Index node) const;
    /// True for a node between the headline and the text, where nothing but the article's own head stands.
    [[nodiscard]] bool is_between(HtmlTree::Index node) const;

private:
    enum class Label { published, changed };

    [[nodiscard]] std::optional<WrittenDate> behind_label(Label label) const;
    [[nodiscard]] bool is_looked_at(const TextBlock& block) const;
    void find_places(const PageData& data);

    const HtmlTree& tree_;
    const PageOutline& outline_;
    const ArticleText& text_;
    DayOrder order_;
    HtmlTree::Index heading_ = HtmlTree::none;
    std::size_t head_begin_ = 0;   ///< the first block a little before the headline
    std::size_t first_prose_ = 0;  ///< the first block of the text
    std::size_t text_end_ = 0;     ///< the first block behind it
};

}  // namespace dateline
