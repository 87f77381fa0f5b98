#include "searcher/analysis.h"

#include <algorithm>
#include <utility>

#include "searcher/compile.h"
#include "searcher/matching_copies.h"
#include "searcher/query/printer.h"
#include "searcher/query/tree_rules.h"
#include "searcher/view_count.h"
#include "searcher/word_stems.h"

namespace dateline {

namespace {

std::vector<Analysis::Stems> stems_of(const std::vector<std::string>& words, const Archive& archive,
                                      Analyzer& analyzer) {
    std::vector<Analysis::Stems> all;
    for (const std::string& word : words) {
        if (std::ranges::find(all, word, &Analysis::Stems::word) != all.end()) continue;
        Analysis::Stems of_word{word, {}};
        const WordStems found(archive, analyzer, word);
        if (found.stems().size() == 1) continue;
        for (const LanguageStem& stem : found.stems())
            of_word.stems.emplace_back(stem.language, std::string(stem.shown()));
        all.push_back(std::move(of_word));
    }
    return all;
}

}  // namespace

Analysis analyze_query(const SearchRequest& request, const Archive& archive, const Entities& entities,
                       Analyzer& analyzer) {
    Analysis analysis;
    analysis.typed = request.typed;
    analysis.understood = print_query(request.query);
    analysis.synonyms = request.synonyms;
    analysis.articles = archive.manifest().live_articles();
    analysis.folded = request.copies.fold;
    analysis.has_copies = has_copies(archive);
    const ViewCounter counter(archive, request.copies);
    guard_xapian(archive.folder(), [&] {
        QueryCompiler compiler(archive, entities, analyzer, request.typed, request.any_word);
        const CompiledQuery whole = compiler.compile(request.query);
        analysis.xapian = whole.matching.get_description();
        analysis.total = counter.count(whole.matching);
        if (archive.languages().size() > 1) analysis.stems = stems_of(whole.plain, archive, analyzer);
        for (const Node* part : counted_parts(request.query))
            analysis.parts.push_back({print_query(*part), counter.count(compiler.compile(*part).matching)});
    });
    return analysis;
}

}  // namespace dateline
