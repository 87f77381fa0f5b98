#include "searcher/query/lexer.h"

#include <utility>

#include "common/edit_distance.h"
#include "common/error.h"
#include "searcher/query/characters.h"
#include "searcher/query/counts.h"
#include "searcher/query/operators.h"
#include "searcher/query/spelling.h"

namespace dateline {

namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t least_before_star = 3;
constexpr std::size_t least_before_tilde = 4;
constexpr std::size_t least_for_two_slips = 8;  ///< letters of a word that ~ alone takes for two

/// What was typed, for naming it in a message; cut where it is longer than anybody reads.
std::string shortened(std::string_view text) {
    constexpr std::size_t enough = 60;
    if (text.size() <= enough) return std::string(text);
    std::size_t end = 0;
    while (end < enough) end += character_at(text, end).length;
    return std::string(text.substr(0, end)) + "…";
}

std::string nearest_field(std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(fields.size() * 8);
    for (const Field& field : fields) names.push_back(field.name);
    for (const Field& field : fields) {
        names.push_back(field.key);
        for_each_alias(field, [&](std::string_view alias) { names.push_back(alias); });
    }
    names.push_back("words");
    names.push_back("exact");
    const auto found = nearest(name, names);
    return found ? std::string(*found) : std::string();
}

class Lexer {
public:
    explicit Lexer(std::string_view query) : query_(query) {}

    std::vector<QueryToken> run() {
        refuse_broken_text();
        while (at_ < query_.size()) {
            const QueryCharacter character = character_at(query_, at_);
            if (is_query_space(character.value)) {
                at_ += character.length;
            } else if (is_quotation_mark(character.value)) {
                read_quoted(character.length);
            } else if (character.value == U'(' || character.value == U')') {
                read_parenthesis(character.value == U'(' ? Kind::open : Kind::close);
            } else {
                read_chunk();
            }
        }
        add(Kind::end, {}, at_, at_);
        return std::move(tokens_);
    }

private:
    [[noreturn]] void refuse(std::size_t offset, std::string message, std::string hint) const {
        throw Error(std::move(message), std::move(hint)).pointing(std::string(query_), offset);
    }

    QueryToken& add(Kind kind, std::string_view text, std::size_t begin, std::size_t end) {
        tokens_.push_back({.kind = kind, .text = std::string(text), .begin = begin, .end = end});
        return tokens_.back();
    }

    /// True when the token before ends where `offset` is and is of that kind.
    bool glued_to(Kind kind, std::size_t offset) const {
        return !tokens_.empty() && tokens_.back().end == offset && tokens_.back().kind == kind;
    }

    bool glued_to_word(std::size_t offset) const {
        return glued_to(Kind::word, offset) || glued_to(Kind::exact, offset) ||
               glued_to(Kind::prefix, offset) || glued_to(Kind::similar, offset) ||
               glued_to(Kind::length, offset);
    }

    const Field* field_before(std::size_t offset) const {
        return glued_to(Kind::field, offset) ? tokens_.back().field : nullptr;
    }

    void refuse_broken_text() const {
        for (std::size_t at = 0; at < query_.size();) {
            const QueryCharacter character = character_at(query_, at);
            if (!character.valid)
                refuse(at, "the query is not valid UTF-8", "type it anew, or convert it to UTF-8");
            const bool control =
                character.value < U' ' || (character.value >= 0x7f && character.value < 0xa0);
            if (control && !is_query_space(character.value))
                refuse(at, "there is a control character in the query", "leave it out");
            at += character.length;
        }
    }

    void read_quoted(std::size_t mark_length) {
        const std::size_t begin = at_;
        if (glued_to_word(begin) || glued_to(Kind::quoted, begin))
            refuse(begin, "a space is missing before the quotation mark",
                   "put a space before it, or leave the mark out");
        std::size_t end = begin + mark_length;
        while (end < query_.size() && !is_quotation_mark(character_at(query_, end).value))
            end += character_at(query_, end).length;
        if (end == query_.size())
            refuse(begin, "this quotation mark is never closed", "close it, or leave it out");
        const std::string_view text = query_.substr(begin + mark_length, end - begin - mark_length);
        const Field* field = field_before(begin);
        const bool any_text = field != nullptr && field->kind == FieldKind::key && !text.empty();
        if (!any_text && !has_word_character(text))
            refuse(begin, "there is nothing to search for between the quotation marks",
                   "put words between them, or leave them out");
        at_ = end + character_at(query_, end).length;
        add(Kind::quoted, text, begin, at_).field = field;
    }

