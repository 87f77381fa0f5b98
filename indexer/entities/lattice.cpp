#include "indexer/entities/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dateline::entities {
namespace {

/// The labels that end a name or none, and those that may stand after them: any after any.
constexpr std::array<Label, 7> closing{0,
                                       label_of(Kind::person, Part::last),
                                       label_of(Kind::person, Part::unit),
                                       label_of(Kind::organization, Part::last),
                                       label_of(Kind::organization, Part::unit),
                                       label_of(Kind::place, Part::last),
                                       label_of(Kind::place, Part::unit)};
constexpr std::array<Label, 7> opening{0,
                                       label_of(Kind::person, Part::begin),
                                       label_of(Kind::person, Part::unit),
                                       label_of(Kind::organization, Part::begin),
                                       label_of(Kind::organization, Part::unit),
                                       label_of(Kind::place, Part::begin),
                                       label_of(Kind::place, Part::unit)};
static_assert(std::ranges::all_of(closing, closes) && std::ranges::all_of(opening, opens));

constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 2;

/// Scores that are further below the highest are weighed one by one.
constexpr std::size_t tabled_weights = 4096;

/// A score for each of `opening`, and one lane that is not used.
using Points [[gnu::vector_size(8 * sizeof(std::int32_t))]] = std::int32_t;

/// The row times the matrix.
template <typename Row, typename Matrix>
void multiply(const Matrix& matrix, const Row& row, Row& result) {
    Row sum = matrix[0] * row[0];
    for (std::size_t label = 1; label < label_count; ++label) sum += matrix[label] * row[label];
    result = sum;
}

}  // namespace

void Lattice::best_labels(std::span<const Scores> scores, const Transitions& transitions,
                          std::vector<Label>& labels) {
    const std::size_t count = scores.size();
    labels.assign(count, outside);
    if (count == 0) return;
    best_.resize(count);
    from_.resize(count);
    for (Label label = 0; label < label_count; ++label) {
        best_[0][label] = opens(label) ? scores[0][label] : impossible;
    }
    std::array<Points, closing.size()> steps{};
    for (std::size_t from = 0; from < closing.size(); ++from) {
        for (std::size_t to = 0; to < opening.size(); ++to)
            steps[from][to] = transitions[closing[from]][opening[to]];
    }
    for (std::size_t i = 1; i < count; ++i) {
        const auto& before = best_[i - 1];
        Points best = steps[0] + before[outside];
        Points from{};
        for (std::size_t k = 1; k < closing.size(); ++k) {
            const Points other = steps[k] + before[closing[k]];
            const Points better = other > best;
            best = better ? other : best;
            from = better ? Points{} + closing[k] : from;
        }
        for (std::size_t to = 0; to < opening.size(); ++to) {
            best_[i][opening[to]] = std::max(best[to], impossible) + scores[i][opening[to]];
            from_[i][opening[to]] = static_cast<Label>(from[to]);
        }
        for (const Kind kind : {Kind::person, Kind::organization, Kind::place}) {
            const Label begin = label_of(kind, Part::begin);
            const Label inside = label_of(kind, Part::inside);
            for (const Label next : {inside, label_of(kind, Part::last)}) {
                const std::int32_t after_begin = before[begin] + transitions[begin][next];
                const std::int32_t after_inside = before[inside] + transitions[inside][next];
                from_[i][next] = after_inside > after_begin ? inside : begin;
                best_[i][next] = std::max({after_begin, after_inside, impossible}) + scores[i][next];
            }
        }
    }
    Label label = outside;
    for (Label other = 0; other < label_count; ++other) {
        if (closes(other) && best_[count - 1][other] > best_[count - 1][label]) label = other;
    }
    for (std::size_t i = count; i-- > 0;) {
        labels[i] = label;
        if (i > 0) label = from_[i][label];
    }
}

