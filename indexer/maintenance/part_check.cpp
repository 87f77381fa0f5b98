#include "indexer/maintenance/part_check.h"

#include <algorithm>
#include <fcntl.h>
#include <sstream>
#include <string_view>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "common/archive/terms.h"
#include "common/error.h"
#include "common/fields.h"
#include "indexer/archive/document.h"
#include "indexer/copies/sketch.h"
#include "indexer/copies/sketch_file.h"
#include "indexer/input/visible.h"
#include "indexer/maintenance/columns_check.h"
#include "indexer/maintenance/isolated.h"
#include "indexer/maintenance/postings.h"

namespace dateline {

namespace {

/// Faults of one part that are told; more say nothing that these do not.
constexpr std::size_t most_faults = 200;

/// Terms whose postings are compared document by document once they are known to differ.
constexpr std::size_t most_terms_compared = 50;

/// One more than the last slot that any document has a value in.
constexpr Xapian::valueno slots = 12;
static_assert(std::ranges::all_of(fields,
                                  [](const Field& field) {
                                      return field.slot == no_slot || field.slot < slots;
                                  }) &&
              fingerprint_slot < slots && zones_slot < slots);

// What the process that checks sends.
constexpr char fault_in_index = 'x';
constexpr char fault_in_records = 'r';
constexpr char living_id = 'i';
constexpr char tables_not_checked = 'w';

bool holds_names(Xapian::valueno slot) {
    const auto of = std::ranges::find(fields, slot, &Field::slot);
    return of != fields.end() && of->faceted;
}

/// Xapian's check opens tables as if it were to write to them.
bool may_write(const std::filesystem::path& folder) {
    std::error_code unlisted;
    for (std::filesystem::directory_iterator file(folder, unlisted), end; !unlisted && file != end;
         file.increment(unlisted)) {
        if (file->path().extension() != ".glass") continue;
        const int opened = ::open(file->path().c_str(), O_RDWR | O_CLOEXEC);
        if (opened < 0) return false;
        ::close(opened);
    }
    return true;
}

/// The check of a part as it goes on in a process of its own.
class PartCheck {
public:
    PartCheck(const PartToCheck& what, const Send& send)
        : what_(what), send_(send), fresh_names_("", 0), maker_(what.names ? *what.names : fresh_names_) {
        if (what.ids_before) ids_ = *what.ids_before;
    }

    void run() {
        guarded([&] { check_tables(); });
        guarded([&] { check_content(); });
    }

private:
    template <typename Work>
    void guarded(Work work) {
        try {
            work();
        } catch (const Error& error) {
            send_(fault_in_index, error.message());
        } catch (const Xapian::Error& error) {
            send_(fault_in_index, "its tables do not read: " + error.get_msg());
        }
    }

    void check_tables() {
        if (!may_write(what_.folder)) {
            send_(tables_not_checked, {});
            return;
        }
        std::ostringstream report;
        if (Xapian::Database::check(what_.folder.string(), 0, &report) > 0)
            send_(fault_in_index, "its tables are damaged");
    }

    void check_content() {
        const RecordsFile records(layout::records(what_.folder));
        std::uint64_t stored = what_.part.articles;
        try {
            stored = records.size();
        } catch (const Error& error) {
            send_(fault_in_records, error.message());
            return;
        }
        if (const std::size_t damaged = records.damaged_dictionaries(); damaged > 0)
            send_(fault_in_records,
                  fmt::format("{} of the dictionaries that its stored articles are packed with, or of their "
                              "spares, {} not read",
                              damaged, damaged == 1 ? "does" : "do"));
        if (stored != what_.part.articles)
            send_(fault_in_records,
                  fmt::format("it has {} stored articles and should have {}", stored, what_.part.articles));
        const Xapian::Database database(what_.folder.string(), Xapian::DB_BACKEND_GLASS);
        if (database.get_doccount() != what_.part.articles)
            send_(fault_in_index, fmt::format("it has {} indexed articles and should have {}",
                                              database.get_doccount(), what_.part.articles));
        const auto documents = static_cast<Xapian::docid>(std::min(stored, what_.part.articles));
        for (Xapian::docid number = 1; number <= documents; ++number)
            check_article(records, number, database);
        name_unreadable(database);
        guarded([&] { compare_sketches(); });
        guarded([&] {
            for (const std::string& fault : faults_of_columns(what_.folder, database, what_.part.articles))
                send_(fault_in_index, fault);
        });
        compare_postings(database);
        if (!compared_.empty()) tell_documents(records, documents);
    }