    void read_parenthesis(Kind kind) {
        const bool behind_value = glued_to_word(at_) && tokens_.back().field != nullptr;
        if (kind == Kind::open && behind_value)
            refuse(at_, "a space is missing before the parenthesis",
                   "quote a value that holds parentheses: " + std::string(tokens_.back().field->name) +
                       ":\"…\"");
        add(kind, query_.substr(at_, 1), at_, at_ + 1);
        ++at_;
    }

    void read_chunk() {
        const std::size_t begin = at_;
        while (at_ < query_.size()) {
            const QueryCharacter character = character_at(query_, at_);
            const bool ends = is_query_space(character.value) || is_quotation_mark(character.value) ||
                              character.value == U'(' || character.value == U')';
            if (ends) break;
            at_ += character.length;
        }
        std::string_view chunk = query_.substr(begin, at_ - begin);
        if (glued_to(Kind::quoted, begin)) check_behind_quoted(chunk, begin);
        if (glued_to(Kind::close, begin) && (chunk.front() == '-' || chunk.front() == '~'))
            refuse(begin, "a space is missing after the parenthesis",
                   "put a space after it, or leave this out");
        if (chunk.front() != '-') return read_word_or_field(chunk, begin);

        chunk.remove_prefix(1);
        if (chunk.empty() && !opens_here())
            refuse(begin, "this minus stands alone",
                   "write -word without a space to leave a word out, or quote the minus with its words");
        if (chunk.starts_with('-'))
            refuse(begin, "two minus signs stand together", "one is enough to leave a word out");
        add(Kind::minus, "-", begin, begin + 1);
        if (chunk.empty()) return;
        if (!has_word_character(chunk) && chunk.find('*') == chunk.npos)
            refuse(begin, "there is nothing to search for after the minus",
                   "write -word to leave a word out");
        if (const auto found = find_operator(chunk); found && found->kind != OperatorKind::at_least)
            refuse(begin + 1, "an operator stands after the minus", "quote it to leave it out as a word");
        read_word_or_field(chunk, begin + 1);
    }

    /// `"a b"~5`, `"Abu Dhabi"-based`: what follows the mark could be read in two ways, or not at all.
    void check_behind_quoted(std::string_view chunk, std::size_t begin) const {
        if (has_word_character(chunk) || chunk.find_first_of("~*=-") != chunk.npos)
            refuse(begin, "a space is missing after the quotation mark",
                   "put a space after it; wildcards and signs do not work behind quoted text");
    }

    bool opens_here() const {
        if (at_ == query_.size()) return false;
        const char32_t next = character_at(query_, at_).value;
        return next == U'(' || is_quotation_mark(next);
    }

    void read_word_or_field(std::string_view chunk, std::size_t begin) {
        const auto spelling = find_field_spelling(chunk);
        if (!spelling) return read_word(chunk, begin, nullptr);
        const std::size_t value_begin = begin + spelling->name.size() + 1;
        if (spelling->other != FieldSpelling::Other::none) return read_other(*spelling, value_begin);
        if (spelling->field == nullptr) refuse_unknown_field(*spelling, begin);

        if (spelling->rest.empty() && !opens_here())
            refuse(value_begin - 1, "nothing follows the colon",
                   "write " + std::string(spelling->name) + ":word without a space, or quote \"" +
                       std::string(spelling->name) + ":\" to find it as a word");
        add(Kind::field, spelling->name, begin, value_begin).field = spelling->field;
        if (spelling->rest.empty()) return;
        if (spelling->field->kind == FieldKind::text)
            read_word(spelling->rest, value_begin, spelling->field);
        else
            read_value(spelling->rest, value_begin, *spelling->field);
    }

    /// exact:talks and words:>800, which look like fields.
    void read_other(const FieldSpelling& spelling, std::size_t begin) {
        const bool exact = spelling.other == FieldSpelling::Other::exact;
        if (spelling.rest.empty() && opens_here())
            refuse(begin - 1, std::string(spelling.name) + ": takes no quotation marks or parentheses",
                   exact ? "write exact:talks; quoted words are found in this form only as they are"
                         : "write words:>800, words:<200 or words:300..800");
        if (spelling.rest.empty())
            refuse(begin - 1, "nothing follows the colon",
                   "quote \"" + std::string(spelling.name) + ":\" to find it as a word");
        if (exact) {
            // What =word refuses is refused here too.
            if (const auto foreign = find_foreign_operator('=' + std::string(spelling.rest), false))
                refuse(begin, std::string(foreign->message), std::string(foreign->hint));
            if (ends_in_colon(spelling.rest))
                refuse(begin + spelling.rest.size() - 1, "nothing follows the colon", "leave the colon out");
            return read_exact(spelling.rest, begin, nullptr, "exact:");
        }
        const Counts counts = read_counts(spelling.rest);
        if (!counts.problem.empty())
            refuse(begin, std::string(counts.problem), "write words:>800, words:<200 or words:300..800");
        add(Kind::length, spelling.rest, begin - spelling.name.size() - 1, at_).count = counts.range;
    }

