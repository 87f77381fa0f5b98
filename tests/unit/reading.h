#pragma once

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "indexer/readers/reader.h"
#include "mutated.h"

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
        records += read_all(format, mutated(sample, random)).size();
    }
    return records;
}

}  // namespace dateline
