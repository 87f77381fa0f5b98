#pragma once

#include <random>
#include <string>

namespace dateline {

/// The same bytes with one to eight places changed, dropped, doubled or cut off, as damage does it.
inline std::string mutated(std::string bytes, std::mt19937& random) {
    for (auto changes = 1 + random() % 8; changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 4) {
            case 0:
                bytes[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                bytes.erase(at, 1 + random() % 20);
                break;
            case 2:
                bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
                break;
            default:
                bytes.resize(at);
                break;
        }
    }
    return bytes;
}

}  // namespace dateline