    void check_article(const RecordsFile& records, Xapian::docid number, const Xapian::Database& database) {
        Article article;
        try {
            article = from_record(records.record(number));
        } catch (const Error&) {
            unreadable_.push_back(number);
            return;
        }
        const Xapian::Document made = maker_.make(article, Hash128{});
        const SketchBucket bucket = bucket_of(maker_.copy_text().published);
        for (const Fingerprint fingerprint : sketch(maker_.copy_text().words))
            sketches_ += sum_of(bucket, {fingerprint, number});
        for (auto term = made.termlist_begin(); term != made.termlist_end(); ++term)
            sums_.add(*term, posting_of(number, term));
        try {
            compare_slots(article, number, database.get_document(number), made);
        } catch (const Xapian::Error& error) {
            tell(number, article.id, "its slots do not read: " + error.get_msg());
        }
        if (what_.dead && std::ranges::binary_search(*what_.dead, number)) return;
        const std::uint64_t hash = hash128(article.id).low;
        send_(living_id, {reinterpret_cast<const char*>(&hash), sizeof hash});
        const bool is_new = ids_.insert(hash);
        if (!is_new && what_.ids_before) tell(number, article.id, "stands there twice");
    }

    static std::uint64_t sum_of(SketchBucket bucket, const SketchEntry& entry) {
        return PostingSum(entry.document, entry.fingerprint).value() * (2 * bucket + 1);
    }

    void compare_sketches() {
        const SketchFile file(layout::sketches(what_.folder), what_.part.articles);
        std::uint64_t sum = sketches_;
        for (const SketchFile::Bucket& bucket : file.buckets()) {
            for (std::uint64_t i = bucket.first; i < bucket.first + bucket.entries; ++i)
                sum -= is_unreadable(file.entry(i).document) ? 0 : sum_of(bucket.bucket, file.entry(i));
        }
        if (sum != 0) send_(fault_in_index, "its sketches are not those of the stored articles");
    }

    static PostingSum posting_of(Xapian::docid number, Xapian::TermIterator& term) {
        PostingSum sum(number, term.get_wdf());
        if (may_have_positions(*term)) sum.with_positions(term.positionlist_begin(), term.positionlist_end());
        return sum;
    }

    static PostingSum posting_of(const std::string& term, Xapian::PostingIterator& posting) {
        PostingSum sum(*posting, posting.get_wdf());
        if (may_have_positions(term))
            sum.with_positions(posting.positionlist_begin(), posting.positionlist_end());
        return sum;
    }

    void compare_slots(const Article& article, Xapian::docid number, const Xapian::Document& stored,
                       const Xapian::Document& made) {
        for (Xapian::valueno slot = 0; slot < slots; ++slot) {
            const std::string value = stored.get_value(slot);
            if (slot == fingerprint_slot) {
                if (value != to_value(fingerprint_from_value(value), article.file))
                    tell(number, article.id, "it has no fingerprint");
                continue;
            }
            if (!what_.names && holds_names(slot)) continue;
            if (value != made.get_value(slot))
                tell(number, article.id,
                     fmt::format("its slot of {} is not that of the stored article", name_of_slot(slot)));
        }
    }

    void tell(Xapian::docid number, std::string_view id, std::string_view fault) {
        send_(fault_in_index, fmt::format("document {} (id {}): {}", number, visible(id), fault));
    }

    /// The index knows the ids of articles that do not read.
    void name_unreadable(const Xapian::Database& database) {
        if (unreadable_.empty()) return;
        std::unordered_map<Xapian::docid, std::string> ids;
        try {
            const std::string prefix(field(FieldId::id).prefix);
            for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
                for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
                    if (is_unreadable(*at)) ids[*at] = (*term).substr(prefix.size());
            }
        } catch (const Xapian::Error&) {
            ids.clear();  // told where the tables are compared
        }
        for (const Xapian::docid number : unreadable_) {
            const auto id = ids.find(number);
            send_(fault_in_records, fmt::format("document {} (id {}): its stored article does not read",
                                                number, id == ids.end() ? "unknown" : visible(id->second)));
        }
    }

    [[nodiscard]] bool is_unreadable(Xapian::docid number) const {
        return !unreadable_.empty() && std::ranges::binary_search(unreadable_, number);
    }

