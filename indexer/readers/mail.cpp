#include "indexer/readers/mail.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/published_dates.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/input/line_reader.h"
#include "indexer/input/visible.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/mime.h"

namespace dateline {
namespace {

constexpr std::size_t longest_separator = 400;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A line that may part messages: "From alerts@wire.example Sat Jan 24 10:00:00 2026".
bool is_separator(std::string_view line) {
    if (!line.starts_with("From ") || line.size() > longest_separator) return false;
    bool time = false;
    bool year = false;
    for (std::size_t at = 5; at + 4 < line.size() + 1; ++at) {
        const std::string_view rest = line.substr(at);
        time = time || (rest.size() > 4 && rest[2] == ':' && is_digit(rest[1]) && is_digit(rest[3]) &&
                        is_digit(rest[4]));
        const std::string_view four = rest.substr(0, 4);
        const bool word = line[at - 1] == ' ' && (rest.size() == 4 || rest[4] == ' ' || rest[4] == '\r');
        year = year || (word && std::ranges::all_of(four, is_digit));
    }
    return time && year;
}

bool is_quoted_from(std::string_view line) {
    const std::size_t text = line.find_first_not_of('>');
    return text != line.npos && text > 0 && line.substr(text).starts_with("From ");
}

/// The name and address of a sender: "Northern Wire <alerts@wire.example>", "a@b.example (Ada Quill)".
struct Sender {
    std::string name;
    std::string domain;
};

Sender sender_of(std::string_view field) {
    Sender sender;
    std::string text = one_line(decoded_words(field.substr(0, 2000)));
    std::string_view address = text;
    const std::size_t open = text.find('<');
    const std::size_t comment = text.find('(');
    if (open != std::string::npos) {
        sender.name = trimmed(std::string_view(text).substr(0, open));
        address = std::string_view(text).substr(open + 1, text.find('>', open) - open - 1);
    } else if (comment != std::string::npos) {
        sender.name =
            trimmed(std::string_view(text).substr(comment + 1, text.find(')', comment) - comment - 1));
        address = std::string_view(text).substr(0, comment);
    }
    std::erase_if(sender.name, [](char c) { return c == '"' || c == '\\'; });
    // A name that is an address says no more than it.
    if (sender.name.find('@') != std::string::npos) sender.name.clear();
    const std::size_t at = address.rfind('@');
    if (at != address.npos) sender.domain = trimmed(address.substr(at + 1));
    return sender;
}

/// The text without what stands in parentheses, as in "Sat, 24 Jan 2026 10:00:00 +0000 (UTC)".
std::string without_comments(std::string_view text) {
    std::string result;
    int depth = 0;
    for (const char c : text.substr(0, 1000)) {
        if (c == '(') ++depth;
        if (depth == 0) result += c;
        if (c == ')' && depth > 0) --depth;
    }
    return result;
}

class MessageReader {
public:
    MessageReader(const ReadingContext& context, bool alone) : context_(context), alone_(alone) {}

    Record read(std::string_view message) {
        std::string_view body = message;
        fields_ = take_fields(body);
        ArticleBuilder builder;
        if (fields_.empty()) {
            Record record;
            record.content =
                Reject{"a message without any field", "a message begins with lines such as \"Subject: ...\""};
            return record;
        }
        add(builder, FieldId::title, decoded_words(value("subject")), "Subject");
        add(builder, FieldId::published, date(), "Date");
        add_id(builder);
        add_sender(builder);
        const std::string language(value("content-language"));
        add(builder, FieldId::language, language.substr(0, language.find(',')), "Content-Language");
        std::string_view address = value("archived-at");
        if (address.starts_with('<') && address.ends_with('>'))
            address = address.substr(1, address.size() - 2);
        add(builder, FieldId::url, std::string(address), "Archived-At");
        if (const std::string words = decoded_words(value("keywords")); !trimmed(words).empty())
            builder.add_list(field(FieldId::keyword), words);
        MimeText text = mime_text(fields_, body, context_.encoding);
        if (!text.paragraphs.empty()) {
            builder.add_paragraphs(std::move(text.paragraphs));
            builder.set_origin(FieldId::text, "the part " + text.rule);
        }
        return builder.finish(context_);
    }

private:
    std::string_view value(std::string_view name) const { return field_value(fields_, name); }

    static void add(ArticleBuilder& builder, FieldId id, const std::string& text, const char* rule) {
        if (trimmed(text).empty()) return;
        builder.add(field(id), text);
        builder.set_origin(id, std::string("the field ") + rule);
    }

    std::string date() const {
        std::string written = without_comments(value("date"));
        if (!trimmed(written).empty()) return written;
        // When it was received stands behind the last semicolon.
        const std::string_view received = value("received");
        const std::size_t mark = received.rfind(';');
        return mark == received.npos ? std::string() : without_comments(received.substr(mark + 1));
    }

