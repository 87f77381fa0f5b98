// Any bytes as a model file; and a sound one with some of its bytes changed, which the loader must refuse.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>

#include "common/error.h"
#include "indexer/entities/model.h"
#include "indexer/entities/recogniser.h"

namespace {

using namespace dateline::entities;

const std::filesystem::path& scratch() {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dateline-model-fuzz-" + std::to_string(::getpid()));
    return path;
}

/// A small model, as a file.
const std::string& sound() {
    static const std::string bytes = [] {
        ModelParts parts;
        parts.rows.resize(64);
        parts.rows[5].mark = {1, 2, 3};
        parts.phrases = {1, 2, 3};
        parts.cases = {7, 8};
        parts.vote = 1;
        write_model(scratch(), parts);
        std::ifstream in(scratch(), std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }();
    return bytes;
}

/// Whether the loader takes the bytes; what it takes must be of use.
bool loads(std::string_view bytes) {
    std::ofstream(scratch(), std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    try {
        const Model model(scratch());
        Recogniser recogniser(model);
        const std::string_view blocks[] = {"Steve Witkoff met NATO in Geneva."};
        (void)recogniser.recognise(blocks);
        return true;
    } catch (const dateline::Error&) {
        return false;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string model = sound();
    (void)loads({reinterpret_cast<const char*>(data), size});
    // Three bytes a change: where, two bytes, and by what; the last ones cut.
    for (; size >= 3; data += 3, size -= 3)
        model[(data[0] + 256U * data[1]) % model.size()] ^= static_cast<char>(data[2]);
    if (size == 2) model.resize(std::min<std::size_t>(model.size(), data[0] + 256U * data[1]));
    if (loads(model) != (model == sound())) std::abort();
    std::filesystem::remove(scratch());
    return 0;
}
