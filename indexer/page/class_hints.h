#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// What the names that authors gave an element say about it. There is no standard, but few words.
struct ClassHints {
    bool body = false;         ///< holds the article's text: "article-body", "entry-content"
    bool aside = false;        ///< is surely no part of it: menus, comments, related links, newsletters
    bool maybe_aside = false;  ///< is mostly no part of it; the word has other uses
    bool talk = false;         ///< holds what readers say of the article
    bool caption = false;      ///< says something of a picture
    bool meta = false;         ///< holds what is known of the article: byline, day, section
    bool author = false;       ///< names who wrote it
    bool date = false;         ///< says when it appeared
};

/// True for an id that was made of a heading: "sharing-with-a-single-developer". It names a subject.
[[nodiscard]] bool is_slug(std::string_view id);

/// Reads classes or an id as written: "Article__body story-text", "relatedLinks".
[[nodiscard]] ClassHints class_hints(std::string_view names);

}  // namespace dateline
