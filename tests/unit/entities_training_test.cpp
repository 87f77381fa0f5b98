#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/error.h"
#include "indexer/entities/training/corpus.h"
#include "indexer/entities/training/options.h"
#include "indexer/entities/training/tagging.h"
#include "indexer/entities/training/trainer.h"

using namespace dateline::entities;

namespace {

namespace fs = std::filesystem;

fs::path written(const std::string& name, const std::string& text) {
    const fs::path path = fs::temp_directory_path() / name;
    std::ofstream(path) << text;
    return path;
}

std::string told(const std::vector<Span>& spans) {
    std::string result;
    for (const Span& span : spans) {
        result += std::string(code_of(span.kind)) + std::to_string(span.begin) + "-" +
                  std::to_string(span.end) + " ";
    }
    return result;
}

/// Sentences of a toy language: names after "Mr." are people, after "in" places.
std::string toy_corpus() {
    std::string text = "-DOCSTART-\tO\n\n";
    const std::vector<std::string> names{"Abel", "Borg", "Cole", "Dahl", "Eder", "Falk", "Gray", "Holm"};
    for (int round = 0; round < 4; ++round) {
        for (const std::string& name : names) {
            text += "Mr.\tO\n" + name + "\tB-PER\nspoke\tO\n.\tO\n\n";
            text += "They\tO\nmet\tO\nin\tO\n" + name + "\tB-LOC\nCity\tI-LOC\n.\tO\n\n";
        }
    }
    return text;
}

ModelParts toy_model(std::uint64_t seed = 1) {
    const fs::path path = written("dateline-entities-toy.bio", toy_corpus());
    TrainerOptions options;
    options.fewest = 1;
    options.optimizer.epochs = 6;
    options.optimizer.seed = seed;
    const auto silent = [](const std::string&) {};
    ModelParts parts = train({read_corpus(path, 1)}, {}, options, silent);
    fs::remove(path);
    return parts;
}

}  // namespace

TEST_CASE("spans of tags") {
    struct Case {
        std::vector<std::string> tags;
        std::string expected;
    };
    const std::vector<Case> cases{
        {{"O", "B-PER", "I-PER", "O"}, "PER1-3 "},
        {{"I-LOC", "I-LOC"}, "LOC0-2 "},
        {{"B-ORG", "B-ORG"}, "ORG0-1 ORG1-2 "},
        {{"B-ORG", "I-PER"}, "ORG0-1 PER1-2 "},
        {{"B-MISC", "I-MISC", "U-LOC"}, "LOC2-3 "},
        {{"B-PER", "B-MISC", "I-PER"}, "PER0-1 PER2-3 "},
        {{}, ""},
    };
    for (const Case& c : cases) CHECK(told(spans_of_tags(c.tags)) == c.expected);
}

TEST_CASE("a corpus is read with our tokens, and without titles in names") {
    const fs::path path =
        written("dateline-entities-corpus.bio",
                "-DOCSTART-\tO\n\nU.S.-led\tO\nPresident\tB-PER\nBarack\tI-PER\nObama\tI-PER\n\n"
                "Abel\tB-PER\n\n-DOCSTART-\tO\n\nFerguson-Granger\tB-PER\nwon\tO\n");
    const Corpus corpus = read_corpus(path, 0.5);
    fs::remove(path);
    REQUIRE(corpus.documents.size() == 2);
    REQUIRE(corpus.documents[0].sentences.size() == 2);
    const LabelledSentence& first = corpus.documents[0].sentences[0];
    CHECK(first.words == std::vector<std::string>{"U.S.", "-", "led", "President", "Barack", "Obama"});
    CHECK(told(spans_of(first.labels)) == "PER4-6 ");
    CHECK(told(spans_of(corpus.documents[1].sentences[0].labels)) == "PER0-3 ");
    CHECK_THROWS_AS((void)read_corpus("/nonexistent.bio", 1), dateline::Error);
}

TEST_CASE("what is learnt is found again, and each run learns the same") {
    const ModelParts parts = toy_model();
    const ModelParts again = toy_model();
    REQUIRE(parts.rows.size() == again.rows.size());
    for (std::size_t i = 0; i < parts.rows.size(); ++i)
        REQUIRE(parts.rows[i].weights == again.rows[i].weights);
    CHECK(parts.transitions == again.transitions);
    CHECK(parts.unit == again.unit);

    const Model model(parts);
    Recogniser recogniser(model);
    std::istringstream in("-DOCSTART-\nMr.\nDahl\nspoke\n.\n\nThey\tx\nmet\nin\nGray\nCity\n.\n");
    std::ostringstream out;
    tag_tokens(recogniser, in, out);
    CHECK(out.str() ==
          "-DOCSTART-\tO\nMr.\tO\nDahl\tB-PER\nspoke\tO\n.\tO\n\n"
          "They\tO\nmet\tO\nin\tO\nGray\tB-LOC\nCity\tI-LOC\n.\tO\n");

    std::ostringstream printed;
    print_mentions(recogniser, "\n\nMr. Dahl spoke.\n\nThey met in Gray\nCity.\n", printed);
    CAPTURE(printed.str());
    CHECK(printed.str().starts_with("PER\t6\t10\tDahl\tDahl\t0."));
    CHECK(printed.str().find("\nLOC\t31\t40\tGray City\tGray City\t0.") != std::string::npos);
}

TEST_CASE("the command line of the workbench") {
    const auto parse = [](std::vector<const char*> words) {
        words.insert(words.begin(), "dateline-entities");
        return parse_workbench(static_cast<int>(words.size()), words.data());
    };
    CHECK(parse({}).mode == WorkbenchOptions::Mode::help);
    const WorkbenchOptions train =
        parse({"train", "--out", "m", "--plain", "p.txt:0.3", "a.bio:0.1", "b:c.bio"});
    CHECK(train.model == "m");
    REQUIRE(train.corpora.size() == 2);
    CHECK(train.corpora[0].path == "a.bio");
    CHECK(train.corpora[0].weight == 0.1);
    CHECK(train.corpora[1].path == "b:c.bio");
    CHECK(train.corpora[1].weight == 1);
    REQUIRE(train.plain.size() == 1);
    CHECK(train.plain[0].weight == 0.3);
    CHECK(parse({"text", "f"}).file == "f");
    for (const std::vector<const char*>& bad :
         std::vector<std::vector<const char*>>{{"train", "a.bio"},
                                               {"train", "--out", "m"},
                                               {"train", "--out", "m", "a:7"},
                                               {"sing"},
                                               {"text"},
                                               {"tag", "f"},
                                               {"tag", "--nonsense"}}) {
        CHECK_THROWS_AS((void)parse(bad), dateline::Error);
    }
}
