#include "common/error.h"

#include <doctest/doctest.h>

namespace dateline {

TEST_CASE("errors describe themselves") {
    const std::pair<Error, const char*> cases[] = {
        {Error("no article"), "error: no article"},
        {Error("no article", "look elsewhere"), "error: no article\nhint: look elsewhere"},
        {Error("invalid JSON").at("a.jsonl:3"), "error: a.jsonl:3: invalid JSON"},
        {Error("odd word").pointing("some (words", 5), "error: odd word\n  some (words\n       ^"},
        {Error("odd word", "mend it").at("query").pointing("a\tb\nc", 2),
         "error: query: odd word\n  a b c\n    ^\nhint: mend it"},
        {Error("odd word").pointing("Zürich (", 8), "error: odd word\n  Zürich (\n         ^"},
        {Error("odd word").pointing("北京 (", 7), "error: odd word\n  北京 (\n       ^"},
        {Error("too short").pointing("abc", 99), "error: too short\n  abc\n     ^"},
    };
    for (const auto& [error, expected] : cases) CHECK(error.describe() == expected);
}

TEST_CASE("errors carry the exit code") {
    CHECK(Error("x").exit_code() == ExitCode::failed);
    CHECK(Error("x").at("y").exiting(ExitCode::locked).exit_code() == ExitCode::locked);
    CHECK(static_cast<int>(ExitCode::none) == 1);
    CHECK(static_cast<int>(ExitCode::failed) == 2);
    CHECK(static_cast<int>(ExitCode::locked) == 75);
    CHECK(static_cast<int>(ExitCode::interrupted) == 130);
    CHECK(static_cast<int>(ExitCode::terminated) == 143);
}

}  // namespace dateline
