#include "indexer/readers/container.h"

#include <algorithm>
#include <clocale>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/archive_input.h"
#include "indexer/input/decompress.h"
#include "indexer/input/expansion.h"
#include "indexer/input/sources.h"
#include "indexer/input/visible.h"

namespace dateline {
namespace {

constexpr std::size_t head_size = std::size_t{64} << 10;

constexpr int most_levels = 4;

/// The path of a member with '/' and without "." in it; "problem" when it leads anywhere else.
struct MemberPath {
    std::string path;
    std::string problem;
};

MemberPath member_path(std::string_view given) {
    MemberPath result;
    const bool drive = given.size() > 1 && given[1] == ':';
    if (given.starts_with('/') || given.starts_with('\\') || drive)
        result.problem = "a member with an absolute path";
    while (!given.empty()) {
        const std::size_t end = std::min(given.find('/'), given.size());
        const std::string_view part = given.substr(0, end);
        given.remove_prefix(std::min(end + 1, given.size()));
        if (part == ".." || part.starts_with("..\\") || part.ends_with("\\..") ||
            part.find("\\..\\") != part.npos)
            result.problem = "a member whose path has \"..\" in it";
        if (part.empty() || part == ".") continue;
        if (!result.path.empty()) result.path += '/';
        result.path += part;
    }
    return result;
}

/// Throws what ails the archive in hand.
[[noreturn]] void fail(const ArchiveInput& input, std::string_view what) {
    input.rethrow_failure();
    const std::string_view why = input.complaint();
    const bool cut_off = why.empty() ? input.fed_everything() : why.find("runcated") != why.npos;
    std::string message = fmt::format("{} {}", cut_off ? "truncated" : "damaged", what);
    if (!why.empty()) message += fmt::format(": {}", visible(why));
    throw Error(std::move(message), "fetch or make the file again; what came before is read");
}

/// What the member in hand holds; it lives as long as its container stands at it.
class MemberStream final : public ByteStream {
public:
    MemberStream(const ArchiveInput& input, bool& container_failed)
        : input_(input), container_failed_(container_failed) {}

    std::size_t read(std::span<char> room) override {
        if (room.empty()) return 0;
        const la_ssize_t count = archive_read_data(input_.handle(), room.data(), room.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        container_failed_ = count == ARCHIVE_FATAL;
        fail(input_, "member");
    }

private:
    const ArchiveInput& input_;
    bool& container_failed_;
};

/// libarchive takes names of members through the encoding of this thread's locale, which may know no more
/// than ASCII. While this lives, it knows all of Unicode.
class UnicodeNames {
public:
    UnicodeNames() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(uselocale(locale_)) {}
    ~UnicodeNames() {
        uselocale(before_);
        if (locale_ != nullptr) freelocale(locale_);
    }
    UnicodeNames(const UnicodeNames&) = delete;
    UnicodeNames& operator=(const UnicodeNames&) = delete;

private:
    locale_t locale_;  ///< null where there is no such locale: then nothing changes
    locale_t before_;
};

class ContainerReader final : public Reader {
public:
    ContainerReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context, int level,
                    std::shared_ptr<Expansion> expansion)
        : input_(std::move(bytes)), context_(context), level_(level), expansion_(std::move(expansion)) {
        archive* const handle = input_.handle();
        archive_read_support_format_tar(handle);
        archive_read_support_format_zip_streamable(handle);
        archive_read_support_format_cpio(handle);
        // What was written behind a tar's end is part of it.
        archive_read_set_format_option(handle, "tar", "read_concatenated_archives", "1");
    }

    std::optional<Record> next() override {
        while (!done_) {
            if (!reader_) {
                std::optional<Record> refused = begin_member();
                if (refused) return refused;
                continue;
            }
            try {
                std::optional<Record> record = reader_->next();
                if (record) return located(std::move(*record));
                reader_.reset();
            } catch (const Error& error) {
                return member_failed(error);
            }
        }
        return std::nullopt;
    }

private:
    /// Goes to the next member and opens its reader; a record when there is something to tell instead.
    std::optional<Record> begin_member() {
        const UnicodeNames names;
        if (!open_ && !input_.open()) fail(input_, "container");
        open_ = true;
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(input_.handle(), &entry);
        if (result == ARCHIVE_EOF) {
            done_ = true;
            return std::nullopt;
        }
        member_.clear();
        if (result == ARCHIVE_RETRY) {
            // One header makes no sense; there may be others behind it.
            if (std::exchange(lost_, true)) return std::nullopt;
            return rejected(fmt::format("damaged container: {}", visible(input_.complaint())),
                            "make it again; members that are found behind the damage are read");
        }
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN) fail(input_, "container");
        lost_ = false;
        ++members_;
        return open_member(entry);
    }

