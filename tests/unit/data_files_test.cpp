#include "common/cli/data_files.h"

#include <doctest/doctest.h>

#include "scratch.h"

namespace dateline {

TEST_CASE("a file of the program's own: in the folder of the environment, beside the program, as installed") {
    const ScratchFolder scratch;
    std::filesystem::create_directories(scratch / "tree/share/dateline");
    put_file(scratch / "tree/share/dateline/authority.txt", "");
    const Environment nothing = [](const std::string&) { return std::optional<std::string>(); };
    const Environment named = [](const std::string& name) {
        return name == "DATELINE_SHARE" ? std::optional<std::string>("/elsewhere") : std::nullopt;
    };
    const std::filesystem::path program = scratch / "tree/bin/dateline-search";
    CHECK(data_file("authority.txt", program, nothing) == scratch / "tree/share/dateline/authority.txt");
    CHECK(data_file("authority.txt", program, named) == "/elsewhere/authority.txt");
    CHECK(data_file("other.txt", program, nothing).string().ends_with("/share/dateline/other.txt"));
    CHECK(data_file("other.txt", program, nothing) == data_file("other.txt", "", nothing));
}

}  // namespace dateline
