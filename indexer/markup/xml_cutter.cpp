#include "indexer/markup/xml_cutter.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/markup/xml_doctype.h"
#include "indexer/readers/reader.h"

namespace dateline {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;
/// No tag is longer: it is then text with a '<' in it.
constexpr std::size_t longest_tag = std::size_t{8} << 20;
/// Of a wrapper's tag that would be repeated around each piece.
constexpr std::size_t longest_wrapper_tag = 16384;
constexpr std::size_t most_wrappers = 16;
/// Elements inside one another in a piece.
constexpr std::size_t deepest = 500;
/// Elements and attributes of a piece: a tree takes some 200 bytes for each, however short they are written.
constexpr std::size_t most_nodes = 2'000'000;

constexpr std::string_view comment_begin = "<!--";
constexpr std::string_view cdata_begin = "<![CDATA[";
constexpr std::string_view doctype_begin = "<!DOCTYPE";

std::string shown(std::string_view name) {
    return one_line(name.substr(0, 40));
}

}  // namespace

XmlCutter::XmlCutter(std::unique_ptr<ByteStream> bytes, Classify classify)
    : bytes_(std::move(bytes)), classify_(std::move(classify)) {}

std::optional<XmlPiece> XmlCutter::next() {
    while (true) {
        if (begin_ == buffer_.size() && !fill()) return take_end_of_file();
        if (held().front() != '<') {
            take_text();
            continue;
        }
        (void)holds(cdata_begin.size());
        const std::string_view text = held();
        const char second = text.size() > 1 ? text[1] : ' ';
        std::optional<XmlPiece> piece;
        if (text.starts_with(comment_begin)) {
            skip_past("-->", comment_begin.size());
        } else if (text.starts_with(cdata_begin)) {
            take_cdata();
        } else if (second == '?') {
            skip_past("?>", 2);
        } else if (text.starts_with(doctype_begin)) {
            take_doctype();
        } else if (second == '!') {
            skip_past(">", 2);
        } else if (second == '/') {
            piece = take_end_tag();
        } else if (begins_name(second)) {
            piece = take_start_tag();
        } else {
            append("&lt;");
            note("mended XML: \"<\" that begins no tag");
            consume(1);
        }
        if (piece) return piece;
    }
}

bool XmlCutter::fill() {
    if (at_end_) return false;
    buffer_.erase(0, begin_);
    begin_ = 0;
    // As much again as there is, so that looking for an end from the front stays linear.
    const std::size_t size = buffer_.size();
    buffer_.resize(size + std::max(block_size, size));
    std::size_t count = 0;
    try {
        count = bytes_->read(std::span(buffer_).subspan(size));
    } catch (const Error&) {
        // What came before it is read first.
        failure_ = std::current_exception();
    }
    buffer_.resize(size + count);
    at_end_ = count == 0;
    return count > 0;
}

bool XmlCutter::holds(std::size_t size) {
    while (buffer_.size() - begin_ < size) {
        if (!fill()) return false;
    }
    return true;
}

std::string_view XmlCutter::held() const {
    return std::string_view(buffer_).substr(begin_);
}

void XmlCutter::consume(std::size_t size) {
    const char* from = buffer_.data() + begin_;
    line_ += static_cast<std::uint64_t>(std::count(from, from + size, '\n'));
    offset_ += size;
    begin_ += size;
}

/// Passes over everything up to the end of the mark, however far that is.
void XmlCutter::skip_past(std::string_view mark, std::size_t from) {
    const std::uint64_t line = line_;
    consume(std::min(from, held().size()));
    while (true) {
        const std::size_t found = held().find(mark);
        if (found != std::string_view::npos) return consume(found + mark.size());
        consume(held().size() - std::min(held().size(), mark.size() - 1));
        if (fill()) continue;
        unclosed_ = fmt::format("something that begins with \"<\" and has no \"{}\" in line {}", mark, line);
        return consume(held().size());
    }
}

void XmlCutter::take_doctype() {
    XmlDoctype doctype;
    const std::uint64_t line = line_;
    for (bool ended = false; !ended;) {
        if (begin_ == buffer_.size() && !fill()) {
            unclosed_ = fmt::format("a document type that is not closed, from line {}", line);
            return;
        }
        ended = doctype.take(held().front());
        consume(1);
    }
    entities_.declare(doctype.text());
}