    std::optional<Record> open_member(archive_entry* entry) {
        const char* name = archive_entry_pathname_utf8(entry);
        if (name == nullptr) name = archive_entry_pathname(entry);
        MemberPath path = member_path(name == nullptr ? std::string_view{} : name);
        member_ = visible(path.path.empty() ? fmt::format("member {}", members_) : path.path);
        if (!path.problem.empty())
            return rejected(path.problem, "unpack it with care where it comes from, and pack it again");
        const auto type = archive_entry_filetype(entry);
        if (archive_entry_hardlink(entry) != nullptr || type == AE_IFLNK) return skipped("a link");
        if (type == AE_IFDIR) return std::nullopt;
        if (type != AE_IFREG && type != 0) return skipped("a device or the like");
        if (is_hidden(path.path)) return std::nullopt;
        if (is_companion(std::string_view(path.path).substr(path.path.rfind('/') + 1)))
            return skipped("a companion of articles");
        if (archive_entry_is_encrypted(entry) > 0)
            return rejected("the member is encrypted", "decrypt it first");
        try {
            return open_reader();
        } catch (const Error& error) {
            return member_failed(error);
        }
    }

    std::optional<Record> open_reader() {
        std::unique_ptr<ByteStream> bytes = std::make_unique<MemberStream>(input_, container_failed_);
        // Both count: what the container expands to, and what compressed members do.
        bytes = counted_out(decompressed(counted_out(std::move(bytes), expansion_)), expansion_);
        const std::string head = read_ahead(bytes, head_size);
        if (head.empty()) {
            // An error that came before the first byte shows itself now.
            char byte = 0;
            (void)bytes->read({&byte, 1});
            return rejected("empty file", "leave it out, or pack it again");
        }
        ReadingContext context = context_;
        context.path += '/' + member_;
        if (!context.id_base.empty()) context.id_base += '/';
        context.id_base += member_;
        const Format* format = recognise_format(head, context.path);
        if (format == nullptr) return rejected("not in a format that is known", "--formats lists them");
        bytes = stream_of(head, std::move(bytes));
        if (format->open != open_container) {
            reader_ = format->open(std::move(bytes), context);
        } else if (level_ == most_levels) {
            return rejected("containers inside one another, more than four deep", "unpack it first");
        } else {
            reader_ = std::make_unique<ContainerReader>(std::move(bytes), context, level_ + 1, expansion_);
        }
        return std::nullopt;
    }

    Record member_failed(const Error& error) {
        reader_.reset();
        // Whatever holds more than an honest container is not read any further.
        done_ = container_failed_ || is_bomb(*expansion_);
        return rejected(error.message(), error.hint());
    }

    Record located(Record record) {
        record.member = record.member.empty() ? member_ : member_ + '/' + record.member;
        return record;
    }

    Record rejected(std::string reason, std::string hint) {
        Record record;
        record.content = Reject{std::move(reason), std::move(hint)};
        return located(std::move(record));
    }

    Record skipped(std::string reason) {
        Record record;
        record.content = Skip{std::move(reason)};
        return located(std::move(record));
    }

    ArchiveInput input_;
    ReadingContext context_;
    int level_;
    std::shared_ptr<Expansion> expansion_;  ///< of the outermost container
    std::string member_;                    ///< the member in hand
    std::uint64_t members_ = 0;
    bool open_ = false;
    bool lost_ = false;  ///< the last header made no sense
    bool container_failed_ = false;
    bool done_ = false;
    std::unique_ptr<Reader> reader_;  ///< of the member in hand
};

/// True for the header of a tar: its sum is right, whatever its age.
bool is_tar(std::string_view head) {
    constexpr std::size_t header_size = 512;
    constexpr std::size_t sum_at = 148;
    constexpr std::size_t sum_size = 8;
    if (head.size() < header_size || head[0] == '\0') return false;
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < header_size; ++at) {
        const bool in_sum = at >= sum_at && at < sum_at + sum_size;
        sum += in_sum ? ' ' : static_cast<unsigned char>(head[at]);
    }
    std::uint64_t given = 0;
    bool digits = false;
    for (const char c : head.substr(sum_at, sum_size)) {
        if (c >= '0' && c <= '7') {
            given = 8 * given + static_cast<std::uint64_t>(c - '0');
            digits = true;
        } else if (c != ' ' || digits) {
            break;
        }
    }
    return digits && given == sum;
}

/// True for zip, but not for what is zip only inside: office documents, books, programs.
bool is_zip(std::string_view head) {
    if (head.starts_with(std::string_view("PK\x05\x06", 4))) return true;
    constexpr std::size_t name_at = 30;
    if (!head.starts_with(std::string_view("PK\x03\x04", 4)) || head.size() < name_at) return false;
    const std::string_view name = head.substr(name_at);
    for (const std::string_view first : {"[Content_Types].xml", "mimetype", "_rels/", "META-INF/"}) {
        if (name.starts_with(first)) return false;
    }
    return true;
}

bool is_cpio(std::string_view head) {
    return head.starts_with("070701") || head.starts_with("070702") || head.starts_with("070707");
}

}  // namespace

int recognise_container(std::string_view head) {
    return is_tar(head) || is_zip(head) || (is_cpio(head) && head.size() > 76) ? 100 : 0;
}

std::unique_ptr<Reader> open_container(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    auto expansion = std::make_shared<Expansion>();
    bytes = counted_in(std::move(bytes), expansion);
    return std::make_unique<ContainerReader>(std::move(bytes), context, 1, std::move(expansion));
}

}  // namespace dateline
