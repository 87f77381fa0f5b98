#include "indexer/entities/training/optimizer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "indexer/entities/hashing.h"

namespace dateline::entities {
namespace {

using Row = std::array<float, lanes>;

/// A small generator of our own: the same numbers with every library.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() { return stir(state_ += 0x9E3779B97F4A7C15ULL); }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>((next() >> 32U) * bound >> 32U); }

private:
    std::uint64_t state_;
};

class Fit {
public:
    Fit(const Instances& instances, std::size_t feature_count, const OptimizerOptions& options)
        : instances_(instances), options_(options), random_(options.seed) {
        weights_.features.assign(feature_count, Row{});
        squares_.assign(feature_count, Row{});
    }

    Weights run(const std::function<void(int, double)>& report) {
        std::vector<std::uint32_t> order(instances_.sentences.size());
        std::iota(order.begin(), order.end(), 0);
        Weights mean;
        mean.features.assign(weights_.features.size(), Row{});
        const int averaged = std::min(options_.averaged, options_.epochs);
        for (int epoch = 0; epoch < options_.epochs; ++epoch) {
            for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
            double loss = 0;
            for (const std::uint32_t i : order) loss += step(instances_.sentences[i]);
            report(epoch, loss / static_cast<double>(std::max<std::size_t>(1, order.size())));
            if (epoch + averaged >= options_.epochs) add_to(mean, 1.0F / static_cast<float>(averaged));
        }
        // Weights were fitted with a share of the features away; with all of them there, each says less.
        const auto present = static_cast<float>(1 - options_.dropout);
        for (Row& row : mean.features) {
            for (float& weight : row) weight *= present;
        }
        return mean;
    }

private:
    void add_to(Weights& sum, float share) const {
        for (std::size_t i = 0; i < sum.features.size(); ++i) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                sum.features[i][lane] += share * weights_.features[i][lane];
            }
        }
        for (std::size_t a = 0; a < label_count; ++a) {
            for (std::size_t b = 0; b < label_count; ++b) {
                sum.transitions[a][b] += share * weights_.transitions[a][b];
            }
        }
    }

    /// One gradient step; the loss before it.
    double step(const Instances::Sentence& sentence) {
        const std::size_t count = sentence.tokens;
        choose_features(sentence);
        score(sentence);
        const double log_sum = forward_backward(count);
        double gold = 0;
        const Label* labels = instances_.labels.data() + sentence.first_token;
        for (std::size_t i = 0; i < count; ++i) {
            gold += emission_[i][labels[i]];
            if (i > 0) gold += weights_.transitions[labels[i - 1]][labels[i]];
        }
        update_features(sentence, labels);
        update_transitions(sentence, labels);
        return log_sum - gold;
    }

    void choose_features(const Instances::Sentence& sentence) {
        chosen_.clear();
        chosen_ends_.clear();
        const auto hidden = static_cast<std::uint32_t>(options_.dropout * 65536);
        for (std::size_t i = 0; i < sentence.tokens; ++i) {
            const std::size_t token = sentence.first_token + i;
            std::uint64_t bits = 0;
            int left = 0;
            for (std::uint64_t k = instances_.begins[token]; k < instances_.begins[token + 1]; ++k) {
                if (hidden > 0) {
                    if (left == 0) {
                        bits = random_.next();
                        left = 4;
                    }
                    const bool hide = (bits & 0xFFFFU) < hidden;
                    bits >>= 16U;
                    --left;
                    if (hide) continue;
                }
                chosen_.push_back(instances_.features[k]);
            }
            chosen_ends_.push_back(chosen_.size());
        }
    }

    void score(const Instances::Sentence& sentence) {
        emission_.resize(sentence.tokens);
        std::size_t k = 0;
        for (std::size_t i = 0; i < sentence.tokens; ++i) {
            Row sum{};
            if (!instances_.fixed.empty()) sum = instances_.fixed[sentence.first_token + i];
            for (; k < chosen_ends_[i]; ++k) {
                if (k + 8 < chosen_.size()) __builtin_prefetch(&weights_.features[chosen_[k + 8]]);
                const Row& row = weights_.features[chosen_[k]];
                for (std::size_t lane = 0; lane < lanes; ++lane) sum[lane] += row[lane];
            }
            emission_[i] = sum;
        }
    }

    /// Fills forward_, backward_ (both scaled) and step_; the logarithm of the sum over all legal labels.
    double forward_backward(std::size_t count) {
        for (Label a = 0; a < label_count; ++a) {
            for (Label b = 0; b < label_count; ++b) {
                step_[a][b] = may_follow(a, b) ? std::exp(weights_.transitions[a][b]) : 0;
            }
        }
        power_.resize(count);
        forward_.resize(count);
        backward_.resize(count);
        scale_.resize(count);
        double log_sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const float highest = *std::max_element(emission_[i].begin(), emission_[i].begin() + label_count);
            log_sum += highest;
            for (Label label = 0; label < label_count; ++label) {
                power_[i][label] = std::exp(emission_[i][label] - highest);
            }
            Row sum{};
            if (i == 0) {
                for (Label label = 0; label < label_count; ++label) sum[label] = opens(label) ? 1 : 0;
            } else {
                for (Label previous = 0; previous < label_count; ++previous) {
                    for (Label label = 0; label < label_count; ++label) {
                        sum[label] += forward_[i - 1][previous] * step_[previous][label];
                    }
                }
            }
            float total = 0;
            for (Label label = 0; label < label_count; ++label) {
                forward_[i][label] = sum[label] * power_[i][label];
                total += forward_[i][label];
            }
            scale_[i] = 1 / std::max(total, 1e-30F);
            log_sum -= std::log(scale_[i]);
            for (Label label = 0; label < label_count; ++label) forward_[i][label] *= scale_[i];
        }
        float end = 0;
        for (Label label = 0; label < label_count; ++label) {
            backward_[count - 1][label] = closes(label) ? 1 : 0;
            if (closes(label)) end += forward_[count - 1][label];
        }
        end = std::max(end, 1e-30F);
        log_sum += std::log(end);
        for (Label label = 0; label < label_count; ++label) backward_[count - 1][label] /= end;
        for (std::size_t i = count - 1; i-- > 0;) {
            Row ahead;
            for (Label next = 0; next < label_count; ++next) {
                ahead[next] = power_[i + 1][next] * backward_[i + 1][next] * scale_[i + 1];
            }
            for (Label label = 0; label < label_count; ++label) {
                float sum = 0;
                for (Label next = 0; next < label_count; ++next) sum += step_[label][next] * ahead[next];
                backward_[i][label] = sum;
            }
        }
        return log_sum;
    }

    void update_features(const Instances::Sentence& sentence, const Label* labels) {
        const auto rate = static_cast<float>(options_.rate);
        const auto l2 = static_cast<float>(options_.l2);
        std::size_t k = 0;
        for (std::size_t i = 0; i < sentence.tokens; ++i) {
            Row gradient{};
            float largest = 0;
            for (Label label = 0; label < label_count; ++label) {
                const float expected = forward_[i][label] * backward_[i][label];
                gradient[label] = sentence.weight * ((label == labels[i] ? 1.0F : 0.0F) - expected);
                largest = std::max(largest, std::fabs(gradient[label]));
            }
            if (largest < 1e-4F) {  // nothing to learn here
                k = chosen_ends_[i];
                continue;
            }
            for (; k < chosen_ends_[i]; ++k) {
                if (k + 8 < chosen_.size()) {
                    __builtin_prefetch(&squares_[chosen_[k + 8]]);
                }
                Row& weight = weights_.features[chosen_[k]];
                Row& square = squares_[chosen_[k]];
                for (std::size_t lane = 0; lane < lanes; ++lane) {
                    const float slope = gradient[lane] - l2 * weight[lane];
                    square[lane] += slope * slope;
                    weight[lane] += rate * slope / std::sqrt(square[lane] + 1e-6F);
                }
            }
        }
    }

    void update_transitions(const Instances::Sentence& sentence, const Label* labels) {
        FloatTransitions gradient{};
        for (std::size_t i = 1; i < sentence.tokens; ++i) {
            Row ahead;
            for (Label b = 0; b < label_count; ++b) ahead[b] = power_[i][b] * backward_[i][b] * scale_[i];
            for (Label a = 0; a < label_count; ++a) {
                for (Label b = 0; b < label_count; ++b) {
                    gradient[a][b] -= forward_[i - 1][a] * step_[a][b] * ahead[b];
                }
            }
            gradient[labels[i - 1]][labels[i]] += 1;
        }
        for (Label a = 0; a < label_count; ++a) {
            for (Label b = 0; b < label_count; ++b) {
                if (!may_follow(a, b)) continue;
                const float slope = sentence.weight * gradient[a][b];
                transition_squares_[a][b] += slope * slope;
                weights_.transitions[a][b] +=
                    static_cast<float>(options_.rate) * slope / std::sqrt(transition_squares_[a][b] + 1e-6F);
            }
        }
    }

    const Instances& instances_;
    const OptimizerOptions& options_;
    Random random_;
    Weights weights_;
    std::vector<Row> squares_;
    FloatTransitions transition_squares_{};
    FloatTransitions step_{};
    std::vector<std::uint32_t> chosen_;
    std::vector<std::size_t> chosen_ends_;
    std::vector<Row> emission_, power_, forward_, backward_;
    std::vector<float> scale_;
};

}  // namespace

Weights optimize(const Instances& instances, std::size_t feature_count, const OptimizerOptions& options,
                 const std::function<void(int, double)>& report) {
    return Fit(instances, feature_count, options).run(report);
}

}  // namespace dateline::entities
