// Any bytes as an authority file: either an error that names a line and says what to do, or entities each of
// whose names is found again; and a second file over it never leaves a name with an owner that lost it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/authority/authority.h"
#include "common/error.h"

namespace {

void check(const dateline::Authority& authority) {
    for (std::uint32_t number = 0; number < authority.entities().size(); ++number) {
        const dateline::Authority::Entity& entity = authority.entities()[number];
        for (const dateline::Authority::Claim& claim : entity.claims) {
            const dateline::Authority::Rule* rule = authority.find(entity.kind, claim.key);
            if (!rule || rule->entity != number || rule->line != claim.line || claim.key.empty())
                std::abort();
            if (authority.place(*rule).empty()) std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static dateline::Folder folder;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = text.size() / 2;
    dateline::Authority authority;
    for (const std::string_view part : {text, text.substr(0, middle), text.substr(middle)}) {
        try {
            authority.add(part, "fuzz", folder);
        } catch (const dateline::Error& error) {
            if (!error.place().starts_with("fuzz:") || error.hint().empty() || error.describe().empty()) {
                std::abort();
            }
        }
        check(authority);
    }
    return 0;
}
