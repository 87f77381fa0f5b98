#include "indexer/entities/coreference.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

#include "indexer/entities/characters.h"
#include "indexer/entities/name_words.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

/// All mentions of one form, however it is written.
struct Form {
    NameWords best;  ///< the way of writing it that is shown
    std::vector<std::uint32_t> mentions;
    Kind kind = Kind::person;
    std::uint32_t entity = Coreference::nobody;

    [[nodiscard]] std::size_t size() const { return best.words.size(); }
};

class Assembly {
public:
    Assembly(std::span<const std::string_view> blocks, std::span<const Mention> mentions, std::size_t front)
        : blocks_(blocks), mentions_(mentions), front_(front) {}

    Coreference run() {
        gather_forms();
        index_people();
        join_equal_people();
        bind_acronyms();
        join_surnames();
        return result();
    }

private:
    using FormId = std::uint32_t;
    using Index = std::map<std::string, std::vector<FormId>>;

    static constexpr std::size_t most_namesakes = 100;

    /// A surface as it stands, titles and company endings included.
    struct Whole {
        Surface surface;
        NameWords words;
        std::string key;
    };

    const Whole* take_apart(std::string_view surface) {
        const auto [at, is_new] = wholes_.try_emplace(surface);
        if (is_new) {
            at->second.surface = Surface(surface);
            at->second.words = at->second.surface.as(Kind::place);
            at->second.key = at->second.words.key();
        }
        return &at->second;
    }

    [[nodiscard]] std::string_view surface(std::uint32_t mention) const {
        const Mention& at = mentions_[mention];
        return blocks_[at.block].substr(at.begin, at.end - at.begin);
    }

