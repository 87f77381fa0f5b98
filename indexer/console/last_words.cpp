#include "indexer/console/last_words.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <string>
#include <unistd.h>

#include "common/cli/exit.h"
#include "common/error.h"

namespace dateline {

namespace {

std::filesystem::path written_archive;
std::terminate_handler usual_end = nullptr;

void end() {
    const int reason = errno;
    constexpr std::array of_the_disk{ENOSPC, EDQUOT, EIO, EROFS, EFBIG, ESTALE};
    // Any other end still has its exception, and says what it is.
    if (std::current_exception() || std::ranges::find(of_the_disk, reason) == of_the_disk.end()) usual_end();
    const std::string text = Error(std::string("cannot write the archive: ") + std::strerror(reason),
                                   "mend that and run again; nothing that was there is lost")
                                 .at(written_archive.string())
                                 .describe() +
                             '\n';
    (void)!::write(STDERR_FILENO, text.data(), text.size());
    ::_exit(static_cast<int>(ExitCode::failed));
}

}  // namespace

void say_why_xapian_ends_the_program(const std::filesystem::path& archive) {
    written_archive = archive;
    usual_end = std::set_terminate(end);
}

}  // namespace dateline