    void compare_postings(const Xapian::Database& database) {
        for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
            std::uint64_t sum = 0;
            bool of_readable = false;
            for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
                if (is_unreadable(*at)) continue;
                of_readable = true;
                sum += posting_of(*term, at).value();
            }
            if (!of_readable && !unreadable_.empty()) continue;
            if (!sums_.take_equal(*term, sum)) keep_to_compare(database, *term);
        }
        for (const auto& [key, sum] : sums_.left()) compared_.insert(key);
    }

    /// The postings of a term that differ somewhere, to be held against the articles one by one.
    void keep_to_compare(const Xapian::Database& database, const std::string& term) {
        if (terms_.size() == most_terms_compared) {
            send_(fault_in_index,
                  fmt::format("the postings of {} are not those of the stored articles", visible(term)));
            return;
        }
        terms_.push_back(term);
        compared_.insert(PostingSums::key(term));
        for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
            if (!is_unreadable(*at))
                indexed_[*at].push_back({terms_.size() - 1, posting_of(term, at).value()});
        }
    }

    void tell_documents(const RecordsFile& records, Xapian::docid documents) {
        for (Xapian::docid number = 1; number <= documents; ++number) {
            if (is_unreadable(number)) continue;
            const Article article = from_record(records.record(number));
            const Xapian::Document made = maker_.make(article, Hash128{});
            std::vector<Indexed>& indexed = indexed_[number];
            for (auto term = made.termlist_begin(); term != made.termlist_end(); ++term) {
                if (!compared_.contains(PostingSums::key(*term))) continue;
                const auto same = std::ranges::find_if(
                    indexed, [&](const Indexed& posting) { return terms_[posting.term] == *term; });
                if (same == indexed.end()) {
                    tell(number, article.id, "the index lacks its term " + visible(*term));
                    continue;
                }
                if (same->sum != posting_of(number, term).value())
                    tell(number, article.id,
                         "the index has its term " + visible(*term) + " in other numbers or places");
                indexed.erase(same);
            }
            for (const Indexed& posting : indexed)
                tell(number, article.id,
                     "the index has the term " + visible(terms_[posting.term]) + ", which it has not");
            indexed_.erase(number);
        }
        for (const auto& [number, postings] : indexed_)
            send_(fault_in_index, fmt::format("document {}: it is indexed and not stored", number));
    }

    struct Indexed {
        std::size_t term;
        std::uint64_t sum;
    };

    const PartToCheck& what_;
    const Send& send_;
    GrowingNameBook fresh_names_;  ///< stands in for a book that is damaged
    DocumentMaker maker_;          ///< a name that is not in the book gets a number that no slot has
    IdSet ids_;                    ///< of this part and those before
    std::vector<Xapian::docid> unreadable_;
    PostingSums sums_;
    std::uint64_t sketches_ = 0;                  ///< what those of the stored articles add up to
    std::vector<std::string> terms_;              ///< of the index, that differ
    std::unordered_set<std::uint64_t> compared_;  ///< these, and those that it lacks
    std::unordered_map<Xapian::docid, std::vector<Indexed>> indexed_;
};

}  // namespace

PartHealth check_part(const PartToCheck& what, const std::function<bool()>& stop) {
    PartHealth health;
    const auto tell = [&](std::string fault) {
        if (health.faults.size() < most_faults) {
            health.faults.push_back(std::move(fault));
        } else {
            ++health.more;
        }
    };
    const auto hear = [&](char kind, std::string text) {
        if (kind == living_id) {
            std::uint64_t hash = 0;
            std::copy_n(text.data(), sizeof hash, reinterpret_cast<char*>(&hash));
            health.ids.push_back(hash);
            ++health.articles;
            return;
        }
        if (kind == tables_not_checked) {
            health.tables_unchecked = true;
            return;
        }
        (kind == fault_in_records ? health.records_are_sound : health.index_is_sound) = false;
        tell(std::move(text));
    };
    const IsolatedEnd end = run_isolated([&](const Send& send) { PartCheck(what, send).run(); }, hear, stop);
    health.interrupted = end.interrupted;
    if (!end.crash.empty()) {
        health.index_is_sound = false;
        tell("its tables are so damaged that reading them ends in " + end.crash);
    }
    return health;
}

}  // namespace dateline
