#include "indexer/maintenance/export.h"

#include "common/archive/archive.h"
#include "common/article_json.h"
#include "common/fields.h"
#include "indexer/input/visible.h"

namespace dateline {

std::uint64_t export_articles(const std::filesystem::path& folder, std::ostream& out,
                              const std::function<bool()>& stop) {
    const Archive archive(folder);
    std::uint64_t written = 0;
    archive.for_each_living([&](Xapian::docid document) {
        Article article = archive.article(document);
        for (const Field& field : fields) {
            if (std::vector<Name>* names = entities_in(article, field.id))
                std::erase_if(*names, [](const Name& name) { return name.origin == Name::Origin::found; });
        }
        article.id = unescaped(article.id);
        out << dump(article_json(article)) << '\n';
        ++written;
        return out.good() && !stop();
    });
    return written;
}

}  // namespace dateline
