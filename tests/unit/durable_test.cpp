#include "common/archive/durable.h"

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

TEST_CASE("files that are written durably") {
    const ScratchFolder scratch;
    const auto file = scratch.make() / "file";
    const std::string bytes("a\0\xFF\n", 4);
    SUBCASE("hold what was written, whatever they held before") {
        for (const std::string& content : {bytes, std::string(), std::string(1 << 20, 'x')}) {
            write_durably(file, content);
            CHECK(read_file(file) == content);
        }
        CHECK_FALSE(std::filesystem::exists(scratch / "file.new"));
    }
    SUBCASE("stay as they were when the new content cannot be written") {
        write_durably(file, bytes);
        std::filesystem::create_directory(scratch / "file.new");
        CHECK_THROWS_AS(write_durably(file, "other"), Error);
        CHECK(read_file(file) == bytes);
    }
    SUBCASE("leave no draft when they cannot be put in place") {
        std::filesystem::create_directories(file / "deep");
        CHECK_THROWS_AS(write_durably(file, bytes), Error);
        CHECK_FALSE(std::filesystem::exists(scratch / "file.new"));
    }
    SUBCASE("grow behind what is valid of them") {
        append_durably(file, 0, "abcdef");
        append_durably(file, 3, "XY");
        CHECK(read_file(file) == "abcXY");
        append_durably(file, 5, "");
        CHECK(read_file(file) == "abcXY");
    }
}

TEST_CASE("errors of files name the path and the reason") {
    const ScratchFolder scratch;
    const auto missing = scratch / "missing/file";
    for (const std::function<void()>& work : std::vector<std::function<void()>>{
             [&] { write_durably(missing, "x"); }, [&] { append_durably(missing, 0, "x"); },
             [&] { sync_path(missing); }, [&] { sync_tree(missing); },
             [&] { (void)read_file(scratch.make()); }}) {
        try {
            work();
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.place().starts_with(scratch.path().string()));
            CHECK(error.message().starts_with("cannot "));
            CHECK(error.message().find(": ") != std::string::npos);
        }
    }
    CHECK(message_of([&] { (void)read_file(missing); }) == "the archive is damaged: a file is missing");
}

}  // namespace dateline
