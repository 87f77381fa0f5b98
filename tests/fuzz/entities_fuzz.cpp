// Any bytes as an article for the recogniser and for what puts its findings together; the text before the
// first form feed is a list of names that the source gives.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/fold.h"
#include "indexer/entities/coreference.h"
#include "indexer/entities/given_names.h"
#include "indexer/entities/model.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/sentence.h"

namespace {

using namespace dateline::entities;

void require(bool holds) {
    if (!holds) std::abort();
}

void recognise(std::string_view given, std::string_view text) {
    static const Model model(DATELINE_ENTITY_MODEL);
    static Recogniser recogniser(model);
    std::vector<std::string_view> blocks;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        blocks.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    const std::vector<Mention> mentions = recogniser.recognise(blocks);
    std::uint32_t block = 0;
    std::uint32_t at = 0;
    for (const Mention& mention : mentions) {
        if (mention.block != block) at = 0;
        require(mention.block >= block && mention.block < blocks.size());
        block = mention.block;
        require(mention.begin >= at && mention.begin < mention.end && mention.end <= blocks[block].size());
        require(mention.probability >= 0 && mention.probability <= 1);
        at = mention.end;
    }
    const Coreference found = put_together(blocks, mentions, 2);
    require(found.of_mention.size() == mentions.size());
    std::size_t counted = 0;
    for (const FoundName& name : found.names) counted += name.mentions;
    require(counted <= mentions.size());

    dateline::Article article;
    while (!given.empty()) {
        const std::size_t end = std::min(given.find('\n'), given.size());
        article.people.emplace_back().name = given.substr(0, end);
        article.places.emplace_back().name = given.substr(0, end / 2);
        given.remove_prefix(std::min(end + 1, given.size()));
    }
    const std::size_t names_given = article.people.size();
    static dateline::Folder folder;
    turn_commas(article);
    join_names(article, found, blocks, mentions, folder);
    require(article.people.size() >= names_given && article.places.size() >= names_given);

    const std::string token(blocks.empty() ? std::string_view("x") : blocks.front());
    const std::vector<std::string> tokens{token, ".", token};
    for (const Retokenized::Piece& piece : retokenize(tokens).pieces) require(piece.first <= piece.last);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t names = std::min(bytes.find('\f'), bytes.size());
    recognise(bytes.substr(0, names), bytes.substr(std::min(names + 1, bytes.size())));
    return 0;
}
