#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "sample_answer.h"
#include "searcher/formats/formatter.h"
#include "searcher/formats/json_values.h"

namespace dateline {

namespace {

Json read_schema() {
    const std::filesystem::path root = DATELINE_SOURCE_FOLDER;
    std::ifstream file(root / "docs" / "answer.schema.json");
    REQUIRE(file.good());
    return Json::parse(file);
}

std::string type_of(const Json& value) {
    if (value.is_null()) return "null";
    if (value.is_boolean()) return "boolean";
    if (value.is_number_integer()) return "integer";
    if (value.is_number()) return "number";
    if (value.is_string()) return "string";
    return value.is_array() ? "array" : "object";
}

bool allows_type(const Json& allowed, const std::string& type) {
    if (allowed.is_string()) return allowed == type || (allowed == "number" && type == "integer");
    for (const Json& one : allowed) {
        if (allows_type(one, type)) return true;
    }
    return false;
}

/// Checks a value against the few keywords our schema uses; appends what is wrong, with its place.
class SchemaChecker {
public:
    explicit SchemaChecker(Json schema) : root_(std::move(schema)) {}

    std::vector<std::string> faults(const Json& value) {
        faults_.clear();
        check(value, root_, "$");
        return faults_;
    }

private:
    void check(const Json& value, const Json& written_schema, const std::string& place) {
        const Json& schema = resolved(written_schema);
        for (const auto& item : schema.items()) {
            const bool known = std::string(
                                   " $schema title description $defs type enum required properties items "
                                   "additionalProperties minItems maxItems ")
                                   .find(" " + item.key() + " ") != std::string::npos;
            if (!known) faults_.push_back(place + ": the checker does not know " + item.key());
        }
        if (schema.contains("type") && !allows_type(schema["type"], type_of(value))) {
            faults_.push_back(place + ": is " + type_of(value));
            return;
        }
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
            faults_.push_back(place + ": is none of the values allowed");
        }
        if (value.is_object()) check_object(value, schema, place);
        if (value.is_array()) check_array(value, schema, place);
    }

    void check_object(const Json& value, const Json& schema, const std::string& place) {
        for (const Json& key : schema.value("required", Json::array())) {
            if (!value.contains(key.get<std::string>())) faults_.push_back(place + ": lacks " + key.dump());
        }
        for (const auto& item : value.items()) {
            const std::string inner = place + "." + item.key();
            if (schema.contains("properties") && schema["properties"].contains(item.key())) {
                check(item.value(), schema["properties"][item.key()], inner);
                continue;
            }
            if (!schema.contains("additionalProperties")) continue;
            const Json& others = schema["additionalProperties"];
            if (others.is_object())
                check(item.value(), others, inner);
            else if (others == false)
                faults_.push_back(inner + ": is not in the schema");
        }
    }

    void check_array(const Json& value, const Json& schema, const std::string& place) {
        if (value.size() < schema.value("minItems", std::size_t{0})) faults_.push_back(place + ": too short");
        if (value.size() > schema.value("maxItems", value.size())) faults_.push_back(place + ": too long");
        if (!schema.contains("items")) return;
        for (std::size_t i = 0; i < value.size(); ++i) {
            check(value[i], schema["items"], place + "[" + std::to_string(i) + "]");
        }
    }

    const Json& resolved(const Json& schema) const {
        if (!schema.contains("$ref")) return schema;
        return root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    }

    Json root_;
    std::vector<std::string> faults_;
};

Answer everything() {
    Answer answer = testing::answer_with_copies();
    answer.facets = {testing::sample_facet()};
    answer.timeline = testing::sample_timeline();
    answer.nearest = Nearest{.words_asked = 3, .words_matched = 2, .total = 9, .hits = answer.hits};
    answer.words = {{"abu", 12}};
    answer.hits[0].why = {"talk 3.1"};
    return answer;
}

}  // namespace

TEST_CASE("json: every answer keeps to the schema") {
    SchemaChecker checker(read_schema());
    const std::vector<std::string> none;
    Answer empty;
    empty.query.sort = "newest";
    CHECK(checker.faults(Json::parse(dump(answer_json(empty)))) == none);
    CHECK(checker.faults(Json::parse(dump(answer_json(testing::sample_answer())))) == none);
    CHECK(checker.faults(Json::parse(dump(answer_json(everything())))) == none);
}

TEST_CASE("json: the checker finds what breaks the schema") {
    SchemaChecker checker(read_schema());
    const Json good = answer_json(everything());
    const auto broken = [&](const char* pointer, const Json& value) {
        Json json = good;
        json[Json::json_pointer(pointer)] = value;
        return checker.faults(json).size();
    };
    CHECK(broken("/total", "345") == 1);
    CHECK(broken("/surprise", 1) == 1);
    CHECK(broken("/timeline/unit", "hour") == 1);
    CHECK(broken("/hits/0/people", nullptr) == 1);
    CHECK(broken("/hits/0/highlights/0", Json::array({1})) == 1);
    CHECK(broken("/facets/person/values/0", Json::object()) == 5);
    CHECK(broken("/nearest/hits/0", Json::object()) == 23);
    CHECK(broken("/hits/0/copy_list/0/kind", "update") == 1);
}

