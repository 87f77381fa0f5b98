#include "indexer/convert.h"

#include "common/article_json.h"
#include "common/error.h"
#include "indexer/input/visible.h"

namespace dateline {

ReadingCounts convert_articles(const ReadingOptions& options, ReadingObserver& observer,
                               const std::function<bool()>& stop, std::ostream& out) {
    SourceReading reading(options, observer, [&] { return stop() || !out; });
    const ReadingCounts counts = reading.read([&](Article article, const std::string&) {
        article.id = unescaped(article.id);
        out << dump(article_json(article)) << '\n';
    });
    if (counts.read == 0 && !counts.interrupted) throw Error("no article in all of the input");
    return counts;
}

}  // namespace dateline