void XmlCutter::take_cdata() {
    const std::uint64_t line = line_;
    consume(cdata_begin.size());
    while (true) {
        const std::string_view text = held();
        const std::size_t end = text.find("]]>");
        const std::size_t taken =
            end != text.npos ? end : text.size() - std::min<std::size_t>(text.size(), 2);
        if (in_piece_ && piece_.problem.empty() && too_deep_ == 0) {
            append_escaped(text.substr(0, taken), piece_.xml);
            append({});
        }
        if (end != text.npos) return consume(end + 3);
        consume(taken);
        if (fill()) continue;
        unclosed_ = fmt::format("a CDATA section that is not closed, from line {}", line);
        return consume(held().size());
    }
}

void XmlCutter::take_text() {
    const std::string_view text = held();
    const std::size_t size = std::min(text.find('<'), text.size());
    append(text.substr(0, size));
    consume(size);
}

/// The size of the tag in front, all of which is held then; npos when it has no end.
std::size_t XmlCutter::hold_tag() {
    std::size_t size = tag_size(held());
    while (size == std::string_view::npos && held().size() < longest_tag && fill()) size = tag_size(held());
    return size;
}

std::optional<XmlPiece> XmlCutter::take_start_tag() {
    const std::size_t size = hold_tag();
    if (size == std::string_view::npos) {
        // The file ends inside it, or it is none.
        if (held().size() < longest_tag) {
            unclosed_ = "a tag that is not closed";
            consume(held().size());
            return std::nullopt;
        }
        if (!in_piece_) {
            XmlPiece piece = lost_piece("a tag is too large", "no tag may have more than 8 MiB");
            consume(held().size());
            return piece;
        }
        append("&lt;");
        note("mended XML: \"<\" that begins no tag");
        consume(1);
        return std::nullopt;
    }
    const std::string_view raw = held().substr(0, size);
    XmlTag tag = read_xml_tag(raw);
    const XmlRole role = classify_(tag);
    if (role == XmlRole::empty && !tag.closes_itself) {
        tag.closes_itself = true;
        tag.sound = false;
    }
    if (in_piece_) {
        const bool same = local_name(piece_.name) == local_name(tag.name);
        if (role == XmlRole::record && (piece_.role == XmlRole::other || same)) {
            fail(
                fmt::format("the element \"{}\" is not closed: another begins inside it", shown(piece_.name)),
                {});
            return finish_piece();
        }
        open_inside(tag, raw);
    } else if (role == XmlRole::enter && wrappers_.size() < most_wrappers) {
        if (!tag.closes_itself) {
            Wrapper wrapper{std::string(tag.name), {}};
            XmlTag kept = tag;
            if (raw.size() > longest_wrapper_tag) kept.attributes.clear();
            append_tag(kept, wrapper.tag);
            wrappers_.push_back(std::move(wrapper));
        }
    } else {
        begin_piece(tag, role);
        open_inside(tag, raw);
    }
    consume(size);
    if (in_piece_ && open_.empty()) return finish_piece();
    return std::nullopt;
}

void XmlCutter::begin_piece(const XmlTag& tag, XmlRole role) {
    piece_ = {};
    piece_.name = tag.name;
    piece_.role = role;
    piece_.line = line_;
    piece_.offset = offset_;
    piece_.depth = wrappers_.size();
    for (const Wrapper& wrapper : wrappers_) piece_.xml += wrapper.tag;
    in_piece_ = true;
    open_.clear();
    open_names_.clear();
    too_deep_ = 0;
    nodes_ = 0;
}

void XmlCutter::open_inside(const XmlTag& tag, std::string_view raw) {
    if (open_.size() >= deepest) {
        if (too_deep_ == 0)
            fail("nested too deeply", "no more than 500 elements stand inside one another in news");
        if (!tag.closes_itself) ++too_deep_;
        return;
    }
    nodes_ += 1 + tag.attributes.size();
    if (nodes_ > most_nodes)
        fail("the record is too large", "no record may have more than 2,000,000 elements and attributes");
    if (tag.sound) {
        append(raw);
    } else {
        std::string mended;
        append_tag(tag, mended);
        append(mended);
        if (classify_(tag) != XmlRole::empty)
            note(fmt::format("mended XML: the tag \"{}\"", shown(tag.name)));
    }
    if (tag.closes_itself) return;
    open_.emplace_back(tag.name);
    ++open_names_[open_.back()];
}

