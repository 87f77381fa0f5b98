#include <ostream>

#include <fmt/format.h>

#include "searcher/formats/factories.h"

namespace dateline {

namespace {

/// The columns of a run are apart by blanks, so those in a value are written as in URLs.
std::string one_column(std::string_view value) {
    std::string column;
    for (const char c : value) {
        if (static_cast<unsigned char>(c) <= ' ') {
            column += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            column += c;
        }
    }
    return column;
}

class TrecFormatter final : public Formatter {
public:
    explicit TrecFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& answer, std::uint64_t /*hits*/) override {
        query_id_ = answer.query.id.empty() ? "1" : one_column(answer.query.id);
    }
    void hit(const Hit& hit) override {
        sink_ << fmt::format("{} Q0 {} {} {:.6f} dateline\n", query_id_, one_column(hit.article.id), hit.rank,
                             hit.score);
    }
    void end() override {}

private:
    std::ostream& sink_;
    std::string query_id_;
};

}  // namespace

std::unique_ptr<Formatter> make_trec(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<TrecFormatter>(sink);
}

}  // namespace dateline
