#include "indexer/readers/mets_issue.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/markup/xml_text.h"

namespace dateline {
namespace {

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return text;
}

bool is_author(XmlElement name) {
    const XmlElement role = name.child("role");
    if (!role) return true;
    for (const XmlElement term : children_of(role)) {
        const std::string text = lower(line_of(term));
        if (text == "aut" || text == "author" || text == "creator" || text == "cre") return true;
    }
    return false;
}

class Mets {
public:
    explicit Mets(XmlElement mets) : mets_(mets) {
        for (const XmlElement section : children_of(mets)) {
            if (section.name() != "dmdSec") continue;
            const std::string id = section.attribute("ID");
            if (!id.empty()) descriptions_.try_emplace(id, section);
        }
    }

    MetsIssue read() {
        read_description();
        read_files(mets_.child("fileSec"));
        for (const XmlElement map : children_of(mets_)) {
            if (map.name() != "structMap") continue;
            read_pages(map);
            read_articles(map);
        }
        if (issue_.pages.empty()) {
            for (const auto& [id, path] : files_in_order_)
                issue_.pages.push_back({id, path, std::to_string(issue_.pages.size() + 1)});
        }
        return std::move(issue_);
    }

private:
    /// The first description with a day is that of the issue; its host, or it itself, is the paper.
    void read_description() {
        for (const XmlElement section : children_of(mets_)) {
            if (section.name() != "dmdSec") continue;
            if (issue_.date.empty()) issue_.date = line_of(section.descendant("dateIssued"));
            if (issue_.date.empty()) continue;
            for (XmlElement at = section.first_child(); at; at = at.following(section)) {
                if (at.name() == "relatedItem" && at.attribute("type") == "host" && issue_.paper.empty())
                    issue_.paper = line_of(at.child("titleInfo").child("title"));
            }
            if (issue_.paper.empty()) issue_.paper = line_of(section.descendant("title"));
            issue_.language = line_of(section.descendant("languageTerm"));
            break;
        }
        // Without MODS: Dublin Core.
        const XmlElement first = mets_.child("dmdSec");
        if (issue_.date.empty()) issue_.date = line_of(first.descendant("date"));
        if (issue_.paper.empty()) issue_.paper = line_of(first.descendant("title"));
        if (issue_.paper.empty()) issue_.paper = mets_.attribute("LABEL");
    }

    void read_files(XmlElement section) {
        for (XmlElement at = section.first_child(); at; at = at.following(section)) {
            if (at.name() != "file") continue;
            const std::string path = at.child("FLocat").attribute("href");
            const std::string type = lower(at.attribute("MIMETYPE"));
            const bool is_xml =
                type.find("xml") != type.npos || (type.empty() && lower(path).ends_with(".xml"));
            if (!is_xml || path.empty()) continue;
            const std::string id = at.attribute("ID");
            if (paths_.try_emplace(id, path).second) files_in_order_.emplace_back(id, path);
        }
    }

    void read_pages(XmlElement map) {
        if (lower(map.attribute("TYPE")) == "logical") return;
        for (XmlElement at = map.first_child(); at; at = at.following(map)) {
            if (at.name() != "div" || lower(at.attribute("TYPE")).find("page") == std::string::npos) continue;
            for (const XmlElement pointer : children_of(at)) {
                if (pointer.name() != "fptr") continue;
                std::string file = pointer.attribute("FILEID");
                if (file.empty()) file = pointer.descendant("area").attribute("FILEID");
                for (XmlElement area = pointer.first_child(); area && !paths_.contains(file);
                     area = area.following(pointer)) {
                    file = area.attribute("FILEID");
                }
                const auto path = paths_.find(file);
                if (path == paths_.end() || !paged_.try_emplace(file, true).second) continue;
                std::string number = at.attribute("ORDERLABEL");
                if (number.empty()) number = at.attribute("ORDER");
                if (number.empty()) number = std::to_string(issue_.pages.size() + 1);
                issue_.pages.push_back({file, path->second, std::move(number)});
                break;
            }
        }
    }

    void read_articles(XmlElement map) {
        for (XmlElement at = map.first_child(); at;) {
            const bool is_article = at.name() == "div" && lower(at.attribute("TYPE")) == "article";
            if (is_article) read_article(at);
            at = at.following(map, is_article);
        }
    }

    void read_article(XmlElement div) {
        MetsArticle article;
        article.id = div.attribute("ID");
        article.title = div.attribute("LABEL");
        std::string sections = div.attribute("DMDID");
        while (!sections.empty()) {
            const std::size_t end = std::min(sections.find(' '), sections.size());
            const auto found = descriptions_.find(sections.substr(0, end));
            sections.erase(0, std::min(end + 1, sections.size()));
            if (found != descriptions_.end()) describe(found->second, article);
        }
        bool heading = true;
        for (XmlElement at = div.first_child(); at; at = at.following(div)) {
            if (at.name() != "area") continue;
            heading = heading && is_in_heading(at, div);
            if (paths_.contains(at.attribute("FILEID")))
                article.areas.push_back({at.attribute("FILEID"), at.attribute("BEGIN"), heading});
        }
        if (article.id.empty()) article.id = std::to_string(issue_.articles.size() + 1);
        issue_.articles.push_back(std::move(article));
    }

    static bool is_in_heading(XmlElement area, XmlElement div) {
        for (XmlElement at = area.parent(); at && !(at == div); at = at.parent()) {
            const std::string type = lower(at.attribute("TYPE"));
            if (type.find("head") != type.npos || type.find("title") != type.npos) return true;
        }
        return false;
    }

    static void describe(XmlElement section, MetsArticle& article) {
        const XmlElement mods = section.descendant("mods");
        if (article.title.empty()) article.title = line_of(mods.child("titleInfo").child("title"));
        if (article.language.empty())
            article.language = line_of(mods.child("language").child("languageTerm"));
        for (const XmlElement name : children_of(mods)) {
            if (name.name() != "name" || !is_author(name)) continue;
            std::string parts;
            for (const XmlElement part : children_of(name)) {
                if (part.name() != "namePart" || part.attribute("type") == "date") continue;
                parts += (parts.empty() ? "" : " ") + line_of(part);
            }
            if (!parts.empty()) article.authors.push_back(std::move(parts));
        }
    }

    XmlElement mets_;
    MetsIssue issue_;
    std::unordered_map<std::string, XmlElement> descriptions_;
    std::unordered_map<std::string, std::string> paths_;  ///< of XML files, by their ids
    std::vector<std::pair<std::string, std::string>> files_in_order_;
    std::unordered_map<std::string, bool> paged_;
};

}  // namespace

MetsIssue read_mets_issue(XmlElement mets) {
    return Mets(mets).read();
}

}  // namespace dateline
