#include "common/archive/archive.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/archive/record.h"
#include "common/archive/terms.h"
#include "common/error.h"
#include "common/text/analyzer.h"

namespace dateline {

namespace {

/// A run may replace parts between our reading of the manifest and our opening of them; then the manifest
/// names other parts already. Each attempt fails only if a run publishes within the millisecond that it
/// takes.
constexpr int opening_attempts = 20;

/// The reason in a text of Xapian's that the machine may mend, as the system words it; nullptr when there is
/// none. Files that cannot be opened for another reason are missing.
const char* reason_of_the_machine(std::string_view text) {
    for (const int known :
         {ENOSPC, EDQUOT, EIO, EROFS, EACCES, EPERM, EMFILE, ENFILE, ENOMEM, EFBIG, ESTALE}) {
        const char* reason = std::strerror(known);
        if (text.find(reason) != std::string_view::npos) return reason;
    }
    return nullptr;
}

/// What `read` makes of the bytes of the file; its errors say which file.
template <typename Read>
auto read_list(const std::filesystem::path& file, Read&& read) {
    try {
        return read(read_file(file));
    } catch (Error& error) {
        if (error.place().empty()) error.at(file.string());
        throw;
    }
}

DeadList read_dead(const std::filesystem::path& archive, const Manifest::Part& part) {
    if (part.dead == 0) return {};
    return read_list(
        archive / layout::dead_name(part.number, part.dead_revision),
        [&](const std::string& bytes) { return dead_from_bytes(bytes, part.articles, part.dead); });
}

CopyList read_copies(const std::filesystem::path& archive, const Manifest::Part& part,
                     std::uint64_t next_cluster) {
    if (part.copies == 0) return {};
    return read_list(archive / layout::copies_name(part.number, part.copies_revision),
                     [&](const std::string& bytes) {
                         return copies_from_bytes(bytes, part.articles, part.copies, next_cluster);
                     });
}

std::unique_ptr<SlotColumns> open_columns(const std::filesystem::path& file, const Manifest::Part& part) {
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) return nullptr;
    return std::make_unique<SlotColumns>(file, part.articles);
}

}  // namespace

void throw_as_error(const Xapian::Error& error, const std::filesystem::path& folder) {
    const int last_failure = errno;
    const std::string type = error.get_type();
    // With a reason of the system's, it is the disk that is full or fails, or that is not ours to write to.
    const char* reason = error.get_error_string();
    // Where undoing fails, too, only the message still has it.
    if (!reason) reason = reason_of_the_machine(error.get_msg());
    // Of a file that cannot be renamed into place, Xapian leaves the reason where the system has put it.
    if (!reason && type == "DatabaseCreateError" && last_failure != 0) reason = std::strerror(last_failure);
    if (reason && (type == "DatabaseError" || type == "DatabaseCreateError" ||
                   (type == "DatabaseOpeningError" && reason_of_the_machine(reason)))) {
        throw Error("cannot read or write the archive: " + error.get_msg() + ": " + reason,
                    "mend that and run again; nothing that was there is lost")
            .at(folder.string());
    }
    if (type == "DatabaseCorruptError" || type == "DatabaseOpeningError" || type == "DatabaseNotFoundError" ||
        type == "DatabaseVersionError" || type == "SerialisationError" || type == "DatabaseError") {
        throw damaged_archive(error.get_msg()).at(folder.string());
    }
    throw Error(error.get_msg()).at(folder.string());
}

Archive::Archive(std::filesystem::path folder) : folder_(std::move(folder)) {
    for (int attempt = 1;; ++attempt) {
        std::optional<Manifest> manifest = read_manifest(folder_);
        if (!manifest) {
            throw Error("there is no archive here",
                        "make one with: dateline-index --db " + folder_.string() + " SOURCE")
                .at(folder_.string());
        }
        const bool unchanged = attempt > 1 && *manifest == manifest_;
        manifest_ = std::move(*manifest);
        try {
            open_parts();
            // Xapian takes some tables of a part that are missing for empty ones: a part that was swept away
            // while we opened it would look whole. Parts go only after a manifest that does not name them.
            if (still_named()) return;
            if (attempt == opening_attempts) {
                throw Error("the archive changes too often to be read", "try again").at(folder_.string());
            }
        } catch (const Xapian::Error& error) {
            if (unchanged || attempt == opening_attempts) throw_as_error(error, folder_);
        } catch (const Error&) {
            if (unchanged || attempt == opening_attempts) throw;
        }
    }
}

