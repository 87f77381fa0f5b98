#include "indexer/entities/training/options.h"

#include <charconv>
#include <sstream>

#include <boost/program_options.hpp>

#include "common/error.h"

namespace dateline::entities {
namespace {

namespace po = boost::program_options;

/// "FILE:0.3"; a colon without a number behind it belongs to the name.
WorkbenchOptions::Weighted weighted(const std::string& text, double otherwise) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return {text, otherwise};
    double weight = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data() + colon + 1, end, weight);
    if (failure != std::errc{} || stopped != end) return {text, otherwise};
    if (weight < 0 || weight > 1) throw Error("a weight is from 0 to 1").pointing(text, colon + 1);
    return {text.substr(0, colon), weight};
}

po::options_description describe(WorkbenchOptions& options, std::vector<std::string>& plain,
                                 std::vector<std::string>& lists) {
    TrainerOptions& trainer = options.trainer;
    OptimizerOptions& optimizer = trainer.optimizer;
    po::options_description all("options");
    const auto add = [&](const char* name, auto* value, const char* help) {
        all.add_options()(name, po::value(value)->default_value(*value), help);
    };
    all.add_options()("help", "show this");
    all.add_options()("out", po::value<std::string>(), "train: the model file to write");
    all.add_options()("model", po::value<std::string>(), "tag, text: the model file to use");
    all.add_options()("lists", po::value(&lists), "train: a folder with lists of names");
    all.add_options()("plain", po::value(&plain), "train: unlabelled articles, FILE[:WEIGHT]");
    add("epochs", &optimizer.epochs, "train: passes over the sentences");
    add("averaged", &optimizer.averaged, "train: last passes whose weights are averaged");
    add("rate", &optimizer.rate, "train: rate of learning");
    add("dropout", &optimizer.dropout, "train: share of features hidden from each sentence");
    add("l2", &optimizer.l2, "train: pull of the weights towards zero");
    add("seed", &optimizer.seed, "train: of the random numbers");
    add("fewest", &trainer.fewest, "train: sightings that make a feature");
    add("caseless", &trainer.caseless_share, "train: share of documents learnt in capitals, too");
    add("title-case", &trainer.title_share, "train: share of documents learnt as headlines, too");
    add("sure", &trainer.sure, "train: probability from which an unlabelled sentence is learnt");
    add("outside-bias", &trainer.outside_bias, "train: taken off the label outside");
    add("vote", &trainer.vote, "train: say of the article on each word");
    return all;
}

WorkbenchOptions::Mode mode_of(const std::string& name) {
    if (name == "train") return WorkbenchOptions::Mode::train;
    if (name == "tag") return WorkbenchOptions::Mode::tag;
    if (name == "text") return WorkbenchOptions::Mode::text;
    throw Error("there is no mode '" + name + "'", "use train, tag or text");
}

}  // namespace

WorkbenchOptions parse_workbench(int count, const char* const* arguments) {
    WorkbenchOptions options;
    std::vector<std::string> plain, lists, rest;
    po::options_description visible = describe(options, plain, lists);
    po::options_description all;
    all.add(visible).add_options()("rest", po::value(&rest));
    po::positional_options_description positional;
    positional.add("rest", -1);
    po::variables_map values;
    try {
        po::store(po::command_line_parser(count, arguments).options(all).positional(positional).run(),
                  values);
        po::notify(values);
    } catch (const po::error& failure) {
        throw Error(failure.what(), "dateline-entities --help lists the options");
    }
    std::ostringstream help;
    help << "usage: dateline-entities train --out MODEL [OPTION]... FILE.bio[:WEIGHT]...\n"
            "       dateline-entities tag [--model MODEL] < TOKENS > TAGGED\n"
            "       dateline-entities text [--model MODEL] FILE\n\n"
         << visible;
    options.help = help.str();
    if (values.count("help") > 0 || rest.empty()) return options;

    options.mode = mode_of(rest.front());
    const bool trains = options.mode == WorkbenchOptions::Mode::train;
    const char* const wanted = trains ? "out" : "model";
    if (values.count(wanted) > 0) options.model = values[wanted].as<std::string>();
    if (trains && options.model.empty()) throw Error("train needs a model file to write", "--out MODEL");
    if (trains && rest.size() < 2) throw Error("train needs a corpus", "FILE.bio[:WEIGHT]");
    if (options.mode == WorkbenchOptions::Mode::text && rest.size() != 2) throw Error("text takes one file");
    if (options.mode == WorkbenchOptions::Mode::tag && rest.size() != 1) {
        throw Error("tag takes no file", "it reads the standard input");
    }
    if (options.mode == WorkbenchOptions::Mode::text) options.file = rest[1];
    if (trains) {
        for (std::size_t i = 1; i < rest.size(); ++i) options.corpora.push_back(weighted(rest[i], 1));
        for (const std::string& text : plain) options.plain.push_back(weighted(text, 0));
        options.trainer.lists.assign(lists.begin(), lists.end());
    }
    return options;
}

}  // namespace dateline::entities
