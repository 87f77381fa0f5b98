#include "searcher/session.h"

#include <algorithm>
#include <istream>
#include <ostream>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "searcher/analysis.h"
#include "searcher/article_language.h"
#include "searcher/elisions.h"
#include "searcher/formats/analysis_view.h"
#include "searcher/formats/article_view.h"
#include "searcher/formats/copies_view.h"
#include "searcher/formats/diff_view.h"
#include "searcher/formats/entities_view.h"
#include "searcher/formats/explain_nothing.h"
#include "searcher/formats/lines.h"
#include "searcher/formats/printable.h"
#include "searcher/formats/timeline_svg.h"
#include "searcher/hit_copies.h"
#include "searcher/matching_copies.h"
#include "searcher/mention_marks.h"
#include "searcher/plot_file.h"
#include "searcher/query/parser.h"

namespace dateline {

namespace {

using Strings = std::vector<std::string>;

/// What the format has a place for. A run for TREC is held against judgements of single articles, so in it
/// copies are never folded.
SearchRequest as_shown(SearchRequest request, const std::string& format) {
    request.why_nothing = true;
    request.excerpts = output_format_named(format).excerpts;
    request.copies.count = request.excerpts;
    request.copies.list =
        request.copies.show_list || (request.copies.fold && (format == "text" || format == "markdown"));
    if (format == "trec") request.copies.fold = false;
    return request;
}

/// What was added to the query; nothing where nobody asked for it.
void tell_added_words(const Answer& answer, std::ostream& messages) {
    if (!answer.query.added) return;
    if (answer.query.added->empty()) {
        messages << "nothing added to the query: there are too few hits, or they have no words in common\n";
        return;
    }
    messages << fmt::format("added to the query: {}\n", fmt::join(*answer.query.added, ", "));
}

std::string beyond_the_end(std::uint64_t total, std::string_view what, std::uint64_t offset) {
    return fmt::format("nothing is shown: --offset {} passes over all of {}", grouped(offset),
                       counted(total, what));
}

/// For formats that show nothing of a query without hits.
void tell_queries_without_hits(const Strings& ids, std::uint64_t answered, std::ostream& messages) {
    constexpr std::size_t most_told = 10;
    if (ids.empty()) return;
    messages << fmt::format("{} of {} {} {} no hits: ", grouped(ids.size()), grouped(answered),
                            answered == 1 ? "query" : "queries", ids.size() == 1 ? "has" : "have");
    for (std::size_t i = 0; i < std::min(most_told, ids.size()); ++i)
        messages << (i == 0 ? "" : ", ") << printable(ids[i]);
    if (ids.size() > most_told) messages << fmt::format(" and {} more", grouped(ids.size() - most_told));
    messages << '\n';
}

/// Hands an answer on to a format as it comes, as long as anybody reads, and says beside it why there is
/// nothing to see.
class AnswerWriter final : public AnswerReader {
public:
    AnswerWriter(Formatter& formatter, const std::ostream& data, std::ostream& messages, bool tells_why)
        : formatter_(formatter), data_(data), messages_(messages), tells_why_(tells_why) {}

    void begin(const Answer& answer, std::uint64_t hits) override {
        if (tells_why_) explain(answer);
        formatter_.begin(answer, hits);
    }

    bool hit(Hit hit) override {
        formatter_.hit(hit);
        return data_.good();
    }

    void end() override { formatter_.end(); }

private:
    void explain(const Answer& answer) {
        // Of many answers each says whose reasons these are.
        const std::string& id = answer.query.id;
        for (const std::string& line : explain_nothing(answer))
            messages_ << (id.empty() ? "" : printable(id) + ": ") << line << '\n';
        if (!id.empty()) return;
        tell_added_words(answer, messages_);
        if (answer.total > 0 && answer.query.offset >= answer.total && answer.query.limit > 0) {
            messages_ << beyond_the_end(answer.total, "article", answer.query.offset) << '\n';
        }
    }

