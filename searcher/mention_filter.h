#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <xapian.h>

namespace dateline {

/// How much an article must make of a name.
struct MentionBar {
    std::uint64_t mentions = 0;  ///< so often at least its text must name it
    bool major = false;          ///< title or lede must name it, or the text `major_mentions` times

    static constexpr std::uint64_t major_mentions = 3;

    [[nodiscard]] bool asks() const { return mentions > 0 || major; }
    /// Whether an article passes that names someone so often, perhaps in title or lede.
    [[nodiscard]] bool lets_pass(std::uint64_t named, bool in_front) const {
        return named >= mentions && (!major || in_front || named >= major_mentions);
    }

    bool operator==(const MentionBar&) const = default;
};

/// Matches the articles that name an entity as often, or as prominently, as asked. It reads the slot of the
/// names one document at a time: join it with AND to the terms of the names, which are few.
class MentionFilter : public Xapian::ValuePostingSource {
public:
    /// `numbers` are the entity's names in the book, ascending; what it has of each counts together.
    MentionFilter(Xapian::valueno names_slot, std::vector<std::uint32_t> numbers, MentionBar bar)
        : Xapian::ValuePostingSource(names_slot),
          slot_(names_slot),
          numbers_(std::move(numbers)),
          bar_(bar) {}

    void next(double min_weight) override;
    void skip_to(Xapian::docid to, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    void init(const Xapian::Database& part) override;
    [[nodiscard]] MentionFilter* clone() const override { return new MentionFilter(slot_, numbers_, bar_); }

private:
    [[nodiscard]] bool passes() const;
    void move_on(double min_weight);

    Xapian::valueno slot_;
    std::vector<std::uint32_t> numbers_;
    MentionBar bar_;
};

}  // namespace dateline
