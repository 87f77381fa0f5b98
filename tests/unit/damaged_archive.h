#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/archive/durable.h"
#include "common/archive/layout.h"
#include "common/archive/record.h"
#include "common/archive/records_file.h"
#include "indexer/archive/document.h"
#include "indexer/maintenance/check.h"
#include "scratch.h"

namespace dateline {

/// Two parts: sixty articles in several blocks, of which five are replaced by the second part and one is
/// removed.
inline void make_two_parts(const std::filesystem::path& folder) {
    std::vector<Article> articles;
    for (int i = 1; i <= 60; ++i) {
        Article article = article_of("a" + std::to_string(i), "Harbour " + std::to_string(i));
        // Words of no other article, so that blocks cannot become small.
        std::string text;
        for (int word = 0; word < 300; ++word) text += "w" + std::to_string(i * 7919 + word * 104'729) + ' ';
        article.body = {text, "The quay is closed."};
        article.published = on_day(day_of(2026, 1, 1 + static_cast<unsigned>(i % 28)));
        article.source = i % 2 == 0 ? "Northern Wire" : "Capital Ledger";
        article.people = {named("Person " + std::to_string(i % 9))};
        articles.push_back(std::move(article));
    }
    (void)index(folder, articles);
    WritingOptions apart = writing();
    apart.merge = MergeMode::never;
    std::vector<Article> later;
    for (int i = 1; i <= 5; ++i) later.push_back(article_of("a" + std::to_string(i), "The mole"));
    later.push_back(article_of("b1", "A ferry"));
    (void)index(folder, later, apart);
    ArchiveWriter writer(folder, apart);
    (void)writer.remove("a6");
    writer.finish();
}

inline std::vector<std::string> faults_of(const std::filesystem::path& folder) {
    std::vector<std::string> faults;
    (void)check_archive(
        folder, [&](const std::string& fault) { faults.push_back(fault); }, [] { return false; });
    return faults;
}

/// Changes one byte.
inline void flip(const std::filesystem::path& file, std::uint64_t at) {
    std::string content = read_file(file);
    content.at(at) = static_cast<char>(content.at(at) ^ 0x55);
    put_file(file, content);
}

/// Writes the database of a part anew, each document as `change` leaves it, and the size of it into the
/// manifest: as if an indexer with a fault had made it.
inline void alter_documents(const std::filesystem::path& archive, std::uint64_t number,
                            const std::function<void(Xapian::docid, Xapian::Document&)>& change) {
    Manifest manifest = *read_manifest(archive);
    const std::filesystem::path folder = archive / layout::part_name(number);
    GrowingNameBook names(layout::names(archive), manifest.names_bytes);
    DocumentMaker maker(names);
    const RecordsFile records(layout::records(folder));
    {
        Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE |
                                                               Xapian::DB_NO_TERMLIST |
                                                               Xapian::DB_BACKEND_GLASS);
        for (std::uint64_t document = 1; document <= records.size(); ++document) {
            const Article article = from_record(records.record(document));
            Xapian::Document made = maker.make(article, fingerprint(to_record(article), "given"));
            change(static_cast<Xapian::docid>(document), made);
            database.add_document(made);
        }
        database.commit();
    }
    for (Manifest::Part& part : manifest.parts)
        if (part.number == number) part.bytes = layout::part_bytes(folder);
    write_manifest(archive, manifest);
}

}  // namespace dateline
