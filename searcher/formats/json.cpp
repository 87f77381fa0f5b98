#include <ostream>

#include "searcher/formats/factories.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

class JsonFormatter final : public Formatter {
public:
    explicit JsonFormatter(std::ostream& sink) : sink_(sink) {}

    void write(const Answer& answer) override { sink_ << dump(answer_json(answer), 2) << '\n'; }

private:
    std::ostream& sink_;
};

}  // namespace

std::unique_ptr<Formatter> make_json(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<JsonFormatter>(sink);
}

}  // namespace dateline
