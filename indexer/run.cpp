#include "indexer/run.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/measured_stream.h"
#include "indexer/input/sources.h"

namespace dateline {

namespace {

/// As much of a file as its format is recognised by.
constexpr std::size_t head_size = std::size_t{64} << 10;

constexpr std::uint64_t records_between_progress = 100;

/// One run while it goes on.
class Run {
public:
    Run(const RunOptions& options, RunObserver& observer, const std::function<bool()>& stop)
        : options_(options),
          observer_(observer),
          stop_(stop),
          walk_(options.sources),
          writer_(options.archive, with_warnings(options.writing)) {}

    RunSummary execute() {
        if (options_.measure_sources) measure_sources();
        while (!stopped()) {
            const std::optional<SourceFile> file = walk_.next();
            if (!file) break;
            read_file(*file);
        }
        writer_.finish();
        summary_.skipped += walk_.companions();
        summary_.added = writer_.counts().added;
        summary_.updated = writer_.counts().updated;
        summary_.unchanged = writer_.counts().unchanged;
        summary_.replaced_in_run = writer_.counts().replaced_in_run;
        return summary_;
    }

private:
    WritingOptions with_warnings(WritingOptions writing) {
        writing.on_replaced = [this](const std::string& place, const std::string& id) {
            observer_.replaced(place, id);
        };
        return writing;
    }

    void measure_sources() {
        SourceWalk walk(options_.sources);
        while (const std::optional<SourceFile> file = walk.next()) bytes_ahead_ += size_of(*file);
    }

    /// In bytes as it lies on disk; 0 for what has no size, such as standard input.
    static std::uint64_t size_of(const SourceFile& file) {
        std::error_code status;
        const std::uintmax_t size = std::filesystem::file_size(file.path, status);
        return status ? 0 : size;
    }

    /// `offset` is where reading stands in the file in hand, whose size is `size`. A compressed file yields
    /// more bytes than it has, so what it seems to have beyond its size is cut.
    void tell_progress(const std::string& path, std::uint64_t offset, std::uint64_t size) {
        std::optional<double> share;
        if (bytes_ahead_ > 0) {
            share = static_cast<double>(bytes_behind_ + std::min(offset, size)) /
                    static_cast<double>(bytes_ahead_);
        }
        observer_.progressed(summary_, path, share);
    }

    bool stopped() {
        summary_.interrupted = summary_.interrupted || stop_();
        return summary_.interrupted;
    }

    void read_file(const SourceFile& file) {
        const std::string& path = file.path;
        if (!file.problem.empty()) {
            reject({.path = path, .reason = file.problem});
            return;
        }
        if (!file.passed_over.empty()) {
            ++summary_.skipped;
            observer_.noted(path, "skipped: " + file.passed_over);
            return;
        }
        refuse_to_read_what_will_be_replaced(path);
        const std::uint64_t size = size_of(file);
        Position position;  // where reading stood when it failed
        std::uint64_t last_number = 0;
        try {
            std::unique_ptr<ByteStream> bytes = open_input(path, stop_);
            const std::string head = read_ahead(bytes, head_size);
            if (stopped()) return;
            if (head.empty()) {
                // An error that came before the first byte shows itself now.
                char byte = 0;
                (void)bytes->read({&byte, 1});
                reject({.path = path,
                        .reason = "empty file",
                        .hint = path == "-" ? "nothing came from the pipe; look at the program before it"
                                            : "fetch or make it again, or leave it out"});
                return;
            }
            const Format* format =
                options_.format.empty() ? recognise_format(head, path) : &format_named(options_.format);
            if (!format) {
                reject({.path = path,
                        .reason = "not in a format that is known",
                        .hint = "--formats lists them, --format names one"});
                return;
            }
            const std::unique_ptr<Reader> reader =
                format->open(measured(stream_of(head, std::move(bytes)), position), context_for(file));
            while (!stopped()) {
                std::optional<Record> record = reader->next();
                // What a stop cut short must not pass for a whole record.
                if (!record || stopped()) break;
                last_number = record->number;
                const std::uint64_t offset = record->offset;
                take(path, std::move(*record));
                if (++records_ % records_between_progress == 0) tell_progress(path, offset, size);
            }
        } catch (const Error& error) {
            if (writing_failed_) throw;
            if (stopped()) return;
            reject({.path = path,
                    .number = position.bytes == 0 ? 0 : last_number + 1,
                    .line = position.bytes == 0 ? 0 : position.lines + 1,
                    .offset = position.bytes,
                    .reason = error.message(),
                    .hint = error.hint()});
        }
        bytes_behind_ += size;
        tell_progress(path, 0, 0);
    }

    [[nodiscard]] ReadingContext context_for(const SourceFile& file) const {
        return {.path = file.path,
                .id_base = file.id_base,
                .encoding = options_.encoding,
                .source = options_.source,
                .published = options_.published};
    }

    void take(std::string path, Record record) {
        if (!record.member.empty()) path += '/' + record.member;
        const std::string place = record.line > 0 ? fmt::format("{}:{}", path, record.line) : path;
        for (const std::string& note : record.notes) observer_.noted(place, note);
        if (const auto* rejected = std::get_if<Reject>(&record.content)) {
            reject({path, record.number, record.line, record.offset, rejected->reason, rejected->hint});
            return;
        }
        if (const auto* skipped = std::get_if<Skip>(&record.content)) {
            ++summary_.skipped;
            observer_.noted(place, "skipped: " + skipped->reason);
            return;
        }
        auto& article = std::get<Article>(record.content);
        refuse_implausible(article.published, "publication", place);
        refuse_implausible(article.updated, "change", place);
        ++summary_.read;
        if (!article.published) ++summary_.undated;
        write(std::move(article), place);
    }

    /// An error of writing ends the run; it must not pass for an error of the file in hand.
    void write(Article article, const std::string& place) {
        try {
            writer_.add(std::move(article), place);
        } catch (const Error&) {
            writing_failed_ = true;
            throw;
        }
    }

    void refuse_to_read_what_will_be_replaced(const std::string& path) {
        std::error_code unknown;
        if (options_.never_read.empty() || !std::filesystem::equivalent(path, options_.never_read, unknown))
            return;
        writing_failed_ = true;
        throw Error("--rejects names a SOURCE: " + path, "name another file: this one would be overwritten")
            .at(options_.never_read);
    }

    void refuse_implausible(std::optional<Timestamp>& when, const char* what, const std::string& place) {
        if (!when || plausible(when->day, options_.today)) return;
        observer_.noted(place,
                        fmt::format("date of {} {} is not believable; left out", what, to_string(when->day)));
        when.reset();
    }

    void reject(const RejectedRecord& record) {
        ++summary_.rejected;
        observer_.rejected(record);
    }

    const RunOptions& options_;
    RunObserver& observer_;
    const std::function<bool()>& stop_;
    SourceWalk walk_;
    ArchiveWriter writer_;
    RunSummary summary_;
    std::uint64_t records_ = 0;
    std::uint64_t bytes_behind_ = 0;
    std::uint64_t bytes_ahead_ = 0;  ///< of all sources; 0 when they were not measured
    bool writing_failed_ = false;
};

}  // namespace

RunSummary run_indexer(const RunOptions& options, RunObserver& observer, const std::function<bool()>& stop) {
    if (!options.format.empty()) (void)format_named(options.format);
    RunSummary summary = Run(options, observer, stop).execute();
    if (summary.read == 0 && !summary.interrupted) {
        throw Error("no article in all of the input", "the archive is as it was");
    }
    return summary;
}

}  // namespace dateline
