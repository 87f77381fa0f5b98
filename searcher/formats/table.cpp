#include "searcher/formats/table.h"

#include <ostream>
#include <vector>

#include <fmt/format.h>

namespace dateline {

namespace {

using Row = std::vector<std::string>;

std::string joined(const std::vector<std::string>& values) {
    std::string cell;
    for (const std::string& value : values) cell += (cell.empty() ? "" : "; ") + value;
    return cell;
}

std::string joined(const std::vector<Name>& names) {
    std::string cell;
    for (const Name& name : names) cell += (cell.empty() ? "" : "; ") + name.name;
    return cell;
}

std::string joined_ids(const std::vector<HitCopy>& copies) {
    std::string cell;
    for (const HitCopy& copy : copies) cell += (cell.empty() ? "" : "; ") + copy.id;
    return cell;
}

Row head_of(bool lists_copies) {
    Row head{"rank", "id",     "score",         "published", "source",  "title",   "authors", "section",
             "url",  "people", "organizations", "places",    "snippet", "cluster", "copies"};
    if (lists_copies) head.emplace_back("copy_ids");
    return head;
}

Row row_of(const Hit& hit, bool lists_copies) {
    const Article& article = hit.article;
    Row row{std::to_string(hit.rank),
            article.id,
            fmt::format("{:.6g}", hit.score),
            article.published ? to_string(*article.published) : "",
            article.source,
            article.title,
            joined(article.authors),
            article.section,
            article.url,
            joined(article.people),
            joined(article.organizations),
            joined(article.places),
            hit.snippet.text,
            hit.cluster > 0 ? std::to_string(hit.cluster) : "",
            std::to_string(hit.copies)};
    if (lists_copies) row.push_back(joined_ids(hit.copy_list));
    return row;
}

class TableFormatter final : public Formatter {
public:
    TableFormatter(std::ostream& sink, RowWriter writer) : sink_(sink), write_cells_(writer) {}

    void begin(const Answer& answer, std::uint64_t hits) override {
        lists_copies_ = answer.query.list_copies;
        const bool only_counts = answer.query.limit == 0 && hits == 0;
        const bool has_facets = only_counts && !answer.facets.empty();
        const bool has_timeline = only_counts && answer.timeline.has_value();
        if (has_facets) write_facets(answer.facets);
        if (has_facets && has_timeline) write_row({});
        if (has_timeline) write_timelines(answer);
        if (!has_facets && !has_timeline) write_row(head_of(lists_copies_));
    }

    void hit(const Hit& hit) override { write_row(row_of(hit, lists_copies_)); }
    void end() override {}

private:
    void write_row(const Row& cells) { write_cells_(sink_, cells); }

    void write_facets(const std::vector<Facet>& facets) {
        write_row({"field", "value", "count", "kind", "in_archive", "score"});
        for (const Facet& facet : facets) {
            for (const FacetValue& row : facet.values) {
                const bool held = row.in_archive.has_value();
                write_row({facet.field, row.value, std::to_string(row.count), "value",
                           held ? std::to_string(*row.in_archive) : "",
                           held ? fmt::format("{:.6g}", row.score) : ""});
            }
            const auto write_rest = [&](const char* kind, std::uint64_t count) {
                if (count > 0) write_row({facet.field, "", std::to_string(count), kind, "", ""});
            };
            write_rest("other", facet.other);
            write_rest("missing", facet.missing);
        }
    }

    void write_timelines(const Answer& answer) {
        Row head{"from", "to", "count", "in_archive", "kind"};
        if (answer.comparison) head.emplace_back("query");
        write_row(head);
        if (!answer.comparison) {
            write_timeline(*answer.timeline, {});
            return;
        }
        write_timeline(*answer.timeline, {answer.query.typed});
        write_timeline(answer.comparison->timeline, {answer.comparison->typed});
    }

    /// `query` is the last column, where there is one.
    void write_timeline(const Timeline& timeline, const Row& query) {
        const auto write = [&](Row row) {
            row.insert(row.end(), query.begin(), query.end());
            write_row(row);
        };
        for (const Bucket& bucket : timeline.buckets) {
            write({to_string(bucket.first), to_string(bucket.last), std::to_string(bucket.count),
                   std::to_string(bucket.in_archive), "bucket"});
        }
        for (const Bucket& gap : timeline.gaps) {
            write({to_string(gap.first), to_string(gap.last), "0", "0", "gap"});
        }
        if (timeline.undated > 0) write({"", "", std::to_string(timeline.undated), "", "undated"});
    }

    std::ostream& sink_;
    RowWriter write_cells_;
    bool lists_copies_ = false;
};

}  // namespace

std::unique_ptr<Formatter> make_table(std::ostream& sink, RowWriter write_row) {
    return std::make_unique<TableFormatter>(sink, write_row);
}

}  // namespace dateline
