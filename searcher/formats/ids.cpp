#include <ostream>

#include "searcher/formats/factories.h"

namespace dateline {

namespace {

class IdsFormatter final : public Formatter {
public:
    explicit IdsFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& /*answer*/, std::uint64_t /*hits*/) override {}
    void hit(const Hit& hit) override { sink_ << hit.article.id << '\n'; }
    void end() override {}

private:
    std::ostream& sink_;
};

}  // namespace

std::unique_ptr<Formatter> make_ids(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<IdsFormatter>(sink);
}

}  // namespace dateline
