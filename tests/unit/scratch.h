#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include "common/archive/archive.h"
#include "common/error.h"
#include "indexer/archive/archive_writer.h"
#include "mutated.h"

namespace dateline {

/// A folder for one test, gone with it; not made yet.
class ScratchFolder {
public:
    ScratchFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("dateline-unit-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::remove_all(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    [[nodiscard]] const std::filesystem::path& make() const {
        std::filesystem::create_directories(path_);
        return path_;
    }

private:
    std::filesystem::path path_;
};

inline void put_file(const std::filesystem::path& file, std::string_view content) {
    std::ofstream(file, std::ios::binary) << content;
}

/// What `work` fails with, or nothing.
inline std::string message_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

inline Article article_of(std::string id, std::string title, std::vector<std::string> body = {}) {
    Article article;
    article.id = std::move(id);
    article.title = std::move(title);
    article.body = std::move(body);
    return article;
}

inline Day day_of(int year, unsigned month, unsigned day) {
    return std::chrono::sys_days(std::chrono::year(year) / month / day);
}

inline Timestamp on_day(Day day) {
    Timestamp when;
    when.day = day;
    return when;
}

inline Name named(std::string name) {
    Name made;
    made.name = std::move(name);
    return made;
}

inline WritingOptions writing(std::size_t threads = 1, std::size_t batch = 20'000) {
    return {.threads = threads, .batch = batch, .new_archive_id = std::string(32, 'a')};
}

/// One run over these articles.
inline WritingCounts index(const std::filesystem::path& archive, const std::vector<Article>& articles,
                           const WritingOptions& options = writing()) {
    ArchiveWriter writer(archive, options);
    for (const Article& article : articles) writer.add(article);
    writer.finish();
    return writer.counts();
}

/// The numbers of the documents that a query finds among the living.
inline std::vector<Xapian::docid> matches(const Archive& archive, const Xapian::Query& query) {
    Xapian::Enquire enquire(archive.database());
    enquire.set_query(archive.living(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::doccount all = archive.database().get_doccount();
    std::vector<Xapian::docid> numbers;
    const Xapian::MSet found = enquire.get_mset(0, all, all);
    for (auto match = found.begin(); match != found.end(); ++match) numbers.push_back(*match);
    return numbers;
}

/// Every article that a search can find, by its id; an id that stands twice makes the map's size tell.
inline std::multimap<std::string, Article> living_articles(const Archive& archive) {
    std::multimap<std::string, Article> living;
    for (const Xapian::docid document : matches(archive, Xapian::Query::MatchAll)) {
        Article article = archive.article(document);
        std::string id = article.id;
        living.emplace(std::move(id), std::move(article));
    }
    return living;
}

}  // namespace dateline
