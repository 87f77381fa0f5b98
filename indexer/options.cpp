#include "indexer/options.h"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>

#include "common/error.h"
#include "common/published_dates.h"
#include "common/text/language.h"
#include "common/typed_dates.h"
#include "indexer/input/encoding.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

constexpr std::string_view examples = R"(Usage: dateline-index [OPTION...] SOURCE...

Adds news articles to an archive, or updates them. SOURCE is a file, a folder
with everything below it, or - for standard input; compressed or not. Articles
that have not changed cost a look-up, no write.

  dateline-index corpus/                      a folder, into your own archive
  dateline-index --db /srv/news today.jsonl   a file, into another archive
  zcat wire.jsonl.gz | dateline-index -       from a pipe
  dateline-index --rejects bad.jsonl clips/   list what could not be read
  dateline-index --dry-run --verbose clips/   say what would be done, with every
                                              doubt; write nothing
  dateline-index --convert page.html > a.jsonl
                                              what is read, not indexed

  dateline-index --stats                      what the archive holds

Search it with dateline-search.
)";

constexpr std::string_view exit_codes = R"(
Exit status: 0 all records are in, 1 some were rejected, 2 the run failed or
found no article at all, 75 another run holds the lock, 130 or 143 stopped by a
signal after the batch in hand; running again goes on from there.
)";

constexpr unsigned help_width = 80;
constexpr unsigned help_text_width = 50;

/// What is read, and how.
po::options_description reading_options() {
    po::options_description options("Options", help_width, help_text_width);
    add_shared_options(options);
    const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
    options.add_options()                                                       //
        ("format", text("NAME"), "read every file as this; else recognise it")  //
        ("formats", po::bool_switch(), "list the formats that are read")        //
        ("encoding", text("NAME"), "of the files; else recognise it")           //
        ("published", text("DATE"), "for articles that have no date")           //
        ("source", text("NAME"), "for articles that name no source")            //
        ("language", text("CODE"),
         "for articles that name no language; auto: what their text tells, as without this")         //
        ("id-from", text("WHAT"), "url, path or content: make ids of that; else the article's own")  //
        ("since", text("DATE"), "leave out what was published before; undated articles stay")        //
        ("until", text("DATE"), "leave out what was published later; undated articles stay")         //
        ("entities", text("WHICH"),
         "people, organisations and places: none, given by the source, found in the text, or all; else all: "
         "given ones kept, found ones added")                                                 //
        ("entities-model", text("FILE"), "what finds names; else the one that is installed")  //
        ("rejects", text("FILE"), "write each rejected record there, as a line of JSON")      //
        ("json", po::bool_switch(), "the summary as JSON, on standard output")                //
        ("quiet,q", po::bool_switch(), "no summary, no progress; errors only")                //
        ("dry-run", po::bool_switch(), "read and compare everything, write nothing")          //
        ("prune", po::bool_switch(),
         "then remove articles whose file under SOURCE has gone; only counts them without --yes")  //
        ("prune-limit", text("PERCENT")->default_value("10"),
         "with --prune: when more would go, and more than ten articles, none does")                    //
        ("threads", text("N"), "that analyse and write; else one a processor")                         //
        ("batch", text("N")->default_value("20000"), "articles after which searches see what is new")  //
        ("merge", text("WHEN")->default_value("auto"),
         "parts of the archive into one: auto, when they have become many; always, at the end; never")  //
        ("duplicate-window", text("DAYS")->default_value("30"),
         "how far apart copies of one article may be published; 0: look for no copies");
    return options;
}

/// What is done instead of indexing.
po::options_description task_descriptions() {
    po::options_description options("Instead of indexing", help_width, help_text_width);
    const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
    options.add_options()  //
        ("convert", po::bool_switch(),
         "the articles as read, as JSON Lines on standard output; no archive")  //
        ("explain-input", po::bool_switch(),
         "how each SOURCE is read, and by which rule each field; no archive")            //
        ("stats", po::bool_switch(), "what the archive holds")                           //
        ("runs", po::bool_switch(), "with --stats: every run that wrote to it")          //
        ("check", po::bool_switch(), "whether the archive is sound; reads all of it")    //
        ("export", po::bool_switch(), "its articles, as JSON Lines on standard output")  //
        ("compact", po::bool_switch(),
         "make the archive small: one part, without what was replaced or removed")  //
        ("reindex", po::bool_switch(),
         "its articles anew, out of the archive itself: for another version, model or choice of "
         "--entities")                                                                                 //
        ("repair", po::bool_switch(), "mend what --check finds, as far as the stored articles allow")  //
        ("backup", text("FOLDER"), "copy the archive there as it is now")                              //
        ("remove", po::bool_switch(),
         "take articles out: ids stand for SOURCE, - for ids on standard input; only counts them without "
         "--yes")  //
        ("remove-query", text("QUERY"),
         "the same for all articles that dateline-search finds with it")               //
        ("yes", po::bool_switch(), "with --remove, --remove-query or --prune: do it")  //
        ("remove-limit", text("PERCENT")->default_value("10"),
         "with --remove and --remove-query: when more would go, and more than ten articles, none does");
    return options;
}

