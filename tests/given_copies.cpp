#include "tests/given_copies.h"

#include <algorithm>
#include <cstdint>

#include "common/archive/archive.h"
#include "common/archive/copies.h"
#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/archive/manifest.h"

namespace dateline::testing {

void give_copies(const std::filesystem::path& folder, const std::vector<std::vector<std::string>>& clusters) {
    const Archive archive(folder);
    Manifest manifest = archive.manifest();
    ++manifest.revision;
    std::vector<CopyList> lists(manifest.parts.size());
    manifest.next_cluster = 1;
    for (const std::vector<std::string>& ids : clusters) {
        for (const std::string& id : ids) {
            const Xapian::docid document = archive.find(id).value() - 1;
            const auto parts = static_cast<Xapian::docid>(lists.size());
            lists[document % parts].push_back(
                {document / parts + 1, static_cast<std::uint32_t>(manifest.next_cluster)});
        }
        ++manifest.next_cluster;
    }
    for (std::size_t part = 0; part < lists.size(); ++part) {
        std::ranges::sort(lists[part], {}, &Copy::document);
        manifest.parts[part].copies = lists[part].size();
        manifest.parts[part].copies_revision = lists[part].empty() ? 0 : manifest.revision;
        if (lists[part].empty()) continue;
        write_durably(folder / layout::copies_name(manifest.parts[part].number, manifest.revision),
                      to_bytes(lists[part]));
    }
    write_manifest(folder, manifest);
}

}  // namespace dateline::testing
