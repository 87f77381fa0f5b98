#include "indexer/page/dates_in_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "common/month_names.h"
#include "indexer/page/class_hints.h"

namespace dateline {
namespace {

/// A line that is about a date is no longer, in bytes.
constexpr std::size_t longest_date_line = 250;
/// A label stands so near before its date.
constexpr std::size_t farthest_label = 40;
/// So many lines before the headline may belong to it.
constexpr std::size_t lines_before_heading = 8;
constexpr std::size_t lines_behind_text = 12;

constexpr std::array<std::string_view, 24> publishing{
    "publish",      "posted on",  "posted",     "veroffentlicht", "erschienen",  "publie",
    "mis en ligne", "publicado",  "publicada",  "publicad",       "pubblicat",   "gepubliceerd",
    "geplaatst",    "erstellt",   "datum",      "date:",          "created",     "released",
    "opublikowan",  "publicerad", "publiceret", "eingestellt",    "online seit", "geschrieben"};

constexpr std::array<std::string_view, 18> changing{
    "updated",     "modified",    "aktualisiert", "geandert",        "stand:",      "stand ",
    "last edited", "last update", "mis a jour",   "modifie",         "actualizad",  "atualizado",
    "aggiornat",   "bijgewerkt",  "gewijzigd",    "letzte anderung", "last change", "revised"};

/// Of the small print about the site, whose dates are not the article's. Plain words, see plain_word.
constexpr std::array<std::string_view, 16> small_print{
    "copyright",      "\xc2\xa9",         "all rights",      "terms of",  "terms and", "conditions of use",
    "privacy",        "cookie",           "licence",         "license",   "impressum", "datenschutz",
    "nutzungsbeding", "mentions legales", "confidentialite", "privacidad"};

bool is_small_print(std::string_view plain) {
    return std::ranges::any_of(
        small_print, [&](std::string_view words) { return plain.find(words) != std::string_view::npos; });
}

template <std::size_t Size>
std::size_t last_label(std::string_view plain, const std::array<std::string_view, Size>& labels) {
    std::size_t last = std::string_view::npos;
    for (const std::string_view label : labels) {
        const std::size_t at = plain.rfind(label);
        if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
    }
    return last;
}

}  // namespace

DatesInText::DatesInText(const HtmlTree& tree, const PageOutline& outline, const PageData& data,
                         const ArticleText& text, DayOrder order)
    : tree_(tree), outline_(outline), text_(text), order_(order) {
    find_places(data);
}

void DatesInText::find_places(const PageData& data) {
    const std::vector<TextBlock>& blocks = outline_.blocks();
    const auto at_or_behind = [&](HtmlTree::Index node) {
        const auto found = std::ranges::lower_bound(blocks, node, {}, &TextBlock::first);
        return static_cast<std::size_t>(found - blocks.begin());
    };
    first_prose_ = at_or_behind(text_.first_text);
    text_end_ = at_or_behind(text_.paragraphs.empty() ? 0 : text_.last_text) + 1;
    const std::size_t heading = data.heading == HtmlTree::none ? first_prose_ : at_or_behind(data.heading);
    const std::size_t begin = heading <= first_prose_ && first_prose_ - heading < 40 ? heading : first_prose_;
    heading_ = data.heading;
    head_begin_ = begin < lines_before_heading ? 0 : begin - lines_before_heading;
    first_prose_ = std::min(first_prose_, blocks.size());
    text_end_ = std::min(text_end_, blocks.size());
}

bool DatesInText::is_near_heading(HtmlTree::Index node) const {
    const std::vector<TextBlock>& blocks = outline_.blocks();
    if (blocks.empty()) return false;
    const HtmlTree::Index begin = head_begin_ < blocks.size() ? blocks[head_begin_].first : 0;
    const std::size_t last = std::min(first_prose_ + 2, blocks.size() - 1);
    return node + 8 >= begin && node <= blocks[last].first;
}

bool DatesInText::is_between(HtmlTree::Index node) const {
    return heading_ != HtmlTree::none && node > heading_ && node < text_.first_text;
}

bool DatesInText::is_looked_at(const TextBlock& block) const {
    if (block.text.find_first_of("0123456789") == std::string::npos) return false;
    for (HtmlTree::Index node = block.first; node != HtmlTree::none && node != 0; node = tree_[node].parent) {
        const NodeRole role = outline_.role(node);
        if (role == NodeRole::talk || role == NodeRole::caption) return false;
        if (role == NodeRole::aside && !is_between(node)) return false;
    }
    return true;
}

std::optional<WrittenDate> DatesInText::behind_label(Label label) const {
    const std::vector<TextBlock>& blocks = outline_.blocks();
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const TextBlock& block = blocks[at];
        if (block.text.size() > longest_date_line || !is_looked_at(block)) continue;
        std::string_view rest = block.text;
        while (const std::optional<WrittenDate> found = first_written_date(rest, order_)) {
            std::string_view before = rest.substr(0, found->at);
            std::string label_text;
            // The label may be a line of its own.
            if (before.size() < 3 && at > 0 && rest.size() == block.text.size() &&
                blocks[at - 1].text.size() < 60)
                label_text = blocks[at - 1].text + " ";
            label_text += before.substr(before.size() - std::min(before.size(), farthest_label));
            const std::string plain = plain_word(label_text);
            const std::size_t published = last_label(plain, publishing);
            const std::size_t changed = last_label(plain, changing);
            const bool has_published = published != std::string_view::npos;
            const bool has_changed = changed != std::string_view::npos;
            const bool nearer_changed = has_changed && (!has_published || changed > published);
            const bool fits = label == Label::changed ? nearer_changed : has_published && !nearer_changed;
            if (fits && !is_small_print(plain)) return WrittenDate{found->when, 0, 0};
            rest.remove_prefix(std::max<std::size_t>(found->end, 1));
        }
    }
    return std::nullopt;
}

