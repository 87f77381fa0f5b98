#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "common/error.h"
#include "indexer/entities/recogniser.h"
#include "indexer/entities/sentence.h"
#include "indexer/entities/training/trainer.h"

using namespace dateline::entities;

namespace {
double opt(const char* n, double d) { const char* v = std::getenv(n); return v ? std::atof(v) : d; }

std::vector<std::vector<std::string>> label_doc(Recogniser& r, const std::vector<std::vector<std::string>>& sents) {
    std::vector<Retokenized> cuts;
    std::vector<std::vector<std::string_view>> views;
    for (auto& s : sents) { cuts.push_back(retokenize(s)); auto& v = views.emplace_back(); for (auto& p : cuts.back().pieces) v.push_back(p.text); }
    auto found = r.label(views);
    std::vector<std::vector<std::string>> tags;
    for (std::size_t s = 0; s < sents.size(); ++s) {
        std::vector<std::string> t(sents[s].size(), "O");
        for (auto& span : found[s]) {
            auto& pieces = cuts[s].pieces;
            auto b = pieces[span.begin].first, e = pieces[span.end - 1].last;
            // partial coverage of a token
            if (span.begin > 0 && pieces[span.begin - 1].last == b) continue;
            if (span.end < pieces.size() && pieces[span.end].first == e) continue;
            for (auto i = b; i <= e; ++i) t[i] = (i == b ? "B-" : "I-") + std::string(code_of(span.kind));
        }
        tags.push_back(t);
    }
    return tags;
}

void tag(const Model& model, std::istream& in, std::ostream& out) {
    Recogniser r(model);
    std::vector<std::string> lines; std::string line;
    std::vector<std::vector<std::string>> sents; std::vector<std::vector<std::size_t>> where;
    bool open = false;
    auto flush = [&] {
        auto tags = label_doc(r, sents);
        std::vector<std::string> t(lines.size());
        for (std::size_t s = 0; s < sents.size(); ++s) for (std::size_t i = 0; i < sents[s].size(); ++i) t[where[s][i]] = tags[s][i];
        for (std::size_t i = 0; i < lines.size(); ++i) {
            out << lines[i]; if (!t[i].empty()) out << '\t' << t[i]; else if (!lines[i].empty()) out << "\tO"; out << '\n';
        }
        lines.clear(); sents.clear(); where.clear(); open = false;
    };
    while (std::getline(in, line)) {
        auto tok = line.substr(0, line.find('\t'));
        if (tok == "-DOCSTART-") { flush(); lines.push_back(tok); continue; }
        lines.push_back(tok);
        if (tok.empty()) { open = false; continue; }
        if (!open) { sents.emplace_back(); where.emplace_back(); open = true; }
        sents.back().push_back(tok); where.back().push_back(lines.size() - 1);
    }
    flush();
}
}  // namespace

int main(int argc, char** argv) try {
    std::string mode = argv[1];
    if (mode == "train") {
        std::vector<Corpus> corpora;
        TrainerOptions o;
        for (int i = 3; i < argc; ++i) {
            std::string a = argv[i];
            if (a[0] == '=') { o.plain.push_back(a.substr(1)); continue; }
            if (a[0] == '+') { o.lists.push_back(a.substr(1)); continue; }
            auto c = a.rfind(':');
            corpora.push_back(read_corpus(a.substr(0, c), c == std::string::npos ? 1 : std::atof(a.c_str() + c + 1)));
            std::size_t ns = 0; for (auto& d : corpora.back().documents) ns += d.sentences.size();
            std::cerr << a << " docs " << corpora.back().documents.size() << " sents " << ns << "\n";
        }
        o.optimizer.epochs = (int)opt("EPOCHS", 12); o.optimizer.averaged = (int)opt("AVG", 4); o.optimizer.rate = opt("RATE", 0.15);
        o.optimizer.l2 = opt("L2", 1e-6); o.optimizer.dropout = opt("DROP", 0.1); o.fewest = (unsigned)opt("MIN", 5);
        o.caseless_share = opt("CASELESS", 0.2); o.title_share = opt("TITLE", 0.1); o.optimizer.seed = (unsigned)opt("SEED", 1);
        write_model(argv[2], train(corpora, o, [](const std::string& l) { std::cerr << l << std::endl; }));
    } else if (mode == "tag") {
        Model m(argv[2]);
        tag(m, std::cin, std::cout);
    } else if (mode == "label") {
        Model m(argv[2]); Recogniser r(m);
        double least = opt("LEAST", 0.7); std::size_t kept = 0, all = 0, ents = 0;
        for (auto& d : read_plain(argv[3])) {
            std::vector<std::vector<std::string_view>> v;
            for (auto& s : d.sentences) v.emplace_back(s.words.begin(), s.words.end());
            auto f = r.label_surely(v);
            bool first = true;
            for (std::size_t s = 0; s < v.size(); ++s) {
                ++all;
                if (f[s].probability < least || v[s].size() < 5) continue;
                if (f[s].spans.empty() && stir(all) % 10 > 2) continue;
                if (first) std::cout << "-DOCSTART-\tO\n\n"; first = false;
                ++kept; ents += f[s].spans.size();
                std::vector<std::string> t(v[s].size(), "O");
                for (auto& sp : f[s].spans) for (auto i = sp.begin; i < sp.end; ++i) t[i] = (i == sp.begin ? "B-" : "I-") + std::string(code_of(sp.kind));
                for (std::size_t i = 0; i < v[s].size(); ++i) std::cout << v[s][i] << '\t' << t[i] << '\n';
                std::cout << '\n';
            }
        }
        std::cerr << "kept " << kept << " of " << all << " entities " << ents << "\n";
    } else if (mode == "text" || mode == "speed") {
        auto t0 = std::chrono::steady_clock::now();
        Model m(argv[2]);
        auto t1 = std::chrono::steady_clock::now();
        std::cerr << "load ms " << std::chrono::duration<double, std::milli>(t1 - t0).count() << "\n";
        std::ifstream in(argv[3]);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        std::vector<std::string_view> blocks; std::size_t at = 0;
        std::string_view v = text;
        while (at < v.size()) { auto e = v.find('\n', at); if (e == v.npos) e = v.size(); blocks.push_back(v.substr(at, e - at)); at = e + 1; }
        Recogniser r(m);
        t0 = std::chrono::steady_clock::now();
        std::vector<Mention> all; std::size_t n = 0;
        if (mode == "text") { for (auto& x : r.recognise(blocks)) std::cout << code_of(x.kind) << '\t' << x.block << '\t' << blocks[x.block].substr(x.begin, x.end - x.begin) << '\t' << x.probability << '\n'; }
        else for (std::size_t i = 0; i < blocks.size(); i += 10) n += r.recognise(std::span(blocks).subspan(i, std::min<std::size_t>(10, blocks.size() - i))).size();
        t1 = std::chrono::steady_clock::now();
        std::cerr << n << " mentions s " << std::chrono::duration<double>(t1 - t0).count() << " bytes " << text.size() << "\n";
    }
} catch (const dateline::Error& e) { std::cerr << e.describe() << "\n"; return 2; }
