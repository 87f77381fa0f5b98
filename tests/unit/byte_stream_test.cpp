#include "indexer/input/byte_stream.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>
#include <zlib.h>
#include <zstd.h>

#include <doctest/doctest.h>

#include "common/error.h"
#include "indexer/input/decompress.h"
#include "indexer/input/line_reader.h"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

std::string gzip(std::string_view plain) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, plain.size()) + 64, '\0');
    std::string in(plain);
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// Everything a stream gives, and the message of the error that ended it.
struct Drained {
    std::string text;
    std::string error;
};

Drained drain(std::unique_ptr<ByteStream> stream) {
    Drained drained;
    std::vector<char> room(777);
    try {
        while (const std::size_t count = stream->read(room)) drained.text.append(room.data(), count);
    } catch (const Error& error) {
        drained.error = error.what();
    }
    return drained;
}

Drained unpack(std::string bytes) {
    try {
        return drain(decompressed(stream_of(std::move(bytes))));
    } catch (const Error& error) {
        return {"", error.what()};
    }
}

std::string numbers() {
    std::string text;
    for (int number = 0; number < 60000; ++number) text += std::to_string(number * 7919 % 100003) + "\n";
    return text;
}

using namespace std::string_literals;

std::string unhex(std::string_view digits) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(at, 2)), nullptr, 16));
    return bytes;
}

/// "talks" and a line end, packed by the usual tools.
const std::string_view packed_talks[] = {
    "28b52ffd045831000074616c6b730a510e0865",
    "fd377a585a000004e6d6b4460200210116000000742fe5a301000574616c6b730a000000625cbbb739cacb2000011e06c12fa41d"
    "1f"
    "b6f37d010000000004595a",
    "425a683931415926535938a3290b000002c1800010200c0c00200030c00861a50a185dc914e14240e28ca42c",
};

}  // namespace

TEST_CASE("what is not compressed passes untouched") {
    for (const std::string& text :
         {""s, "a"s, "talks\n"s, "BZh9 is no compression\n"s, "\x1f\x8b text"s, "\x1f"s,
          "\x1f\x8b\x08\xff text"s, "BZh91AY&S"s, "PK\x03\x04"s, "\0\0\0"s}) {
        CAPTURE(text);
        const Drained drained = unpack(text);
        CHECK(drained.text == text);
        CHECK(drained.error.empty());
    }
}

TEST_CASE("gzip is undone, also twice and in several members") {
    const std::string text = numbers();
    CHECK(unpack(gzip(text)).text == text);
    CHECK(unpack(gzip(gzip(text))).text == text);
    CHECK(unpack(gzip("a\n") + gzip("") + gzip("b\n")).text == "a\nb\n");
    CHECK(unpack(gzip("")).text.empty());
    CHECK(unpack(gzip("a") + std::string(512, '\0')).error.empty());
    std::string nested = "deep";
    for (int layer = 0; layer < 8; ++layer) nested = gzip(nested);
    CHECK(unpack(nested).error.find("too often") != std::string::npos);
}

TEST_CASE("zstd, xz and bzip2 are undone, also inside gzip; their cuts are told") {
    for (const std::string_view digits : packed_talks) {
        CAPTURE(digits);
        const std::string packed = unhex(digits);
        CHECK(unpack(packed).text == "talks\n");
        CHECK(unpack(packed).error.empty());
        CHECK(unpack(gzip(packed)).text == "talks\n");
        for (std::size_t size = 11; size < packed.size() - 1; ++size) {
            const Drained drained = unpack(packed.substr(0, size));
            CHECK(std::string_view("talks\n").starts_with(drained.text));
            if (size < packed.size() / 2) CHECK_FALSE(drained.error.empty());
        }
    }
}

TEST_CASE("a gzip file that was cut off gives everything before the cut, then an error") {
    const std::string text = numbers();
    const std::string packed = gzip(text);
    for (const std::size_t size :
         {packed.size() - 1, packed.size() - 9, packed.size() / 2, std::size_t{11}}) {
        const Drained drained = unpack(packed.substr(0, size));
        CAPTURE(size);
        CHECK(drained.error == "truncated gzip data");
        CHECK(text.starts_with(drained.text));
        if (size > packed.size() - 9) CHECK(drained.text == text);
        if (size == packed.size() / 2) CHECK(drained.text.size() > text.size() / 3);
    }
}

TEST_CASE("a damaged gzip file is told") {
    std::string packed = gzip(numbers());
    for (std::size_t at = packed.size() / 2; at < packed.size() / 2 + 40; ++at) packed[at] = '\x55';
    CHECK(unpack(packed).error == "damaged gzip data");
    CHECK(unpack(gzip("a") + "rubbish").error == "damaged gzip data");
}

