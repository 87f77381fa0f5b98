#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/text/analyzer.h"
#include "common/text/language.h"
#include "indexer/language/guess.h"

/// Any text, clean or not, has a language that is known or none; any word has a stem in every language.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dateline;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string_view guessed = guess_language(bytes);
    if (!guessed.empty() && language_code(guessed) != guessed) std::abort();
    (void)stemming_language(language_code(bytes.substr(0, 40)));

    Analyzer analyzer;
    analyzer.tokens().start(bytes);
    for (Token token; analyzer.tokens().next(token);) {
        const std::string word(token.word);
        for (const std::string_view language : {"en", "fr", "de", "pt", "fi", "ru", "tr", "ar", "pl"}) {
            if (analyzer.words_in(language).word(word).stem.empty()) std::abort();
        }
    }
    return 0;
}