std::optional<XmlPiece> XmlCutter::take_end_tag() {
    const std::size_t size = hold_tag();
    if (size == std::string_view::npos) {
        unclosed_ = "a tag that is not closed";
        consume(held().size());
        return std::nullopt;
    }
    std::string_view name = held().substr(2, size - 2);
    if (name.ends_with('>')) name.remove_suffix(1);
    name = trimmed(name);
    if (in_piece_) {
        if (close_inside(name)) {
            consume(size);
            if (open_.empty()) return finish_piece();
            return std::nullopt;
        }
        const bool closes_wrapper = std::any_of(wrappers_.begin(), wrappers_.end(),
                                                [&](const Wrapper& wrapper) { return wrapper.name == name; });
        if (closes_wrapper) {
            fail(fmt::format("the element \"{}\" is not closed: \"{}\" ends before it", shown(piece_.name),
                             shown(name)),
                 {});
            return finish_piece();
        }
        note(fmt::format("mended XML: an end of \"{}\" that has no beginning", shown(name)));
    } else {
        for (std::size_t at = wrappers_.size(); at > 0; --at) {
            if (wrappers_[at - 1].name != name) continue;
            wrappers_.resize(at - 1);
            break;
        }
    }
    consume(size);
    return std::nullopt;
}

/// Closes the innermost element of that name in the piece, and those in it; false when there is none.
bool XmlCutter::close_inside(std::string_view name) {
    if (too_deep_ > 0) {
        --too_deep_;
        return true;
    }
    const auto known = open_names_.find(std::string(name));
    if (known == open_names_.end() || known->second == 0) return false;
    while (true) {
        const std::string closed = std::move(open_.back());
        open_.pop_back();
        --open_names_[closed];
        append("</");
        append(closed);
        append(">");
        if (closed == name) return true;
        note(fmt::format("mended XML: the end of \"{}\" is missing", shown(closed)));
    }
}

/// A record of which nothing is known but where it was.
XmlPiece XmlCutter::lost_piece(std::string problem, std::string hint) const {
    XmlPiece piece;
    piece.role = XmlRole::record;
    piece.line = line_;
    piece.offset = offset_;
    piece.problem = std::move(problem);
    piece.hint = std::move(hint);
    return piece;
}

std::optional<XmlPiece> XmlCutter::take_end_of_file() {
    if (failure_) {
        in_piece_ = false;
        wrappers_.clear();
        unclosed_.clear();
        std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    const std::string within = unclosed_.empty() ? std::string() : ", in " + std::exchange(unclosed_, {});
    if (in_piece_) {
        wrappers_.clear();
        fail("the file ends", {});
        piece_.hint = "it was cut off or is damaged; what stands before is read";
        piece_.problem = fmt::format("the file ends inside \"{}\"{}", shown(piece_.name), within);
        return finish_piece();
    }
    if (wrappers_.empty() && within.empty()) return std::nullopt;
    XmlPiece piece = lost_piece(
        wrappers_.empty()
            ? "the file ends" + within
            : fmt::format("the file ends before \"{}\" is closed{}", shown(wrappers_.front().name), within),
        "it was cut off or is damaged; what stands before is read, what stood behind is not");
    wrappers_.clear();
    return piece;
}

void XmlCutter::append(std::string_view xml) {
    if (!in_piece_ || !piece_.problem.empty() || too_deep_ > 0) return;
    piece_.xml += xml;
    if (piece_.xml.size() > record_limit)
        fail("the record is too large", "no record may have more than 64 MiB");
}

void XmlCutter::note(std::string text) {
    constexpr std::size_t most_notes = 5;
    auto& notes = piece_.notes;
    if (!in_piece_ || notes.size() >= most_notes ||
        std::find(notes.begin(), notes.end(), text) != notes.end())
        return;
    notes.push_back(std::move(text));
}

/// The first problem counts.
void XmlCutter::fail(std::string problem, std::string hint) {
    if (!piece_.problem.empty()) return;
    piece_.problem = std::move(problem);
    piece_.hint = std::move(hint);
    piece_.xml = {};
}

XmlPiece XmlCutter::finish_piece() {
    for (auto wrapper = wrappers_.rbegin(); wrapper != wrappers_.rend() && piece_.problem.empty(); ++wrapper)
        piece_.xml += "</" + wrapper->name + '>';
    if (piece_.problem.empty()) {
        const XmlEntities::Resolved resolved = entities_.resolve(piece_.xml);
        if (resolved.unknown > 0)
            note(fmt::format("{} references to unknown entities left as they are", resolved.unknown));
        if (!resolved.problem.empty()) fail(resolved.problem, resolved.hint);
    }
    in_piece_ = false;
    return std::move(piece_);
}

}  // namespace dateline