    [[noreturn]] void refuse_unknown_field(const FieldSpelling& spelling, std::size_t begin) const {
        const std::string near_name = nearest_field(spelling.name);
        const std::string quoted = "quote it to find it as a word: \"" +
                                   shortened(std::string(spelling.name) + ':' + std::string(spelling.rest)) +
                                   "\"; --fields lists the fields";
        refuse(begin, "there is no field '" + shortened(spelling.name) + "'",
               near_name.empty() ? quoted : "did you mean " + near_name + ":? else " + quoted);
    }

    /// The value of a field that is compared as a whole, or a date.
    void read_value(std::string_view value, std::size_t begin, const Field& field) {
        if (const std::size_t star = value.find('*'); star != value.npos && field.kind != FieldKind::date)
            refuse(begin + star, "wildcards work in fields of words only",
                   "write the whole value, quoted when it holds a star; --fields says which are which");
        if (field.kind == FieldKind::name) {
            if (value.starts_with('-') || begins_with_dash(value))
                refuse(begin, "a minus stands before the value",
                       "write -" + std::string(field.name) + ":value to leave it out");
            value = without_punctuation(value);
            if (!has_word_character(value))
                refuse(begin, "there is nothing to search for after the colon",
                       "write a name: " + std::string(field.example));
        }
        add(Kind::word, value, begin, at_).field = &field;
    }

    void read_word(std::string_view chunk, std::size_t begin, const Field* field) {
        const ChunkPlace place = field == nullptr ? ChunkPlace::query : ChunkPlace::field;
        if (read_letter_case(chunk, begin)) return;
        if (place == ChunkPlace::query && read_operator(chunk, begin)) return;
        if (const auto similar = find_similar_spelling(without_punctuation(chunk)))
            return read_similar(*similar, begin, field);
        if (has_word_character(chunk) && chunk.find('|') != chunk.npos)
            refuse(begin + chunk.find('|'), "| is not an operator", "write a OR b, or quote it");
        if (is_plain_word(chunk, place)) {
            add(Kind::word, plain_word(chunk), begin, at_).field = field;
            return;
        }
        if (place == ChunkPlace::query && ends_in_colon(chunk))
            refuse(begin + chunk.size() - 1, "nothing follows the colon",
                   "quote it to find it as a word: \"" + shortened(chunk) + "\"");
        if (chunk.find('*') != chunk.npos) return read_prefix(chunk, begin, field);
        if (!has_word_character(chunk)) {
            const bool looks_like_sign =
                chunk == "=" || chunk == "!" || chunk == "~" || begins_with_dash(chunk);
            if (looks_like_sign && opens_here())
                refuse(begin, "this sign does nothing before quoted text or a parenthesis",
                       "write -\"several words\" to leave them out, =word for one form only");
            if (field != nullptr)
                refuse(begin, "there is nothing to search for after the colon",
                       "write a word: " + std::string(field->example));
            return;
        }
        if (chunk.starts_with('-') || begins_with_dash(chunk))
            refuse(begin, field == nullptr ? "this dash could be a minus" : "a minus stands before the word",
                   field == nullptr ? "write -word to leave a word out, or quote it"
                                    : "write -" + std::string(field->name) + ":word to leave it out");
        if (has_inner_question_mark(chunk))
            refuse(begin + chunk.find('?'), "a question mark is no wildcard",
                   "write word* for every ending, or quote it");
        read_exact(chunk.substr(1), begin, field);
    }

    bool read_letter_case(std::string_view chunk, std::size_t begin) {
        const LetterCase letters = find_letter_case(chunk);
        if (letters == LetterCase::any) return false;
        if (at_ == query_.size() || query_[at_] != '(')
            refuse(
                begin, "no parenthesis follows " + std::string(chunk),
                "write " + std::string(chunk) + "(word) without a space, or quote it to find it as a word");
        add(Kind::letters, chunk, begin, at_).letters = letters;
        return true;
    }

