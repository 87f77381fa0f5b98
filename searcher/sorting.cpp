#include "searcher/sorting.h"

namespace dateline {

std::string_view sort_name(Sort sort) {
    switch (sort) {
        case Sort::relevance:
            return "relevance";
        case Sort::newest:
            return "newest";
        case Sort::oldest:
            return "oldest";
        case Sort::random:
            return "random";
    }
    return {};
}

}  // namespace dateline
