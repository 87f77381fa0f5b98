#include "indexer/copies/clusters.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "common/archive/durable.h"
#include "common/archive/layout.h"

namespace dateline {

namespace {

using Cluster = std::uint32_t;

/// Which clusters have become one.
class Joined {
public:
    /// The number of the cluster that this one is now.
    [[nodiscard]] Cluster now(Cluster cluster) {
        Cluster last = cluster;
        for (auto next = into_.find(last); next != into_.end(); next = into_.find(last)) last = next->second;
        // Shorter for whoever asks next.
        while (cluster != last) cluster = std::exchange(into_[cluster], last);
        return last;
    }

    void join(Cluster one, Cluster other) {
        one = now(one);
        other = now(other);
        if (one != other) into_[std::max(one, other)] = std::min(one, other);
    }

    [[nodiscard]] bool empty() const { return into_.empty(); }

private:
    std::unordered_map<Cluster, Cluster> into_;
};

void drop_dead(CopyList& copies, const DeadList& dead) {
    auto at = dead.begin();
    std::erase_if(copies, [&](const Copy& copy) {
        at = std::lower_bound(at, dead.end(), copy.document);
        return at != dead.end() && *at == copy.document;
    });
}

void drop_single(std::vector<CopyList>& lists) {
    Cluster greatest = 0;
    for (const CopyList& list : lists) {
        for (const Copy& copy : list) greatest = std::max(greatest, copy.cluster);
    }
    std::vector<bool> met(std::size_t{greatest} + 1);
    std::vector<bool> met_again(met.size());
    for (const CopyList& list : lists) {
        for (const Copy& copy : list) {
            if (met[copy.cluster]) met_again[copy.cluster] = true;
            met[copy.cluster] = true;
        }
    }
    for (CopyList& list : lists)
        std::erase_if(list, [&](const Copy& copy) { return !met_again[copy.cluster]; });
}

}  // namespace

void settle_clusters(std::vector<CopyList>& copies, const std::vector<DeadList>& dead,
                     const std::vector<CopyPair>& pairs, std::uint64_t& next_cluster) {
    for (std::size_t part = 0; part < copies.size(); ++part) drop_dead(copies[part], dead[part]);

    std::map<PartDocument, Cluster> entered;
    const auto cluster_of = [&](const PartDocument& document) {
        const auto found = entered.find(document);
        return found != entered.end() ? found->second : cluster_in(copies[document.part], document.document);
    };
    Joined joined;
    for (const auto& [one, other] : pairs) {
        const Cluster first = cluster_of(one);
        const Cluster second = cluster_of(other);
        if (first != 0 && second != 0) {
            joined.join(first, second);
        } else {
            const Cluster cluster =
                first + second != 0 ? first + second : static_cast<Cluster>(next_cluster++);
            if (first == 0) entered[one] = cluster;
            if (second == 0) entered[other] = cluster;
        }
    }
    for (const auto& [document, cluster] : entered)
        copies[document.part].push_back({document.document, cluster});
    for (CopyList& list : copies) {
        if (!entered.empty()) std::ranges::sort(list, {}, &Copy::document);
        if (joined.empty()) continue;
        for (Copy& copy : list) copy.cluster = joined.now(copy.cluster);
    }
    drop_single(copies);
}

void CopyLists::assign(std::vector<CopyList> lists) {
    lists_ = std::move(lists);
    changed_.assign(lists_.size(), false);
}

void CopyLists::replace_parts(const std::vector<std::size_t>& indexes, const CopyList* by) {
    std::vector<CopyList> lists;
    std::vector<bool> changed;
    for (std::size_t part = 0; part < lists_.size(); ++part) {
        if (std::ranges::find(indexes, part) != indexes.end()) continue;
        lists.push_back(std::move(lists_[part]));
        changed.push_back(changed_[part]);
    }
    if (by != nullptr) {
        lists.push_back(*by);
        changed.push_back(!by->empty());
    }
    lists_ = std::move(lists);
    changed_ = std::move(changed);
}

void CopyLists::settle(const std::vector<DeadList>& dead, const std::vector<CopyPair>& pairs,
                       std::uint64_t& next_cluster) {
    const std::vector<CopyList> before = lists_;
    settle_clusters(lists_, dead, pairs, next_cluster);
    for (std::size_t part = 0; part < lists_.size(); ++part) {
        if (lists_[part] != before[part]) changed_[part] = true;
    }
}

void CopyLists::save(const std::filesystem::path& archive, Manifest& manifest) {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (!changed_[i]) continue;
        Manifest::Part& part = manifest.parts[i];
        part.copies = lists_[i].size();
        part.copies_revision = part.copies == 0 ? 0 : manifest.revision;
        if (part.copies == 0) continue;
        write_durably(archive / layout::copies_name(part.number, part.copies_revision), to_bytes(lists_[i]));
    }
}

}  // namespace dateline
