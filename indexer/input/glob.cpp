#include "indexer/input/glob.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace dateline {
namespace {

/// One element of a pattern.
struct Element {
    enum class Kind { byte, any, set, run, long_run } kind = Kind::byte;
    char byte = 0;
    std::string_view set = {};
    bool negated = false;

    [[nodiscard]] bool is_run() const { return kind == Kind::run || kind == Kind::long_run; }

    [[nodiscard]] bool takes(char candidate) const {
        switch (kind) {
            case Kind::byte:
                return candidate == byte;
            case Kind::long_run:
                return true;
            case Kind::any:
            case Kind::run:
                return candidate != '/';
            case Kind::set:
                return candidate != '/' && in_set(candidate) != negated;
        }
        return false;
    }

    [[nodiscard]] bool in_set(char candidate) const {
        for (std::size_t at = 0; at < set.size(); ++at) {
            if (at + 2 < set.size() && set[at + 1] == '-') {
                if (set[at] <= candidate && candidate <= set[at + 2]) return true;
                at += 2;
            } else if (set[at] == candidate) {
                return true;
            }
        }
        return false;
    }
};

Element take_element(std::string_view& pattern) {
    const char first = pattern.front();
    pattern.remove_prefix(1);
    if (first == '*') {
        Element run{Element::Kind::run};
        while (pattern.starts_with('*')) {
            run.kind = Element::Kind::long_run;
            pattern.remove_prefix(1);
        }
        return run;
    }
    if (first == '?') return {Element::Kind::any};
    if (first == '\\' && !pattern.empty()) {
        const char escaped = pattern.front();
        pattern.remove_prefix(1);
        return {Element::Kind::byte, escaped};
    }
    const std::size_t close = first == '[' ? pattern.find(']', 1) : std::string_view::npos;
    if (close == std::string_view::npos) return {Element::Kind::byte, first};
    Element set{Element::Kind::set, 0, pattern.substr(0, close)};
    pattern.remove_prefix(close + 1);
    set.negated = set.set.starts_with('!') || set.set.starts_with('^');
    if (set.negated) set.set.remove_prefix(1);
    return set;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view name) {
    std::vector<Element> elements;
    while (!pattern.empty()) elements.push_back(take_element(pattern));
    // reached[i]: the elements before i match all of the name so far.
    std::vector<bool> reached(elements.size() + 1, false);
    const auto pass_empty_runs = [&] {
        for (std::size_t at = 0; at < elements.size(); ++at) {
            if (reached[at] && elements[at].is_run()) reached[at + 1] = true;
        }
    };
    reached[0] = true;
    pass_empty_runs();
    for (const char byte : name) {
        std::vector<bool> next(elements.size() + 1, false);
        for (std::size_t at = 0; at < elements.size(); ++at) {
            if (!reached[at] || !elements[at].takes(byte)) continue;
            next[elements[at].is_run() ? at : at + 1] = true;
        }
        reached = std::move(next);
        pass_empty_runs();
    }
    return reached[elements.size()];
}

}  // namespace dateline
