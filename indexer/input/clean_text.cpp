#include "indexer/input/clean_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace dateline {
namespace {

/// A line longer than this was not broken at a right margin.
constexpr std::size_t widest_margin = 120;

constexpr bool is_blank(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// What the first byte of a character says about it.
enum class Lead : unsigned char {
    plain,    ///< copy it
    blank,    ///< a control character or a space
    inspect,  ///< the whole character decides
};

constexpr std::array<Lead, 256> make_leads() {
    std::array<Lead, 256> leads{};
    for (std::size_t byte = 0; byte <= 0x20; ++byte) leads[byte] = Lead::blank;
    leads[0x7f] = Lead::blank;
    // C1 controls and soft hyphen; U+061C; U+1680, U+180E; U+2000 to U+206F; U+3000; U+FEFF, U+FFFC.
    for (const unsigned byte : {0xc2U, 0xd8U, 0xe1U, 0xe2U, 0xe3U, 0xefU}) leads[byte] = Lead::inspect;
    return leads;
}

constexpr std::array<Lead, 256> leads = make_leads();

enum class Fate { keep, blank, drop, joiner };

Fate fate_of(UChar32 character) {
    if (character >= 0x80 && character <= 0x9f) return Fate::blank;
    if (character >= 0x2000 && character <= 0x200a) return Fate::blank;
    if (character >= 0x202a && character <= 0x202e) return Fate::drop;
    if (character >= 0x2060 && character <= 0x206f) return Fate::drop;
    switch (character) {
        case 0x00a0:
        case 0x1680:
        case 0x2028:
        case 0x2029:
        case 0x202f:
        case 0x205f:
        case 0x3000:
        case 0xfffc:
            return Fate::blank;
        case 0x00ad:
        case 0x061c:
        case 0x180e:
        case 0x200b:
        case 0x200e:
        case 0x200f:
        case 0xfeff:
        case 0xfffe:
        case 0xffff:
            return Fate::drop;
        case 0x200c:
        case 0x200d:
            return Fate::joiner;
        default:
            return Fate::keep;
    }
}

/// True when a joiner behind this text means something: in Arabic, in the scripts of India, between emoji.
bool takes_joiner(std::string_view text) {
    if (text.empty()) return false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto at = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 8));
    bytes += text.size() - static_cast<std::size_t>(at);
    UChar32 before = 0;
    U8_PREV_OR_FFFD(bytes, 0, at, before);
    return before >= 0x0600 && !(before >= 0x1e00 && before < 0x2500) && before != 0xfffd;
}

/// True for text that `one_line` leaves as it is, by the cheapest look that says so surely.
bool is_plain_ascii_line(std::string_view text) {
    if (text.empty()) return true;
    unsigned odd = is_blank(text.front()) || is_blank(text.back()) ? 1 : 0;
    const std::size_t last = text.size() - 1;
    // Without branches, so that compilers make wide instructions of it.
    for (std::size_t at = 0; at < last; ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto next = static_cast<unsigned char>(text[at + 1]);
        odd |= static_cast<unsigned>(byte - 0x20U > 0x5eU) | static_cast<unsigned>((byte | next) == 0x20U);
    }
    return odd == 0 && static_cast<unsigned char>(text[last]) < 0x7f;
}

/// No writing system puts more marks on one letter; Unicode's own limit for text that is safe to stream.
constexpr int most_marks = 30;

/// The text without what stands behind most_marks marks on one letter: putting marks into order takes time
/// in proportion to the square of their number.
std::string with_marks_limited(std::string_view text) {
    std::string limited;
    limited.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    int marks = 0;
    for (std::int32_t at = 0; at < size;) {
        const std::int32_t begin = at;
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, character);
        marks = u_getCombiningClass(character) == 0 ? 0 : marks + 1;
        if (marks > most_marks) continue;
        limited.append(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
    return limited;
}

/// The text in normal form C, which nearly all text already is.
void normalise(std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return;
    if (composer->isNormalizedUTF8(text, status) || U_FAILURE(status)) return;
    text = with_marks_limited(text);
    std::string composed;
    composed.reserve(text.size());
    icu::StringByteSink<std::string> sink(&composed);
    composer->normalizeUTF8(0, text, sink, nullptr, status);
    if (U_SUCCESS(status)) text = std::move(composed);
}

}  // namespace

