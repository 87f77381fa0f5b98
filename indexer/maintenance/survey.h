#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/archive/copies.h"
#include "common/archive/dead.h"
#include "common/archive/manifest.h"
#include "common/archive/name_book.h"

namespace dateline {

/// A part as a repair finds it.
struct SurveyedPart {
    Manifest::Part part;
    std::filesystem::path folder;
    /// How many articles it should have; nothing when neither manifest nor records say.
    std::optional<std::uint64_t> articles{};
    std::optional<DeadList> dead{};    ///< nothing when the list is damaged
    std::optional<CopyList> copies{};  ///< the same
    /// Database, records, what one says of the other, and the list of copies: it can be made anew only of the
    /// articles.
    bool is_sound = false;
};

/// What is left of an archive that may be damaged.
struct Survey {
    Manifest manifest;           ///< as it is, or made of what is in the folder
    bool manifest_lost = false;  ///< then nothing tells which parts were live
    std::vector<SurveyedPart> parts;
    std::unique_ptr<GrowingNameBook> names;  ///< nothing when the book is damaged
    bool has_doubles = false;                ///< two living articles with one id
    bool sizes_differ = false;               ///< of parts that are sound all the same
    bool journal_damaged = false;
    bool interrupted = false;

    /// True when it is known of every article whether it lives.
    [[nodiscard]] bool knows_the_living() const;
    [[nodiscard]] bool is_sound() const;
};

/// Looks through an archive for what is damaged and tells each fault. `new_id` is for an archive whose own
/// is lost. Throws Error when there is no archive, or one of another schema.
[[nodiscard]] Survey survey_archive(const std::filesystem::path& archive, const std::string& new_id,
                                    const std::function<void(const std::string&)>& tell,
                                    const std::function<bool()>& stop);

}  // namespace dateline
