#include <csignal>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "desk.h"
#include "golden.h"

using namespace dateline::cli;

namespace {

const std::string article = "{\"id\":\"a\",\"title\":\"Alpha\"}\n";

/// A socket of the file system, as programs that are gone leave them.
void make_socket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path.size() < sizeof(address.sun_path));
    path.copy(address.sun_path, path.size());
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    ::close(descriptor);
}

}  // namespace

TEST_SUITE("index-streams") {
    TEST_CASE("standard input that is closed is an error, and no other file takes its place") {
        const Desk desk;
        const Outcome outcome = desk.shell("\"$index\" - <&-");
        CHECK(outcome.code == 2);
        CHECK(difference(outcome.err,
                         "error: standard input is closed\n"
                         "hint: pipe something into it, or name a file as SOURCE\n") == "");
        CHECK_FALSE(std::filesystem::exists(desk.archive()));
        desk.write("a.jsonl", article);
        CHECK(desk.shell("\"$index\" -q a.jsonl <&-").code == 0);
        CHECK(desk.shell("\"$search\" --count <&-").out == "1\n");
    }

    TEST_CASE("an output that fails is an error; a reader that left is none") {
        const Desk desk;
        desk.write("a.jsonl", article);
        for (const char* line : {"\"$index\" a.jsonl > /dev/full", "\"$index\" --json a.jsonl > /dev/full",
                                 "\"$index\" --json a.jsonl >&-", "\"$index\" --help > /dev/full",
                                 "\"$index\" --formats > /dev/full", "\"$index\" --export > /dev/full",
                                 "\"$index\" --convert a.jsonl > /dev/full", "\"$index\" --stats > /dev/full",
                                 "\"$index\" --check > /dev/full",
                                 "\"$search\" alpha --format json > /dev/full", "\"$search\" --count >&-"}) {
            CAPTURE(line);
            const Outcome outcome = desk.shell(line);
            CHECK(outcome.code == 2);
            CHECK(difference(outcome.err,
                             "error: cannot write to standard output\n"
                             "hint: it is closed, or its disk is full\n") == "");
        }
        CHECK(desk.count({}) == 1);
        Command command = desk.index_command({"--json", "a.jsonl"});
        command.reader_leaves = true;
        CHECK(run(command).code == 0);
        CHECK(desk.shell("\"$index\" a.jsonl 2>&-").code == 0);
    }

    TEST_CASE("a signal ends a run that waits for a named pipe, and the lock is free again") {
        for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
            CAPTURE(signal);
            const Desk desk;
            REQUIRE(::mkfifo(desk.path("pipe").c_str(), 0600) == 0);
            Process process(desk.index_command({"pipe"}));
            for (int i = 0; i < 6000 && !std::filesystem::exists(desk.archive() + "/lock"); ++i)
                (void)process.run_for(std::chrono::milliseconds(10));
            (void)process.run_for(std::chrono::milliseconds(300));
            process.send(signal);
            const bool ended = process.run_for(std::chrono::seconds(20));
            CHECK(ended);
            if (!ended) process.send(SIGKILL);
            CHECK(process.wait().code == code);
            desk.add(article);
        }
    }

    TEST_CASE("a named pipe is read to its end, however late its writer comes") {
        const Desk desk;
        REQUIRE(::mkfifo(desk.path("pipe").c_str(), 0600) == 0);
        const Outcome outcome = desk.shell(
            "(sleep 1; printf '{\"title\":\"A\"}\\n'; sleep 1; printf '{\"title\":\"B\"}\\n') > pipe & "
            "\"$index\" pipe");
        CHECK(outcome.code == 0);
        CHECK(desk.count({}) == 2);
    }

    TEST_CASE("pipes and sockets in a folder are passed over, counted and named") {
        const Desk desk;
        desk.write("clips/a.jsonl", article);
        REQUIRE(::mkfifo(desk.path("clips/pipe").c_str(), 0600) == 0);
        make_socket(desk.path("clips/socket"));
        const Outcome outcome = desk.index({"-v", "clips"});
        CHECK(outcome.code == 0);
        CHECK(difference(counts_of(outcome.out),
                         "1 read: 1 added, 0 updated, 0 unchanged; 0 rejected, 2 skipped, 1 undated") == "");
        CHECK(difference(outcome.err,
                         "note: clips/pipe: skipped: a named pipe\n"
                         "note: clips/socket: skipped: a socket\n") == "");
        const Outcome named = desk.index({"clips/socket"});
        CHECK(named.code == 2);
        CHECK(named.err.starts_with("error: clips/socket: cannot open: is a socket, not a file\nhint: "));
    }
}
