#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// Everything that a reader finds in some bytes.
inline std::vector<Record> read_all(std::string_view format, std::string bytes,
                                    const ReadingContext& context = {}) {
    std::vector<Record> records;
    const auto reader = format_named(format).open(stream_of(std::move(bytes)), context);
    while (auto record = reader->next()) records.push_back(std::move(*record));
    return records;
}

inline const Article& article(const Record& record) {
    return std::get<Article>(record.content);
}

/// The reason of a Reject, else nothing.
inline std::string reason(const Record& record) {
    const auto* reject = std::get_if<Reject>(&record.content);
    return reject == nullptr ? std::string() : reject->reason;
}

/// Reads the sample with bytes changed, dropped and doubled, again and again: nothing may happen.
inline std::size_t read_mutations(std::string_view format, const std::string& sample, int rounds) {
    std::mt19937 random(21578);
    std::size_t records = 0;
    for (int round = 0; round < rounds; ++round) {
        std::string bytes = sample;
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
        records += read_all(format, bytes).size();
    }
    return records;
}

}  // namespace dateline
