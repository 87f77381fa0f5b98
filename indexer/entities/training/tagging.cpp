#include "indexer/entities/training/tagging.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/entities/coreference.h"
#include "indexer/entities/sentence.h"

namespace dateline::entities {
namespace {

/// The lines of one document and the sentences in them.
class TokenDocument {
public:
    void add(std::string line) {
        if (line.empty() || line == border) {
            open_ = false;
        } else {
            if (!open_) sentences_.emplace_back();
            open_ = true;
            sentences_.back().push_back(line);
        }
        lines_.push_back(std::move(line));
    }

    void write(Recogniser& recogniser, std::ostream& out) {
        std::vector<Retokenized> cuts;
        std::vector<std::vector<std::string_view>> words;
        cuts.reserve(sentences_.size());
        for (const std::vector<std::string>& tokens : sentences_) {
            cuts.push_back(retokenize(tokens));
            std::vector<std::string_view>& pieces = words.emplace_back();
            for (const Retokenized::Piece& piece : cuts.back().pieces) pieces.push_back(piece.text);
        }
        const std::vector<std::vector<Span>> found = recogniser.label(words);
        std::vector<std::string> tags;
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            append_tags(cuts[s], found[s], sentences_[s].size(), tags);
        std::size_t next = 0;
        for (const std::string& line : lines_) {
            out << line;
            if (line == border) out << "\tO";
            if (!line.empty() && line != border) out << '\t' << tags[next++];
            out << '\n';
        }
        *this = {};
    }

    static constexpr std::string_view border = "-DOCSTART-";

private:
    static void append_tags(const Retokenized& cut, const std::vector<Span>& spans, std::size_t tokens,
                            std::vector<std::string>& tags) {
        const std::size_t base = tags.size();
        tags.resize(base + tokens, "O");
        for (const Span& span : spans) {
            const std::uint32_t first = cut.pieces[span.begin].first;
            const std::uint32_t last = cut.pieces[span.end - 1].last;
            const bool begins_inside = span.begin > 0 && cut.pieces[span.begin - 1].last == first;
            const bool ends_inside = span.end < cut.pieces.size() && cut.pieces[span.end].first == last;
            if (begins_inside || ends_inside) continue;
            for (std::uint32_t i = first; i <= last; ++i) {
                tags[base + i] = fmt::format("{}-{}", i == first ? 'B' : 'I', code_of(span.kind));
            }
        }
    }

    std::vector<std::string> lines_;
    std::vector<std::vector<std::string>> sentences_;
    bool open_ = false;
};

/// Where the paragraphs of a text stand; blank lines part them.
std::vector<std::string_view> paragraphs_of(std::string_view text) {
    std::vector<std::string_view> paragraphs;
    std::size_t begin = 0;
    std::size_t line = 0;
    while (line < text.size()) {
        std::size_t end = text.find('\n', line);
        if (end == std::string_view::npos) end = text.size();
        const bool blank = text.substr(line, end - line).find_first_not_of(" \t\r") == std::string_view::npos;
        if (blank) {
            if (line > begin) paragraphs.push_back(text.substr(begin, line - begin));
            begin = end + 1;
        }
        line = end + 1;
    }
    if (begin < text.size()) paragraphs.push_back(text.substr(begin));
    return paragraphs;
}

/// A form on one line.
std::string on_one_line(std::string_view form) {
    std::string line(form);
    for (char& letter : line) {
        if (static_cast<unsigned char>(letter) < ' ') letter = ' ';
    }
    return line;
}

}  // namespace

void tag_tokens(Recogniser& recogniser, std::istream& in, std::ostream& out) {
    TokenDocument document;
    std::string line;
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        line.resize(std::min(line.size(), line.find('\t')));
        if (line == TokenDocument::border) document.write(recogniser, out);
        document.add(std::move(line));
    }
    document.write(recogniser, out);
}

void print_mentions(Recogniser& recogniser, std::string_view text, std::ostream& out) {
    const std::vector<std::string_view> blocks = paragraphs_of(text);
    const std::vector<Mention> mentions = recogniser.recognise(blocks);
    const Coreference found = put_together(blocks, mentions, 2);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const Mention& mention = mentions[i];
        const std::string_view block = blocks[mention.block];
        const auto base = static_cast<std::size_t>(block.data() - text.data());
        const std::uint32_t name = found.of_mention[i];
        out << fmt::format("{}\t{}\t{}\t{}\t{}\t{:.3f}\n", code_of(mention.kind), base + mention.begin,
                           base + mention.end,
                           on_one_line(block.substr(mention.begin, mention.end - mention.begin)),
                           name == Coreference::nobody ? "-" : found.names[name].name, mention.probability);
    }
}

}  // namespace dateline::entities
