#include <string>
#include <string_view>
#include <utility>

#include "common/archive/record.h"
#include "common/archive/terms.h"
#include "common/fields.h"
#include "indexer/archive/archive_writer.h"
#include "indexer/archive/document.h"
#include "indexer/input/file_presence.h"

namespace dateline {

/// Without its file: the same article in another one is the same article.
Hash128 ArchiveWriter::fingerprint_of(Article& article) const {
    std::string file = std::exchange(article.file, {});
    const Hash128 made = fingerprint(to_record(article), naming_version_);
    article.file = std::move(file);
    return made;
}

/// For an article that is as the archive has it: false when its file is, too, or is another one that is still
/// there. Else what is pending becomes the stored article, names and all, under the file it comes from now.
bool ArchiveWriter::take_new_file(Pending& pending, Xapian::docid known, std::string_view value) {
    const Hash128 fingerprint = pending.incoming.fingerprint;
    std::string& file = pending.incoming.article.file;
    const std::size_t fingerprint_bytes = to_value(fingerprint, {}).size();
    if (value == to_value(fingerprint, file) || !has_left_its_file(known, value.substr(fingerprint_bytes)))
        return false;
    Article stored = snapshot_->article(known);
    stored.file = std::move(file);
    pending.incoming = {std::move(stored), fingerprint, true};
    ++counts_.moved;
    return true;
}

/// True when the file that the archive has for the article is no more. An article that is from no file stays
/// so: what once came through a pipe shall not go because a copy of it does.
bool ArchiveWriter::has_left_its_file(Xapian::docid known, std::string_view file_mark) {
    constexpr std::size_t most_remembered = 100'000;
    if (file_mark.empty()) return false;
    const auto remembered = gone_files_.find(std::string(file_mark));
    if (remembered != gone_files_.end()) return remembered->second;
    if (gone_files_.size() >= most_remembered) gone_files_.clear();
    const bool gone = presence_of(snapshot_->article(known).file) == FilePresence::gone;
    gone_files_.emplace(file_mark, gone);
    return gone;
}

bool ArchiveWriter::has_met(std::string_view id) const {
    return met_.contains(hash128(terms::key(field(FieldId::id), id)).low);
}

}  // namespace dateline
