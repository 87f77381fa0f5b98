#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "common/cli/exit.h"
#include "common/error.h"
#include "indexer/entities/model.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/training/options.h"
#include "indexer/entities/training/tagging.h"
#include "indexer/entities/training/trainer.h"

namespace {

using namespace dateline;
using namespace dateline::entities;

void run_train(const WorkbenchOptions& options) {
    std::vector<Corpus> corpora;
    for (const auto& corpus : options.corpora) corpora.push_back(read_corpus(corpus.path, corpus.weight));
    std::vector<PlainText> plain;
    for (const auto& text : options.plain) plain.push_back({read_plain(text.path), text.weight});
    const auto report = [](const std::string& line) { std::cerr << line << '\n'; };
    write_model(options.model, train(corpora, plain, options.trainer, report));
}

void run_text(const WorkbenchOptions& options, Recogniser& recogniser) {
    std::ifstream in(options.file, std::ios::binary);
    if (!in) throw Error("cannot read the text").at(options.file.string());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    print_mentions(recogniser, text, std::cout);
}

void run(const WorkbenchOptions& options) {
    if (options.mode == WorkbenchOptions::Mode::help) {
        std::cout << options.help;
        return;
    }
    if (options.mode == WorkbenchOptions::Mode::train) return run_train(options);
    const Model model(options.model.empty() ? std::filesystem::path(DATELINE_ENTITY_MODEL) : options.model);
    Recogniser recogniser(model);
    if (options.mode == WorkbenchOptions::Mode::text) return run_text(options, recogniser);
    std::ios::sync_with_stdio(false);
    tag_tokens(recogniser, std::cin, std::cout);
}

}  // namespace

int main(int count, char** arguments) {
    const auto work = [&] {
        run(parse_workbench(count, arguments));
        std::cout.flush();
        return std::cout ? ExitCode::ok : ExitCode::failed;
    };
    return exit_code_of(work, std::cerr);
}
