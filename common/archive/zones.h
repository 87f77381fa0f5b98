#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "common/archive/varint.h"
#include "common/fields.h"

namespace dateline {

/// Positions between title, lede and paragraphs: more than any phrase or NEAR reaches by default. Two words
/// that are no further apart than this stand in one of them.
inline constexpr Xapian::termpos paragraph_gap = 100;

/// Where an article's title and lede lie among the positions of its words; on disk in `zones_slot`. The title
/// begins at 1. A zone's begin is the position before its first word, its end that of its last.
struct Zones {
    Xapian::termpos title_end = 0;
    Xapian::termpos lede_begin = 0;
    Xapian::termpos lede_end = 0;

    /// True when a search of the field finds a word at that position: `lede` looks in title and lede, as
    /// whoever asks for what an article is about wants both; every word is part of the text.
    [[nodiscard]] bool contains(FieldId field, Xapian::termpos position) const {
        if (field == FieldId::title) return position <= title_end;
        if (field == FieldId::lede)
            return position <= title_end || (position > lede_begin && position <= lede_end);
        return true;
    }

    bool operator==(const Zones&) const = default;
};

[[nodiscard]] inline std::string to_value(const Zones& zones) {
    std::string value;
    put_varint(value, zones.title_end);
    put_varint(value, zones.lede_begin);
    put_varint(value, zones.lede_end);
    return value;
}

/// What is missing or damaged counts as an empty zone.
[[nodiscard]] inline Zones zones_from_value(std::string_view value) {
    Zones zones;
    zones.title_end = static_cast<Xapian::termpos>(take_varint(value).value_or(0));
    zones.lede_begin = static_cast<Xapian::termpos>(take_varint(value).value_or(0));
    zones.lede_end = static_cast<Xapian::termpos>(take_varint(value).value_or(0));
    return zones;
}

}  // namespace dateline
