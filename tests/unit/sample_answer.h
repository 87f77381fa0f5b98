#pragma once

#include <chrono>
#include <sstream>
#include <string>
#include <string_view>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline::testing {

inline Day day(int year, unsigned month, unsigned day_of_month) {
    return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month}};
}

/// Two hits of 345: one with everything, one with nothing but a text.
inline Answer sample_answer() {
    Article full;
    full.id = "northern-wire:7";
    full.url = "https://wire.example/7";
    full.title = "Abu Dhabi talks \"open\", again";
    full.published =
        Timestamp{day(2026, 1, 24), std::chrono::seconds{8 * 3600 + 15 * 60}, std::chrono::minutes{240}};
    full.updated = Timestamp{day(2026, 1, 25), {}, {}};
    full.source = "Northern Wire";
    full.authors = {"Ines Duarte", "Jo Lund"};
    full.section = "world";
    full.language = "en";
    full.dateline = "ABU DHABI";
    full.keywords = {"diplomacy"};
    full.people = {{.name = "Andrii Sybiha", .forms = {}, .mentions = 1},
                   {.name = "Steve Witkoff", .forms = {"Witkoff"}, .mentions = 4},
                   {.name = "Jared Kushner", .forms = {}, .mentions = 2},
                   {.name = "Zoë Łuk", .forms = {}, .mentions = 1},
                   {.name = "李明", .forms = {}, .mentions = 1}};
    full.organizations = {{.name = "NATO", .forms = {}, .mentions = 1}};
    full.places = {{.name = "Abu Dhabi", .forms = {}, .mentions = 3}};
    full.body = {"Envoys met in Abu Dhabi.", "The talks go on."};

    Hit first;
    first.rank = 1;
    first.score = 12.5;
    first.article = full;
    first.title = {.text = full.title, .marks = {{0, 3}, {4, 9}, {10, 15}}};
    first.snippet = {.text = "Zoë’s envoys met in Abu Dhabi; talks go on.",
                     .marks = {{23, 26}, {27, 32}, {34, 39}},
                     .cut_before = true,
                     .cut_after = true};

    Article bare;
    bare.id = "notes/a b.txt";
    bare.body = {"Nothing is known of this article."};
    Hit second;
    second.rank = 2;
    second.score = 3.25;
    second.article = bare;
    second.snippet = {.text = bare.body.front()};

    Answer answer;
    answer.query = {.typed = "Abu Dhabi talks",
                    .understood = "abu AND dhabi AND talk",
                    .filters = {{"person", "Steve Witkoff"}},
                    .sort = "relevance",
                    .offset = 0,
                    .limit = 2};
    answer.articles = 21578;
    answer.total = 345;
    answer.hits = {first, second};
    answer.archive_id = "a1b2";
    answer.revision = 3;
    return answer;
}

/// The same where the first hit has two copies and a version.
inline Answer answer_with_copies() {
    Answer answer = sample_answer();
    answer.query.lead = "first";
    answer.copies = 12;
    answer.has_copies = true;
    Hit& first = answer.hits[0];
    first.cluster = 7;
    first.copies = 3;
    first.copy_list = {
        {"gulf:9", "Talks open", "Gulf Monitor",
         Timestamp{day(2026, 1, 24), std::chrono::seconds{10 * 3600 + 25 * 60}, std::chrono::minutes{240}},
         false},
        {"northern-wire:8", "", "northern wire", Timestamp{day(2026, 1, 25), {}, {}}, true},
        {"x", "", "", {}, false}};
    return answer;
}

inline Facet sample_facet() {
    return {.field = "person",
            .distinct = 114,
            .missing = 20422,
            .values = {{"Ronald Reagan", 10512}, {"李明", 98}},
            .other = 700,
            .articles = 345,
            .matching = 114};
}

inline Timeline sample_timeline() {
    Timeline timeline{.unit = TimeUnit::day, .buckets = {}, .undated = 5};
    const std::uint64_t counts[] = {4, 8, 0, 0, 0, 0, 1, 0, 2};
    Day next = day(2026, 1, 20);
    for (const std::uint64_t count : counts) {
        if (count > 0) timeline.buckets.push_back({.first = next, .last = next, .count = count});
        next += std::chrono::days{1};
    }
    return timeline;
}

/// The answer as the format writes it.
inline std::string formatted(std::string_view format, const Answer& answer,
                             const OutputSettings& settings = {}) {
    std::ostringstream sink;
    output_format_named(format).make(sink, settings)->write(answer);
    return sink.str();
}

}  // namespace dateline::testing
