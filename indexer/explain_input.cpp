#include "indexer/explain_input.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include "common/article_json.h"
#include "common/error.h"
#include "indexer/input/visible.h"

namespace dateline {

namespace {

/// Of a file: those behind them are like them, mostly.
constexpr std::uint64_t records_in_full = 3;

/// Of a value, in bytes.
constexpr std::size_t most_shown = 80;

std::string shortened(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    if (text.size() <= most_shown) return text;
    std::size_t end = most_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

/// The value of a field as text: lists apart by ';'.
std::string value_of(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    std::string joined;
    for (const Json& value : json) joined += (joined.empty() ? "" : "; ") + value.get<std::string>();
    return joined;
}

void explain_article(const Article& article, const Record& record, std::ostream& out) {
    const Json json = article_json(article);
    for (const Field& field : fields) {
        const auto value_at = json.find(std::string(field.key));
        if (value_at == json.end()) continue;
        const Json& value = *value_at;
        if (value.is_null() || value.empty()) continue;
        const auto origin = std::ranges::find(record.origins, field.id, &FieldOrigin::field);
        fmt::print(out, "  {:<10} {}\n", field.name, shortened(value_of(value)));
        if (origin != record.origins.end()) fmt::print(out, "  {:<10} from {}\n", "", origin->rule);
    }
}

class FileExplanation {
public:
    FileExplanation(const ReadingOptions& options, const SourceFile& file, std::ostream& out)
        : options_(options), file_(file), out_(out) {}

    void explain() {
        try {
            std::unique_ptr<ByteStream> bytes = open_input(file_.path);
            const std::string head = read_ahead(bytes, head_size);
            const Format& format = format_of(options_, head, file_.path);
            fmt::print(out_, "{}\nformat {}, {}\n", visible(file_.path), format.name,
                       how_it_is_known(format, head));
            ReadingContext context = context_for(options_, file_);
            context.explain = true;
            const auto reader = format.open(stream_of(head, std::move(bytes)), context);
            while (const std::optional<Record> record = reader->next()) count(*record);
        } catch (const Error& error) {
            fmt::print(out_, "{}: {}{}\n", visible(file_.path), error.message(),
                       error.hint().empty() ? "" : " (" + error.hint() + ")");
        }
        if (articles_ > records_in_full)
            fmt::print(out_, "and {} more articles, read alike\n", articles_ - records_in_full);
        fmt::print(out_, "{} articles, {} rejected, {} skipped\n\n", articles_, rejected_, skipped_);
    }

private:
    [[nodiscard]] std::string how_it_is_known(const Format& format, std::string_view head) const {
        if (!options_.format.empty()) return "as --format says";
        const int sure = format.recognise(head);
        return sure > 0 ? fmt::format("recognised by its content, {} % sure", sure) : "by its name";
    }

    void count(const Record& record) {
        std::uint64_t& of_its_kind = std::holds_alternative<Article>(record.content)  ? articles_
                                     : std::holds_alternative<Reject>(record.content) ? rejected_
                                                                                      : skipped_;
        if (++of_its_kind > records_in_full) return;
        fmt::print(out_, "record {}{}{}", record.number,
                   record.member.empty() ? "" : " in " + visible(record.member),
                   record.line > 0 ? fmt::format(", line {}", record.line) : "");
        if (const auto* article = std::get_if<Article>(&record.content)) {
            out_ << ":\n";
            explain_article(*article, record, out_);
        } else if (const auto* reject = std::get_if<Reject>(&record.content)) {
            fmt::print(out_, ": rejected: {}{}\n", reject->reason,
                       reject->hint.empty() ? "" : " (" + reject->hint + ")");
        } else {
            fmt::print(out_, ": skipped: {}\n", std::get<Skip>(record.content).reason);
        }
        for (const std::string& note : record.notes) fmt::print(out_, "  note: {}\n", note);
    }

    const ReadingOptions& options_;
    const SourceFile& file_;
    std::ostream& out_;
    std::uint64_t articles_ = 0;
    std::uint64_t rejected_ = 0;
    std::uint64_t skipped_ = 0;
};

}  // namespace

void explain_input(const ReadingOptions& options, std::ostream& out) {
    SourceWalk walk(options.sources);
    while (const std::optional<SourceFile> file = walk.next()) {
        const std::string& not_read = file->problem.empty() ? file->passed_over : file->problem;
        if (not_read.empty()) {
            FileExplanation(options, *file, out).explain();
        } else {
            fmt::print(out, "{}: not read: {}\n\n", visible(file->path), not_read);
        }
    }
}

}  // namespace dateline