    bool read_operator(std::string_view chunk, std::size_t begin) {
        const auto found = find_operator(chunk);
        if (!found) {
            const bool before_parenthesis = at_ < query_.size() && query_[at_] == '(';
            if (const auto foreign = find_foreign_operator(chunk, before_parenthesis))
                refuse(begin, std::string(foreign->message), std::string(foreign->hint));
            return false;
        }
        constexpr Kind kinds[] = {Kind::conjunction, Kind::disjunction, Kind::negation,  Kind::near,
                                  Kind::adjacent,    Kind::sentence,    Kind::paragraph, Kind::at_least};
        const Kind kind = kinds[static_cast<std::size_t>(found->kind)];
        const bool counts = kind == Kind::near || kind == Kind::adjacent || kind == Kind::at_least;
        if (counts && found->distance == 0) refuse_number(kind, begin + chunk.find('/') + 1);
        add(kind, chunk, begin, at_).distance = found->distance;
        return true;
    }

    [[noreturn]] void refuse_number(Kind kind, std::size_t offset) const {
        if (kind == Kind::at_least)
            refuse(offset, "ATLEAST needs a number from 1 to 1000",
                   "write ATLEAST/5 ceasefire, for five times or more; quote it to find it as a word");
        refuse(
            offset, "the distance must be a number from 1 to 1000",
            "write NEAR/5, for at most five words apart; a /s b for one sentence, a /p b for one paragraph");
    }

    /// The letters and digits of what must be one plain word before a sign; refuses anything else.
    std::size_t letters_before(std::string_view sign, std::string_view word, std::size_t begin,
                               const std::string& hint) const {
        std::size_t letters = 0;
        for (std::size_t at = 0; at < word.size();) {
            const QueryCharacter character = character_at(word, at);
            const bool in_word = is_word_character(character.value) || is_word_mark(character.value);
            if (!in_word) refuse(begin + at, std::string(sign) + " needs one plain word before it", hint);
            if (is_word_character(character.value)) ++letters;
            at += character.length;
        }
        return letters;
    }

    void read_similar(const SimilarSpelling& similar, std::size_t begin, const Field* field) {
        const std::size_t sign = begin + similar.word.size();
        const std::size_t letters = letters_before(
            "~", similar.word, begin, "write letters and digits only, as in witkof~, or quote it");
        if (letters < least_before_tilde)
            refuse(begin, "there are too few letters before the ~", "four are needed, as in rain~");
        if (!similar.digits.empty() && similar.digits != "1" && similar.digits != "2")
            refuse(sign + 1, "a word can be one or two letters off", "write witkof~1 or witkof~2");
        const bool two = similar.digits == "2" || (similar.digits.empty() && letters >= least_for_two_slips);
        QueryToken& token = add(Kind::similar, similar.word, begin, at_);
        token.field = field;
        token.distance = two ? 2 : 1;
    }

    void read_prefix(std::string_view chunk, std::size_t begin, const Field* field) {
        const std::size_t star = chunk.find('*');
        const std::string_view stem = chunk.substr(0, star);
        if (!has_word_character(chunk))
            refuse(
                begin + star, "a star alone finds nothing",
                "leave the query empty for every article, or write the beginning of a word before the star");
        if (star + 1 != chunk.size() || star == 0)
            refuse(begin + star, "a star can only end a word",
                   "write the beginning of the word, as in negotiat*");
        const std::size_t letters =
            letters_before("a star", stem, begin, "write letters and digits only, as in negotiat*");
        if (letters < least_before_star)
            refuse(begin, "there are too few letters before the star", "three are needed, as in neg*");
        add(Kind::prefix, stem, begin, at_).field = field;
    }

    void read_exact(std::string_view word, std::size_t begin, const Field* field, std::string sign = "=") {
        if (field == nullptr && find_field_spelling(word))
            refuse(begin, sign + " stands before a field", "write it before the word, as in title:=talks");
        if (!is_plain_word(word, ChunkPlace::field))
            refuse(begin, sign + " stands before one plain word",
                   "write =talks for this form only, or quote it");
        add(Kind::exact, plain_word(word), begin, at_).field = field;
    }

    std::string_view query_;
    std::size_t at_ = 0;
    std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> cut_query(std::string_view query) {
    return Lexer(query).run();
}

}  // namespace dateline
