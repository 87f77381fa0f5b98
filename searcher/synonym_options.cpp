#include "searcher/synonym_options.h"

namespace dateline {

namespace po = boost::program_options;

void add_synonym_options(po::options_description& options) {
    options.add_options()  //
        ("synonyms", po::value<std::string>()->value_name("FILE"),
         "words that mean the same: lines 'car, automobile' and 'NHS => National Health Service'")  //
        ("no-synonyms", po::bool_switch(), "every word as it is typed");
}

std::optional<std::string> synonyms_file(const po::variables_map& values) {
    if (values["no-synonyms"].as<bool>() || !values.count("synonyms")) return std::nullopt;
    return values["synonyms"].as<std::string>();
}

}  // namespace dateline
