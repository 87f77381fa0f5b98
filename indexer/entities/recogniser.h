#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "indexer/entities/labels.h"
#include "indexer/entities/model.h"

namespace dateline::entities {

/// One place in an article that names somebody or something.
struct Mention {
    Kind kind = Kind::person;
    std::uint32_t block = 0;  ///< which of the blocks of text
    std::uint32_t begin = 0;  ///< bytes [begin, end) of that block
    std::uint32_t end = 0;
    float probability = 0;  ///< that exactly this is one entity of that kind, by the model

    bool operator==(const Mention&) const = default;
};

/// The texts of an article in the order in which `Mention::block` counts them: title, lede, paragraphs.
/// Title and lede are there even when they are empty.
[[nodiscard]] std::vector<std::string_view> blocks_of(const Article& article);

/// Finds people, organisations and places in text. One a thread: it holds scratch memory and remembers the
/// scores of words; what it finds in an article does not depend on the articles before.
class Recogniser {
public:
    /// The model must outlive the recogniser.
    explicit Recogniser(const Model& model);
    Recogniser(Recogniser&&) noexcept;
    Recogniser& operator=(Recogniser&&) noexcept;
    ~Recogniser();

    /// The mentions in an article, by block and offset, never overlapping. Any bytes are taken.
    [[nodiscard]] std::vector<Mention> recognise(const Article& article);
    [[nodiscard]] std::vector<Mention> recognise(std::span<const std::string_view> blocks);

    /// The entities in sentences that are cut into tokens already (see `retokenize`), one article at a time.
    [[nodiscard]] std::vector<std::vector<Span>> label(
        std::span<const std::vector<std::string_view>> sentences);

    /// The same, and for each sentence the probability that all of its labels are right.
    struct Labelled {
        std::vector<Span> spans;
        float probability = 0;
    };
    [[nodiscard]] std::vector<Labelled> label_surely(
        std::span<const std::vector<std::string_view>> sentences);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace dateline::entities
