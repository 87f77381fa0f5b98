#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "common/archive/archive.h"
#include "common/authority/authority.h"
#include "common/error.h"
#include "searcher/formats/formatter.h"
#include "searcher/request.h"
#include "searcher/search.h"
#include "searcher/synonyms.h"

namespace dateline {

/// The views on one archive, written to streams: data to the one, what a person should know to the other.
/// All of them throw Error, and return what the program should exit with.
class Session {
public:
    /// Both streams must outlive this.
    Session(std::filesystem::path archive, Authority authority, OutputSettings settings, std::ostream& data,
            std::ostream& messages);

    /// The words of all queries below stand for what the rules say.
    void use(Synonyms synonyms) { synonyms_ = std::move(synonyms); }

    /// With a file for it, the timeline is drawn there, see PlotFile.
    [[nodiscard]] ExitCode answer(const SearchRequest& request, const std::string& format,
                                  const std::optional<std::string>& plot_file = {});
    [[nodiscard]] ExitCode count(const SearchRequest& request);
    /// Takes the query apart instead of answering it.
    [[nodiscard]] ExitCode analyze(const SearchRequest& request, const std::string& format);
    /// Lists the entities that the request asks for.
    [[nodiscard]] ExitCode list_entities(const SearchRequest& request, const std::string& format);
    /// The words of the request are marked in the article. Throws Error for an id that no article has.
    [[nodiscard]] ExitCode show(const std::string& id, const SearchRequest& request,
                                const std::string& format);
    /// Shows which words changed from one article to the other; `none` when they have the same words. Throws
    /// Error for an id that no article has.
    [[nodiscard]] ExitCode diff(const std::string& from, const std::string& to, const std::string& format);
    /// Answers every line "ID TAB WORDS"; `place` is what errors call the file.
    [[nodiscard]] ExitCode answer_all(std::istream& queries, const std::string& place, SearchRequest request,
                                      const std::string& format);

private:
    /// The same with what its words stand for.
    [[nodiscard]] SearchRequest as_meant(SearchRequest request) const;
    Answer write_answer(const SearchRequest& request, Formatter& formatter, bool tells_why = true);
    [[nodiscard]] Xapian::docid document_with(const std::string& id) const;

    Archive archive_;
    Authority authority_;
    Synonyms synonyms_;
    Search search_;
    OutputSettings settings_;
    std::ostream& data_;
    std::ostream& messages_;
};

}  // namespace dateline
