#include "common/archive/manifest.h"

#include <random>

#include <doctest/doctest.h>

#include "common/hash.h"
#include "scratch.h"

namespace dateline {

namespace {

Manifest sample() {
    return {.archive_id = "0123456789abcdef0123456789abcdef",
            .tool_version = "0.1.0",
            .revision = 41,
            .names_bytes = 1234,
            .names_hash = "fedcba9876543210fedcba9876543210",
            .next_part = 9,
            .next_cluster = 77,
            .parts = {{3, 20'000, 17, 40, 123'456, 19, 41}, {8, 5, 0, 0, 789}}};
}

/// With a checksum that is right, whatever the content.
std::string sealed(const std::string& content) {
    return content + "end " + to_hex(hash128(content)) + "\n";
}

}  // namespace

TEST_CASE("a manifest comes back from its text") {
    CHECK(manifest_from_text(to_text(sample())) == sample());
    CHECK(manifest_from_text(to_text(Manifest{})) == Manifest{});
    CHECK(sample().live_articles() == 19'988);
    CHECK(Manifest{}.live_articles() == 0);
}

TEST_CASE("a manifest that is damaged in any way is refused") {
    const std::string text = to_text(sample());
    for (std::size_t size = 0; size < text.size(); ++size)
        CHECK_FALSE(message_of([&] { (void)manifest_from_text(text.substr(0, size)); }).empty());
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = text;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
            CHECK_FALSE(message_of([&] { (void)manifest_from_text(flipped); }).empty());
        }
    }
    CHECK_FALSE(message_of([&] { (void)manifest_from_text(text + text); }).empty());
    CHECK_FALSE(message_of([&] { (void)manifest_from_text(text + "\n"); }).empty());
}

TEST_CASE("what a manifest says wrong is said") {
    const std::string head =
        "dateline-archive 3\ntool 0.1.0\nid ab\nrevision 1\nnames 0 00\nnext 2\nclusters 1\n";
    const std::pair<std::string, std::string> cases[] = {
        {"", "not a manifest of an archive"},
        {"PK\x03\x04 more", "not a manifest of an archive"},
        {"dateline-archived 1\n", "not a manifest of an archive"},
        {"dateline-archive\n", "damaged manifest: '' where a number belongs"},
        {"dateline-archive x\n", "damaged manifest: 'x' where a number belongs"},
        {"dateline-archive 3\n", "damaged manifest: its end is missing"},
        {"dateline-archive 4\nwhatever", "the archive has schema 4, newer than the 3 this version reads"},
        {"dateline-archive 0\n", "the archive has schema 0, older than the 3 this version reads"},
        {head + "end 00\n", "damaged manifest: it is not as it was written"},
        {sealed(head + "part 1 5 6 1 7 0 0\n"), "damaged manifest: a part with more dead than articles"},
        {sealed(head + "part 1 5 3 1 7 3 1\n"), "damaged manifest: a part with more copies than articles"},
        {sealed(head + "part 1 5\n"), "damaged manifest: '' where a number belongs"},
        {sealed(head + "part 1 -5 0 0\n"), "damaged manifest: '-5' where a number belongs"},
        {sealed(head + "part 1 99999999999999999999 0 0\n"),
         "damaged manifest: '99999999999999999999' where a number belongs"},
        {sealed(head + "surprise\n"), "damaged manifest: no 'end' where it belongs"},
        {sealed("dateline-archive 3\nid ab\n"), "damaged manifest: no 'tool' where it belongs"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(message_of([&] { (void)manifest_from_text(text); }) == expected);
    }
    CHECK(message_of([&] { (void)manifest_from_text(sealed(head)); }).empty());
}

TEST_CASE("the manifest of a folder") {
    const ScratchFolder scratch;
    SUBCASE("that does not exist or holds only what a first run left behind is none") {
        CHECK_FALSE(read_manifest(scratch.path()));
        (void)scratch.make();
        CHECK_FALSE(read_manifest(scratch.path()));
        for (const char* name : {"lock", "manifest.new"}) put_file(scratch / name, "");
        CHECK_FALSE(read_manifest(scratch.path()));
    }
    SUBCASE("that is gone from beside the rest of an archive is an error") {
        (void)scratch.make();
        for (const char* name : {"names", "part-000001", "dead-000001-000002", "copies-000001-000002"}) {
            put_file(scratch / name, "");
            CHECK(message_of([&] { (void)read_manifest(scratch.path()); }) ==
                  "the archive is damaged: its manifest is missing");
            std::filesystem::remove(scratch / name);
        }
        std::filesystem::create_directory(scratch / "work");
        CHECK(message_of([&] { (void)read_manifest(scratch.path()); }) ==
              "not an archive: it holds other files");
    }
    SUBCASE("is what was written last") {
        (void)scratch.make();
        write_manifest(scratch.path(), Manifest{});
        write_manifest(scratch.path(), sample());
        CHECK(read_manifest(scratch.path()) == sample());
    }
    SUBCASE("with other files is refused, and they stay") {
        (void)scratch.make();
        put_file(scratch / "letter.txt", "dear");
        CHECK(message_of([&] { (void)read_manifest(scratch.path()); }) ==
              "not an archive: it holds other files");
        CHECK(std::filesystem::exists(scratch / "letter.txt"));
    }
    SUBCASE("that is a file is refused") {
        put_file(scratch.path(), "");
        CHECK(message_of([&] { (void)read_manifest(scratch.path()); }) == "not an archive: it is a file");
    }
    SUBCASE("that is a folder itself, or empty, or zeros, is refused with its path") {
        (void)scratch.make();
        std::filesystem::create_directory(scratch / "manifest");
        CHECK_THROWS_AS((void)read_manifest(scratch.path()), Error);
        std::filesystem::remove(scratch / "manifest");
        for (const std::string& content : {std::string(), std::string(500, '\0')}) {
            put_file(scratch / "manifest", content);
            try {
                (void)read_manifest(scratch.path());
                FAIL("no error");
            } catch (const Error& error) {
                CHECK(error.place() == (scratch / "manifest").string());
            }
        }
    }
}

}  // namespace dateline