std::optional<WrittenDate> DatesInText::labelled() const {
    return behind_label(Label::published);
}

std::optional<WrittenDate> DatesInText::labelled_change() const {
    return behind_label(Label::changed);
}

std::optional<WrittenDate> DatesInText::named() const {
    for (const TextBlock& block : outline_.blocks()) {
        if (block.text.size() > longest_date_line || !is_looked_at(block)) continue;
        HtmlTree::Index node = block.first;
        for (int level = 0; level < 3 && node != HtmlTree::none && node != 0; ++level) {
            node = tree_[node].parent;
            if (tree_[node].values == 0) continue;
            if (!class_hints(tree_.attribute(node, Attribute::class_)).date &&
                !class_hints(tree_.attribute(node, Attribute::id)).date)
                continue;
            if (const std::optional<WrittenDate> found = first_written_date(block.text, order_)) return found;
        }
    }
    return std::nullopt;
}

std::optional<WrittenDate> DatesInText::near_heading() const {
    const std::vector<TextBlock>& blocks = outline_.blocks();
    for (std::size_t at = head_begin_; at < first_prose_; ++at) {
        const TextBlock& block = blocks[at];
        if (block.text.size() > longest_date_line || !is_looked_at(block) ||
            is_small_print(plain_word(block.text)))
            continue;
        if (const std::optional<WrittenDate> found = first_written_date(block.text, order_)) return found;
    }
    if (first_prose_ >= blocks.size()) return std::nullopt;
    // "Berlin, 24. Januar 2026 - The talks ..."
    return first_written_date(blocks[first_prose_].text, order_, 50);
}

std::optional<WrittenDate> DatesInText::behind() const {
    const std::vector<TextBlock>& blocks = outline_.blocks();
    const std::size_t end = std::min(text_end_ + lines_behind_text, blocks.size());
    for (std::size_t at = text_end_; at < end; ++at) {
        const TextBlock& block = blocks[at];
        if (block.text.size() > 100 || !is_looked_at(block) || is_small_print(plain_word(block.text)))
            continue;
        if (const std::optional<WrittenDate> found = first_written_date(block.text, order_)) return found;
    }
    return std::nullopt;
}

}  // namespace dateline
