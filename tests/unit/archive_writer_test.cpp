#include "indexer/archive/archive_writer.h"

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/archive/varint.h"
#include "scratch.h"

namespace dateline {

namespace {

/// What an archive should hold: the newest article of each id.
class Model {
public:
    WritingCounts add(const Article& article) {
        const auto [known, is_new] = articles_.try_emplace(article.id, article);
        if (is_new) return {.added = 1};
        if (known->second == article) return {.unchanged = 1};
        known->second = article;
        return {.updated = 1};
    }

    void check(const std::filesystem::path& folder) const {
        const Archive archive(folder);
        const auto living = living_articles(archive);
        CHECK(living.size() == articles_.size());
        CHECK(archive.manifest().live_articles() == articles_.size());
        std::size_t as_they_should = 0;
        for (const auto& [id, article] : articles_) {
            const auto found = living.find(id);
            if (found != living.end() && found->second == article && archive.find(id)) ++as_they_should;
        }
        CHECK(as_they_should == articles_.size());
        // Facets' numbers, the words and the dates still belong to their articles.
        for (const auto& [id, article] : articles_) {
            const auto document = archive.find(id);
            if (!document) continue;
            const std::string value = archive.value(*document, field(FieldId::person).slot);
            std::string_view rest = value;
            const auto number = take_varint(rest);
            REQUIRE(number);
            CHECK(archive.names()[static_cast<std::uint32_t>(*number)].name == article.people.front().name);
            break;
        }
    }

private:
    std::map<std::string, Article> articles_;
};

Article random_article(std::mt19937& random, unsigned ids) {
    const std::string id = "id" + std::to_string(random() % ids);
    Article article = article_of(id, "Version " + std::to_string(random() % 4), {"talks " + id});
    article.people = {named("Person " + std::to_string(random() % 50))};
    if (random() % 2) article.published = on_day(day_of(2026, 1, 1 + static_cast<unsigned>(random() % 28)));
    return article;
}

void check_equal(const WritingCounts& one, const WritingCounts& other) {
    CHECK(one.added == other.added);
    CHECK(one.updated == other.updated);
    CHECK(one.unchanged == other.unchanged);
}

/// The names of all that stands in the folder.
std::set<std::string> names_in_folder(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename());
    return names;
}

/// The parts and lists in the folder are those that its manifest names, and no work is left.
void check_tidy(const std::filesystem::path& folder) {
    std::set<std::string> expected{"manifest", "lock"};
    const Manifest manifest = *read_manifest(folder);
    for (const Manifest::Part& part : manifest.parts) {
        expected.insert(layout::part_name(part.number));
        if (part.dead > 0) expected.insert(layout::dead_name(part.number, part.dead_revision));
    }
    std::set<std::string> there = names_in_folder(folder);
    there.erase("names");
    CHECK(there == expected);
}

}  // namespace

