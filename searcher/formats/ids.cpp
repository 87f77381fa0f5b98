#include <ostream>

#include "searcher/formats/factories.h"

namespace dateline {

namespace {

class IdsFormatter final : public Formatter {
public:
    explicit IdsFormatter(std::ostream& sink) : sink_(sink) {}

    void write(const Answer& answer) override {
        for (const Hit& hit : answer.hits) sink_ << hit.article.id << '\n';
    }

private:
    std::ostream& sink_;
};

}  // namespace

std::unique_ptr<Formatter> make_ids(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<IdsFormatter>(sink);
}

}  // namespace dateline
