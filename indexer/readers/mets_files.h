#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// The path of a file that a METS file names, relative to the METS file: cleaned, with percent signs undone;
/// empty for what lies elsewhere: remote, absolute, or outside of the METS file's folder.
[[nodiscard]] std::string local_path(std::string_view href);

/// The METS file that is read with the ALTO file of the context, or nothing: one called so ("mets" in its
/// name) in the same folder, or in the one above where that still belongs to the SOURCE, which names the
/// file.
[[nodiscard]] std::string mets_that_reads(const ReadingContext& alto);

/// A file beside another: "1898/mets.xml" and "alto/1.xml" are "1898/alto/1.xml".
[[nodiscard]] std::string beside(std::string_view path, std::string_view relative);

}  // namespace dateline
