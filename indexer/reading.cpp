#include "indexer/reading.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/measured_stream.h"
#include "indexer/input/visible.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/url_identity.h"

namespace dateline {

namespace {

constexpr std::uint64_t records_between_progress = 100;

/// In bytes as it lies on disk; 0 for what has no size, such as standard input.
std::uint64_t size_of(const SourceFile& file) {
    std::error_code status;
    const std::uintmax_t size = std::filesystem::file_size(file.path, status);
    return status ? 0 : size;
}

std::string path_id(const SourceFile& file, const Record& record) {
    std::string id = file.id_base;
    if (!record.member.empty()) id += '/' + record.member;
    if (record.number > 1) id += fmt::format("#{}", record.number);
    return visible(id);
}

void set_id(Article& article, IdFrom from, const SourceFile& file, const Record& record) {
    if (from == IdFrom::url && !article.url.empty()) article.id = url_identity(article.url);
    if (from == IdFrom::path) article.id = path_id(file, record);
    if (from == IdFrom::content) article.id = content_id(article);
}

}  // namespace

ReadingContext context_for(const ReadingOptions& options, const SourceFile& file) {
    ReadingContext context;
    context.path = file.path;
    context.id_base = file.id_base;
    context.encoding = options.encoding;
    context.source = options.source;
    context.language = options.language;
    context.published = options.published;
    return context;
}

const Format& format_of(const ReadingOptions& options, std::string_view head, const std::string& path) {
    if (!options.format.empty()) return format_named(options.format);
    const Format* format = recognise_format(head, path);
    if (!format) throw Error("not in a format that is known", "--formats lists them, --format names one");
    return *format;
}

SourceReading::SourceReading(const ReadingOptions& options, ReadingObserver& observer,
                             std::function<bool()> stop)
    : options_(options), observer_(observer), stop_(std::move(stop)), walk_(options.sources) {
    if (!options.format.empty()) (void)format_named(options.format);
}

ReadingCounts SourceReading::read(const Take& take) {
    take_ = &take;
    if (options_.measure_sources) measure_sources();
    while (!stopped()) {
        const std::optional<SourceFile> file = walk_.next();
        if (!file) break;
        read_file(*file);
    }
    counts_.skipped += walk_.companions();
    return counts_;
}

void SourceReading::measure_sources() {
    SourceWalk walk(options_.sources);
    while (const std::optional<SourceFile> file = walk.next()) bytes_ahead_ += size_of(*file);
}

/// `offset` is where reading stands in the file in hand, whose size is `size`. A compressed file yields more
/// bytes than it has, so what it seems to have beyond its size is cut.
void SourceReading::tell_progress(const std::string& path, std::uint64_t offset, std::uint64_t size) {
    std::optional<double> share;
    if (bytes_ahead_ > 0) {
        share =
            static_cast<double>(bytes_behind_ + std::min(offset, size)) / static_cast<double>(bytes_ahead_);
    }
    observer_.progressed(counts_, path, share);
}

bool SourceReading::stopped() {
    counts_.interrupted = counts_.interrupted || stop_();
    return counts_.interrupted;
}

void SourceReading::read_file(const SourceFile& file) {
    if (!file.problem.empty()) {
        ++counts_.unreadable;
        reject({.path = file.path, .reason = file.problem});
        return;
    }
    if (!file.passed_over.empty()) {
        ++counts_.skipped;
        observer_.noted(file.path, "skipped: " + file.passed_over);
        return;
    }
    refuse_to_read_what_will_be_replaced(file.path);
    const std::uint64_t size = size_of(file);
    read_content(file, size);
    if (stopped()) return;
    bytes_behind_ += size;
    tell_progress(file.path, 0, 0);
}

void SourceReading::read_content(const SourceFile& file, std::uint64_t size) {
    const std::string& path = file.path;
    Position position;  // where reading stood when it failed
    std::uint64_t last_number = 0;
    bool refused = false;
    try {
        std::unique_ptr<ByteStream> bytes = open_input(path, stop_, &refused);
        const std::string head = read_ahead(bytes, head_size);
        if (stopped()) return;
        if (head.empty()) {
            // An error that came before the first byte shows itself now.
            char byte = 0;
            (void)bytes->read({&byte, 1});
            throw Error("empty file", path == "-"
                                          ? "nothing came from the pipe; look at the program before it"
                                          : "fetch or make it again, or leave it out");
        }
        const std::unique_ptr<Reader> reader =
            format_of(options_, head, path)
                .open(measured(stream_of(head, std::move(bytes)), position), context_for(options_, file));
        while (!stopped()) {
            std::optional<Record> record = reader->next();
            // What a stop cut short must not pass for a whole record.
            if (!record || stopped()) break;
            last_number = record->number;
            const std::uint64_t offset = record->offset;
            take(file, std::move(*record));
            if (++records_ % records_between_progress == 0) tell_progress(path, offset, size);
        }
    } catch (const Error& error) {
        if (taking_failed_) throw;
        if (stopped()) return;
        if (refused) ++counts_.unreadable;
        reject({.path = path,
                .number = position.bytes == 0 ? 0 : last_number + 1,
                .line = position.bytes == 0 ? 0 : position.lines + 1,
                .offset = position.bytes,
                .reason = error.message(),
                .hint = error.hint()});
    }
}

void SourceReading::take(const SourceFile& file, Record record) {
    const std::string path = record.member.empty() ? file.path : file.path + '/' + record.member;
    const std::string place = record.line > 0 ? fmt::format("{}:{}", path, record.line) : path;
    for (const std::string& note : record.notes) observer_.noted(place, note);
    if (const auto* rejected = std::get_if<Reject>(&record.content)) {
        reject({path, record.number, record.line, record.offset, rejected->reason, rejected->hint});
        return;
    }
    if (const auto* skipped = std::get_if<Skip>(&record.content)) {
        ++counts_.skipped;
        observer_.noted(place, "skipped: " + skipped->reason);
        return;
    }
    auto& article = std::get<Article>(record.content);
    refuse_implausible(article.published, "publication", place);
    refuse_implausible(article.updated, "change", place);
    if (article.published && !is_within(article.published->day, options_.days)) {
        ++counts_.skipped;
        observer_.noted(place, "skipped: published " + to_string(article.published->day));
        return;
    }
    set_id(article, options_.id_from, file, record);
    article.file = file.location;
    ++counts_.read;
    if (!article.published) ++counts_.undated;
    // An error of writing ends the run; it must not pass for an error of the file in hand.
    try {
        (*take_)(std::move(article), place);
    } catch (const Error&) {
        taking_failed_ = true;
        throw;
    }
}

void SourceReading::refuse_to_read_what_will_be_replaced(const std::string& path) {
    std::error_code unknown;
    if (options_.never_read.empty() || !std::filesystem::equivalent(path, options_.never_read, unknown))
        return;
    throw Error("--rejects names a SOURCE: " + path, "name another file: this one would be overwritten")
        .at(options_.never_read);
}

void SourceReading::refuse_implausible(std::optional<Timestamp>& when, const char* what,
                                       const std::string& place) {
    if (!when || plausible(when->day, options_.today)) return;
    observer_.noted(place,
                    fmt::format("date of {} {} is not believable; left out", what, to_string(when->day)));
    when.reset();
}

void SourceReading::reject(const RejectedRecord& record) {
    ++counts_.rejected;
    observer_.rejected(record);
}

}  // namespace dateline
