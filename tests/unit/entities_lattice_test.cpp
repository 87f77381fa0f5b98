#include <cmath>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "indexer/entities/lattice.h"

using namespace dateline::entities;

namespace {

struct Chain {
    std::vector<Scores> scores;
    Transitions transitions{};
};

Chain random_chain(std::uint32_t seed, std::size_t length) {
    Chain chain;
    const auto next = [&] {
        seed = seed * 1664525U + 1013904223U;
        return static_cast<std::int16_t>(static_cast<int>(seed >> 16U & 255U) - 128);
    };
    chain.scores.resize(length);
    for (Scores& scores : chain.scores) {
        for (std::int16_t& score : scores) score = next();
    }
    for (auto& row : chain.transitions) {
        for (std::int32_t& score : row) score = next();
    }
    return chain;
}

bool legal(const std::vector<Label>& labels) {
    for (std::size_t i = 1; i < labels.size(); ++i) {
        if (!may_follow(labels[i - 1], labels[i])) return false;
    }
    return labels.empty() || (opens(labels.front()) && closes(labels.back()));
}

int score_of(const Chain& chain, const std::vector<Label>& labels) {
    int score = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        score += chain.scores[i][labels[i]];
        if (i > 0) score += chain.transitions[labels[i - 1]][labels[i]];
    }
    return score;
}

/// Calls `use` with every legal labelling.
template <typename Use>
void each_labelling(std::size_t length, Use use) {
    std::vector<Label> labels(length, 0);
    while (true) {
        if (legal(labels)) use(labels);
        std::size_t i = 0;
        while (i < length && ++labels[i] == label_count) labels[i++] = 0;
        if (i == length) return;
    }
}

}  // namespace

TEST_CASE("the best labels are those that trying all finds") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Chain chain = random_chain(seed, 4);
        int best = -1000000;
        each_labelling(
            4, [&](const std::vector<Label>& labels) { best = std::max(best, score_of(chain, labels)); });
        Lattice lattice;
        std::vector<Label> labels;
        lattice.best_labels(chain.scores, chain.transitions, labels);
        CHECK(legal(labels));
        CHECK(score_of(chain, labels) == best);
    }
}

TEST_CASE("probabilities are those that adding all up gives") {
    const float unit = 0.02F;
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        const Chain chain = random_chain(seed, 4);
        const Span span{1, 3, Kind::organization};
        double all = 0;
        double with_span = 0;
        double first_is_person = 0;
        std::vector<Label> some;
        each_labelling(4, [&](const std::vector<Label>& labels) {
            const double weight = std::exp(unit * static_cast<double>(score_of(chain, labels)));
            all += weight;
            const std::vector<Span> spans = spans_of(labels);
            for (const Span& found : spans) {
                if (found == span) with_span += weight;
                if (found.begin == 0 && found.kind == Kind::person) first_is_person += weight;
            }
            if (spans.size() == 1 && spans[0] == span) some = labels;
        });
        Lattice lattice;
        lattice.sum(chain.scores, chain.transitions, unit);
        CHECK(lattice.probability(span) == doctest::Approx(with_span / all).epsilon(1e-3));
        CHECK(lattice.kinds_at(0)[1] == doctest::Approx(first_is_person / all).epsilon(1e-3));
        const double path = std::exp(unit * static_cast<double>(score_of(chain, some))) / all;
        CHECK(lattice.probability(some) == doctest::Approx(path).epsilon(1e-3));
    }
}

TEST_CASE("extreme scores are borne") {
    Chain chain = random_chain(3, 6);
    for (Scores& scores : chain.scores) scores.fill(32767);
    chain.scores[2].fill(-32768);
    Lattice lattice;
    std::vector<Label> labels;
    lattice.best_labels(chain.scores, chain.transitions, labels);
    CHECK(legal(labels));
    lattice.sum(chain.scores, chain.transitions, 1);
    const double probability = lattice.probability(Span{0, 6, Kind::person});
    CHECK(probability >= 0);
    CHECK(probability <= 1);
    lattice.best_labels({}, chain.transitions, labels);
    CHECK(labels.empty());
}
