#include <ostream>
#include <string>
#include <string_view>

#include "searcher/formats/factories.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

/// The answer without hits as text, cut where these belong.
struct Halves {
    std::string before;
    std::string after;
};

Halves halves_of(const Answer& answer) {
    Json json = answer_json(answer);
    json["hits"] = Json::array();
    const std::string text = dump(json, 2);
    // No string holds a line break as it is, and only keys of the outermost object stand so far left.
    constexpr std::string_view empty_list = "\n  \"hits\": []";
    const std::size_t inside = text.find(empty_list) + empty_list.size() - 1;
    return {text.substr(0, inside), text.substr(inside)};
}

/// The same bytes as if the whole answer were one value, with one hit in memory at a time.
class JsonFormatter final : public Formatter {
public:
    explicit JsonFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& answer, std::uint64_t /*hits*/) override {
        any_ = false;
        Halves halves = halves_of(answer);
        sink_ << halves.before;
        rest_ = std::move(halves.after);
    }

    void hit(const Hit& hit) override {
        constexpr std::string_view indent = "\n    ";
        const std::string text = dump(hit_json(hit), 2);
        std::string indented;
        for (const char c : text) {
            if (c == '\n') {
                indented += indent;
            } else {
                indented += c;
            }
        }
        sink_ << (any_ ? "," : "") << indent << indented;
        any_ = true;
    }

    void end() override { sink_ << (any_ ? "\n  " : "") << rest_ << '\n'; }

private:
    std::ostream& sink_;
    std::string rest_;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<Formatter> make_json(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<JsonFormatter>(sink);
}

}  // namespace dateline
