// Any bytes as an article for the recogniser, and as a model file for the loader.
// Run with the path of a model in DATELINE_ENTITY_MODEL, else the one in the source tree is used.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "common/error.h"
#include "indexer/entities/coreference.h"
#include "indexer/entities/model.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/sentence.h"

namespace {

using namespace dateline::entities;

void require(bool holds) {
    if (!holds) std::abort();
}

void recognise(std::string_view text) {
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

    const std::string token(blocks.empty() ? std::string_view("x") : blocks.front());
    const std::vector<std::string> tokens{token, ".", token};
    for (const Retokenized::Piece& piece : retokenize(tokens).pieces) require(piece.first <= piece.last);
}

void load(std::string_view bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-entities-fuzz-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    try {
        const Model model(path);
        Scores scores{};
        model.weights().add(stir(bytes.size()), scores);
    } catch (const dateline::Error&) {
        // What a damaged file shall do.
    }
    std::filesystem::remove(path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (size > 0 && bytes[0] == 'D') load(bytes);
    recognise(bytes);
    return 0;
}
