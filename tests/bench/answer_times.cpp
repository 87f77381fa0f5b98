// Times answers inside one process, without the start of a program:
//
//     dateline-answer-times ARCHIVE ROUNDS < QUESTIONS
//
// A question is a line of command-line words for dateline-search with tabs between them. Every round puts
// each question once. Prints for each question the medians of its rounds in microseconds, by the clock and of
// the processor, and the question, with tabs between them.

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "common/error.h"
#include "searcher/options.h"
#include "searcher/session.h"

namespace {

using namespace dateline;
using std::chrono::duration;
using std::chrono::steady_clock;

struct Question {
    std::string line;
    SearcherOptions options;
    std::vector<double> by_clock;
    std::vector<double> of_processor;
};

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::istringstream rest(line);
    for (std::string word; std::getline(rest, word, '\t');) words.push_back(word);
    return words;
}

std::vector<Question> read_questions(std::istream& lines, const std::string& archive) {
    const auto no_environment = [](const std::string&) { return std::optional<std::string>(); };
    const Day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
    std::vector<Question> questions;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> words = words_of(line);
        words.insert(words.end(), {"--db", archive});
        questions.push_back({line, parse_searcher_options(words, no_environment, today), {}, {}});
    }
    return questions;
}

double processor_microseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

void put(Question& question, Session& session, std::ostringstream& data) {
    data.str({});
    const auto start = steady_clock::now();
    const double processor_start = processor_microseconds();
    (void)session.answer(question.options.request, question.options.format);
    question.of_processor.push_back(processor_microseconds() - processor_start);
    question.by_clock.push_back(duration<double, std::micro>(steady_clock::now() - start).count());
}

double median(std::vector<double>& times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

void run(const std::string& archive, int rounds) {
    std::vector<Question> questions = read_questions(std::cin, archive);
    std::ostringstream data;
    std::ostringstream messages;
    Session session(archive, Authority(), {}, data, messages);
    for (int round = 0; round < rounds; ++round) {
        for (Question& question : questions) put(question, session, data);
    }
    for (Question& question : questions) {
        std::cout << median(question.by_clock) << '\t' << median(question.of_processor) << '\t'
                  << question.line << '\n';
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3 || std::stoi(arguments[2]) < 1) {
        std::cerr << "usage: dateline-answer-times ARCHIVE ROUNDS < QUESTIONS\n";
        return 2;
    }
    try {
        run(arguments[1], std::stoi(arguments[2]));
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return 2;
    }
    return 0;
}
