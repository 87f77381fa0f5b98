#include "common/archive/record.h"

#include <random>

#include <doctest/doctest.h>

#include "common/archive/varint.h"
#include "scratch.h"

namespace dateline {

namespace {

std::string random_text(std::mt19937& random) {
    static const char* const pieces[] = {"talks", " ", "Zürich", "北京", "\n", "x", "O'Neill", "\xC2\xA0"};
    std::string text;
    for (auto count = random() % 5; count > 0; --count) text += pieces[random() % std::size(pieces)];
    return text.empty() ? "text" : text;
}

std::optional<Timestamp> random_time(std::mt19937& random) {
    if (random() % 3 == 0) return std::nullopt;
    Timestamp when = on_day(earliest_day + std::chrono::days(random() % 200'000));
    if (random() % 2) when.clock = std::chrono::seconds(random() % 86'400);
    if (when.clock && random() % 2)
        when.offset = std::chrono::minutes(static_cast<int>(random() % 1700) - 850);
    return when;
}

std::vector<Name> random_names(std::mt19937& random) {
    std::vector<Name> names(random() % 3);
    for (Name& name : names) {
        name.name = random_text(random);
        name.mentions = static_cast<std::uint32_t>(random());
        name.origin = random() % 2 ? Name::Origin::given : Name::Origin::found;
        if (random() % 3 == 0) name.alias = random_text(random);
        name.in_front = random() % 2 == 0;
        name.probability = static_cast<std::uint8_t>(random() % 101);
        for (auto count = random() % 3; count > 0; --count) name.forms.push_back(random_text(random));
    }
    return names;
}

Article random_article(std::mt19937& random) {
    Article article;
    for (std::string* text : {&article.id, &article.url, &article.title, &article.lede, &article.source,
                              &article.section, &article.language, &article.dateline}) {
        if (random() % 2) *text = random_text(random);
    }
    for (auto* list : {&article.body, &article.authors, &article.keywords}) {
        for (auto count = random() % 3; count > 0; --count) list->push_back(random_text(random));
    }
    article.published = random_time(random);
    article.updated = random_time(random);
    for (auto* names : {&article.people, &article.organizations, &article.places})
        *names = random_names(random);
    return article;
}

std::string entry(FieldId id, const std::string& bytes) {
    std::string record(1, static_cast<char>(id));
    put_varint(record, bytes.size());
    return record + bytes;
}

std::string varints(std::initializer_list<std::uint64_t> numbers) {
    std::string bytes;
    for (const std::uint64_t number : numbers) put_varint(bytes, number);
    return bytes;
}

}  // namespace

TEST_CASE("articles come back from their records") {
    std::mt19937 random(2);
    for (int round = 0; round < 500; ++round) {
        const Article article = random_article(random);
        const std::string record = to_record(article);
        CHECK(from_record(record) == article);
        CHECK(to_record(from_record(record)) == record);
    }
    CHECK(to_record(Article{}).empty());
}

TEST_CASE("a record has the file last, so that one without it is the same article's") {
    Article article = article_of("a", "Talks", {"Envoys met."});
    const std::string without = to_record(article);
    article.file = "/srv/news/a.jsonl";
    CHECK(to_record(article) == without + entry(FieldId::file, article.file));
    CHECK(from_record(to_record(article)) == article);
}

TEST_CASE("records with fields of a later version keep what is known") {
    const std::string record =
        entry(FieldId(0), "") + entry(FieldId::title, "Talks") + entry(FieldId(200), "x");
    CHECK(from_record(record) == article_of("", "Talks"));
}

TEST_CASE("damaged records are an error") {
    constexpr std::uint64_t many = ~std::uint64_t{0};
    const std::string cases[] = {
        std::string(1, '\x03'),                                           // no length
        std::string("\x03\x05Talk", 6),                                   // shorter than it says
        std::string("\x03") + varints({many}),                            // a length beyond all memory
        entry(FieldId::published, ""),                                    // no day
        entry(FieldId::published, varints({2})),                          // no clock
        entry(FieldId::published, varints({many, 0})),                    // a day before the sun
        entry(FieldId::published, varints({many - 1, 0})),                // and one after it
        entry(FieldId::published, varints({2, 86'401})),                  // a clock beyond the day
        entry(FieldId::published, varints({2, 5, many})),                 // a zone beyond the earth
        entry(FieldId::updated, varints({2, 5, 4, 4})),                   // more than a date
        entry(FieldId::person, ""),                                       // nothing of a name
        entry(FieldId::person, varints({4, 0, 0, 0})),                    // an origin there is none of
        entry(FieldId::person, varints({1, 101, 0, 0})),                  // surer than sure
        entry(FieldId::org, varints({0, 0, std::uint64_t{1} << 32, 0})),  // more mentions than are counted
        entry(FieldId::place, varints({0, 0, 1, 5})),                     // a name that is cut
    };
    for (const std::string& record : cases) {
        CAPTURE(record.size());
        CHECK(message_of([&] { (void)from_record(record); }) == "damaged record of an article");
    }
}

TEST_CASE("any bytes are a record or an error, and what is read can be printed and ordered") {
    std::mt19937 random(3);
    for (int round = 0; round < 5000; ++round) {
        const std::string record = mutated(to_record(random_article(random)), random);
        try {
            const Article article = from_record(record);
            if (article.published) CHECK_FALSE(to_string(*article.published).empty());
            const std::string again = to_record(article);  // without what is empty
            CHECK(to_record(from_record(again)) == again);
        } catch (const Error& error) {
            CHECK(error.message() == "damaged record of an article");
        }
    }
}

}  // namespace dateline