TEST_CASE("opening tells what is wrong") {
    const auto reason = [](const std::string& path) -> std::string {
        try {
            (void)open_input(path);
        } catch (const Error& error) {
            return error.describe();
        }
        return {};
    };
    CHECK(reason("/no/such/file") ==
          "error: /no/such/file: cannot open: no such file or folder\n"
          "hint: a link to it may lead nowhere");
    const std::string folder = fs::temp_directory_path().string();
    CHECK(reason(folder) == "error: " + folder +
                                ": cannot open: is a folder, not a file\n"
                                "hint: name it as a SOURCE of its own");
}

TEST_CASE("reading ahead keeps an error for later") {
    auto stream = decompressed(stream_of(gzip(numbers()).substr(0, 5000)));
    const std::string head = read_ahead(stream, std::size_t{1} << 20);
    CHECK_FALSE(head.empty());
    CHECK(drain(stream_of(head, std::move(stream))).error == "truncated gzip data");
}

TEST_CASE("lines with their places") {
    LineReader lines(stream_of("one\r\n\ntwo\0three\nlast"s), 100);
    Line line;
    REQUIRE(lines.next(line));
    CHECK((line.text == "one" && line.number == 1 && line.offset == 0));
    REQUIRE(lines.next(line));
    CHECK((line.text.empty() && line.number == 2 && line.offset == 5));
    REQUIRE(lines.next(line));
    CHECK((line.text == "two\0three"s && line.offset == 6));
    REQUIRE(lines.next(line));
    CHECK((line.text == "last" && line.number == 4 && line.offset == 16));
    CHECK_FALSE(lines.next(line));
    CHECK_FALSE(lines.next(line));
}

TEST_CASE("a line that is too long is passed over") {
    for (const std::size_t size : {11U, 500U, 1'000'000U}) {
        LineReader lines(stream_of("short\n" + std::string(size, 'x') + "\nnext\n" + std::string(size, 'y')),
                         10);
        Line line;
        REQUIRE(lines.next(line));
        CHECK(line.text == "short");
        REQUIRE(lines.next(line));
        CHECK((line.too_long && line.text.empty() && line.number == 2));
        REQUIRE(lines.next(line));
        CHECK((line.text == "next" && line.number == 3 && line.offset == 6 + size + 1));
        REQUIRE(lines.next(line));
        CHECK(line.too_long);
        CHECK_FALSE(lines.next(line));
    }
}

TEST_CASE("zstd in several frames, with frames to be skipped and with a dictionary") {
    const std::string plain = numbers();
    const auto compressed = [&](std::string_view text, std::string_view dictionary = {}) {
        std::string packed(ZSTD_compressBound(text.size()), '\0');
        ZSTD_CCtx* context = ZSTD_createCCtx();
        packed.resize(ZSTD_compress_usingDict(context, packed.data(), packed.size(), text.data(), text.size(),
                                              dictionary.data(), dictionary.size(), 3));
        ZSTD_freeCCtx(context);
        return packed;
    };
    const auto skipped = [](std::string_view content, char kind) {
        std::string frame{kind, '\x2a', '\x4d', '\x18'};
        for (int byte = 0; byte < 4; ++byte) frame += static_cast<char>(content.size() >> 8 * byte & 0xff);
        return frame.append(content);
    };
    const std::string one = compressed(plain);
    CHECK(unpack(one + one).text == plain + plain);
    CHECK(unpack(skipped("size", 0x50) + one + skipped("", 0x5a) + one).text == plain + plain);
    CHECK(unpack(skipped("size", 0x50)).text.empty());
    const std::string dictionary =
        "the words that all of the records have in common, " + plain.substr(0, 5000);
    const std::string with = compressed(plain, dictionary);
    CHECK(unpack(skipped(dictionary, 0x5d) + with + with).text == plain + plain);
    CHECK(unpack(skipped(compressed(dictionary), 0x5d) + with).text == plain);
    CHECK(unpack(with).text != plain);
    const Drained cut = unpack(one + one.substr(0, one.size() / 2));
    CHECK(cut.text.starts_with(plain));
    CHECK(cut.error.find("truncated zstd data") != std::string::npos);
    CHECK(unpack(one + "and what is none").error.find("damaged zstd data") != std::string::npos);
    CHECK(unpack("\x5d\x2a\x4d\x18\xff\xff\xff\xff" + one).error.find("too large") != std::string::npos);
}