po::options_description visible_options() {
    po::options_description options(help_width, help_text_width);
    options.add(reading_options()).add(task_descriptions());
    return options;
}

Day day_option(const std::string& name, const std::string& text) {
    const auto when = parse_timestamp(text);
    if (!when) throw Error(fmt::format("--{}: '{}' is no date", name, text), "write it as 2026-01-24");
    return when->day;
}

/// The code that --language names; nothing for `auto`.
std::string language_option(const std::string& text) {
    if (text.empty() || text == "auto") return {};
    std::string code = language_code(text);
    if (code.empty())
        throw Error(fmt::format("--language: '{}' is no language", text),
                    "write its ISO 639 code, as in --language fr");
    return code;
}

IdFrom id_from(const std::string& what) {
    if (what.empty()) return IdFrom::article;
    if (what == "url") return IdFrom::url;
    if (what == "path") return IdFrom::path;
    if (what == "content") return IdFrom::content;
    throw Error(fmt::format("--id-from: '{}' is not known", what), "it is url, path or content");
}

DayRange days_to_read(const po::variables_map& values, Day today) {
    const auto read = [&](const char* option) {
        try {
            return values.count(option) ? parse_date(values[option].as<std::string>(), today) : DayRange{};
        } catch (Error& error) {
            error.at(std::string("--") + option);
            throw;
        }
    };
    const DayRange days{read("since").first, read("until").last};
    if (days.first && days.last && *days.first > *days.last)
        throw Error("no day is from --since to --until", "--since takes the first day that counts");
    return days;
}

struct TaskOption {
    const char* name;
    IndexerTask task;
};
constexpr std::array task_options{
    TaskOption{"convert", IndexerTask::convert}, TaskOption{"explain-input", IndexerTask::explain_input},
    TaskOption{"stats", IndexerTask::stats},     TaskOption{"check", IndexerTask::check},
    TaskOption{"backup", IndexerTask::backup},   TaskOption{"export", IndexerTask::export_all},
    TaskOption{"remove", IndexerTask::remove},   TaskOption{"remove-query", IndexerTask::remove_query},
    TaskOption{"compact", IndexerTask::compact}, TaskOption{"reindex", IndexerTask::reindex},
    TaskOption{"repair", IndexerTask::repair}};

bool is_given(const po::variables_map& values, const char* name) {
    return values.count(name) > 0 && (values[name].value().type() != typeid(bool) || values[name].as<bool>());
}

/// One of these only; without any, articles are indexed.
IndexerTask task_of(const po::variables_map& values) {
    IndexerTask task = IndexerTask::index;
    const char* named = nullptr;
    for (const TaskOption& option : task_options) {
        if (!is_given(values, option.name)) continue;
        if (named)
            throw Error(fmt::format("--{} and --{} exclude each other", named, option.name), "take one");
        named = option.name;
        task = option.task;
    }
    return task;
}

bool reads_sources(IndexerTask task) {
    return task == IndexerTask::index || task == IndexerTask::convert || task == IndexerTask::explain_input;
}

/// Options that a task has no use for are not passed over: whoever gave them expected something.
void refuse_idle_options(const po::variables_map& values, IndexerTask task) {
    const auto refuse = [&](const char* option, bool has_use) {
        if (!has_use && is_given(values, option) && !values[option].defaulted())
            throw Error(fmt::format("--{} has no meaning here", option), "leave it out");
    };
    const bool counts = task == IndexerTask::index || task == IndexerTask::stats;
    refuse("json", counts);
    const bool removes = task == IndexerTask::remove || task == IndexerTask::remove_query;
    refuse("dry-run", task == IndexerTask::index || removes);
    refuse("runs", task == IndexerTask::stats);
    const bool prunes = values["prune"].as<bool>();
    refuse("prune", task == IndexerTask::index);
    refuse("prune-limit", prunes);
    refuse("yes", removes || prunes);
    refuse("remove-limit", removes);
    refuse("merge", task == IndexerTask::index);
    refuse("duplicate-window", task == IndexerTask::index || task == IndexerTask::reindex);
    for (const char* option :
         {"format", "encoding", "published", "source", "language", "id-from", "since", "until"})
        refuse(option, reads_sources(task));
    // What they skip is not met, and would pass for gone.
    for (const char* option : {"since", "until"}) {
        if (prunes && is_given(values, option))
            throw Error(fmt::format("--prune and --{} exclude each other", option),
                        "prune in a run of its own");
    }
    for (const char* option : {"id-from", "since", "until"})
        refuse(option, task != IndexerTask::explain_input);
    refuse("rejects",
           task == IndexerTask::index || task == IndexerTask::convert || task == IndexerTask::repair);
}

}  // namespace

std::string indexer_help() {
    std::ostringstream text;
    text << examples << '\n' << visible_options() << exit_codes;
    return text.str();
}