    void add_id(ArticleBuilder& builder) const {
        std::string_view id = trimmed(value("message-id"));
        if (id.starts_with('<')) id.remove_prefix(1);
        if (id.ends_with('>')) id.remove_suffix(1);
        if (!id.empty()) {
            add(builder, FieldId::id, visible(id.substr(0, 2000)), "Message-ID");
        } else if (alone_) {
            add(builder, FieldId::id, visible(context_.id_base), "file's path");
        }
    }

    [[nodiscard]] bool goes_to_many() const {
        const std::string_view precedence = value("precedence");
        return !value("list-id").empty() || !value("list-unsubscribe").empty() || precedence == "bulk" ||
               precedence == "list";
    }

    void add_sender(ArticleBuilder& builder) const {
        const Sender sender = sender_of(value("from"));
        std::string author = goes_to_many() ? std::string() : sender.name;
        std::string source = goes_to_many() ? sender.name : std::string();
        for (const std::string_view between : {" via ", " at ", " from "}) {
            const std::size_t at = sender.name.find(between);
            if (at == std::string::npos) continue;
            author = sender.name.substr(0, at);
            source = sender.name.substr(at + between.size());
            break;
        }
        add(builder, FieldId::author, author, "From");
        add(builder, FieldId::source, source, "From");
        if (source.empty() && context_.source.empty())
            add(builder, FieldId::source, sender.domain, "From, its domain");
    }

    const ReadingContext& context_;
    bool alone_;
    std::vector<MimeField> fields_;
};

class MailReader final : public Reader {
public:
    MailReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context, bool mailbox)
        : lines_(std::move(bytes), record_limit), context_(context), mailbox_(mailbox) {}

    std::optional<Record> next() override {
        while (!at_end_) {
            Record record;
            const std::uint64_t line = next_line_;
            const std::uint64_t offset = next_offset_;
            std::string message;
            const bool fits = take_message(message);
            if (fits && trimmed(message).empty()) continue;
            if (fits) {
                record = MessageReader(context_, !mailbox_).read(message);
            } else {
                record.content = Reject{"the record is too large", "no record may have more than 64 MiB"};
            }
            record.number = ++number_;
            record.line = line;
            record.offset = offset;
            return record;
        }
        return std::nullopt;
    }

private:
    /// Reads up to the next message or the end. False when it is too large; nothing of it is kept then.
    bool take_message(std::string& message) {
        bool fits = true;
        const auto keep = [&](std::string_view text) {
            if (mailbox_ && is_quoted_from(text)) text.remove_prefix(1);
            fits = fits && message.size() + text.size() < record_limit;
            if (!fits) message.clear();
            if (fits) message.append(text) += '\n';
        };
        if (!first_field_.empty()) keep(std::exchange(first_field_, {}));
        Line line;
        // The line that a mailbox begins with parts nothing.
        if (mailbox_ && next_offset_ == 0 && number_ == 0) (void)lines_.next(line);
        bool after_blank = false;
        while (lines_.next(line)) {
            if (mailbox_ && after_blank && is_separator(line.text)) {
                const std::string separator(line.text);
                const std::uint64_t number = line.number;
                const std::uint64_t offset = line.offset;
                const bool more = lines_.next(line);
                if (more && is_field_line(line.text)) {
                    first_field_ = line.text;
                    next_line_ = number;
                    next_offset_ = offset;
                    return fits;
                }
                keep(separator);
                if (!more) break;
            }
            fits = fits && !line.too_long;
            keep(line.text);
            after_blank = line.text.empty() && !line.too_long;
        }
        at_end_ = true;
        return fits;
    }

    LineReader lines_;
    ReadingContext context_;
    bool mailbox_;
    std::string first_field_;  ///< of the next message, which was read to know that there is one
    std::uint64_t next_line_ = 1;
    std::uint64_t next_offset_ = 0;
    std::uint64_t number_ = 0;
    bool at_end_ = false;
};

bool begins_mailbox(std::string_view text) {
    std::string_view line;
    std::string_view second;
    if (!take_line(text, line) || !is_separator(line)) return false;
    return take_line(text, second) && is_field_line(second);
}

}  // namespace

int recognise_mail(std::string_view head) {
    if (looks_binary(head)) return 0;
    if (begins_mailbox(head)) return 95;
    std::string_view first;
    std::string_view rest = head;
    if (!take_line(rest, first) || !is_field_line(first)) return 0;
    rest = head;
    const std::vector<MimeField> found = take_fields(rest);
    const auto has = [&](std::string_view name) { return !field_value(found, name).empty(); };
    const bool posted = has("message-id") || has("received") || has("return-path") || has("mime-version");
    if (!has("from") && !has("received")) return 0;
    if (posted && (has("subject") || has("date"))) return 90;
    return has("to") && has("subject") && has("date") ? 70 : 0;
}

std::unique_ptr<Reader> open_mail(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    std::string head = read_ahead(bytes, std::size_t{4} << 10);
    const bool mailbox = begins_mailbox(head);
    return std::make_unique<MailReader>(stream_of(std::move(head), std::move(bytes)), context, mailbox);
}

}  // namespace dateline
