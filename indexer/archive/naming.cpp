#include "indexer/archive/naming.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/fields.h"
#include "indexer/entities/coreference.h"
#include "indexer/entities/given_names.h"

namespace dateline {

namespace {

constexpr std::array<std::pair<std::string_view, EntityMode>, 4> modes{{
    {"none", EntityMode::none},
    {"given", EntityMode::given},
    {"found", EntityMode::found},
    {"all", EntityMode::all},
}};

}  // namespace

std::optional<EntityMode> entity_mode(std::string_view name) {
    for (const auto& [known, mode] : modes) {
        if (known == name) return mode;
    }
    return std::nullopt;
}

std::string Naming::version() const {
    const std::string_view name = modes[static_cast<std::size_t>(mode)].first;
    return model ? fmt::format("{} {:016x}", name, model->identity()) : std::string(name);
}

void take_back_names(Article& article) {
    for (const Field& field : fields) {
        std::vector<Name>* names = entities_in(article, field.id);
        if (!names) continue;
        std::erase_if(*names, [](const Name& name) { return name.origin == Name::Origin::found; });
        for (Name& name : *names) {
            Name given;
            given.name = std::move(name.name);
            name = std::move(given);
        }
    }
}

Naming naming_of(EntityMode mode, const std::filesystem::path& model) {
    Naming naming;
    naming.mode = mode;
    if (recognises(mode)) naming.model = std::make_shared<const entities::Model>(model);
    return naming;
}

ArticleNamer::ArticleNamer(const Naming& naming) : mode_(naming.mode), model_(naming.model) {
    if (recognises(mode_)) recogniser_.emplace(*model_);
}

void ArticleNamer::name(Article& article) {
    if (mode_ == EntityMode::none) {
        article.people.clear();
        article.organizations.clear();
        article.places.clear();
        return;
    }
    if (mode_ != EntityMode::found) entities::turn_commas(article);
    if (!recogniser_) return;
    const std::vector<std::string_view> blocks = entities::blocks_of(article);
    const std::vector<entities::Mention> mentions = recogniser_->recognise(blocks);
    const entities::Coreference found =
        entities::put_together(blocks, mentions, entities::front_blocks(article));
    if (mode_ == EntityMode::found) {
        entities::replace_names(article, found, folder_);
    } else {
        entities::join_names(article, found, blocks, mentions, folder_);
    }
}

}  // namespace dateline