std::string formats_help() {
    std::string text;
    for (const Format& format : formats()) text += fmt::format("{:<10} {}\n", format.name, format.summary);
    return text;
}

IndexerOptions parse_indexer_options(std::span<const std::string> arguments, const Environment& environment,
                                     Day clock_today, std::size_t processors) {
    po::options_description all = visible_options();
    all.add_options()("SOURCE", po::value<std::vector<std::string>>());
    po::positional_options_description positions;
    positions.add("SOURCE", -1);
    constexpr std::array<std::string_view, 3> own_settings{"threads", "entities", "entities-model"};
    const po::variables_map values = parse_options(arguments, all, positions, environment, own_settings);

    IndexerOptions options;
    options.shared = shared_options(values, clock_today);
    options.list_formats = values["formats"].as<bool>();
    if (options.shared.help || options.shared.version || options.list_formats) return options;

    options.task = task_of(values);
    refuse_idle_options(values, options.task);
    const bool has_sources = values.count("SOURCE") > 0;
    if (!has_sources && reads_sources(options.task)) {
        throw Error("no SOURCE is named", "dateline-index corpus/ indexes a folder; --help says more");
    }
    if (!has_sources && options.task == IndexerTask::remove)
        throw Error("no id is named", "dateline-index --remove ID; dateline-search --format ids lists ids");
    if (has_sources && !reads_sources(options.task) && options.task != IndexerTask::remove)
        throw Error("no SOURCE is read here", "leave it out; --db names the archive");
    const auto text = [&](const char* name) {
        return values.count(name) ? values[name].as<std::string>() : std::string();
    };
    if (has_sources) {
        (options.task == IndexerTask::remove ? options.remove : options.run.reading.sources) =
            values["SOURCE"].as<std::vector<std::string>>();
    }
    options.backup = text("backup");
    options.remove_query = text("remove-query");
    // Without any word every article would match.
    if (options.task == IndexerTask::remove_query &&
        options.remove_query.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Error("--remove-query: there is no word in the query", "write it as for dateline-search");
    options.confirmed = values["yes"].as<bool>();
    options.remove_limit = number_option(values, "remove-limit", 0, 100);
    if (options.shared.db && options.shared.db->empty())
        throw Error("--db names no folder", "--db /srv/news, or leave it out for your own archive");
    options.run.archive = archive_folder(options.shared.db, options.shared.db_from_file, environment);
    if (values["prune"].as<bool>()) {
        options.run.prune = PruneOptions{.confirmed = options.confirmed,
                                         .limit = number_option(values, "prune-limit", 0, 100)};
        if (std::ranges::find(options.run.reading.sources, "-") != options.run.reading.sources.end())
            throw Error("--prune has no meaning for standard input", "name files and folders");
    }
    options.run.reading.format = text("format");
    options.run.reading.encoding = text("encoding");
    options.run.reading.source = text("source");
    options.run.reading.language = language_option(text("language"));
    options.run.reading.today = options.shared.today;
    if (values.count("published")) {
        options.run.reading.published = day_option("published", text("published"));
        if (!plausible(*options.run.reading.published, options.run.reading.today)) {
            throw Error(fmt::format("--published: '{}' is not believable", text("published")),
                        "dates are from 1600 to the day after tomorrow");
        }
    }
    options.run.reading.id_from = id_from(text("id-from"));
    options.run.reading.days = days_to_read(values, options.run.reading.today);
    const std::string entities = values.count("entities") ? text("entities") : "all";
    const std::optional<EntityMode> mode = entity_mode(entities);
    if (!mode) {
        throw Error(fmt::format("--entities: '{}' is not known", entities),
                    "it is none, given, found or all");
    }
    options.run.writing.entities = *mode;
    options.run.writing.entity_model = text("entities-model");
    const std::string merge = text("merge");
    const std::optional<MergeMode> merging = merge_mode(merge);
    if (!merging)
        throw Error(fmt::format("--merge: '{}' is not known", merge), "it is auto, always or never");
    options.run.writing.merge = *merging;
    options.run.writing.dry_run = values["dry-run"].as<bool>();
    options.run.writing.threads =
        values.count("threads") ? number_option(values, "threads", 1, 256) : processors;
    options.run.writing.batch = number_option(values, "batch", 1, 10'000'000);
    constexpr std::uint64_t longest_window = 36'500;
    options.run.writing.duplicate_window =
        static_cast<unsigned>(number_option(values, "duplicate-window", 0, longest_window));
    if (values.count("rejects")) options.rejects = options.run.reading.never_read = text("rejects");
    options.runs = values["runs"].as<bool>();
    options.json = values["json"].as<bool>();
    options.quiet = values["quiet"].as<bool>();
    if (!options.run.reading.format.empty()) (void)format_named(options.run.reading.format);
    if (!options.run.reading.encoding.empty()) (void)to_utf8({}, options.run.reading.encoding);
    return options;
}

}  // namespace dateline
