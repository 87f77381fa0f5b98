#include "indexer/maintenance/check.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/archive/archive.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "common/error.h"
#include "indexer/archive/document.h"
#include "indexer/archive/id_set.h"
#include "indexer/copies/clusters.h"
#include "indexer/copies/sketch_file.h"
#include "indexer/input/visible.h"

namespace dateline {

namespace {

/// One more than the last slot that any document has a value in.
constexpr Xapian::valueno slots = 12;
static_assert(std::ranges::all_of(fields,
                                  [](const Field& field) {
                                      return field.slot == no_slot || field.slot < slots;
                                  }) &&
              fingerprint_slot < slots && zones_slot < slots);

bool have_equal_values(const Xapian::Document& one, const Xapian::Document& other) {
    for (Xapian::valueno slot = 0; slot < slots; ++slot) {
        if (one.get_value(slot) != other.get_value(slot)) return false;
    }
    return true;
}

/// What the postings of each term add up to, whatever order they are met in. Parts have no lists of the terms
/// of an article, so that the two sides are compared term by term: 16 bytes and some a term.
class PostingSums {
public:
    void add(std::string_view term, Xapian::docid document, Xapian::termcount count) {
        sums_[hash128(term).low] += mixed(document, count);
    }

    /// The postings of the term on the other side; each term is asked for once.
    [[nodiscard]] bool take_equal(std::string_view term, std::uint64_t sum) {
        const auto found = sums_.find(hash128(term).low);
        if (found == sums_.end()) return false;
        const bool equal = found->second == sum;
        sums_.erase(found);
        return equal;
    }

    /// Terms that were not asked for.
    [[nodiscard]] std::size_t left() const { return sums_.size(); }

    static std::uint64_t mixed(Xapian::docid document, Xapian::termcount count) {
        std::uint64_t bits = (std::uint64_t{document} << 32U | count) + 0x9E3779B97F4A7C15ULL;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
        return bits ^ (bits >> 31U);
    }

private:
    std::unordered_map<std::uint64_t, std::uint64_t> sums_;
};

class Check {
public:
    Check(const std::filesystem::path& folder, const std::function<void(const std::string&)>& fault,
          const std::function<bool()>& stop)
        : archive_(folder),
          names_(layout::names(folder), archive_.manifest().names_bytes, archive_.manifest().names_hash),
          maker_(names_),
          fault_(fault),
          stop_(stop) {}

    CheckSummary run() {
        const std::vector<DeadList> dead = archive_.dead_in_order();
        const std::vector<Manifest::Part>& parts = archive_.manifest().parts;
        check_copies(dead);
        for (std::size_t i = 0; i < parts.size() && !summary_.interrupted; ++i) {
            place_ = layout::part_name(parts[i].number);
            try {
                check_part(parts[i], dead[i]);
            } catch (const Error& error) {
                tell(error.message());
            } catch (const Xapian::Error& error) {
                tell(error.get_msg());
            }
        }
        return summary_;
    }

private:
    void tell(const std::string& what) {
        ++summary_.faults;
        fault_(place_ + ": " + what);
    }

    void check_copies(const std::vector<DeadList>& dead) {
        std::vector<CopyList> settled = archive_.copies_in_order();
        std::uint64_t next = archive_.manifest().next_cluster;
        settle_clusters(settled, dead, {}, next);
        if (settled == archive_.copies_in_order()) return;
        place_ = "copies";
        tell("a list names an article that is gone, or one that has no copy");
    }

    void check_part(const Manifest::Part& part, const DeadList& dead) {
        const std::filesystem::path folder = archive_.folder() / layout::part_name(part.number);
        std::ostringstream report;
        if (Xapian::Database::check(folder.string(), 0, &report) > 0) tell("its tables are damaged");
        const Xapian::Database database(folder.string(), Xapian::DB_BACKEND_GLASS);
        const RecordsFile records(layout::records(folder));
        if (records.size() != part.articles) tell("it has not as many stored articles as it should");
        PostingSums sums;
        std::uint64_t sketches = 0;
        for (Xapian::docid number = 1; number <= part.articles; ++number) {
            if ((summary_.interrupted = stop_())) return;
            const Article article = from_record(records.record(number));
            const bool is_dead = std::ranges::binary_search(dead, number);
            check_article(article, database.get_document(number), is_dead, sums);
            const SketchBucket bucket = bucket_of(maker_.copy_text().published);
            for (const Fingerprint fingerprint : sketch(maker_.copy_text().words))
                sketches += mixed_entry(bucket, {fingerprint, number});
        }
        check_postings(database, sums);
        check_sketches(SketchFile(layout::sketches(folder), part.articles), sketches);
    }

    void check_article(const Article& article, const Xapian::Document& stored, bool is_dead,
                       PostingSums& sums) {
        const Hash128 fingerprint = fingerprint_from_value(stored.get_value(fingerprint_slot));
        const Xapian::Document made = maker_.make(article, fingerprint);
        for (auto term = made.termlist_begin(); term != made.termlist_end(); ++term)
            sums.add(*term, stored.get_docid(), term.get_wdf());
        if (!have_equal_values(stored, made))
            tell(fmt::format("article {}: its dates or facets are not those indexed", visible(article.id)));
        if (is_dead) return;
        ++summary_.articles;
        if (!ids_.insert(hash128(article.id).low))
            tell(fmt::format("article {}: stands there twice", visible(article.id)));
    }

    void check_postings(const Xapian::Database& database, PostingSums& sums) {
        for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
            std::uint64_t sum = 0;
            for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term);
                 ++posting)
                sum += PostingSums::mixed(*posting, posting.get_wdf());
            if (!sums.take_equal(*term, sum))
                tell(fmt::format("the postings of {} are not those of the stored articles", visible(*term)));
        }
        if (sums.left() > 0) tell(fmt::format("it lacks {} terms of its articles", sums.left()));
    }

    static std::uint64_t mixed_entry(SketchBucket bucket, const SketchEntry& entry) {
        return PostingSums::mixed(entry.document, entry.fingerprint) * (2 * bucket + 1);
    }

    /// `sum` is of the entries that the stored articles should have.
    void check_sketches(const SketchFile& file, std::uint64_t sum) {
        for (const SketchFile::Bucket& bucket : file.buckets()) {
            for (std::uint64_t i = bucket.first; i < bucket.first + bucket.entries; ++i)
                sum -= mixed_entry(bucket.bucket, file.entry(i));
        }
        if (sum != 0) tell("its sketches are not those of the stored articles");
    }

    Archive archive_;
    GrowingNameBook names_;  ///< a name that is not in it gets a number that no slot has
    DocumentMaker maker_;
    const std::function<void(const std::string&)>& fault_;
    const std::function<bool()>& stop_;
    IdSet ids_;
    std::string place_;  ///< the part in hand
    CheckSummary summary_;
};

}  // namespace

CheckSummary check_archive(const std::filesystem::path& archive,
                           const std::function<void(const std::string&)>& fault,
                           const std::function<bool()>& stop) {
    return Check(archive, fault, stop).run();
}

}  // namespace dateline