void Archive::open_parts() {
    Xapian::Database database;
    auto dead = std::make_shared<DeadByPart>();
    std::vector<std::string> uuids;
    std::vector<Xapian::Database> databases;
    std::vector<CopyList> copies;
    std::vector<std::unique_ptr<RecordsFile>> records;
    std::vector<std::unique_ptr<SlotColumns>> columns;
    for (const Manifest::Part& part : manifest_.parts) {
        const Xapian::Database opened((folder_ / layout::part_name(part.number)).string(),
                                      Xapian::DB_BACKEND_GLASS);
        if (layout::part_bytes(folder_ / layout::part_name(part.number)) != part.bytes) {
            throw damaged_archive("files of a part are missing or cut short")
                .at((folder_ / layout::part_name(part.number)).string());
        }
        if (opened.get_doccount() != part.articles) {
            throw damaged_archive("a part holds " + std::to_string(opened.get_doccount()) +
                                  " articles where the manifest says " + std::to_string(part.articles))
                .at((folder_ / layout::part_name(part.number)).string());
        }
        uuids.push_back(opened.get_uuid());
        records.push_back(
            std::make_unique<RecordsFile>(layout::records(folder_ / layout::part_name(part.number))));
        columns.push_back(open_columns(layout::columns(folder_ / layout::part_name(part.number)), part));
        if (part.dead > 0) dead->emplace(uuids.back(), read_dead(folder_, part));
        copies.push_back(read_copies(folder_, part, manifest_.next_cluster));
        database.add_database(opened);
        databases.push_back(opened);
    }
    // Xapian searches no database that has no part at all.
    if (manifest_.parts.empty()) database = Xapian::Database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    dead_in_part_.clear();
    for (const std::string& uuid : uuids) {
        const auto found = dead->find(uuid);
        dead_in_part_.push_back(found == dead->end() ? nullptr : &found->second);
    }
    database_ = database;
    databases_ = std::move(databases);
    dead_ = std::move(dead);
    copies_ = std::move(copies);
    records_ = std::move(records);
    columns_ = std::move(columns);
}

bool Archive::still_named() const {
    const std::optional<Manifest> now = read_manifest(folder_);
    return now && std::ranges::all_of(manifest_.parts, [&](const Manifest::Part& part) {
               return std::ranges::find(now->parts, part.number, &Manifest::Part::number) != now->parts.end();
           });
}

Xapian::Query Archive::living(const Xapian::Query& query) const {
    if (dead_->empty()) return query;
    return {Xapian::Query::OP_AND_NOT, query, Xapian::Query((new ListedSource(dead_))->release())};
}

std::uint64_t Archive::count(const std::string& term) const {
    return guard_xapian(folder_, [&]() -> std::uint64_t {
        if (dead_->empty()) return database_.get_termfreq(term);
        const auto end = database_.postlist_end(term);
        return static_cast<std::uint64_t>(std::count_if(
            database_.postlist_begin(term), end, [&](Xapian::docid document) { return !is_dead(document); }));
    });
}

const NameBook& Archive::names() const {
    if (!names_)
        names_ =
            std::make_unique<NameBook>(layout::names(folder_), manifest_.names_bytes, manifest_.names_hash);
    return *names_;
}

const std::vector<std::string>& Archive::languages() const {
    if (!languages_.empty()) return languages_;
    std::vector<std::string> found{std::string(default_language)};
    guard_xapian(folder_, [&] {
        const std::string mark(language_mark);
        const auto end = database_.allterms_end(mark);
        for (auto term = database_.allterms_begin(mark); term != end;) {
            std::string language = (*term).substr(mark.size());
            // Behind it stand the stems in that language, which no other term parts.
            std::string behind = mark + language;
            behind += '\xff';
            found.push_back(std::move(language));
            term.skip_to(behind);
        }
    });
    return languages_ = std::move(found);
}

Article Archive::article(Xapian::docid document) const {
    const std::size_t parts = records_.size();
    try {
        return from_record(records_[(document - 1) % parts]->record((document - 1) / parts + 1));
    } catch (Error& error) {
        if (error.place().empty()) error.at(folder_.string());
        throw;
    }
}

std::optional<Xapian::docid> Archive::find(std::string_view id) const {
    return find_term(terms::key(field(FieldId::id), id));
}

std::optional<Xapian::docid> Archive::find_term(const std::string& id_term) const {
    return guard_xapian(folder_, [&]() -> std::optional<Xapian::docid> {
        const auto end = database_.postlist_end(id_term);
        for (auto document = database_.postlist_begin(id_term); document != end; ++document) {
            if (!is_dead(*document)) return *document;
        }
        return std::nullopt;
    });
}

void Archive::for_each_living(const std::function<bool(Xapian::docid)>& use) const {
    const auto parts = static_cast<Xapian::docid>(manifest_.parts.size());
    for (Xapian::docid part = 0; part < parts; ++part) {
        for (Xapian::docid number = 0; number < manifest_.parts[part].articles; ++number) {
            const Xapian::docid document = number * parts + part + 1;
            if (!is_dead(document) && !use(document)) return;
        }
    }
}

std::string Archive::value(Xapian::docid document, std::uint32_t slot) const {
    return guard_xapian(folder_, [&] { return database_.get_document(document).get_value(slot); });
}

std::vector<DeadList> Archive::dead_in_order() const {
    std::vector<DeadList> lists;
    for (const DeadList* dead : dead_in_part_) lists.push_back(dead ? *dead : DeadList{});
    return lists;
}

std::uint32_t Archive::cluster(Xapian::docid document) const {
    // Xapian deals the numbers of several databases out in turn.
    const std::size_t parts = copies_.size();
    return cluster_in(copies_[(document - 1) % parts],
                      static_cast<Xapian::docid>((document - 1) / parts + 1));
}

bool Archive::is_dead(Xapian::docid document) const {
    if (dead_->empty()) return false;
    const std::size_t parts = dead_in_part_.size();
    const DeadList* dead = dead_in_part_[(document - 1) % parts];
    return dead && std::ranges::binary_search(*dead, static_cast<Xapian::docid>((document - 1) / parts + 1));
}

}  // namespace dateline
