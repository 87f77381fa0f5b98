#include "indexer/readers/alto_page.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/input/clean_text.h"
#include "indexer/readers/ocr_text.h"

namespace dateline {
namespace {

/// Puts the lines of blocks together, and knows of a word that was parted across them.
class Lines {
public:
    std::string text_of(XmlElement block) {
        std::vector<std::string> lines;
        for (XmlElement at = block.first_child(); at;) {
            const bool is_line = at.name() == "TextLine";
            if (is_line) lines.push_back(line_of(at));
            at = at.following(block, is_line);
        }
        return joined_lines(lines);
    }

private:
    std::string line_of(XmlElement line) {
        std::string text;
        bool parted = false;
        for (const XmlElement part : children_of(line)) {
            if (part.name() == "HYP" && !parted && !text.empty()) {
                text += line_end_hyphen;
                parted = true;
            }
            if (part.name() != "String") continue;
            const std::string word = word_of(part, parted);
            if (word.empty()) continue;
            if (!text.empty()) text += ' ';
            text += word;
        }
        return text;
    }

    /// The word, or all of a parted word in the place of its first part. `whole` is set then: what hyphen
    /// follows is part of nothing.
    std::string word_of(XmlElement string, bool& whole) {
        const std::string type = string.attribute("SUBS_TYPE");
        std::string all = one_line(string.attribute("SUBS_CONTENT"));
        if (type == "HypPart1" && !all.empty()) {
            whole = true;
            parted_ = all;
            return all;
        }
        const bool told_already = type == "HypPart2" && !parted_.empty() && parted_ == all;
        parted_.clear();
        whole = false;
        return told_already ? std::string() : one_line(string.attribute("CONTENT"));
    }

    std::string parted_;  ///< a word of which the second part is still to come
};

bool is_around(std::string_view name) {
    return name == "ComposedBlock" || name == "PrintSpace" || name.ends_with("Margin");
}

std::string first_attribute(XmlElement element, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (std::string value = one_line(element.attribute(name)); !value.empty()) return value;
    }
    return {};
}

void put_in_order(std::vector<AltoBlock>& blocks, const std::vector<std::string>& order) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t at = 0; at < order.size(); ++at) places.try_emplace(order[at], at);
    const auto place = [&](const AltoBlock& block) {
        if (const auto own = places.find(block.id); own != places.end()) return own->second;
        for (auto id = block.around.rbegin(); id != block.around.rend(); ++id) {
            if (const auto found = places.find(*id); found != places.end()) return found->second;
        }
        return order.size();
    };
    std::stable_sort(blocks.begin(), blocks.end(),
                     [&](const AltoBlock& a, const AltoBlock& b) { return place(a) < place(b); });
}

}  // namespace

AltoPage read_alto_page(XmlElement page, const std::vector<std::string>& order) {
    AltoPage read;
    read.id = page.attribute("ID");
    read.number = first_attribute(page, {"PRINTED_IMG_NR", "PHYSICAL_IMG_NR"});
    Lines lines;
    for (XmlElement at = page.first_child(); at;) {
        const bool is_block = at.name() == "TextBlock";
        if (is_block) {
            AltoBlock block{at.attribute("ID"), {}, lines.text_of(at)};
            for (XmlElement outer = at.parent(); outer && !(outer == page); outer = outer.parent()) {
                if (is_around(outer.name())) block.around.insert(block.around.begin(), outer.attribute("ID"));
            }
            if (read.language.empty()) read.language = first_attribute(at, {"LANG", "language"});
            if (!block.text.empty()) read.blocks.push_back(std::move(block));
        }
        at = at.following(page, is_block);
    }
    if (!order.empty()) put_in_order(read.blocks, order);
    return read;
}

std::vector<std::string> alto_reading_order(XmlElement reading_order) {
    std::vector<std::string> order;
    for (XmlElement at = reading_order.first_child(); at; at = at.following(reading_order)) {
        if (std::string id = at.attribute("REF"); !id.empty()) order.push_back(std::move(id));
    }
    return order;
}

}  // namespace dateline
