#include <chrono>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "searcher/formats/cited_names.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/printable.h"

namespace dateline {

namespace {

std::string day_text(Day day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}/{:02}/{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

/// "Doe, Jane, Jr."; what is no person's name as it is.
std::string author_text(const CitedName& name) {
    if (name.given.empty()) return name.family;
    return name.family + ", " + name.given + (name.suffix.empty() ? "" : ", " + name.suffix);
}

/// Records of the Research Information Systems' format: a tag and a value a line, lines ended by CR and LF.
/// A value is one line, so whatever breaks lines in it becomes a space.
class RisFormatter final : public Formatter {
public:
    explicit RisFormatter(std::ostream& sink) : sink_(sink) {}

    void begin(const Answer& /*answer*/, std::uint64_t /*hits*/) override {}

    void hit(const Hit& hit) override {
        const Article& article = hit.article;
        record_.clear();
        append("TY", "NEWS");
        append("ID", article.id);
        append("TI", article.title);
        for (const std::string& author : article.authors) {
            for (const CitedName& name : cited_names(author)) append("AU", author_text(name));
        }
        append("T2", article.source);
        append("SE", article.section);
        if (article.published) {
            const std::string day = day_text(article.published->day);
            append("PY", day.substr(0, day.find('/')));
            append("DA", day + '/');
        }
        append("PP", article.dateline);
        append("LA", article.language);
        append("AB", article.lede);
        for (const std::string& keyword : article.keywords) append("KW", keyword);
        append("UR", article.url);
        record_ += "ER  - \r\n";
        sink_ << record_;
    }

    void end() override {}

private:
    void append(std::string_view tag, std::string_view value) {
        const std::string line = printable(value);
        if (!line.empty()) record_.append(tag).append("  - ").append(line).append("\r\n");
    }

    std::ostream& sink_;
    std::string record_;
};

}  // namespace

std::unique_ptr<Formatter> make_ris(std::ostream& sink, const OutputSettings& /*settings*/) {
    return std::make_unique<RisFormatter>(sink);
}

}  // namespace dateline
