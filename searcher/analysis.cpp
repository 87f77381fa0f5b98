#include "searcher/analysis.h"

#include <algorithm>

#include "searcher/compile.h"
#include "searcher/query/printer.h"

namespace dateline {

namespace {

/// The leaves of a tree, none twice; what ATLEAST counts is one with it.
void collect_parts(const Node& node, std::vector<const Node*>& parts) {
    if (is_leaf(node.kind) || node.kind == Node::Kind::at_least) {
        const bool known = std::ranges::any_of(parts, [&](const Node* earlier) { return *earlier == node; });
        if (!known) parts.push_back(&node);
        return;
    }
    for (const Node& child : node.children) collect_parts(child, parts);
}

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
    analysis.articles = archive.manifest().live_articles();
    std::vector<const Node*> parts;
    collect_parts(request.query, parts);
    guard_xapian(archive.folder(), [&] {
        QueryCompiler compiler(archive, entities, analyzer, request.typed, request.any_word);
        const CompiledQuery whole = compiler.compile(request.query);
        analysis.xapian = whole.matching.get_description();
        analysis.total = count(archive, whole.matching);
        for (const Node* part : parts)
            analysis.parts.push_back({print_query(*part), count(archive, compiler.compile(*part).matching)});
    });
    return analysis;
}

}  // namespace dateline
