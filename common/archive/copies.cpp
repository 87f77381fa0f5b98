#include "common/archive/copies.h"

#include <algorithm>
#include <optional>

#include "common/archive/damage.h"
#include "common/archive/varint.h"
#include "common/hash.h"

namespace dateline {

std::string to_bytes(const CopyList& copies) {
    std::string bytes;
    Xapian::docid before = 0;
    for (const Copy& copy : copies) {
        put_varint(bytes, copy.document - before);
        put_varint(bytes, copy.cluster);
        before = copy.document;
    }
    return bytes + to_hex(hash128(bytes));
}

CopyList copies_from_bytes(std::string_view bytes, std::uint64_t articles, std::uint64_t copies,
                           std::uint64_t next_cluster) {
    const auto damaged = [] { throw damaged_archive("a list of copies is not as it was written"); };
    constexpr std::size_t hash_digits = 32;
    if (bytes.size() < hash_digits) damaged();
    const std::string_view hash = bytes.substr(bytes.size() - hash_digits);
    bytes.remove_suffix(hash_digits);
    if (hash != to_hex(hash128(bytes))) damaged();
    CopyList list;
    list.reserve(std::min<std::uint64_t>(copies, bytes.size()));
    std::uint64_t document = 0;
    while (!bytes.empty()) {
        const std::optional<std::uint64_t> step = take_varint(bytes);
        if (!step || *step == 0 || *step > articles - document) damaged();
        const std::optional<std::uint64_t> cluster = take_varint(bytes);
        if (!cluster || *cluster == 0 || *cluster >= next_cluster || *cluster > UINT32_MAX) damaged();
        document += *step;
        list.push_back({static_cast<Xapian::docid>(document), static_cast<std::uint32_t>(*cluster)});
    }
    if (list.size() != copies) damaged();
    return list;
}

std::uint32_t cluster_in(const CopyList& copies, Xapian::docid document) {
    const auto found = std::ranges::lower_bound(copies, document, {}, &Copy::document);
    return found == copies.end() || found->document != document ? 0 : found->cluster;
}

}  // namespace dateline
