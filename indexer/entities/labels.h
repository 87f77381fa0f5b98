#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::entities {

/// What an entity is.
enum class Kind : std::uint8_t { person, organization, place };

inline constexpr std::size_t kind_count = 3;

/// "PER", "ORG", "LOC": the spelling of corpora and of the workbench.
[[nodiscard]] constexpr std::string_view code_of(Kind kind) {
    constexpr std::array<std::string_view, kind_count> codes{"PER", "ORG", "LOC"};
    return codes[static_cast<std::size_t>(kind)];
}

/// BILOU labels of a token: outside; or begin, inside, last of a longer entity, or a unit of one token,
/// each for the three kinds. Telling the ends apart gives the model a say on where a name stops. The
/// values are in model files.
using Label = std::uint8_t;

inline constexpr Label outside = 0;
inline constexpr std::size_t label_count = 1 + 4 * kind_count;

enum class Part : std::uint8_t { begin, inside, last, unit };

[[nodiscard]] constexpr Label label_of(Kind kind, Part part) {
    return static_cast<Label>(1 + 4 * static_cast<int>(kind) + static_cast<int>(part));
}
[[nodiscard]] constexpr Kind kind_of(Label label) {
    return static_cast<Kind>((label - 1) / 4);
}
[[nodiscard]] constexpr Part part_of(Label label) {
    return static_cast<Part>((label - 1) % 4);
}

/// An entity may not go on after this label: a sentence may end with it.
[[nodiscard]] constexpr bool closes(Label label) {
    return label == outside || part_of(label) == Part::last || part_of(label) == Part::unit;
}

/// No entity is open before this label: a sentence may begin with it.
[[nodiscard]] constexpr bool opens(Label label) {
    return label == outside || part_of(label) == Part::begin || part_of(label) == Part::unit;
}

/// Whether `next` may stand right after `previous`.
[[nodiscard]] constexpr bool may_follow(Label previous, Label next) {
    if (closes(previous)) return opens(next);
    return !opens(next) && kind_of(previous) == kind_of(next);
}

/// Tokens [begin, end) of a sentence that name one entity.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Kind kind = Kind::person;

    bool operator==(const Span&) const = default;
};

/// The spans that a legal sequence of labels says, in order.
[[nodiscard]] inline std::vector<Span> spans_of(const std::vector<Label>& labels) {
    std::vector<Span> spans;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        if (opens(labels[i])) begin = i;
        if (labels[i] != outside && closes(labels[i])) spans.push_back({begin, i + 1, kind_of(labels[i])});
    }
    return spans;
}

}  // namespace dateline::entities
