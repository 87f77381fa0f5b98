#include "searcher/filter_options.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "common/authority/authority_file.h"
#include "common/error.h"
#include "common/typed_dates.h"
#include "searcher/days.h"

namespace dateline {

namespace po = boost::program_options;

namespace {

using Strings = std::vector<std::string>;

/// The filters that name a value of a field, in the order of the help.
constexpr std::array filter_fields{FieldId::person,  FieldId::org,    FieldId::place,   FieldId::source,
                                   FieldId::section, FieldId::author, FieldId::keyword, FieldId::language};

/// The days that the date options leave, all of them together.
DayRange published_days(const po::variables_map& values, Day today) {
    DayRange days;
    const auto narrow = [&](const DayRange& by) {
        if (by.first && (!days.first || *by.first > *days.first)) days.first = by.first;
        if (by.last && (!days.last || *by.last < *days.last)) days.last = by.last;
    };
    const auto read = [&](const char* option, auto parse) {
        if (!values.count(option)) return;
        try {
            narrow(parse(values[option].as<std::string>()));
        } catch (Error& error) {
            error.at(std::string("--") + option);
            throw;
        }
    };
    read("on", [&](const std::string& text) {
        return parse_day_of_year(text) ? DayRange{} : parse_date(text, today);
    });
    read("after", [&](const std::string& text) { return DayRange{parse_date(text, today).first, {}}; });
    read("before", [&](const std::string& text) { return DayRange{{}, parse_date(text, today).last}; });
    read("date", [&](const std::string& text) { return parse_date_range(text, today); });
    if (days.first && days.last && *days.first > *days.last) {
        throw Error("the dates exclude one another: no day is from " + to_string(*days.first) + " to " +
                        to_string(*days.last),
                    "--after takes the first day that counts, --before the last");
    }
    return days;
}

/// What --on MM-DD or --same-day asks for.
std::optional<DayOfYear> day_of_year(const po::variables_map& values, Day today) {
    std::optional<DayOfYear> day;
    if (values.count("on")) day = parse_day_of_year(values["on"].as<std::string>());
    if (!values["same-day"].as<bool>()) return day;
    if (values.count("on")) throw Error("--same-day and --on exclude one another", "give one of them");
    const std::chrono::year_month_day date(today);
    return DayOfYear{.day = date.month() / date.day(), .but = date.year()};
}

/// The names in one value of --any-person: one, or several with OR between them.
Strings alternatives(const std::string& value) {
    constexpr std::string_view between = " OR ";
    Strings names;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find(between, at), value.size());
        names.push_back(value.substr(at, end - at));
        at = end + between.size();
    }
    return names;
}

void read_alternatives(const po::variables_map& values, FieldId id, std::vector<NameFilter>& names) {
    const std::string name(field(id).name);
    if (values.count("any-" + name)) {
        for (const std::string& value : values["any-" + name].as<Strings>()) {
            for (std::string& text : alternatives(value)) {
                names.push_back({id, std::move(text), FilterSense::any});
            }
        }
    }
    if (values.count("no-" + name)) {
        for (const std::string& value : values["no-" + name].as<Strings>()) {
            names.push_back({id, value, FilterSense::none});
        }
    }
}

void read_mentions(const po::variables_map& values, SearchRequest& request) {
    if (values.count("mentions")) {
        request.mentions.mentions = number_option(values, "mentions", 1, 1'000'000'000);
    }
    request.mentions.major = values["major"].as<bool>();
    const bool names_someone = std::ranges::any_of(request.names, [](const NameFilter& filter) {
        return filter.sense != FilterSense::none &&
               std::ranges::find(authority_kinds, filter.field) != authority_kinds.end();
    });
    if (request.mentions.asks() && !names_someone) {
        throw Error(fmt::format("--{} is about a person, an organisation or a place",
                                request.mentions.major ? "major" : "mentions"),
                    "name one: --person NAME, --org NAME or --place NAME");
    }
}

}  // namespace

po::options_description filter_options() {
    po::options_description options("Filters (several of one kind: all must hold)", 80, 50);
    for (const FieldId id : filter_fields) {
        options.add_options()(std::string(field(id).name).c_str(),
                              po::value<Strings>()->composing()->value_name("NAME"),
                              std::string(field(id).help).c_str());
    }
    const auto names = [] { return po::value<Strings>()->composing()->value_name("NAME"); };
    for (const FieldId id : authority_kinds) {
        const std::string name(field(id).name);
        options.add_options()  //
            (("any-" + name).c_str(), names(),
             "one of these at least: repeat it, or write 'A OR B'")  //
            (("no-" + name).c_str(), names(), "not this one");
    }
    options.add_options()  //
        ("mentions", po::value<std::string>()->value_name("N"),
         "named so often at least, of people, organisations and places")  //
        ("major", po::bool_switch(), "named in title or lede, or three times");
    const auto date = [] { return po::value<std::string>()->value_name("DATE"); };
    options.add_options()                                                                //
        ("on", date(), "published in that day, month or year, or on MM-DD of any year")  //
        ("same-day", po::bool_switch(), "published on this day in other years")          //
        ("after", date(), "published on that day or later")                              //
        ("before", date(), "published on that day or earlier")                           //
        ("date", po::value<std::string>()->value_name("RANGE"),
         "published from..to, either may be left out")  //
        ("undated", po::bool_switch(), "without a date of publication");
    return options;
}

void read_filters(const po::variables_map& values, Day today, SearchRequest& request) {
    for (const FieldId id : filter_fields) {
        const std::string name(field(id).name);
        if (!values.count(name)) continue;
        for (const std::string& value : values[name].as<Strings>()) request.names.push_back({id, value});
    }
    for (const FieldId id : authority_kinds) read_alternatives(values, id, request.names);
    read_mentions(values, request);
    request.published = published_days(values, today);
    request.day_of_year = day_of_year(values, today);
    request.undated = values["undated"].as<bool>();
    if (request.undated && (request.published.first || request.published.last || request.day_of_year)) {
        throw Error("--undated excludes every date", "leave it or the date out");
    }
}

}  // namespace dateline
