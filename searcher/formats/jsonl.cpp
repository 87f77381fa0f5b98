#include <ostream>

#include "searcher/formats/factories.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

/// A line a hit. Where only counts were asked for (limit 0), a line a value or bucket instead.
class JsonLinesFormatter final : public Formatter {
public:
    explicit JsonLinesFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& answer, std::uint64_t /*hits*/) override {
        if (answer.query.limit > 0) return;
        for (const Facet& facet : answer.facets) {
            for (const Json& row : facet_rows(facet)) sink_ << dump(row) << '\n';
        }
        if (!answer.timeline) return;
        const auto write_rows = [&](const std::string* query, const Timeline& timeline) {
            for (const Json& row : timeline_rows(query, timeline)) sink_ << dump(row) << '\n';
        };
        write_rows(answer.comparison ? &answer.query.typed : nullptr, *answer.timeline);
        if (answer.comparison) write_rows(&answer.comparison->typed, answer.comparison->timeline);
    }
    void hit(const Hit& hit) override { sink_ << dump(hit_json(hit)) << '\n'; }
    void end() override {}

private:
    std::ostream& sink_;
};

}  // namespace

std::unique_ptr<Formatter> make_jsonl(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<JsonLinesFormatter>(sink);
}

}  // namespace dateline
