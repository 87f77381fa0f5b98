#include "searcher/analysis.h"

#include "searcher/compile.h"
#include "searcher/matching_copies.h"
#include "searcher/query/printer.h"
#include "searcher/query/tree_rules.h"
#include "searcher/view_count.h"

namespace dateline {

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
        for (const Node* part : counted_parts(request.query))
            analysis.parts.push_back({print_query(*part), counter.count(compiler.compile(*part).matching)});
    });
    return analysis;
}

}  // namespace dateline