std::string one_line(std::string_view text) {
    if (is_plain_ascii_line(text)) return std::string(text);
    std::string line;
    line.reserve(text.size());
    bool space_due = false;
    bool may_compose = false;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        // A single space between words is part of the run.
        while (at < text.size()) {
            const auto byte = static_cast<unsigned char>(text[at]);
            // From U+0300 on there are characters that combine with others.
            may_compose = may_compose || byte >= 0xcc;
            const bool runs_on = leads[byte] == Lead::plain ||
                                 (byte == ' ' && at > begin && at + 1 < text.size() &&
                                  leads[static_cast<unsigned char>(text[at + 1])] == Lead::plain);
            if (!runs_on) break;
            ++at;
        }
        if (at > begin) {
            if (space_due && !line.empty()) line += ' ';
            space_due = false;
            line.append(text.substr(begin, at - begin));
        }
        if (at == text.size()) break;
        if (leads[static_cast<unsigned char>(text[at])] == Lead::blank) {
            space_due = true;
            ++at;
            continue;
        }
        const std::size_t character_at = at;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
        auto next = static_cast<std::int32_t>(at);
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(bytes, next, static_cast<std::int32_t>(text.size()), character);
        at = static_cast<std::size_t>(next);
        Fate fate = fate_of(character);
        if (fate == Fate::joiner) fate = !space_due && takes_joiner(line) ? Fate::keep : Fate::drop;
        if (fate == Fate::blank) space_due = true;
        if (fate != Fate::keep) continue;
        if (space_due && !line.empty()) line += ' ';
        space_due = false;
        line.append(text.substr(character_at, at - character_at));
    }
    if (may_compose) normalise(line);
    return line;
}

void ParagraphBuilder::add_line(std::string_view line) {
    line = trimmed(line);
    if (line.empty()) return;
    if (!open_.empty()) {
        const bool hyphen_in_word = open_.size() > 1 && open_.back() == '-' &&
                                    is_letter(open_[open_.size() - 2]) && is_letter(line.front());
        const bool soft_hyphen = open_.ends_with("\xc2\xad");
        if (!hyphen_in_word && !soft_hyphen) open_ += ' ';
    }
    open_.append(line);
}

void ParagraphBuilder::end_paragraph() {
    if (open_.empty()) return;
    std::string paragraph = one_line(open_);
    open_.clear();
    if (!paragraph.empty()) paragraphs_.push_back(std::move(paragraph));
}

std::vector<std::string> ParagraphBuilder::take() {
    end_paragraph();
    return std::exchange(paragraphs_, {});
}

std::vector<std::string> paragraphs(std::string_view text) {
    ParagraphBuilder builder;
    std::vector<std::string_view> block;
    const auto end_block = [&] {
        const bool any_long = std::any_of(block.begin(), block.end(),
                                          [](std::string_view line) { return line.size() > widest_margin; });
        const auto indented = [](std::string_view line) {
            return line.starts_with("  ") || line.starts_with('\t');
        };
        const bool all_indented = std::all_of(block.begin(), block.end(), indented);
        for (const std::string_view line : block) {
            if (any_long || (!all_indented && indented(line))) builder.end_paragraph();
            builder.add_line(line);
        }
        builder.end_paragraph();
        block.clear();
    };
    std::string_view line;
    while (take_line(text, line)) {
        if (trimmed(line).empty()) {
            end_block();
        } else {
            block.push_back(line);
        }
    }
    end_block();
    return builder.take();
}

bool take_line(std::string_view& rest, std::string_view& line) {
    if (rest.empty()) return false;
    // In windows, lest a file with only one kind of line end is searched to its end for the other every time.
    constexpr std::size_t window = 1024;
    std::size_t end = rest.size();
    for (std::size_t at = 0; at < rest.size(); at += window) {
        const std::string_view near = rest.substr(at, window);
        const std::size_t feed = near.find('\n');
        const std::size_t carriage_return = near.substr(0, feed).find('\r');
        const std::size_t found = std::min(feed, carriage_return);
        if (found == std::string_view::npos) continue;
        end = at + found;
        break;
    }
    line = rest.substr(0, end);
    rest.remove_prefix(end);
    rest.remove_prefix(rest.starts_with("\r\n") ? 2 : std::min<std::size_t>(rest.size(), 1));
    return true;
}

}  // namespace dateline