TEST_CASE("after every run the archive holds the newest article of each id") {
    const struct {
        std::size_t batch, threads;
        unsigned ids, articles, runs;
    } cases[] = {{1, 1, 8, 14, 2},        {2, 2, 20, 40, 2},      {7, 1, 40, 90, 3},
                 {7, 3, 80, 100, 2},      {500, 2, 900, 1500, 3}, {20'000, 2, 3000, 2500, 3},
                 {1500, 2, 5000, 4000, 2}};
    std::mt19937 random(9);
    for (const auto& [batch, threads, ids, articles, runs] : cases) {
        CAPTURE(batch);
        CAPTURE(threads);
        const ScratchFolder scratch;
        Model model;
        for (unsigned run = 0; run < runs; ++run) {
            WritingCounts expected;
            ArchiveWriter writer(scratch.path(), writing(threads, batch));
            for (unsigned i = 0; i < articles; ++i) {
                const Article article = random_article(random, ids);
                const WritingCounts one = model.add(article);
                expected.added += one.added;
                expected.updated += one.updated;
                expected.unchanged += one.unchanged;
                writer.add(article);
            }
            writer.finish();
            check_equal(writer.counts(), expected);
            model.check(scratch.path());
        }
        check_tidy(scratch.path());
    }
}

TEST_CASE("what has not changed is not written") {
    const ScratchFolder scratch;
    std::vector<Article> articles;
    for (int i = 0; i < 30; ++i) articles.push_back(article_of("id" + std::to_string(i), "Talks"));
    check_equal(index(scratch.path(), articles), {.added = 30});
    const Manifest before = *read_manifest(scratch.path());
    check_equal(index(scratch.path(), articles), {.unchanged = 30});
    CHECK(*read_manifest(scratch.path()) == before);
}

TEST_CASE("an article that changes and changes back within a run is as it was") {
    const ScratchFolder scratch;
    const Article one = article_of("a", "One");
    const Article two = article_of("a", "Two");
    (void)index(scratch.path(), {one});
    check_equal(index(scratch.path(), {two, one, one, two, one}), {.updated = 4, .unchanged = 1});
    CHECK(living_articles(Archive(scratch.path())).find("a")->second == one);
    CHECK(living_articles(Archive(scratch.path())).size() == 1);
}

TEST_CASE("when all articles of a part are replaced, the part goes") {
    const ScratchFolder scratch;
    for (int version = 0; version < 4; ++version) {
        std::vector<Article> articles;
        for (int i = 0; i < 5; ++i)
            articles.push_back(article_of("id" + std::to_string(i), std::to_string(version)));
        (void)index(scratch.path(), articles);
        const Manifest manifest = *read_manifest(scratch.path());
        REQUIRE(manifest.parts.size() == 1);
        CHECK(manifest.parts.front().dead == 0);
        check_tidy(scratch.path());
    }
}

TEST_CASE("articles that are rewritten out of a part keep their names and their fingerprint") {
    const ScratchFolder scratch;
    WritingOptions recognising = writing();
    recognising.entities = EntityMode::all;
    recognising.entity_model = DATELINE_ENTITY_MODEL;
    std::vector<Article> articles;
    for (int i = 0; i < 30; ++i) {
        articles.push_back(
            article_of("id" + std::to_string(i), "Talks",
                       {"Steve Witkoff met Jared Kushner in Geneva. Witkoff left on Monday."}));
        articles.back().people = {named("kushner-jared"), named("Nobody Else")};
    }
    check_equal(index(scratch.path(), articles, recognising), {.added = 30});
    const auto before = living_articles(Archive(scratch.path()));
    const Article& first = before.find("id29")->second;
    REQUIRE(first.people.size() == 3);
    CHECK(first.people[0].name == "kushner-jared");
    CHECK(first.people[0].alias == "Jared Kushner");
    CHECK(first.people[0].mentions == 1);
    CHECK(first.people[1].mentions == 0);
    CHECK(first.people[2].name == "Steve Witkoff");
    CHECK(first.people[2].mentions == 2);

    // A third is replaced in a run without recognition: the part is written anew.
    const auto part = read_manifest(scratch.path())->parts.front().number;
    std::vector<Article> replaced;
    for (int i = 0; i < 10; ++i) replaced.push_back(article_of("id" + std::to_string(i), "Other"));
    check_equal(index(scratch.path(), replaced), {.updated = 10});
    REQUIRE(read_manifest(scratch.path())->parts.front().number != part);
    const auto after = living_articles(Archive(scratch.path()));
    for (int i = 10; i < 30; ++i) {
        const std::string id = "id" + std::to_string(i);
        CHECK(after.find(id)->second == before.find(id)->second);
    }
    articles.erase(articles.begin(), articles.begin() + 10);
    check_equal(index(scratch.path(), articles, recognising), {.unchanged = 20});
    // Another mode is another index.
    check_equal(index(scratch.path(), articles), {.updated = 20});
    const auto given = living_articles(Archive(scratch.path()));
    CHECK(given.find("id29")->second == articles.back());
}

TEST_CASE("a missing model fails before anything is made") {
    const ScratchFolder scratch;
    WritingOptions recognising = writing();
    recognising.entities = EntityMode::found;
    recognising.entity_model = scratch / "no.bin";
    CHECK(message_of([&] { ArchiveWriter(scratch.path(), recognising); }).starts_with("the entity model "));
    CHECK_FALSE(std::filesystem::exists(scratch.path()));
}

TEST_CASE("a dry run counts and writes nothing") {
    const ScratchFolder scratch;
    WritingOptions dry = writing(1, 2);
    dry.dry_run = true;
    check_equal(
        index(scratch.path(), {article_of("a", "1"), article_of("a", "2"), article_of("a", "2")}, dry),
        {.added = 1, .updated = 1, .unchanged = 1});
    CHECK_FALSE(std::filesystem::exists(scratch.path()));

    (void)index(scratch.path(), {article_of("a", "1"), article_of("b", "1")});
    const auto before = names_in_folder(scratch.path());
    const Manifest manifest = *read_manifest(scratch.path());
    std::vector<Article> many{article_of("a", "1"), article_of("b", "2"), article_of("c", "1")};
    for (int i = 0; i < 2500; ++i) many.push_back(article_of("id" + std::to_string(i), "1"));
    check_equal(index(scratch.path(), many, dry), {.added = 2501, .updated = 1, .unchanged = 1});
    CHECK(*read_manifest(scratch.path()) == manifest);
    CHECK(names_in_folder(scratch.path()) == before);
}

TEST_CASE("a dry run goes on while another run replaces the parts") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {article_of("a", "1")});
    WritingOptions dry = writing(1, 1);
    dry.dry_run = true;
    ArchiveWriter writer(scratch.path(), dry);
    for (int i = 0; i < 3; ++i) (void)index(scratch.path(), {article_of("a", std::to_string(i))});
    writer.add(article_of("a", "other"));
    writer.finish();
    CHECK(writer.counts().updated == 1);
}

