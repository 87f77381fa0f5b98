#include "indexer/readers/container.h"

#include <algorithm>
#include <zlib.h>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/decompress.h"
#include "indexer/input/expansion.h"
#include "reading.h"

namespace dateline {
namespace {

struct Member {
    std::string path;
    std::string content;
    unsigned type = AE_IFREG;
};

enum class Packing { tar, old_tar, zip, stored_zip, cpio, encrypted_zip };

std::string packed(const std::vector<Member>& members, Packing packing = Packing::tar) {
    archive* out = archive_write_new();
    switch (packing) {
        case Packing::tar:
            archive_write_set_format_pax_restricted(out);
            break;
        case Packing::old_tar:
            archive_write_set_format_v7tar(out);
            break;
        case Packing::cpio:
            archive_write_set_format_cpio_newc(out);
            break;
        default:
            archive_write_set_format_zip(out);
            if (packing == Packing::stored_zip) archive_write_zip_set_compression_store(out);
            if (packing == Packing::encrypted_zip) {
                archive_write_set_options(out, "zip:encryption=traditional");
                archive_write_set_passphrase(out, "secret");
            }
            break;
    }
    archive_write_set_bytes_in_last_block(out, 1);
    std::string bytes(std::size_t{1} << 20, '\0');
    for (const Member& member : members) bytes.resize(bytes.size() + 2 * member.content.size());
    std::size_t used = 0;
    REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (const Member& member : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, member.path.c_str());
        archive_entry_set_filetype(entry, member.type);
        archive_entry_set_perm(entry, 0644);
        if (member.type == AE_IFLNK) archive_entry_set_symlink(entry, member.content.c_str());
        const bool file = member.type == AE_IFREG;
        archive_entry_set_size(entry, file ? static_cast<la_int64_t>(member.content.size()) : 0);
        REQUIRE(archive_write_header(out, entry) == ARCHIVE_OK);
        if (file) (void)archive_write_data(out, member.content.data(), member.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
    bytes.resize(used);
    return bytes;
}

std::string gzip(const std::string& plain) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string bytes(deflateBound(&stream, plain.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    bytes.resize(stream.total_out);
    deflateEnd(&stream);
    return bytes;
}

/// "member: title" of each article, "member! reason" of each Reject, "member? reason" of each Skip.
std::vector<std::string> read(std::string bytes) {
    std::vector<std::string> all;
    const auto reader = open_container(stream_of(std::move(bytes)), {"clips.tar", "clips.tar", {}, {}, {}});
    while (const auto record = reader->next()) {
        if (const auto* skip = std::get_if<Skip>(&record->content)) {
            all.push_back(record->member + "? " + skip->reason);
        } else if (const auto* reject = std::get_if<Reject>(&record->content)) {
            all.push_back(record->member + "! " + reject->reason);
        } else {
            all.push_back(record->member + ": " + article(*record).title);
        }
    }
    return all;
}

using Lines = std::vector<std::string>;

const std::string lines = "{\"title\":\"One\",\"text\":\"x\"}\n{\"title\":\"Two\",\"text\":\"y\"}\n";

}  // namespace

TEST_CASE("container: members by their own readers") {
    const std::vector<Member> members{
        {"a.jsonl", lines},
        {"2026/01/24/quay.txt", "The quay opens\n\nBoats came.\n"},
        {"table.csv", "title,text\nThree,z\n"},
        {"packed.txt.gz", gzip("Compressed inside\n\nText.\n")},
    };
    const Lines expected{"a.jsonl: One", "a.jsonl: Two", "2026/01/24/quay.txt: The quay opens",
                         "table.csv: Three", "packed.txt.gz: Compressed inside"};
    for (const Packing packing :
         {Packing::tar, Packing::old_tar, Packing::zip, Packing::stored_zip, Packing::cpio}) {
        const std::string bytes = packed(members, packing);
        CHECK(recognise_format(bytes)->name == "container");
        CHECK(read(bytes) == expected);
    }
    const std::string tar = packed(members);
    CHECK(read(tar + tar).size() == 10);
}

TEST_CASE("container: ids and dates come from the member's path") {
    const auto records =
        read_all("container", packed({{"./2026/01/24/quay.txt", "The quay opens\n\nBoats.\n"}}),
                 {"in/clips.tar.gz", "clips.tar.gz", {}, {}, {}});
    REQUIRE(records.size() == 1);
    CHECK(article(records[0]).id == "clips.tar.gz/2026/01/24/quay.txt");
    CHECK(to_string(*article(records[0]).published) == "2026-01-24");
    CHECK(records[0].member == "2026/01/24/quay.txt");
}

TEST_CASE("container: names in Unicode, and in no encoding") {
    const std::string zip = packed({{"caf1.txt", "One\n\nx\n"}}, Packing::stored_zip);
    std::string named = zip;
    for (std::size_t at = named.find("caf1"); at != named.npos; at = named.find("caf1", at))
        named.replace(at, 4,
                      "c\xc3\xa9"
                      "1");
    // The flag that says so, in the local header.
    named[7] = static_cast<char>(named[7] | 8);
    CHECK(read(named) == Lines{"cé1.txt: One"});
    for (std::size_t at = named.find("\xc3\xa9"); at != named.npos; at = named.find("\xc3\xa9", at))
        named.replace(at, 2, "\xe9x");
    named[7] = static_cast<char>(named[7] & ~8);
    CHECK(read(named) == Lines{"c\\xe9x1.txt: One"});
}

TEST_CASE("container: inside one another") {
    std::string bytes = packed({{"deep.txt", "Deep down\n\nText.\n"}});
    const Packing packings[] = {Packing::zip, Packing::tar};
    for (int level = 2; level <= 4; ++level)
        bytes = packed({{fmt::format("c{}", level), bytes}, {"b.txt", "Beside\n\nx\n"}}, packings[level % 2]);
    CHECK(read(bytes) ==
          Lines{"c4/c3/c2/deep.txt: Deep down", "c4/c3/b.txt: Beside", "c4/b.txt: Beside", "b.txt: Beside"});
    CHECK(read(packed({{"c5", bytes}})).front() ==
          "c5/c4/c3/c2! containers inside one another, more than four deep");
}

TEST_CASE("container: what is passed over, skipped and rejected") {
    const std::string bytes = packed({{"README.md", "x"},
                                      {"docs/LICENSE", "x"},
                                      {".hidden/a.txt", "x"},
                                      {"b/.c.txt", "x"},
                                      {"folder", "", AE_IFDIR},
                                      {"link", "../../etc/passwd", AE_IFLNK},
                                      {"pipe", "", AE_IFIFO},
                                      {"../up.txt", "x"},
                                      {"a/../../up.txt", "x"},
                                      {"/etc/passwd", "x"},
                                      {"empty.txt", ""},
                                      {"picture.bin", std::string("\x89PNG\0\0\0\1", 8)},
                                      {"last.txt", "The last\n\nx\n"}});
    CHECK(read(bytes) == Lines{"README.md? a companion of articles", "docs/LICENSE? a companion of articles",
                               "link? a link", "pipe? a device or the like",
                               "../up.txt! a member whose path has \"..\" in it",
                               "a/../../up.txt! a member whose path has \"..\" in it",
                               "etc/passwd! a member with an absolute path", "empty.txt! empty file",
                               "picture.bin! not in a format that is known", "last.txt: The last"});
    CHECK(read(packed({{"C:\\a.txt", "x"}})).front().find("absolute") != std::string::npos);
    CHECK(read(packed({{"a\\..\\b.txt", "x"}})).front().find("..") != std::string::npos);
}

TEST_CASE("container: an encrypted member is rejected, one in the clear is read") {
    CHECK(read(packed({{"a.txt", "Secret\n\nx\n"}}, Packing::encrypted_zip)) ==
          Lines{"a.txt! the member is encrypted"});
}

TEST_CASE("container: what was before the damage comes out, with one error") {
    const std::string text = "Title\n\n" + std::string(3000, 'x') + "\n";
    for (const Packing packing : {Packing::tar, Packing::stored_zip, Packing::cpio}) {
        const std::string bytes = packed({{"a.txt", text}, {"b.txt", text}, {"c.txt", text}}, packing);
        Lines found;
        try {
            found = read(bytes.substr(0, bytes.find("b.txt") + 2000));
        } catch (const Error& error) {
            found.push_back(error.message());
        }
        REQUIRE(found.size() == 2);
        CHECK(found[0] == "a.txt: Title");
        CAPTURE(found[1]);
        CHECK(found[1].find("runcated") != std::string::npos);
    }
    std::string bytes = packed({{"a.txt", text}, {"b.txt", text}, {"c.txt", text}});
    bytes[bytes.find("b.txt") + 120] ^= 1;
    const Lines found = read(bytes);
    REQUIRE(found.size() == 3);
    CHECK(found[1].find("damaged container") != std::string::npos);
    CHECK(found[2] == "c.txt: Title");
}

TEST_CASE("container: bombs") {
    const std::string zeros(std::size_t{200} << 20, ' ');
    // As a member, as a compressed member, and alone.
    const std::string zip =
        packed({{"a.txt", "Before\n\nx\n"}, {"b.jsonl", zeros}, {"c.txt", "After\n\nx\n"}}, Packing::zip);
    const Lines found = read(zip);
    REQUIRE(found.size() == 2);
    CHECK(found[1].find("b.jsonl! a bomb") == 0);
    const std::string small = gzip(zeros);
    CHECK(read(packed({{"b.jsonl.gz", small}})).front().find("a bomb") != std::string::npos);
    try {
        const auto stream = decompressed(stream_of(small));
        std::vector<char> room(std::size_t{1} << 16);
        while (stream->read(room) > 0) {
        }
        FAIL("a bomb was read");
    } catch (const Error& error) {
        CHECK(error.message().find("a bomb") == 0);
    }
    CHECK_FALSE(is_bomb({1, unsuspicious_size}));
    CHECK_FALSE(is_bomb({unsuspicious_size, 3 * unsuspicious_size}));
}

TEST_CASE("container: no office document, no text") {
    CHECK(recognise_container(packed({{"[Content_Types].xml", "x"}}, Packing::zip)) == 0);
    CHECK(recognise_container(packed({{"mimetype", "application/epub+zip"}}, Packing::stored_zip)) == 0);
    CHECK(recognise_container(std::string(600, '0')) == 0);
    CHECK(recognise_container("") == 0);
    CHECK(recognise_container("070701 is the number of a flat") == 0);
}

TEST_CASE("container: any bytes") {
    std::mt19937 random(7);
    for (const Packing packing : {Packing::tar, Packing::zip, Packing::cpio, Packing::encrypted_zip}) {
        const std::string sample = packed({{"a.jsonl", lines}, {"b.txt", "T\n\nx\n"}}, packing);
        for (int round = 0; round < 500; ++round) {
            try {
                (void)read(mutated(sample, random));
            } catch (const Error& error) {
                CHECK_FALSE(error.message().empty());
            }
        }
    }
}

}  // namespace dateline
