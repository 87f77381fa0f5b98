#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "common/error.h"
#include "indexer/entities/features.h"
#include "indexer/entities/model.h"

using namespace dateline::entities;

namespace {

namespace fs = std::filesystem;

/// A file of our own that goes when the test ends.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& name) : path_(fs::temp_directory_path() / name) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

    void write(const std::string& bytes) const {
        std::ofstream(path_, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    [[nodiscard]] std::string read() const {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    fs::path path_;
};

ModelParts small_parts() {
    ModelParts parts;
    parts.rows.resize(7);
    const WeightTable::Weights weights{3, -4, 5};
    const bool built = WeightTable::build(
        std::vector<std::pair<std::uint64_t, WeightTable::Weights>>{{stir(11), weights}, {stir(12), weights}},
        parts.rows);
    REQUIRE(built);
    parts.transitions[0][1] = -17;
    parts.unit = 0.25F;
    parts.vote = 1.5F;
    parts.phrases = PhraseTable::build(std::vector<std::pair<std::uint64_t, std::uint32_t>>{{stir(5), 6}});
    parts.cases = CaseTable::build(std::vector<std::pair<std::uint64_t, unsigned>>{{stir(8), 9}});
    return parts;
}

std::string failure_of(const fs::path& path) {
    try {
        const Model model(path);
        return "";
    } catch (const dateline::Error& error) {
        return error.message();
    }
}

}  // namespace

TEST_CASE("a model file holds what was put into it") {
    const TemporaryFile file("dateline-entities-model-test.bin");
    write_model(file.path(), small_parts());
    const Model model(file.path());
    Scores scores{};
    model.weights().add(stir(11), scores);
    model.weights().add(stir(13), scores);  // unknown
    CHECK(scores[0] == 3);
    CHECK(scores[1] == -4);
    CHECK(model.transitions()[0][1] == -17);
    CHECK(model.unit() == 0.25F);
    CHECK(model.vote() == 1.5F);
    CHECK(model.phrases().find(stir(5)) == 6);
    CHECK(model.phrases().find(stir(6)) == 0);
    CHECK(model.cases().find(stir(8)) == 9);
    CHECK(model.cases().find(stir(9)) == 0);
}

TEST_CASE("a damaged model file is one clear error") {
    const TemporaryFile file("dateline-entities-damage-test.bin");
    write_model(file.path(), small_parts());
    const std::string good = file.read();
    CHECK(failure_of(file.path()).empty());

    SUBCASE("missing") {
        CHECK(failure_of(file.path().string() + ".none").find("cannot be opened") != std::string::npos);
        CHECK_FALSE(failure_of(fs::temp_directory_path()).empty());
    }
    SUBCASE("cut anywhere") {
        for (std::size_t size = 0; size < good.size(); ++size) {
            file.write(good.substr(0, size));
            REQUIRE_FALSE(failure_of(file.path()).empty());
        }
    }
    SUBCASE("longer") {
        file.write(good + "x");
        CHECK(failure_of(file.path()) == "the entity model is cut");
    }
    SUBCASE("any bit flipped") {
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            std::string bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
            file.write(bad);
            REQUIRE_FALSE(failure_of(file.path()).empty());
        }
    }
    SUBCASE("another version") {
        std::string bad = good;
        bad[8] = 99;
        file.write(bad);
        CHECK(failure_of(file.path()) == "the entity model has a format of another version");
        bad = good;
        bad[12] = 99;
        file.write(bad);
        CHECK(failure_of(file.path()) == "the entity model was trained with features of another version");
    }
}

TEST_CASE("features whose marks clash do not pass for one another") {
    const WeightTable::Weights weights{};
    // The same mark (low bits) and the same place (high bits), but other keys.
    const std::vector<std::pair<std::uint64_t, WeightTable::Weights>> features{
        {0x1000000000000042ULL, weights}, {0x1000000001000042ULL, weights}};
    std::vector<WeightRow> rows(8);
    CHECK_FALSE(WeightTable::build(features, rows));
    rows.resize(1);
    CHECK_FALSE(WeightTable::build(features, rows));
}

TEST_CASE("the longest name of a list is found, and each list by itself") {
    const auto word = [](std::uint64_t hash) {
        Word w;
        w.folded = hash;
        w.look = Look::capital;
        return w;
    };
    const std::uint64_t new_ = extend_phrase(0, 1);
    const std::uint64_t new_york = extend_phrase(new_, 2);
    const std::uint64_t new_york_times = extend_phrase(new_york, 3);
    const std::vector<std::uint64_t> slots = PhraseTable::build(
        std::vector<std::pair<std::uint64_t, std::uint32_t>>{{new_, goes_on},
                                                             {new_york, bit_of(List::city) | goes_on},
                                                             {new_york_times, bit_of(List::organization)},
                                                             {extend_phrase(0, 2), bit_of(List::city)}});
    const std::vector<Word> words{word(1), word(2), word(3), word(1), word(2)};
    std::vector<ListMatch> matches;
    match_lists(words, PhraseTable(slots), matches);
    REQUIRE(matches.size() == 5);
    CHECK(matches[0].begin == (bit_of(List::city) | bit_of(List::organization)));
    CHECK(matches[1].last == bit_of(List::city));
    CHECK(matches[1].inside == bit_of(List::organization));
    CHECK(matches[2].last == bit_of(List::organization));
    CHECK(matches[3].begin == bit_of(List::city));
    CHECK(matches[4].last == bit_of(List::city));
}
