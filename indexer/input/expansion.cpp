#include "indexer/input/expansion.h"

#include <utility>

#include "common/error.h"

namespace dateline {
namespace {

class InStream final : public ByteStream {
public:
    InStream(std::unique_ptr<ByteStream> bytes, std::shared_ptr<Expansion> expansion)
        : bytes_(std::move(bytes)), expansion_(std::move(expansion)) {}

    std::size_t read(std::span<char> room) override {
        const std::size_t count = bytes_->read(room);
        expansion_->in += count;
        return count;
    }

private:
    std::unique_ptr<ByteStream> bytes_;
    std::shared_ptr<Expansion> expansion_;
};

class OutStream final : public ByteStream {
public:
    OutStream(std::unique_ptr<ByteStream> bytes, std::shared_ptr<Expansion> expansion)
        : bytes_(std::move(bytes)), expansion_(std::move(expansion)) {}

    std::size_t read(std::span<char> room) override {
        if (is_bomb(*expansion_)) {
            throw Error("a bomb: it decompresses to more than 500 times its size",
                        "if it is honest after all, unpack it first");
        }
        const std::size_t count = bytes_->read(room);
        expansion_->out += count;
        return count;
    }

private:
    std::unique_ptr<ByteStream> bytes_;
    std::shared_ptr<Expansion> expansion_;
};

}  // namespace

std::unique_ptr<ByteStream> counted_in(std::unique_ptr<ByteStream> bytes,
                                       std::shared_ptr<Expansion> expansion) {
    return std::make_unique<InStream>(std::move(bytes), std::move(expansion));
}

std::unique_ptr<ByteStream> counted_out(std::unique_ptr<ByteStream> bytes,
                                        std::shared_ptr<Expansion> expansion) {
    return std::make_unique<OutStream>(std::move(bytes), std::move(expansion));
}

bool is_bomb(const Expansion& expansion) {
    return expansion.out > unsuspicious_size && expansion.out / most_expansion > expansion.in;
}

}  // namespace dateline
