#include "searcher/positions.h"

#include <algorithm>

#include "common/archive/zones.h"
#include "searcher/written_spelling.h"

namespace dateline {

namespace {

/// Where a pattern occurs: the positions of its first and its last word.
struct Occurrence {
    Xapian::termpos first;
    Xapian::termpos last;

    auto operator<=>(const Occurrence&) const = default;
};

using Occurrences = std::vector<Occurrence>;

/// Words from the end of the one to the begin of the other; 1 when they stand side by side, 0 when they
/// overlap.
Xapian::termpos gap_between(const Occurrence& one, const Occurrence& other) {
    if (one.last < other.first) return other.first - one.last;
    if (other.last < one.first) return one.first - other.last;
    return 0;
}

/// How sentences, paragraphs and capitals are looked at.
enum class Reading : std::uint8_t {
    loose,  ///< as if the whole article were one sentence, and letters did not count: finds too much
    tight,  ///< two words are in one paragraph when positions alone prove it: may find too little
    exact,  ///< with the stored text
};

class Finder {
public:
    Finder(const Xapian::Database& part, Xapian::docid document, FieldId zone)
        : part_(part), document_(document), zone_(zone) {
        if (zone_ != FieldId::text)
            zones_ = zones_from_value(part.get_document(document).get_value(zones_slot));
    }

    [[nodiscard]] bool occurs(const PositionPattern& pattern, Reading reading,
                              const WrittenText* text = nullptr) {
        reading_ = reading;
        text_ = text;
        const Occurrences found = find(pattern);
        return (pattern.kind == PositionPattern::Kind::any_of ? count_apart(found) : found.size()) >=
               pattern.least;
    }

private:
    /// How many there are that share no word: where "motor car" counts, its car does not count again.
    [[nodiscard]] static std::size_t count_apart(Occurrences found) {
        std::ranges::sort(found, {}, &Occurrence::last);
        std::size_t count = 0;
        Xapian::termpos end = 0;
        for (const Occurrence& one : found) {
            if (one.first <= end) continue;
            end = one.last;
            ++count;
        }
        return count;
    }

    [[nodiscard]] Occurrences find(const PositionPattern& pattern) const {
        switch (pattern.kind) {
            case PositionPattern::Kind::word:
                return words(pattern);
            case PositionPattern::Kind::any_of:
                return any_of(pattern.children);
            case PositionPattern::Kind::same_sentence:
            case PositionPattern::Kind::same_paragraph:
                return together(pattern);
            default:
                return chain(pattern);
        }
    }