void Lattice::prepare(const Transitions& transitions, float unit) {
    if (stepped_ == &transitions && unit_ == unit) return;
    stepped_ = &transitions;
    unit_ = unit;
    for (Label previous = 0; previous < label_count; ++previous) {
        for (Label next = 0; next < label_count; ++next) {
            const float step = std::exp(unit * static_cast<float>(transitions[previous][next]));
            step_[previous][next] = may_follow(previous, next) ? step : 0;
            step_back_[next][previous] = step_[previous][next];
        }
    }
    weights_.resize(tabled_weights);
    for (std::size_t points = 0; points < weights_.size(); ++points)
        weights_[points] = std::exp(-unit * static_cast<float>(points));
}

float Lattice::weight_of(std::uint32_t points_below) const {
    if (points_below < weights_.size()) return weights_[points_below];
    return std::exp(-unit_ * static_cast<float>(points_below));
}

void Lattice::sum(std::span<const Scores> scores, const Transitions& transitions, float unit) {
    prepare(transitions, unit);
    const std::size_t count = scores.size();
    emission_.resize(count);
    forward_.resize(count);
    backward_.resize(count);
    scale_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int16_t highest = *std::max_element(scores[i].begin(), scores[i].begin() + label_count);
        Row& emission = emission_[i];
        emission = Row{};
        for (Label label = 0; label < label_count; ++label)
            emission[label] = weight_of(static_cast<std::uint32_t>(highest - scores[i][label]));
        Row sum{};
        if (i == 0) {
            for (Label label = 0; label < label_count; ++label) sum[label] = opens(label) ? 1 : 0;
        } else {
            multiply(step_, forward_[i - 1], sum);
        }
        float total = 0;
        sum *= emission;
        for (Label label = 0; label < label_count; ++label) total += sum[label];
        const float scale = total > 0 ? 1 / total : 1;
        scale_[i] = scale;
        forward_[i] = sum * scale;
    }
    for (std::size_t i = count; i-- > 0;) {
        Row sum{};
        if (i + 1 == count) {
            for (Label label = 0; label < label_count; ++label) sum[label] = closes(label) ? 1 : 0;
        } else {
            const Row next = emission_[i + 1] * backward_[i + 1] * scale_[i + 1];
            multiply(step_back_, next, sum);
        }
        backward_[i] = sum;
    }
}

double Lattice::probability(const Span& span) const {
    const std::size_t last = span.end - 1;
    const auto label_at = [&](std::size_t i) {
        if (span.begin == last) return label_of(span.kind, Part::unit);
        return label_of(span.kind, i == span.begin ? Part::begin : i == last ? Part::last : Part::inside);
    };
    double path = forward_[span.begin][label_at(span.begin)];
    for (std::size_t i = span.begin + 1; i < span.end; ++i) {
        path *= step_[label_at(i - 1)][label_at(i)] * emission_[i][label_at(i)] * scale_[i];
    }
    path *= backward_[last][label_at(last)];
    const double all = total();
    return all > 0 ? std::clamp(path / all, 0.0, 1.0) : 0;
}

double Lattice::probability(std::span<const Label> labels) const {
    double path = 1;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        path *= emission_[i][labels[i]] * scale_[i];
        if (i > 0) path *= step_[labels[i - 1]][labels[i]];
    }
    const double all = total();
    return all > 0 ? std::clamp(path / all, 0.0, 1.0) : 0;
}

Lattice::KindShares Lattice::kinds_at(std::size_t token) const {
    KindShares shares{};
    float all = 0;
    for (Label label = 0; label < label_count; ++label) {
        const float share = forward_[token][label] * backward_[token][label];
        shares[label == outside ? 0 : 1 + static_cast<std::size_t>(kind_of(label))] += share;
        all += share;
    }
    if (all <= 0) return {1};
    for (float& share : shares) share /= all;
    return shares;
}

double Lattice::total() const {
    double all = 0;
    for (Label label = 0; label < label_count; ++label)
        all += forward_.back()[label] * backward_.back()[label];
    return all;
}

}  // namespace dateline::entities
