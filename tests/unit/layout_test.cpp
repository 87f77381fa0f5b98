#include "common/archive/layout.h"

#include <doctest/doctest.h>

namespace dateline {

TEST_CASE("files of an archive") {
    CHECK(layout::manifest("a") == "a/manifest");
    CHECK(layout::names("a") == "a/names");
    CHECK(layout::lock("a") == "a/lock");
    CHECK(layout::segment("a", 12) == "a/work/segment-000012");
    CHECK(layout::part_name(7) == "part-000007");
    CHECK(layout::part_name(12'345'678) == "part-12345678");
    CHECK(layout::dead_name(1, 7) == "dead-000001-000007");
    CHECK(layout::copies_name(1, 7) == "copies-000001-000007");
}

TEST_CASE("what may be swept") {
    for (const char* name : {"part-000001", "dead-000001-000002", "copies-000001-000002", "part-12345678"})
        CHECK(layout::belongs_to_part(name));
    for (const char* name : {"manifest", "manifest.new", "names", "lock", "work", "apart-1", "PART-1", ""})
        CHECK_FALSE(layout::belongs_to_part(name));
}

}  // namespace dateline
