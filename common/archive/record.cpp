#include "common/archive/record.h"

#include <limits>
#include <optional>
#include <vector>

#include "common/archive/varint.h"
#include "common/error.h"
#include "common/fields.h"

namespace dateline {

namespace {

/// Beside the origin of a name.
constexpr std::uint64_t in_front_bit = 2;

constexpr std::uint64_t surest = 100;

void put_bytes(std::string& to, std::string_view bytes) {
    put_varint(to, bytes.size());
    to += bytes;
}

void put(std::string& record, FieldId id, std::string_view value) {
    if (value.empty()) return;
    record += static_cast<char>(id);
    put_bytes(record, value);
}

void put(std::string& record, FieldId id, const std::vector<std::string>& values) {
    for (const std::string& value : values) put(record, id, value);
}

void put(std::string& record, FieldId id, const std::optional<Timestamp>& when) {
    if (!when) return;
    std::string entry;
    put_varint(entry, zigzag(when->day.time_since_epoch().count()));
    put_varint(entry, when->clock ? static_cast<std::uint64_t>(when->clock->count()) + 1 : 0);
    if (when->offset) put_varint(entry, zigzag(when->offset->count()));
    put(record, id, entry);
}

void put(std::string& record, FieldId id, const std::vector<Name>& names) {
    for (const Name& name : names) {
        std::string entry;
        put_varint(entry, static_cast<std::uint64_t>(name.origin) | (name.in_front ? in_front_bit : 0));
        put_varint(entry, name.probability);
        put_varint(entry, name.mentions);
        put_bytes(entry, name.name);
        put_bytes(entry, name.alias);
        for (const std::string& form : name.forms) put_bytes(entry, form);
        put(record, id, entry);
    }
}

[[noreturn]] void damaged() {
    throw Error("damaged record of an article", "check the archive; its sources can build it anew");
}

std::uint64_t take_number(std::string_view& bytes) {
    const std::optional<std::uint64_t> number = take_varint(bytes);
    if (!number) damaged();
    return *number;
}

std::string_view take_bytes(std::string_view& bytes) {
    const std::uint64_t length = take_number(bytes);
    if (length > bytes.size()) damaged();
    const std::string_view taken = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return taken;
}

/// A number that is no greater than `most`.
std::uint64_t take_number(std::string_view& bytes, std::uint64_t most) {
    const std::uint64_t number = take_number(bytes);
    if (number > most) damaged();
    return number;
}

Name to_name(std::string_view entry) {
    Name name;
    const std::uint64_t origin =
        take_number(entry, in_front_bit | static_cast<std::uint64_t>(Name::Origin::found));
    name.origin = static_cast<Name::Origin>(origin & ~in_front_bit);
    name.in_front = (origin & in_front_bit) != 0;
    name.probability = static_cast<std::uint8_t>(take_number(entry, surest));
    name.mentions = static_cast<std::uint32_t>(take_number(entry, std::numeric_limits<std::uint32_t>::max()));
    name.name = take_bytes(entry);
    name.alias = take_bytes(entry);
    while (!entry.empty()) name.forms.emplace_back(take_bytes(entry));
    return name;
}

/// Before the code of a language that was guessed from the text; no code begins like this.
constexpr std::string_view guessed = "?";

std::string guess_mark(const Article& article) {
    return article.language_guessed && !article.language.empty() ? std::string(guessed) : std::string();
}

Timestamp to_timestamp(std::string_view entry) {
    constexpr std::uint64_t seconds_a_day = 86'400;
    constexpr std::uint64_t minutes_a_day = 1'440;
    Timestamp when;
    when.day = Day(std::chrono::days(unzigzag(take_number(entry))));
    if (!in_calendar(when.day)) damaged();
    if (const std::uint64_t clock = take_number(entry, seconds_a_day); clock > 0)
        when.clock = std::chrono::seconds(clock - 1);
    if (!entry.empty()) when.offset = std::chrono::minutes(unzigzag(take_number(entry, 2 * minutes_a_day)));
    if (!entry.empty()) damaged();
    return when;
}

}  // namespace

std::string to_record(const Article& article) {
    std::string record;
    put(record, FieldId::id, article.id);
    put(record, FieldId::url, article.url);
    put(record, FieldId::title, article.title);
    put(record, FieldId::lede, article.lede);
    put(record, FieldId::text, article.body);
    put(record, FieldId::published, article.published);
    put(record, FieldId::updated, article.updated);
    put(record, FieldId::source, article.source);
    put(record, FieldId::author, article.authors);
    put(record, FieldId::section, article.section);
    put(record, FieldId::language, guess_mark(article) + article.language);
    put(record, FieldId::dateline, article.dateline);
    put(record, FieldId::keyword, article.keywords);
    put(record, FieldId::person, article.people);
    put(record, FieldId::org, article.organizations);
    put(record, FieldId::place, article.places);
    put(record, FieldId::file, article.file);
    return record;
}

Article from_record(std::string_view record) {
    Article article;
    while (!record.empty()) {
        const auto id = static_cast<FieldId>(record.front());
        record.remove_prefix(1);
        const std::string_view value = take_bytes(record);
        switch (id) {
            case FieldId::id:
                article.id = value;
                break;
            case FieldId::url:
                article.url = value;
                break;
            case FieldId::title:
                article.title = value;
                break;
            case FieldId::lede:
                article.lede = value;
                break;
            case FieldId::text:
                article.body.emplace_back(value);
                break;
            case FieldId::published:
                article.published = to_timestamp(value);
                break;
            case FieldId::updated:
                article.updated = to_timestamp(value);
                break;
            case FieldId::source:
                article.source = value;
                break;
            case FieldId::author:
                article.authors.emplace_back(value);
                break;
            case FieldId::section:
                article.section = value;
                break;
            case FieldId::language:
                article.language_guessed = value.starts_with(guessed);
                article.language = value.substr(article.language_guessed ? guessed.size() : 0);
                break;
            case FieldId::dateline:
                article.dateline = value;
                break;
            case FieldId::keyword:
                article.keywords.emplace_back(value);
                break;
            case FieldId::person:
                article.people.push_back(to_name(value));
                break;
            case FieldId::org:
                article.organizations.push_back(to_name(value));
                break;
            case FieldId::place:
                article.places.push_back(to_name(value));
                break;
            case FieldId::file:
                article.file = value;
                break;
        }
    }
    return article;
}

}  // namespace dateline
