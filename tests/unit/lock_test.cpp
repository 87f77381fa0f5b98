#include "indexer/archive/lock.h"

#include <doctest/doctest.h>

#include "common/archive/durable.h"
#include "scratch.h"

namespace dateline {

TEST_CASE("one holds the lock at a time") {
    const ScratchFolder scratch;
    {
        const Lock lock(scratch.path());
        try {
            const Lock second(scratch.path());
            FAIL("two locks");
        } catch (const Error& error) {
            CHECK(error.exit_code() == ExitCode::locked);
            CHECK(error.message() == "another run holds the lock (pid " + std::to_string(::getpid()) + ")");
            CHECK(error.place() == scratch.path().string());
        }
    }
    const Lock again(scratch.path());  // given back, and a file left behind blocks nobody
    CHECK(read_file(scratch / "lock") == std::to_string(::getpid()) + "\n");
}

TEST_CASE("a lock that is withdrawn leaves of its folders what it has not made") {
    const ScratchFolder scratch;
    (void)scratch.make();
    {
        Lock lock(scratch / "deep/archive");
        lock.withdraw();
        CHECK_FALSE(std::filesystem::exists(scratch / "deep"));
        const Lock another(scratch / "deep/archive");  // a run that came later makes its own
        CHECK(std::filesystem::exists(scratch / "deep/archive/lock"));
    }
    Lock lock(scratch / "deep/archive");
    lock.withdraw();
    CHECK(std::filesystem::is_empty(scratch / "deep/archive"));
}

TEST_CASE("a lock that cannot be made is an Error") {
    const ScratchFolder scratch;
    SUBCASE("the folder is a file") {
        put_file(scratch.path(), "x");
    }
    SUBCASE("the file is a folder") {
        std::filesystem::create_directories(scratch / "lock");
    }
    try {
        const Lock lock(scratch.path());
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.exit_code() == ExitCode::failed);
    }
}

TEST_CASE("a second writer is refused and the first goes on") {
    const ScratchFolder scratch;
    ArchiveWriter first(scratch.path(), writing());
    first.add(article_of("a", "Talks"));
    CHECK_THROWS_AS(ArchiveWriter(scratch.path(), writing()), Error);
    WritingOptions dry = writing();
    dry.dry_run = true;
    CHECK(index(scratch.path(), {article_of("a", "Talks")}, dry).added == 1);
    first.finish();
    CHECK(Archive(scratch.path()).manifest().live_articles() == 1);
}

}  // namespace dateline
