#include "indexer/input/sources.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <doctest/doctest.h>

#include "common/error.h"
#include "indexer/input/glob.h"

using namespace dateline;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone when the test ends.
class Folder {
public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "dateline-sources-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void put(const std::string& name, const std::string& content = "text\n") const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << content;
    }
    [[nodiscard]] std::string at(const std::string& name = "") const {
        return name.empty() ? path_.string() : (path_ / name).string();
    }

private:
    fs::path path_;
};

std::vector<std::string> ids(std::vector<std::string> sources, std::uint64_t* companions = nullptr) {
    SourceWalk walk(std::move(sources));
    std::vector<std::string> found;
    while (const auto file = walk.next())
        found.push_back(file->problem.empty() ? file->id_base : file->problem);
    if (companions != nullptr) *companions = walk.companions();
    return found;
}

std::string complaint(const std::string& source) {
    try {
        SourceWalk walk({source});
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder is walked in the order of bytes") {
    const Folder folder;
    for (const char* name :
         {"b.txt", "a/2.txt", "a/1.txt", "a.txt", "a/b/c/3.txt", "B.txt", ".hidden", ".git/x.txt"})
        folder.put(name);
    CHECK(ids({folder.at()}) == Names{"B.txt", "a.txt", "a/1.txt", "a/2.txt", "a/b/c/3.txt", "b.txt"});
    CHECK(ids({folder.at("b.txt"), "-", folder.at("a/b")}) == Names{"b.txt", "", "c/3.txt"});
}

TEST_CASE("companions are counted, not read, unless they are named") {
    const Folder folder;
    for (const char* name :
         {"README.md", "LICENSE", "lewis.dtd", "x/COPYING.txt", "x/news.xsd", "CHANGELOG", "a.txt"})
        folder.put(name);
    std::uint64_t companions = 0;
    CHECK(ids({folder.at()}, &companions) == Names{"a.txt"});
    CHECK(companions == 6);
    CHECK(ids({folder.at("README.md")}) == Names{"README.md"});
}

TEST_CASE("a .datelineignore applies to its folder and below") {
    const Folder folder;
    folder.put(".datelineignore", "# queries\nqueries.tsv\r\n/top.txt\n*.bak\ndrafts/\nin/deep/x*.txt\n\n");
    for (const char* name :
         {"queries.tsv", "sub/queries.tsv", "top.txt", "sub/top.txt", "a.bak", "sub/b.bak", "drafts/a.txt",
          "sub/drafts/b.txt", "in/deep/x1.txt", "in/deep/y1.txt", "sub/drafts2/c.txt"})
        folder.put(name);
    folder.put("sub/.datelineignore", "c.txt\n");
    folder.put("c.txt");
    std::uint64_t companions = 0;
    CHECK(ids({folder.at()}, &companions) == Names{"c.txt", "in/deep/y1.txt", "sub/top.txt"});
    CHECK(companions == 7);
}

TEST_CASE("symbolic links never loop and never read twice") {
    const Folder folder;
    const Folder elsewhere;
    folder.put("a/1.txt");
    elsewhere.put("2.txt");
    fs::create_directory_symlink(folder.at(), folder.at("a/up"));
    fs::create_directory_symlink(folder.at("a"), folder.at("b"));
    fs::create_symlink(folder.at("a/1.txt"), folder.at("latest.txt"));
    fs::create_directory_symlink(elsewhere.at(), folder.at("out"));
    fs::create_directory_symlink(folder.at(), elsewhere.at("back"));
    CHECK(ids({folder.at()}) == Names{"a/1.txt", "out/2.txt"});
}

TEST_CASE("SOURCEs that cannot be read are told before anything is") {
    const Folder folder;
    CHECK(complaint(folder.at("missing")) == "no such file or folder");
    CHECK(complaint(folder.at()) == "the folder is empty");
    folder.put("README");
    fs::create_directories(folder.at("empty/inside"));
    CHECK(complaint(folder.at()) == "no article in this folder");
    folder.put("a.txt");
    CHECK(complaint(folder.at()).empty());
    CHECK(complaint("-").empty());
    if (::geteuid() == 0) return;  // root may list everything
    folder.put("secret/b.txt");
    fs::permissions(folder.at("secret"), fs::perms::none);
    CHECK(ids({folder.at()}) == Names{"a.txt", "cannot list the folder: no permission"});
    fs::permissions(folder.at("secret"), fs::perms::owner_all);
}

TEST_CASE("globs") {
    struct Case {
        std::string_view pattern;
        std::string_view name;
        bool matches;
    };
    constexpr Case cases[] = {
        {"a.txt", "a.txt", true},
        {"*.txt", "a.txt", true},
        {"*.txt", "a.txt.gz", false},
        {"*", "", true},
        {"*", "a/b", false},
        {"**", "a/b", true},
        {"a/**/z", "a/b/c/z", true},
        {"?.txt", "a.txt", true},
        {"?.txt", ".txt", false},
        {"[a-c]x", "bx", true},
        {"[!a-c]x", "bx", false},
        {"[!a-c]x", "dx", true},
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"[", "[", true},
        {"[]", "[]", true},
        {"a*b*c", "a1b2b3c", true},
        {"a*b*c", "a1b2b3", false},
        {"", "", true},
        {"", "a", false},
    };
    for (const Case& one : cases) {
        CAPTURE(one.pattern);
        CAPTURE(one.name);
        CHECK(glob_matches(one.pattern, one.name) == one.matches);
    }
    CHECK_FALSE(glob_matches("*a*a*a*a*a*a*a*a*a*a*a*a*a*b", std::string(2000, 'a')));
}

TEST_CASE("a file's location is the same whatever way its SOURCE is named") {
    const Folder folder;
    folder.put("in/deep/a.txt");
    folder.put("in/caf\xe9");
    fs::create_directory_symlink(folder.at("in"), folder.at("link"));
    fs::create_symlink(folder.at("in/deep/a.txt"), folder.at("a.txt"));
    const std::string root = fs::canonical(folder.at("in")).string();
    const auto locations = [](const std::string& source) {
        SourceWalk walk({source});
        std::vector<std::string> found;
        while (const auto file = walk.next()) found.push_back(file->location);
        return found;
    };
    const std::vector<std::string> all{root + "/caf\\xe9", root + "/deep/a.txt"};
    for (const char* source : {"in", "in/", "link", "link/deep/..", "in/./"}) {
        CAPTURE(source);
        CHECK(locations(folder.at(source)) == all);
    }
    for (const char* source : {"in/deep/a.txt", "link/deep/a.txt", "a.txt"})
        CHECK(locations(folder.at(source)) == std::vector<std::string>{root + "/deep/a.txt"});
    CHECK(locations("/dev/null") == std::vector<std::string>{""});
    CHECK(locations("-") == std::vector<std::string>{""});
}
