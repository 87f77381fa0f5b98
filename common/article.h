#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/dates.h"

namespace dateline {

/// A person, organisation or place that an article names.
struct Name {
    enum class Origin : std::uint8_t { given, found };

    std::string name;                ///< as it is shown: "Steve Witkoff"
    std::vector<std::string> forms;  ///< other spellings in this article: "Witkoff", "Mr Witkoff"
    std::uint32_t mentions = 0;      ///< how often the text names it; 0 when nobody counted
    Origin origin = Origin::given;   ///< given by the source's own tags, or found in the text by us
    bool in_front = false;           ///< stands in the title or the lede
    std::uint8_t probability = 0;    ///< of a found one: how sure the recogniser was, 1 to 100; given: 0
    /// Of a given one: the name it goes by in the text, under which it is filed besides its own: "James
    /// Baker" for "baker-james". Mostly empty.
    std::string alias{};

    bool operator==(const Name&) const = default;
};

/// One news article, as a reader got it out of its source. All text is valid UTF-8, in normal form C,
/// without control characters. Empty means the source does not say.
struct Article {
    std::string id;  ///< the source's own id, else its URL, else its path, else a hash of the text
    std::string url;
    std::string title;
    std::string lede;  ///< a standfirst or summary given apart from the body; not repeated in `body`
    std::vector<std::string> body;  ///< paragraphs, each without line breaks
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::string source;  ///< the paper or agency
    std::vector<std::string> authors;
    std::string section;
    std::string language;           ///< ISO 639 code, lower case: "en"
    bool language_guessed = false;  ///< from the text, by us
    std::string dateline;           ///< the place a story was filed from: "ABU DHABI"
    std::vector<std::string> keywords;
    std::vector<Name> people;
    std::vector<Name> organizations;
    std::vector<Name> places;
    /// The file on disk that it was read from, a container for its members: an absolute path without links
    /// above the SOURCE, as visible() writes it. Not what a source says of its article; empty for a pipe.
    std::string file{};

    bool operator==(const Article&) const = default;
};

}  // namespace dateline
