#include "common/archive/dead.h"

#include <algorithm>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/error.h"
#include "common/hash.h"

namespace dateline {

namespace {

[[noreturn]] void damaged() {
    throw damaged_archive("a list of replaced articles is not as it was written");
}

}  // namespace

std::string to_bytes(const DeadList& dead) {
    std::string bytes;
    Xapian::docid before = 0;
    for (const Xapian::docid number : dead) {
        put_varint(bytes, number - before);
        before = number;
    }
    return bytes + to_hex(hash128(bytes));
}

DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles) {
    constexpr std::size_t hash_digits = 32;
    if (bytes.size() < hash_digits) damaged();
    const std::string_view hash = bytes.substr(bytes.size() - hash_digits);
    bytes.remove_suffix(hash_digits);
    if (hash != to_hex(hash128(bytes))) damaged();
    DeadList numbers;
    std::uint64_t number = 0;
    while (!bytes.empty()) {
        const std::optional<std::uint64_t> step = take_varint(bytes);
        if (!step || *step == 0 || *step > articles - number) damaged();
        number += *step;
        numbers.push_back(static_cast<Xapian::docid>(number));
    }
    return numbers;
}

DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles, std::uint64_t dead) {
    DeadList numbers = dead_from_bytes(bytes, articles);
    if (numbers.size() != dead) damaged();
    return numbers;
}

}  // namespace dateline
