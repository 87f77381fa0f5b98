#include "searcher/analysis.h"

#include "searcher/compile.h"
#include "searcher/query/printer.h"
#include "searcher/query/tree_rules.h"

namespace dateline {

namespace {

std::uint64_t count(const Archive& archive, const Xapian::Query& query) {
    Xapian::Enquire enquire(archive.database());
    enquire.set_query(archive.living(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, archive.database().get_doccount()).get_matches_estimated();
}

}  // namespace

Analysis analyze_query(const SearchRequest& request, const Archive& archive, const Entities& entities,
                       Analyzer& analyzer) {
    Analysis analysis;
    analysis.typed = request.typed;
    analysis.understood = print_query(request.query);
    analysis.synonyms = request.synonyms;
    analysis.articles = archive.manifest().live_articles();
    guard_xapian(archive.folder(), [&] {
        QueryCompiler compiler(archive, entities, analyzer, request.typed, request.any_word);
        const CompiledQuery whole = compiler.compile(request.query);
        analysis.xapian = whole.matching.get_description();
        analysis.total = count(archive, whole.matching);
        for (const Node* part : counted_parts(request.query))
            analysis.parts.push_back({print_query(*part), count(archive, compiler.compile(*part).matching)});
    });
    return analysis;
}

}  // namespace dateline