    /// One kind a form, by majority; the sum of probabilities breaks a tie.
    void gather_forms() {
        struct Votes {
            std::array<float, kind_count> of_kind{};
        };
        std::map<std::string, Votes> votes;
        for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
            const Kind kind = mentions_[i].kind;
            whole_.push_back(take_apart(surface(i)));
            votes[whole_[i]->key].of_kind[static_cast<std::size_t>(kind)] +=
                1 + mentions_[i].probability / 1024;
        }
        form_of_.assign(mentions_.size(), Coreference::nobody);
        std::map<std::pair<Kind, std::string>, FormId> known;
        for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
            const auto& of_kind = votes[whole_[i]->key].of_kind;
            const auto winner = std::ranges::max_element(of_kind) - of_kind.begin();
            const Kind kind = static_cast<Kind>(winner);
            NameWords name = kind == Kind::place ? whole_[i]->words : whole_[i]->surface.as(kind);
            if (name.words.empty()) continue;
            const auto [at, is_new] =
                known.try_emplace({kind, name.key()}, static_cast<FormId>(forms_.size()));
            if (is_new) forms_.push_back({name, {}, kind, Coreference::nobody});
            Form& form = forms_[at->second];
            if (form.best.shouts && !name.shouts) form.best = std::move(name);
            form.mentions.push_back(i);
            form_of_[i] = at->second;
        }
        leader_.resize(forms_.size());
        for (FormId i = 0; i < leader_.size(); ++i) leader_[i] = i;
    }

    /// Full names by their last and by their first word. Nobody has a hundred namesakes in one article:
    /// beyond that the text is no article, and comparing them all would take for ever.
    void index_people() {
        const auto add = [](std::vector<FormId>& bucket, FormId form) {
            if (bucket.size() < most_namesakes) bucket.push_back(form);
        };
        for (FormId form = 0; form < forms_.size(); ++form) {
            if (forms_[form].kind != Kind::person || forms_[form].size() < 2) continue;
            add(by_last_word_[forms_[form].best.words.back()], form);
            add(by_first_word_[forms_[form].best.words.front()], form);
        }
    }

    /// "Donald J. Trump" and "Donald Trump": same first and last word, the one a part of the other.
    void join_equal_people() {
        for (const auto& [last, bucket] : by_last_word_) {
            for (const FormId longer : bucket) {
                const std::vector<std::string>& whole = forms_[longer].best.words;
                for (const FormId shorter : bucket) {
                    const std::vector<std::string>& part = forms_[shorter].best.words;
                    if (part.size() >= whole.size() || part.front() != whole.front()) continue;
                    if (is_part(part, whole) && leader_[shorter] == shorter) leader_[shorter] = longer;
                }
            }
        }
    }

    static bool is_part(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
        auto at = whole.begin();
        for (const std::string& word : part) {
            at = std::find(at, whole.end(), word);
            if (at == whole.end()) return false;
            ++at;
        }
        return true;
    }

    [[nodiscard]] FormId leader(FormId form) const {
        while (leader_[form] != form) form = leader_[form];
        return form;
    }

    /// "International Monetary Fund (IMF)": letters that begin words of the name, in order.
    static bool abbreviates(std::string_view letters, const std::vector<std::string>& words) {
        if (letters.size() < 2 || words.size() < 2) return false;
        std::size_t word = 0;
        std::size_t matched = 0;
        for (const char letter : letters) {
            while (word < words.size() && words[word].front() != letter) ++word;
            if (word == words.size()) break;
            ++matched;
            ++word;
        }
        // "G7" for Group of Seven: the first letter and a number.
        if (matched == 1 && letters.size() == 2 && letters[1] >= '0' && letters[1] <= '9') return true;
        return matched == letters.size() && words.front().front() == letters.front();
    }

    /// Only a bracket and blanks between the two, and the bracket closes after the second.
    [[nodiscard]] bool stands_in_brackets_after(const Mention& name, const Mention& acronym) const {
        if (name.block != acronym.block || acronym.begin < name.end) return false;
        const std::string_view block = blocks_[name.block];
        std::string between;
        for (const char letter : block.substr(name.end, acronym.begin - name.end)) {
            if (letter != ' ') between.push_back(letter);
        }
        return between == "(" && acronym.end < block.size() && block[acronym.end] == ')';
    }

    void bind_acronyms() {
        for (std::uint32_t i = 0; i + 1 < mentions_.size(); ++i) {
            if (form_of_[i] == Coreference::nobody || form_of_[i + 1] == Coreference::nobody) continue;
            const FormId name = leader(form_of_[i]);
            const FormId acronym = leader(form_of_[i + 1]);
            if (name == acronym || forms_[acronym].size() != 1 || forms_[name].kind == Kind::person) continue;
            if (!stands_in_brackets_after(mentions_[i], mentions_[i + 1])) continue;
            if (abbreviates(forms_[acronym].best.words.front(), whole_[i]->words.words))
                leader_[acronym] = name;
        }
    }

    /// "Group of Seven (G7)" where the recogniser overlooked what stands in the brackets; else empty.
    [[nodiscard]] std::string_view overlooked_acronym(std::uint32_t mention) const {
        constexpr std::size_t longest = 10;
        const Mention& name = mentions_[mention];
        std::string_view rest = blocks_[name.block].substr(name.end);
        if (name.kind == Kind::person || !rest.starts_with(" (")) return {};
        rest.remove_prefix(2);
        const std::size_t end = rest.find(')');
        if (end == 0 || end > longest) return {};
        const std::string_view acronym = rest.substr(0, end);
        const NameWords parts = name_words(acronym, Kind::place);
        const bool binds = parts.shouts && parts.words.size() == 1 && look_of(acronym) != Look::number &&
                           abbreviates(parts.words.front(), whole_[mention]->words.words);
        return binds ? acronym : std::string_view{};
    }

    static bool ends_with(const std::vector<std::string>& name, const std::vector<std::string>& surname) {
        return surname.size() < name.size() && std::equal(surname.rbegin(), surname.rend(), name.rbegin());
    }

    /// The first mention outside title and lede, or none.
    [[nodiscard]] std::optional<std::uint32_t> first_in_body(const Form& form) const {
        for (const std::uint32_t mention : form.mentions) {
            if (mentions_[mention].block >= front_) return mention;
        }
        return std::nullopt;
    }

    void join_surnames() {
        std::vector<std::pair<FormId, FormId>> joins;
        for (FormId lone = 0; lone < forms_.size(); ++lone) {
            if (forms_[lone].kind != Kind::person || leader_[lone] != lone) continue;
            const std::optional<FormId> full = full_name_of(lone);
            if (full) joins.emplace_back(lone, *full);
        }
        for (const auto& [lone, full] : joins) leader_[lone] = full;
    }

    [[nodiscard]] std::span<const FormId> bucket(const Index& index, const std::string& word) const {
        const auto at = index.find(word);
        return at == index.end() ? std::span<const FormId>{} : std::span<const FormId>(at->second);
    }

    /// The one full name that this form is the surname of; none when there are two or it comes too late.
    [[nodiscard]] std::optional<FormId> full_name_of(FormId lone) const {
        const std::vector<std::string>& surname = forms_[lone].best.words;
        std::vector<FormId> full_names;
        for (const FormId other : bucket(by_last_word_, surname.back())) {
            if (ends_with(forms_[other].best.words, surname)) full_names.push_back(other);
        }
        if (full_names.empty() && surname.size() == 1 && is_leading_family_name(surname.front())) {
            const auto others = bucket(by_first_word_, surname.front());
            full_names.assign(others.begin(), others.end());
        }
        std::vector<FormId> owners;
        for (const FormId name : full_names) {
            const FormId owner = leader(name);
            // Of a chain of longer and longer names, the longest is the person.
            const bool is_inner = std::ranges::any_of(full_names, [&](FormId other) {
                return ends_with(forms_[other].best.words, forms_[owner].best.words);
            });
            if (!is_inner && std::ranges::find(owners, owner) == owners.end()) owners.push_back(owner);
        }
        if (owners.size() != 1) return std::nullopt;
        const std::optional<std::uint32_t> first = first_in_body(forms_[lone]);
        const bool named_before = !first || std::ranges::any_of(full_names, [&](FormId name) {
            return forms_[name].mentions.front() < *first;
        });
        return named_before ? std::optional(owners[0]) : std::nullopt;
    }

    /// Of the forms of one entity the longest is shown; a shouted one only when there is no other.
    Coreference result() {
        Coreference found;
        found.of_mention.assign(mentions_.size(), Coreference::nobody);
        for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
            if (form_of_[i] == Coreference::nobody) continue;
            Form& lead = forms_[leader(form_of_[i])];
            if (lead.entity == Coreference::nobody) {
                lead.entity = static_cast<std::uint32_t>(found.names.size());
                const bool as_prose = lead.best.shouts && lead.kind != Kind::organization;
                found.names.push_back(
                    {lead.kind, as_prose ? unshouted(lead.best.shown) : lead.best.shown, {}, 0, false, 0});
            }
            FoundName& name = found.names[lead.entity];
            found.of_mention[i] = lead.entity;
            ++name.mentions;
            name.in_front = name.in_front || mentions_[i].block < front_;
            name.probability = std::max(name.probability, mentions_[i].probability);
            // A form as it stands, without possessive; people keep their titles here.
            const std::string_view acronym = overlooked_acronym(i);
            if (!acronym.empty() && std::ranges::find(name.forms, acronym) == name.forms.end()) {
                name.forms.emplace_back(acronym);
            }
            const std::string& form = whole_[i]->words.shown;
            if (form != name.name && std::ranges::find(name.forms, form) == name.forms.end())
                name.forms.push_back(form);
        }
        return found;
    }

    std::span<const std::string_view> blocks_;
    std::span<const Mention> mentions_;
    std::size_t front_;
    std::vector<Form> forms_;
    std::vector<FormId> form_of_;  // a mention
    std::unordered_map<std::string_view, Whole> wholes_;
    std::vector<const Whole*> whole_;  // a mention
    std::vector<FormId> leader_;       // a form; itself when it leads
    Index by_last_word_;
    Index by_first_word_;
};

}  // namespace

Coreference put_together(std::span<const std::string_view> blocks, std::span<const Mention> mentions,
                         std::size_t front) {
    return Assembly(blocks, mentions, front).run();
}

std::size_t front_blocks(const Article& article) {
    return article.lede.empty() ? 3 : 2;
}

}  // namespace dateline::entities
