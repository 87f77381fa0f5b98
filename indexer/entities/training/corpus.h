#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/entities/labels.h"

namespace dateline::entities {

/// A sentence of a corpus, cut into tokens as our tokeniser does.
struct LabelledSentence {
    std::vector<std::string> words;
    std::vector<Label> labels;
};

struct LabelledDocument {
    std::vector<LabelledSentence> sentences;
};

/// One corpus of the training mix.
struct Corpus {
    std::filesystem::path path;
    double weight = 1;
    std::vector<LabelledDocument> documents;
};

/// A sentence as it stands in a file: tokens and, where there is a second column, tags.
struct TokenSentence {
    std::vector<std::string> tokens;
    std::vector<std::string> tags;
};

/// Entities of kinds we know in tags B-, I- (also without a B- before), U-, L-, S-, E-.
[[nodiscard]] std::vector<Span> spans_of_tags(const std::vector<std::string>& tags);

/// Writes spans as labels; `labels` has the length of the sentence already.
void set_labels(const std::vector<Span>& spans, std::vector<Label>& labels);

/// Reads "token TAB tag" lines. Documents begin at "-DOCSTART-"; where a corpus has no borders worth the
/// name, they are drawn where neighbouring sentences have no name in common. Throws Error.
[[nodiscard]] Corpus read_corpus(const std::filesystem::path& path, double weight);

/// Reads unlabelled articles: a paragraph a line, a blank line between articles. Throws Error.
[[nodiscard]] std::vector<LabelledDocument> read_plain(const std::filesystem::path& path);

}  // namespace dateline::entities