    Formatter& formatter_;
    const std::ostream& data_;
    std::ostream& messages_;
    bool tells_why_;
};

}  // namespace

Session::Session(std::filesystem::path archive, Authority authority, OutputSettings settings,
                 std::ostream& data, std::ostream& messages)
    : archive_(std::move(archive)),
      authority_(std::move(authority)),
      search_(archive_, authority_),
      settings_(std::move(settings)),
      data_(data),
      messages_(messages) {}

SearchRequest Session::as_meant(SearchRequest request) const {
    const auto meant = [&](const Node& query) {
        return synonyms_.expanded(without_elisions(query, archive_.languages()), request.synonyms);
    };
    request.query = meant(request.query);
    if (request.compared) request.compared_query = meant(request.compared_query);
    return request;
}

ExitCode Session::answer(const SearchRequest& request, const std::string& format,
                         const std::optional<std::string>& plot_file) {
    std::optional<PlotFile> plot;
    if (plot_file) plot.emplace(*plot_file, archive_.folder());
    const std::unique_ptr<Formatter> formatter = output_format_named(format).make(data_, settings_);
    const Answer answer = write_answer(as_shown(as_meant(request), format), *formatter);
    if (plot) plot->write(timeline_svg(answer));
    return answer.total > 0 ? ExitCode::ok : ExitCode::none;
}

/// What was written, without its hits.
Answer Session::write_answer(const SearchRequest& request, Formatter& formatter, bool tells_why) {
    AnswerWriter writer(formatter, data_, messages_, tells_why);
    return search_.answer(request, writer);
}

ExitCode Session::count(const SearchRequest& request) {
    SearchRequest asked = as_meant(request);
    asked.limit = 0;
    asked.why_nothing = true;
    const Answer answer = search_.answer(asked);
    for (const std::string& line : explain_nothing(answer)) messages_ << line << '\n';
    if (answer.copies > 0) messages_ << folded_copies(answer.copies) << "; --no-fold counts them\n";
    data_ << answer.total << '\n';
    return answer.total > 0 ? ExitCode::ok : ExitCode::none;
}

ExitCode Session::analyze(const SearchRequest& request, const std::string& format) {
    if (format != "text" && format != "json") throw Error("--analyze writes text or json, not " + format);
    const Analysis analysis =
        analyze_query(as_meant(request), archive_, search_.entities(), search_.analyzer());
    if (format == "json")
        write_analysis_json(data_, analysis);
    else
        write_analysis_text(data_, analysis);
    return analysis.total > 0 ? ExitCode::ok : ExitCode::none;
}

ExitCode Session::list_entities(const SearchRequest& request, const std::string& format) {
    if (output_format_named(format).counts == CountsPlace::nowhere || format == "markdown") {
        throw Error("--entities writes text, json, jsonl, csv or tsv, not " + format);
    }
    SearchRequest asked = as_meant(request);
    asked.limit = 0;
    asked.why_nothing = true;
    const Answer answer = search_.answer(asked);
    for (const std::string& line : explain_nothing(answer)) messages_ << line << '\n';
    const EntityList& list = *answer.entities;
    if (list.distinct > 0 && list.offset >= list.distinct && request.entities->limit > 0) {
        messages_ << beyond_the_end(list.distinct, "name", list.offset) << '\n';
    }
    write_entities(data_, answer, format, settings_);
    return answer.entities->rows.empty() ? ExitCode::none : ExitCode::ok;
}

ExitCode Session::show(const std::string& id, const SearchRequest& request, const std::string& format) {
    const Xapian::docid document = document_with(id);
    const Article article = archive_.article(document);
    ArticleCopies copies{archive_.cluster(document), {}};
    if (copies.cluster > 0) {
        std::vector<Xapian::docid> others = living_copies(archive_, copies.cluster);
        std::erase(others, document);
        copies.list = hit_copies(archive_, others, article.source, search_.analyzer().folder());
    }
    if (format == "json" || format == "jsonl") {
        write_article_json(data_, article, copies, authority_, search_.analyzer().folder());
        return ExitCode::ok;
    }
    if (format != "text") throw Error("--show writes text or json, not " + format);
    QueryCompiler compiler(archive_, search_.entities(), search_.analyzer(), request.typed, request.any_word);
    const CompiledQuery compiled = compiler.compile(as_meant(request).query);
    Highlighter words(compiled.wanted, search_.analyzer());
    words.set_language(article_language(archive_, article));
    MentionMarker mentions(article, search_.analyzer());
    write_article_text(data_, article, copies, authority_, search_.analyzer(), {&words, &mentions},
                       settings_);
    return ExitCode::ok;
}

Xapian::docid Session::document_with(const std::string& id) const {
    const std::optional<Xapian::docid> document = archive_.find(id);
    if (!document) throw Error(fmt::format("no article has the id '{}'", id));
    return *document;
}

ExitCode Session::diff(const std::string& from, const std::string& to, const std::string& format) {
    if (format != "text" && format != "json" && format != "jsonl") {
        throw Error("--diff writes text, json or jsonl, not " + format);
    }
    if (from != to && !archive_.find(from) && !archive_.find(to))
        throw Error(fmt::format("no article has the id '{}', and none '{}'", from, to));
    const ArticleDiff diff =
        article_diff(archive_.article(document_with(from)), archive_.article(document_with(to)));
    if (format == "text") {
        write_diff_text(data_, diff, settings_);
    } else {
        write_diff_json(data_, diff, archive_.manifest(), format == "json" ? 2 : -1);
    }
    return diff.same() ? ExitCode::none : ExitCode::ok;
}

ExitCode Session::answer_all(std::istream& queries, const std::string& place, SearchRequest request,
                             const std::string& format) {
    request = as_shown(std::move(request), format);
    // JSON has a place for it; runs and tables leave such queries out, which one line says.
    const bool tells_why = format == "text" || format == "markdown";
    request.why_nothing = tells_why || format == "json";
    const std::unique_ptr<Formatter> formatter = output_format_named(format).make(data_, settings_);
    bool any_hits = false;
    std::uint64_t answered = 0;
    Strings without_hits;
    bool any_query = false;
    std::string line;
    for (std::uint64_t number = 1; data_ && std::getline(queries, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos || tab == 0) {
            throw Error("no 'ID TAB WORDS' in this line").at(fmt::format("{}:{}", place, number));
        }
        any_query = true;
        request.id = line.substr(0, tab);
        request.typed = line.substr(tab + 1);
        request.query = parse_plain_words(request.typed);
        // A line without any word asks for nothing, not for everything.
        if (request.query.kind == Node::Kind::all) {
            messages_
                << Error("there is no word in this query").at(fmt::format("{}:{}", place, number)).describe()
                << '\n';
            continue;
        }
        ++answered;
        if (write_answer(as_meant(request), *formatter, tells_why).total > 0)
            any_hits = true;
        else
            without_hits.push_back(request.id);
    }
    if (!any_query) throw Error("no query in it", "write a line 'ID TAB WORDS' for each").at(place);
    if (!request.why_nothing) tell_queries_without_hits(without_hits, answered, messages_);
    return any_hits ? ExitCode::ok : ExitCode::none;
}

}  // namespace dateline
