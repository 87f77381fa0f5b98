#include "indexer/archive/segment.h"

#include <string>
#include <system_error>
#include <utility>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/archive/layout.h"
#include "common/archive/manifest.h"
#include "common/archive/record.h"
#include "common/error.h"
#include "common/version.h"
#include "indexer/archive/document.h"
#include "indexer/archive/records_writer.h"
#include "indexer/copies/segment_texts.h"
#include "indexer/language/guess.h"

namespace dateline {

void write_segment(const std::filesystem::path& folder, const std::vector<Incoming>& articles,
                   DocumentMaker& maker, RunDictionary* dictionary) {
    guard_xapian(folder, [&] {
        // What is not published may be lost with a power cut, so nothing is synced here; and documents are
        // never deleted or listed by their terms, so the table for that is left out.
        Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE |
                                                               Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST |
                                                               Xapian::DB_BACKEND_GLASS);
        RecordsWriter records(layout::records(folder), dictionary);
        SegmentTextsWriter texts(folder, articles.size());
        database.set_metadata("schema_version", std::to_string(schema_version));
        database.set_metadata("tool_version", std::string(version));
        for (const Incoming& incoming : articles) {
            database.add_document(maker.make(incoming.article, incoming.fingerprint));
            texts.add(maker.copy_text());
            records.add(to_record(incoming.article));
        }
        database.commit();
        records.finish();
        texts.finish();
    });
}

SegmentWriters::SegmentWriters(std::size_t threads, GrowingNameBook& names, const Naming& naming,
                               RunDictionary* dictionary)
    : dictionary_(dictionary) {
    try {
        for (std::size_t i = 0; i < threads; ++i)
            threads_.emplace_back([this, &names, naming] { work(names, naming); });
    } catch (const std::system_error& error) {
        // Those that started are enough; none would wait for ever.
        if (threads_.empty()) throw Error(std::string("cannot start a thread: ") + error.what());
    }
}

SegmentWriters::~SegmentWriters() {
    {
        const std::scoped_lock lock(mutex_);
        closing_ = true;
        waiting_.clear();
    }
    changed_.notify_all();
}

void SegmentWriters::write(std::filesystem::path folder, std::vector<Incoming> articles) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || busy_ + waiting_.size() <= threads_.size(); });
    rethrow_failure();
    waiting_.push_back({std::move(folder), std::move(articles)});
    lock.unlock();
    changed_.notify_all();
}

void SegmentWriters::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || (waiting_.empty() && busy_ == 0); });
    rethrow_failure();
}

void SegmentWriters::rethrow_failure() {
    if (failure_) std::rethrow_exception(failure_);
}

void SegmentWriters::work(GrowingNameBook& names, const Naming& naming) {
    DocumentMaker maker(names);
    ArticleNamer namer(naming);
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
        if (closing_) return;
        Job job = std::move(waiting_.front());
        waiting_.pop_front();
        ++busy_;
        lock.unlock();
        std::exception_ptr failure;
        try {
            for (Incoming& incoming : job.articles) {
                if (incoming.named) continue;
                add_guessed_language(incoming.article);
                namer.name(incoming.article);
            }
            write_segment(job.folder, job.articles, maker, dictionary_);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        --busy_;
        if (failure && !failure_) failure_ = failure;
        changed_.notify_all();
    }
}

}  // namespace dateline