    [[nodiscard]] Occurrences words(const PositionPattern& pattern) const {
        const bool looks_at_letters = reading_ == Reading::exact && pattern.letters != LetterCase::any;
        const bool looks_at_spelling = reading_ == Reading::exact && !pattern.spelling.empty();
        Occurrences found;
        for (const std::string& term : pattern.terms) {
            const auto end = part_.positionlist_end(document_, term);
            for (auto position = part_.positionlist_begin(document_, term); position != end; ++position) {
                if (!zones_.contains(zone_, *position)) continue;
                if (looks_at_letters && !text_->is_written(*position, pattern.letters)) continue;
                if (looks_at_spelling && written_letters(text_->written_at(*position)) != pattern.spelling)
                    continue;
                found.push_back({*position, *position});
            }
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] Occurrences any_of(const std::vector<PositionPattern>& children) const {
        Occurrences found;
        for (const PositionPattern& child : children) {
            const Occurrences more = find(child);
            found.insert(found.end(), more.begin(), more.end());
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] Occurrences chain(const PositionPattern& pattern) const {
        Occurrences so_far = find(pattern.children.front());
        for (std::size_t i = 1; i < pattern.children.size() && !so_far.empty(); ++i) {
            so_far = linked(so_far, find(pattern.children[i]), pattern);
        }
        return so_far;
    }

    /// The children in one sentence or paragraph, by pairs: whatever shares it with the one before shares it
    /// with all before that.
    [[nodiscard]] Occurrences together(const PositionPattern& pattern) const {
        Occurrences so_far = find(pattern.children.front());
        for (std::size_t i = 1; i < pattern.children.size() && !so_far.empty(); ++i) {
            Occurrences found;
            for (const Occurrence& second : find(pattern.children[i])) {
                const WrittenText::Stretch stretch = stretch_around(second, pattern.kind);
                if (second.last <= stretch.last && has_other_within(so_far, second, stretch))
                    found.push_back(second);
            }
            so_far = std::move(found);
        }
        return so_far;
    }

    /// Where the others must stand to be together with this one.
    [[nodiscard]] WrittenText::Stretch stretch_around(const Occurrence& one,
                                                      PositionPattern::Kind kind) const {
        switch (reading_) {
            case Reading::loose:
                return {0, ~Xapian::termpos{0}};
            case Reading::tight:
                return {one.last > paragraph_gap ? one.last - paragraph_gap : 0, one.first + paragraph_gap};
            case Reading::exact:
                break;
        }
        return kind == PositionPattern::Kind::same_sentence ? text_->sentence_at(one.first)
                                                            : text_->paragraph_at(one.first);
    }

    [[nodiscard]] static bool has_other_within(const Occurrences& all, const Occurrence& one,
                                               const WrittenText::Stretch& stretch) {
        const auto from = std::ranges::lower_bound(all, stretch.first, {}, &Occurrence::first);
        return std::any_of(from, std::ranges::upper_bound(all, stretch.last, {}, &Occurrence::first),
                           [&](const Occurrence& other) {
                               return other.last <= stretch.last && gap_between(other, one) > 0;
                           });
    }

    /// The occurrences of `after` that one of `before` leads to as the pattern asks; those of a sequence
    /// reach back to its begin, as a phrase is near to what any end of it is near to.
    [[nodiscard]] static Occurrences linked(const Occurrences& before, const Occurrences& after,
                                            const PositionPattern& pattern) {
        const bool is_sequence = pattern.kind == PositionPattern::Kind::sequence;
        const Xapian::termpos reach = is_sequence ? 1 : pattern.distance;
        Xapian::termpos widest = 0;
        for (const Occurrence& candidate : before)
            widest = std::max(widest, candidate.last - candidate.first);
        Occurrences found;
        for (const Occurrence& second : after) {
            // Only those that begin in sight of the second can be close enough: an article that repeats its
            // words a million times must not take a million squared steps.
            const Xapian::termpos sight = reach + widest;
            const auto from = std::ranges::lower_bound(
                before, second.first > sight ? second.first - sight : 0, {}, &Occurrence::first);
            for (auto candidate = from; candidate != before.end() && candidate->first <= second.last + reach;
                 ++candidate) {
                const Xapian::termpos gap = gap_between(*candidate, second);
                const bool turned =
                    pattern.kind != PositionPattern::Kind::near && candidate->last >= second.first;
                if (turned || gap == 0 || gap > reach) continue;
                found.push_back({is_sequence ? candidate->first : second.first, second.last});
                break;
            }
        }
        return in_order(std::move(found));
    }

    [[nodiscard]] static Occurrences in_order(Occurrences found) {
        std::ranges::sort(found);
        const auto repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        return found;
    }

    const Xapian::Database& part_;
    Xapian::docid document_;
    FieldId zone_;
    Zones zones_;
    Reading reading_ = Reading::exact;
    const WrittenText* text_ = nullptr;
};

}  // namespace

bool PositionPattern::asks_for_text() const {
    return kind == Kind::same_sentence || kind == Kind::same_paragraph || letters != LetterCase::any ||
           !spelling.empty() || std::ranges::any_of(children, &PositionPattern::asks_for_text);
}

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
    return text;
}

std::string described(const PositionPattern& pattern) {
    using Kind = PositionPattern::Kind;
    if (pattern.kind == Kind::word) {
        constexpr const char* letters[] = {"", "caps ", "allcaps ", "nocaps "};
        const std::string spelling = pattern.spelling.empty() ? "" : "written " + pattern.spelling + ' ';
        return spelling + letters[static_cast<std::size_t>(pattern.letters)] + joined(pattern.terms, "|");
    }
    constexpr const char* kinds[] = {"word", "phrase", "adj/", "near/", "any", "sentence", "paragraph"};
    std::string text = kinds[static_cast<std::size_t>(pattern.kind)];
    if (pattern.kind == Kind::adjacent || pattern.kind == Kind::near)
        text += std::to_string(pattern.distance);
    std::vector<std::string> children;
    for (const PositionPattern& child : pattern.children) children.push_back(described(child));
    return text + '(' + joined(children, ", ") + ')';
}

}  // namespace

std::string description(const PositionPattern& pattern, FieldId zone) {
    std::string text = described(pattern);
    if (zone != FieldId::text) text = std::string(field(zone).name) + ':' + text;
    return pattern.least > 1 ? std::to_string(pattern.least) + " times " + text : text;
}

void PositionFilter::init(const Xapian::Database& part) {
    DocumentFilter::init(part);
    if (texts_) part_number_ = texts_->part_of(part);
}

bool PositionFilter::matches(Xapian::docid document) {
    Finder finder(part(), document, zone_);
    if (!pattern_->asks_for_text()) return finder.occurs(*pattern_, Reading::exact);
    if (!finder.occurs(*pattern_, Reading::loose)) return false;
    const bool paragraph_of_plain_words =
        pattern_->kind == PositionPattern::Kind::same_paragraph &&
        std::ranges::none_of(pattern_->children, &PositionPattern::asks_for_text);
    if (paragraph_of_plain_words && finder.occurs(*pattern_, Reading::tight)) return true;
    return finder.occurs(*pattern_, Reading::exact, &texts_->read(part_number_, document));
}

}  // namespace dateline
