#pragma once

#include "searcher/formats/formatter.h"

namespace dateline {

/// One a format, each defined in the format's own file; only the table in formatter.cpp calls them.
[[nodiscard]] std::unique_ptr<Formatter> make_text(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_json(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_jsonl(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_csv(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_tsv(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_markdown(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_bibtex(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_ris(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_ids(std::ostream& sink, const OutputSettings& settings);
[[nodiscard]] std::unique_ptr<Formatter> make_trec(std::ostream& sink, const OutputSettings& settings);

}  // namespace dateline
