#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <xapian.h>

#include "common/text/fold.h"
#include "common/text/tokens.h"

namespace dateline {

/// The one object that turns text into words and stems, for the index, for queries, for snippets alike:
/// whatever is found is found by what this says. One a thread.
class Analyzer {
public:
    Analyzer();

    [[nodiscard]] Tokenizer& tokens() { return tokenizer_; }
    [[nodiscard]] Folder& folder() { return folder_; }

    /// The stem of a folded word: "talks", "talking" and "talked" are all "talk". Valid until the analyzer
    /// goes or forgets it (at the next call).
    [[nodiscard]] std::string_view stem(std::string_view word);

    [[nodiscard]] std::string key(std::string_view name) { return name_key(name, folder_); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Folder folder_;
    Tokenizer tokenizer_{folder_};
    Xapian::Stem stemmer_;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> stems_;
};

}  // namespace dateline