TEST_CASE("what a dead run left behind is swept") {
    const ScratchFolder scratch;
    (void)index(scratch.path(), {article_of("a", "1"), article_of("b", "1")});
    std::filesystem::create_directories(scratch / "part-000077/deep");
    put_file(scratch / "part-000077/postlist.glass", "x");
    put_file(scratch / "dead-000001-000009", "x");
    std::filesystem::create_directories(scratch / "work/segment-000001");
    put_file(scratch / "work/segment-000001/position.glass", "x");
    put_file(scratch / "manifest.new", "x");
    put_file(scratch / "dead-000001-000010.new", "x");
    put_file(scratch / "names", "");
    check_equal(index(scratch.path(), {article_of("a", "2"), article_of("c", "1")}),
                {.added = 1, .updated = 1});
    CHECK(living_articles(Archive(scratch.path())).size() == 3);
    CHECK_FALSE(std::filesystem::exists(scratch / "part-000077"));
    check_tidy(scratch.path());
}

TEST_CASE("a run that fails while it publishes leaves the old state and nothing else") {
    const ScratchFolder scratch;
    const std::vector<Article> old{article_of("a", "1"), article_of("b", "1")};
    (void)index(scratch.path(), old);
    const Manifest before = *read_manifest(scratch.path());
    const auto next_part = scratch / layout::part_name(before.next_part);
    const auto next_dead = scratch / layout::dead_name(before.parts.front().number, before.revision + 1);
    {
        ArchiveWriter writer(scratch.path(), writing());
        SUBCASE("the segment cannot be written") {
            std::filesystem::remove_all(scratch / "work");
            put_file(scratch / "work", "");
        }
        SUBCASE("the part cannot be made") {
            put_file(next_part, "x");
        }
        SUBCASE("the list of the dead cannot be written") {
            std::filesystem::create_directories(next_dead / "deep");
        }
        SUBCASE("the manifest cannot be written") {
            std::filesystem::create_directories(scratch / "manifest.new");
        }
        writer.add(article_of("a", "2"));
        writer.add(article_of("c", "1"));
        CHECK_THROWS_AS(writer.finish(), Error);
    }
    CHECK(*read_manifest(scratch.path()) == before);
    CHECK(living_articles(Archive(scratch.path())).find("a")->second == old.front());
    std::filesystem::remove_all(scratch / "manifest.new");
    check_tidy(scratch.path());
    check_equal(index(scratch.path(), {article_of("a", "2"), article_of("c", "1")}),
                {.added = 1, .updated = 1});
    CHECK(living_articles(Archive(scratch.path())).size() == 3);
}

TEST_CASE("an error of the names' file does not lose the archive") {
    const ScratchFolder scratch;
    Article article = article_of("a", "1");
    article.people = {named("A")};
    (void)index(scratch.path(), {article});
    put_file(scratch / "names", "1");
    CHECK_THROWS_AS((void)index(scratch.path(), {article_of("b", "1")}), Error);
    CHECK(Archive(scratch.path()).manifest().live_articles() == 1);
}

TEST_CASE("readers see whole states only, those that are open keep theirs") {
    const ScratchFolder scratch;
    constexpr int ids = 40;
    const auto generation = [](int number) {
        std::vector<Article> articles;
        for (int i = 0; i < ids; ++i) {
            Article article = article_of("id" + std::to_string(i), "generation g" + std::to_string(number),
                                         {"first words", "geneva talks resume"});
            article.people = {named("Person " + std::to_string(number))};
            articles.push_back(std::move(article));
        }
        return articles;
    };
    (void)index(scratch.path(), generation(0));
    const Archive before(scratch.path());

    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::atomic<int> reads = 0;
    std::string failure;
    const std::string words[] = {"talks", "resume"};
    const Xapian::Query phrase(Xapian::Query::OP_PHRASE, std::begin(words), std::end(words), 2);
    std::thread reader([&] {
        try {
            while (!done) {
                const Archive archive(scratch.path());
                const auto found = matches(archive, phrase);
                std::set<std::string> titles;
                for (const Xapian::docid number : found) titles.insert(archive.article(number).title);
                if (found.size() != ids || titles.size() != 1) ++wrong;
                (void)archive.names();
                ++reads;
            }
        } catch (const Error& error) {
            failure = error.describe();
        }
    });
    constexpr int generations = 12;
    for (int number = 1; number <= generations; ++number)
        (void)index(scratch.path(), generation(number), writing(2));
    done = true;
    reader.join();
    CHECK(failure == "");
    CHECK(wrong == 0);
    CHECK(reads > 0);
    // The first one still answers from parts that are gone from the folder.
    CHECK(matches(before, phrase).size() == ids);
    CHECK(living_articles(before).find("id0")->second.title == "generation g0");
    CHECK(before.names().size() == 1);
    CHECK(living_articles(Archive(scratch.path())).find("id0")->second.title ==
          "generation g" + std::to_string(generations));
}

TEST_CASE("a folder that is no archive is refused and stays as it is") {
    const ScratchFolder scratch;
    (void)scratch.make();
    put_file(scratch / "letter.txt", "dear");
    CHECK_THROWS_AS(ArchiveWriter(scratch.path(), writing()), Error);
    CHECK(names_in_folder(scratch.path()) == std::set<std::string>{"letter.txt"});
}

}  // namespace dateline
