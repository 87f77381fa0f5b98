#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/dates.h"
#include "indexer/input/sources.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// What makes an article's id.
enum class IdFrom : std::uint8_t {
    article,  ///< its own id, else its address, else its file, else what it says
    url,      ///< its address, where it has one
    path,     ///< its file, and its number in it from the second on
    content,  ///< what it says
};

/// What is to be read, and how.
struct ReadingOptions {
    std::vector<std::string> sources;
    std::string format;  ///< a name of the table of formats; empty: recognise each file's
    std::string encoding;
    std::string source;            ///< for articles that name none
    std::string language;          ///< code, for articles that name none; empty: their text tells, or nothing
    std::optional<Day> published;  ///< for articles that have no date
    IdFrom id_from = IdFrom::article;
    DayRange days;                 ///< articles that were published on other days are skipped
    bool measure_sources = false;  ///< add up the sizes of all files first, so that progress can be told
    std::string never_read;        ///< a file that will be replaced: to meet it as a source ends the run
    Day today{};                   ///< later dates than tomorrow are not believed
};

struct ReadingCounts {
    std::uint64_t read = 0;        ///< articles
    std::uint64_t rejected = 0;    ///< records that could not be read
    std::uint64_t skipped = 0;     ///< records and files that are no articles, or not of the days asked for
    std::uint64_t undated = 0;     ///< of those read
    std::uint64_t unreadable = 0;  ///< files and folders that the system did not let us read; also rejected
    bool interrupted = false;
};

/// A record that could not become an article, and where it stands.
struct RejectedRecord {
    std::string path{};
    std::uint64_t number = 0;  ///< in the file, from 1; 0 for the file as a whole
    std::uint64_t line = 0;
    std::uint64_t offset = 0;
    std::string reason{};
    std::string hint{};
};

/// Hears of what is met while reading goes on.
class ReadingObserver {
public:
    virtual ~ReadingObserver() = default;
    virtual void rejected(const RejectedRecord& record) = 0;
    /// A repair or a doubt about an article that was taken all the same.
    virtual void noted(const std::string& place, const std::string& note) = 0;
    /// Now and then, and after every file. `share` is how much of the input's bytes is behind us, from 0 to
    /// 1; nothing when it was not asked to measure its sources.
    virtual void progressed(const ReadingCounts& so_far, const std::string& path,
                            std::optional<double> share) = 0;
};

/// Reads all sources, whatever formats they are in.
class SourceReading {
public:
    /// What an article is for; the place is the file, with the line where there is one.
    using Take = std::function<void(Article article, const std::string& place)>;

    /// Looks at every source; throws Error for one that is missing. `stop` is asked after every record.
    /// Options and observer must outlive this.
    SourceReading(const ReadingOptions& options, ReadingObserver& observer, std::function<bool()> stop);

    /// Hands every article to `take`. A file that cannot be read is rejected and reading goes on behind it;
    /// an Error that `take` throws ends it all.
    ReadingCounts read(const Take& take);

    /// So far.
    [[nodiscard]] const ReadingCounts& counts() const { return counts_; }

private:
    void measure_sources();
    void tell_progress(const std::string& path, std::uint64_t offset, std::uint64_t size);
    [[nodiscard]] bool stopped();
    void read_file(const SourceFile& file);
    void read_content(const SourceFile& file, std::uint64_t size);
    void take(const SourceFile& file, Record record);
    void refuse_to_read_what_will_be_replaced(const std::string& path);
    void refuse_implausible(std::optional<Timestamp>& when, const char* what, const std::string& place);
    void reject(const RejectedRecord& record);

    const ReadingOptions& options_;
    ReadingObserver& observer_;
    std::function<bool()> stop_;
    const Take* take_ = nullptr;
    SourceWalk walk_;
    ReadingCounts counts_;
    std::uint64_t records_ = 0;
    std::uint64_t bytes_behind_ = 0;
    std::uint64_t bytes_ahead_ = 0;  ///< of all sources; 0 when they were not measured
    bool taking_failed_ = false;
};

/// What the options and the file's place tell the readers.
[[nodiscard]] ReadingContext context_for(const ReadingOptions& options, const SourceFile& file);

/// As much of a file as its format is recognised by, in bytes.
inline constexpr std::size_t head_size = std::size_t{64} << 10;

/// The format that the options name, else the one that the beginning of the file shows; throws Error when
/// neither says.
[[nodiscard]] const Format& format_of(const ReadingOptions& options, std::string_view head,
                                      const std::string& path);

}  // namespace dateline
