#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/article.h"
#include "common/text/fold.h"
#include "indexer/entities/recogniser.h"

namespace dateline {

/// Which people, organisations and places an article is indexed with.
enum class EntityMode : std::uint8_t {
    none,   ///< no names at all
    given,  ///< those that its source gives
    found,  ///< those that are found in its text
    all,    ///< given ones kept, found ones added
};

/// The mode of that name; nothing when there is none.
[[nodiscard]] std::optional<EntityMode> entity_mode(std::string_view name);

/// True when the mode needs the recogniser and its model.
[[nodiscard]] constexpr bool recognises(EntityMode mode) {
    return mode == EntityMode::found || mode == EntityMode::all;
}

/// How articles get their names; shared by all threads of a run.
struct Naming {
    EntityMode mode = EntityMode::given;
    std::shared_ptr<const entities::Model> model;  ///< when the mode recognises

    /// What the names of an article depend on besides the article: a part of its fingerprint.
    [[nodiscard]] std::string version() const;
};

/// Reads the model where the mode recognises. Throws Error.
[[nodiscard]] Naming naming_of(EntityMode mode, const std::filesystem::path& model);

/// Undoes what an ArticleNamer did, as far as that is possible: found names go, given ones are again as their
/// source gives them. Of an article that was indexed with names that were found only, or with none, the given
/// ones are gone for good.
void take_back_names(Article& article);

/// Gives articles the names that they are indexed with. One a thread.
class ArticleNamer {
public:
    explicit ArticleNamer(const Naming& naming);

    /// `article` is as its source has it.
    void name(Article& article);

private:
    EntityMode mode_;
    std::shared_ptr<const entities::Model> model_;
    std::optional<entities::Recogniser> recogniser_;
    Folder folder_;
};

}  // namespace dateline
