#include "indexer/entities/listed_kinds.h"

namespace dateline::entities {
namespace {

constexpr std::uint32_t organization_lists = bit_of(List::organization) | bit_of(List::own_organization);
constexpr std::uint32_t person_lists = bit_of(List::person) | bit_of(List::known_person);

}  // namespace

void correct_listed_kinds(std::span<const ListMatch> matches, std::vector<Span>& spans) {
    for (Span& span : spans) {
        if (span.kind != Kind::person || span.end - span.begin < 2) continue;
        const std::uint32_t whole = matches[span.begin].begin & matches[span.end - 1].last;
        if ((whole & organization_lists) != 0 && (whole & person_lists) == 0) span.kind = Kind::organization;
    }
}

}  // namespace dateline::entities
