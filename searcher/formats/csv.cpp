#include <ostream>

#include <fmt/format.h>

#include "searcher/formats/csv_cells.h"
#include "searcher/formats/factories.h"

namespace dateline {

namespace {

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

/// Tables of comma-separated values. Hits as a rule; where only counts were asked for (limit 0), the values
/// of the facets, then the buckets of the timeline, an empty line between two tables. The row with an empty
/// value counts the articles without one.
class CsvFormatter final : public Formatter {
public:
    explicit CsvFormatter(std::ostream& sink) : sink_(sink) {}

    void write(const Answer& answer) override {
        const bool only_counts = answer.query.limit == 0 && answer.hits.empty();
        const bool has_facets = only_counts && !answer.facets.empty();
        const bool has_timeline = only_counts && answer.timeline.has_value();
        if (has_facets) write_facets(answer.facets);
        if (has_facets && has_timeline) sink_ << "\r\n";
        if (has_timeline) write_timeline(*answer.timeline);
        if (!has_facets && !has_timeline) write_hits(answer);
    }

private:
    void write_row(const std::vector<std::string>& cells) { write_csv_row(sink_, cells); }

    void write_hits(const Answer& answer) {
        std::vector<std::string> head{"rank",          "id",      "score",   "published", "source",
                                      "title",         "authors", "section", "url",       "people",
                                      "organizations", "places",  "snippet", "cluster",   "copies"};
        if (answer.query.list_copies) head.emplace_back("copy_ids");
        write_row(head);
        for (const Hit& hit : answer.hits) {
            const Article& article = hit.article;
            std::vector<std::string> row{std::to_string(hit.rank),
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
            if (answer.query.list_copies) row.push_back(joined_ids(hit.copy_list));
            write_row(row);
        }
    }

    void write_facets(const std::vector<Facet>& facets) {
        write_row({"field", "value", "count"});
        for (const Facet& facet : facets) {
            for (const FacetValue& row : facet.values) {
                write_row({facet.field, row.value, std::to_string(row.count)});
            }
            if (facet.missing > 0) write_row({facet.field, "", std::to_string(facet.missing)});
        }
    }

    void write_timeline(const Timeline& timeline) {
        write_row({"from", "to", "count"});
        for (const Bucket& bucket : timeline.buckets) {
            write_row({to_string(bucket.first), to_string(bucket.last), std::to_string(bucket.count)});
        }
        if (timeline.undated > 0) write_row({"", "", std::to_string(timeline.undated)});
    }

    std::ostream& sink_;
};

}  // namespace

std::unique_ptr<Formatter> make_csv(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<CsvFormatter>(sink);
}

}  // namespace dateline