TEST_CASE("json: an answer") {
    Answer answer = testing::sample_answer();
    answer.hits.erase(answer.hits.begin());
    answer.facets = {testing::sample_facet()};
    answer.timeline = testing::sample_timeline();
    answer.timeline->buckets.resize(1);
    CHECK(
        dump(answer_json(answer)) ==
        R"({"schema":2,"archive":{"id":"a1b2","revision":3,"articles":21578},)"
        R"("query":{"id":null,"typed":"Abu Dhabi talks","understood":"abu AND dhabi AND talk",)"
        R"("filters":[{"field":"person","value":"Steve Witkoff","sense":"all"}],"sort":"relevance","seed":null,"similar":null,"added":null,"lead":null,"offset":0,"limit":2},)"
        R"("total":345,"exact":true,"folded":true,"copies":0,"hits":[{"rank":2,"id":"notes/a b.txt","score":3.25,"title":null,)"
        R"("published":null,"updated":null,"source":null,"url":null,"authors":[],"section":null,)"
        R"("language":null,"dateline":null,"keywords":[],"people":[],"organizations":[],"places":[],)"
        R"("snippet":"Nothing is known of this article.","highlights":[],"title_highlights":[],"explain":[],)"
        R"("cluster":null,"copies":0,"copy_list":[]}],)"
        R"("facets":{"person":{"articles":345,"distinct":114,"missing":20422,"other":700,"match":null,"matching":114,"left_out":[],"excluded":[],)"
        R"("values":[{"value":"Ronald Reagan","count":10512,"chosen":false,"in_archive":null,"score":null},{"value":"李明","count":98,"chosen":false,"in_archive":null,"score":null}]}},)"
        R"("timeline":{"unit":"day","undated":5,)"
        R"("buckets":[{"from":"2026-01-20","to":"2026-01-20","count":4,"in_archive":0}],"gaps":[]},"comparison":null,"nearest":null,"why":null})");
}

TEST_CASE("json: a hit, with highlights in characters") {
    const Json hit = hit_json(testing::sample_answer().hits[0]);
    CHECK(hit["published"] == "2026-01-24T08:15:00+04:00");
    CHECK(hit["updated"] == "2026-01-25");
    CHECK(hit["people"] == Json({"Andrii Sybiha", "Steve Witkoff", "Jared Kushner", "Zoë Łuk", "李明"}));
    CHECK(hit["highlights"].dump() == "[[20,23],[24,29],[31,36]]");
    CHECK(hit["title_highlights"].dump() == "[[0,3],[4,9],[10,15]]");
}

TEST_CASE("json: copies, with how much later they came") {
    const Json hit = hit_json(testing::answer_with_copies().hits[0]);
    CHECK(hit["cluster"] == 7);
    CHECK(hit["copies"] == 3);
    CHECK(hit["copy_list"].dump() ==
          R"([{"id":"gulf:9","title":"Talks open","source":"Gulf Monitor",)"
          R"("published":"2026-01-24T10:25:00+04:00","kind":"copy","seconds_later":7800,"days_later":null},)"
          R"({"id":"northern-wire:8","title":null,"source":"northern wire","published":"2026-01-25",)"
          R"("kind":"version","seconds_later":null,"days_later":1},)"
          R"({"id":"x","title":null,"source":null,"published":null,"kind":"copy","seconds_later":null,)"
          R"("days_later":null}])");
    CHECK(hit_json(testing::answer_with_copies().hits[1])["cluster"].is_null());
}

TEST_CASE("json: nothing found says what each word finds") {
    Answer answer;
    answer.words = {{"abu", 12}, {"xyzzy", 0}};
    CHECK(answer_json(answer)["nearest"].dump() ==
          R"({"words_asked":0,"words_matched":0,"total":0,)"
          R"("words":[{"word":"abu","articles":12},{"word":"xyzzy","articles":0}],"hits":[]})");
}

TEST_CASE("json: broken bytes and numbers that are none do not break it") {
    Answer answer = testing::sample_answer();
    answer.hits[0].article.title = "\xff\xe5\x8c talks \x1b";
    answer.hits[0].title = {.text = answer.hits[0].article.title, .marks = {{4, 9}}};
    answer.hits[0].score = std::nan("");
    std::ostringstream sink;
    output_format_named("json").make(sink, {})->write(answer);
    const Json hit = Json::parse(sink.str())["hits"][0];
    CHECK(hit["title"] == "\uFFFD\uFFFD talks \x1b");
    CHECK(hit["title_highlights"].dump() == "[[3,8]]");
    CHECK(hit["score"] == 0.0);
    CHECK(character_offsets("abc", {{1, 99}}).dump() == "[[1,3]]");
}

}  // namespace dateline
