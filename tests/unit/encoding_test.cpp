#include "indexer/input/encoding.h"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "common/error.h"

using namespace dateline;
using namespace std::string_literals;

namespace {

std::string wide(std::string_view ascii, bool little, bool mark) {
    std::string bytes = mark ? (little ? "\xff\xfe" : "\xfe\xff") : "";
    for (const char c : ascii) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
}

std::string read_through(std::string bytes, std::string_view declared) {
    auto stream = utf8_stream(stream_of(std::move(bytes)), declared);
    std::string text;
    std::vector<char> room(5);
    while (const std::size_t count = stream->read(room)) text.append(room.data(), count);
    return text;
}

}  // namespace

TEST_CASE("bytes become text") {
    struct Case {
        std::string bytes;
        std::string declared;
        std::string text;
        std::uint64_t broken;
    };
    const Case cases[] = {
        {"talks", "", "talks", 0},
        {"", "", "", 0},
        {"\xef\xbb\xbftalks", "", "talks", 0},
        {"caf\xc3\xa9", "", "caf\xc3\xa9", 0},
        {"caf\xe9", "", "caf\xc3\xa9", 0},
        {"\x93talks\x94 \x80 5", "", "\xe2\x80\x9ctalks\xe2\x80\x9d \xe2\x82\xac 5", 0},
        {"a\x81z\xe9\xe9", "", "a\xef\xbf\xbdz\xc3\xa9\xc3\xa9", 1},
        {"caf\xc3\xa9 na\xc3\xafve \xff!", "", "caf\xc3\xa9 na\xc3\xafve \xef\xbf\xbd!", 1},
        {"\xc3\xa9\xc3\xa9\xe2\x82 x", "", "\xc3\xa9\xc3\xa9\xef\xbf\xbd x", 1},
        {"\xed\xa0\x80", "utf-8", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3},
        {"caf\xe9", "utf-8", "caf\xef\xbf\xbd", 1},
        {"\xef\xbb\xbf"
         "caf\xe9",
         "", "caf\xef\xbf\xbd", 1},
        {"caf\xc3\xa9", "latin1", "caf\xc3\x83\xc2\xa9", 0},
        {"\x91", "iso-8859-1", "\xe2\x80\x98", 0},
        {"\xb1", "iso-8859-2", "\xc4\x85", 0},
        {"\xcd\xcf", "koi8-r", "\xd0\xbc\xd0\xbe", 0},
        {wide("talks", true, true), "", "talks", 0},
        {wide("talks", false, true), "", "talks", 0},
        {wide("talks in Geneva", true, false), "", "talks in Geneva", 0},
        {wide("talks in Geneva", false, false), "", "talks in Geneva", 0},
        {wide("talks", true, false), "utf-16le", "talks", 0},
        {"\xff\xfe\x00\x00t\x00\x00\x00"s, "", "t", 0},
        {"\xff\xfe\x00\xd8t\x00"s, "", "\xef\xbf\xbdt", 1},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        const Decoded decoded = to_utf8(one.bytes, one.declared);
        CHECK(decoded.text == one.text);
        CHECK(decoded.broken == one.broken);
    }
}

TEST_CASE("an encoding that nobody knows is refused") {
    CHECK_THROWS_AS((void)to_utf8("x", "utf-99"), Error);
    CHECK_THROWS_AS((void)utf8_stream(stream_of("x"), "klingon"), Error);
}

TEST_CASE("streams are decoded so that lines can be found") {
    std::string lines;
    for (int line = 0; line < 3000; ++line) lines += "line " + std::to_string(line) + "\n";
    CHECK(read_through(wide(lines, true, true), "") == lines);
    CHECK(read_through(wide(lines, false, false), "") == lines);
    CHECK(read_through("caf\xe9\n", "latin1") == "caf\xc3\xa9\n");
    CHECK(read_through("caf\xe9\n", "") == "caf\xe9\n");
    CHECK(read_through("\xef\xbb\xbfx", "") == "\xef\xbb\xbfx");
    CHECK(read_through("", "").empty());
}

TEST_CASE("what is no text") {
    CHECK(looks_binary("%PDF-1.7"));
    CHECK(looks_binary("\x89PNG\r\n"));
    CHECK(looks_binary("PK\x03\x04zip"));
    CHECK(looks_binary("some\0thing else"s));
    CHECK_FALSE(looks_binary("talks"));
    CHECK_FALSE(looks_binary(wide("talks in Geneva", true, true)));
    CHECK_FALSE(looks_binary(wide("talks in Geneva", false, false)));
    CHECK_FALSE(looks_binary(""));
}

TEST_CASE("any bytes become valid UTF-8") {
    std::mt19937 random(11);
    for (int round = 0; round < 20000; ++round) {
        std::string bytes;
        const bool high = random() % 2 == 0;
        for (auto size = random() % 60; size > 0; --size)
            bytes += static_cast<char>(high ? 0x80 + random() % 128 : random() % 256);
        CHECK(is_utf8(to_utf8(bytes).text));
        CHECK(is_utf8(to_utf8(bytes, "utf-8").text));
        CHECK(is_utf8(to_utf8(bytes, "latin1").text));
        CHECK(is_utf8(to_utf8(bytes, "shift_jis").text));
        CHECK(is_utf8(read_through(bytes, "utf-16")));
        (void)looks_binary(bytes);
    }
}
