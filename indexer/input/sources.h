#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// A file with articles, found under one of the SOURCEs of a run.
struct SourceFile {
    std::string path;           ///< to open it, and as the user would name it; "-" for standard input
    std::string id_base;        ///< its path relative to its SOURCE, with '/'; the file's name when it is the
                                ///< SOURCE itself; empty for standard input
    std::string problem;        ///< why a folder could not be listed, "path" being that folder; else empty
    std::string passed_over{};  ///< why this is not to be read, such as "a named pipe"; else empty
    /// Where on disk it is, whatever way it was named: see Article::file. Empty for what is no plain file.
    std::string location{};
};

/// True for a file that lies in a folder with articles and is none: README*, LICENSE*, COPYING*, CHANGELOG*,
/// *.dtd, *.xsd.
[[nodiscard]] bool is_companion(std::string_view name);

/// True for what folders hide by its name, or by that of a folder on the way to it: ".git/config". The path
/// is relative, with '/'.
[[nodiscard]] bool is_hidden(std::string_view path);

/// Walks files, folders and "-" in the order they were given, one file at a time: a folder of ten million
/// clippings needs no list of them. What lies in a folder comes in the order of its bytes, so that two runs
/// read alike.
///
/// In folders these are passed over: hidden files and folders; companions that are no articles (README*,
/// LICENSE*, COPYING*, CHANGELOG*, *.dtd, *.xsd); symbolic links to what lies under the
/// same SOURCE anyway, and to folders that were walked before; and whatever a `.datelineignore` names: one
/// glob a line, '#' begins a comment; a glob with a '/' counts from the folder of the `.datelineignore`, one
/// without counts in every folder below; one that ends in '/' means folders only. Archives of Dateline, named
/// pipes, sockets and devices come out as `passed_over`. A file that is itself a SOURCE is always read.
class SourceWalk {
public:
    /// Looks at every SOURCE before anything is read. Throws Error for one that is missing, for
    /// standard input that is closed, for an empty folder and for a folder without any file to read.
    explicit SourceWalk(std::vector<std::string> sources);
    ~SourceWalk();
    SourceWalk(SourceWalk&&) noexcept;
    SourceWalk& operator=(SourceWalk&&) noexcept;

    /// The next file, or a folder that could not be listed (`problem`), or what only looks like a file
    /// (`passed_over`); nothing at the end.
    [[nodiscard]] std::optional<SourceFile> next();

    /// How many files were passed over so far as no articles: companions and what was to be ignored.
    [[nodiscard]] std::uint64_t companions() const { return companions_; }

private:
    class FolderWalk;

    std::vector<std::string> sources_;
    std::size_t next_source_ = 0;
    std::unique_ptr<FolderWalk> folder_;
    std::uint64_t companions_ = 0;
};

}  // namespace dateline
