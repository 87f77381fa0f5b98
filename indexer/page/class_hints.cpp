#include "indexer/page/class_hints.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace dateline {
namespace {

enum Meaning : std::uint16_t {
    says_aside = 1,
    says_maybe_aside = 2,
    says_caption = 4,
    says_meta = 8,
    says_author = 16,
    says_date = 32,
    names_article = 64,  ///< "article", "story": the first half of a name for the body
    names_text = 128,    ///< "body", "content": the second half
    says_body = 256,
    hides = 512,       ///< "visually hidden", "screen reader": only with another word
    says_talk = 2048,  ///< what readers say of the article
    negates = 1024,    ///< "no sidebar", "has-comments": the next word is not what this is
};

struct Words {
    std::uint16_t meaning;
    std::string_view words;
};

/// Words apart by spaces. Two words with a plus are one when they follow one another.
constexpr std::array<Words, 12> vocabulary{{
    {says_talk,
     "comment comments commentlist disqus kommentare kommentar commentaires comentarios commenti reacties "
     "respond "
     "leserkommentare"},
    {says_aside,
     "ad ads adv advert adverts advertisement advertising advertorial adsense adslot adunit adbox adblock "
     "adcontainer adwrapper dfp sponsor sponsored sponsors outbrain taboola ligatus plista "
     "nav navbar navigation menu menus submenu breadcrumb breadcrumbs sidebar sidebars rightrail footer "
     "masthead toolbar pagination pager paging share shares sharing sharebar sharedaddy sharethis "
     "shareicons sharebuttons addthis addtoany social socials socialmedia socialbar socialshare related "
     "relatedposts relatedarticles relatedcontent relatedlinks recirc recirculation recommended recommend "
     "recommendations recommendation trending mostread mostpopular morestories newsletter newsletters "
     "subscribe signup optin cookie cookies consent gdpr taglist tagcloud hashtags authorbox authorbio "
     "editsection navbox catlinks printfooter hatnote noprint pullquote pullquotes "
     "read+next read+also readnext most+read most+popular most+viewed more+stories "
     "more+news more+articles more+from more+on up+next see+also sign+up pull+quote also+read also+like "
     "you+may might+like author+bio author+box author+card author+info author+description about+author "
     "author+profile tag+list tag+cloud tags+links post+tags entry+tags article+tags story+tags tags "
     "jp+relatedposts cta call+action donate donation donations follow+us site+header page+header "
     "post+navigation skip+link inline+promo aanbevolen "
     "weitere+artikel mehr+zum related+content meist+gelesen lire+aussi lesen+sie "
     "leggi+anche lea+tambien a+lire"},
    {says_maybe_aside,
     "popup modal read+more readmore promo promos promotion promoted aside popular teaser teasers similar "
     "subscription subscriptions "
     "carousel slider slideshow gallery galleries galerie lightbox widget widgets overlay tooltip rating "
     "ratings vote votes poll bio rail recent latest headlines banner banners copyright disclaimer login "
     "register crumbs tools actions action buttons button abo shop product products metadata agenda "
     "ticker factbox infobox sidebox player video follow print feedback correction app download playlist "
     "jobs syndication categories"},
    {says_caption,
     "caption captions figcaption imagecaption photocaption bildunterschrift legende credit credits "
     "photocredit imagecredit photographer imagecopyright bildnachweis legend legende image+copyright "
     "image+description photo+description image+source"},
    {says_meta,
     "byline bylines meta postmeta entrymeta kicker eyebrow timestamp posted publication+date pub+date "
     "publish+date dateline post+date entry+date article+date date+published published+date reading+time "
     "readtime read+time category section+label rubrik overline dachzeile article+info post+info "
     "article+details topline supertitle"},
    {says_author, "author authors byline autor autoren auteur auteurs autore redakteur writer vcard"},
    {says_date,
     "date dates datum published pubdate publishdate pubtime timestamp datetime time posted publish updated "
     "dateline fecha data created datepublished entrydate postdate"},
    {names_article,
     "article story post entry news artikel beitrag page blog single item art main text nota noticia"},
    {names_text,
     "body content text contents copy inhalt maintext corps cuerpo bodytext contenu texto paragraphs"},
    {says_body,
     "body+text body+copy articlebody articletext articlecontent storybody storytext storycontent postbody "
     "postcontent "
     "entrycontent newsbody newstext fulltext bodytext articlecopy maincontent hentry instapaper+body "
     "mw+parser td+post rich+text richtext"},
    {hides, "sr+only visually+hidden visuallyhidden screen+reader assistive+text hidden+accessible"},
    {negates, "has have with no non not without hide show is enable disable allow"},
}};

using Table = std::unordered_map<std::string_view, std::uint16_t>;

Table make_table() {
    Table table;
    for (const Words& row : vocabulary) {
        std::string_view rest = row.words;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            if (end > 0) table[rest.substr(0, end)] |= row.meaning;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return table;
}

/// Names longer than this are no names but data.
constexpr std::size_t longest_names = 600;
constexpr std::size_t longest_word = 24;

constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// WordPress puts what an article is about among the classes of its element: "category-sport", "tag-comment".
bool names_subject(std::string_view name) {
    for (const std::string_view front : {"category-", "tag-", "post_tag-", "topic-", "keyword-"}) {
        if (!name.starts_with(front)) continue;
        const std::string_view rest = name.substr(front.size());
        return !rest.starts_with("list") && !rest.starts_with("links") && !rest.starts_with("cloud");
    }
    return false;
}

/// Takes names apart into words, at marks and where a capital follows a small letter.
class WordReader {
public:
    explicit WordReader(std::string_view names) : names_(names.substr(0, longest_names)) {}

    /// The next word in lower case; a name ends before it when `new_name` is set.
    bool next(std::string_view& word, bool& new_name) {
        new_name = at_ == 0;
        while (at_ < names_.size() && !is_lower(names_[at_]) && !is_upper(names_[at_])) {
            new_name = new_name || is_blank(names_[at_]);
            ++at_;
        }
        if (new_name && names_subject(names_.substr(at_))) {
            while (at_ < names_.size() && !is_blank(names_[at_])) ++at_;
            return next(word, new_name);
        }
        if (at_ >= names_.size()) return false;
        size_ = 0;
        bool was_lower = false;
        while (at_ < names_.size()) {
            const char c = names_[at_];
            if (is_upper(c) && was_lower) break;
            if (!is_lower(c) && !is_upper(c)) break;
            was_lower = is_lower(c);
            if (size_ < longest_word) word_[size_++] = static_cast<char>(c | 0x20);
            ++at_;
        }
        word = {word_.data(), size_};
        return true;
    }

private:
    std::string_view names_;
    std::size_t at_ = 0;
    std::array<char, longest_word> word_{};
    std::size_t size_ = 0;
};

}  // namespace

bool is_slug(std::string_view id) {
    return id.find_first_of(" _") == std::string_view::npos && id.find("--") == std::string_view::npos &&
           std::count(id.begin(), id.end(), '-') >= 4;
}

ClassHints class_hints(std::string_view names) {
    static const Table table = make_table();
    unsigned all = 0;
    unsigned before = 0;
    std::string pair;
    std::string last;
    std::string_view word;
    bool new_name = false;
    WordReader reader(names);
    while (reader.next(word, new_name)) {
        if (new_name) {
            before = 0;
            last.clear();
        }
        const auto found = table.find(word);
        unsigned meaning = found == table.end() ? 0 : found->second;
        if (!last.empty()) {
            pair.assign(last).append("+").append(word);
            if (const auto both = table.find(pair); both != table.end()) meaning |= both->second;
        }
        const bool negated = (before & negates) != 0;
        if ((before & names_article) != 0 && (meaning & names_text) != 0) meaning |= says_body;
        if (!negated) all |= meaning;
        before = meaning | (negated ? static_cast<unsigned>(negates) : 0U);
        last.assign(word);
    }
    ClassHints hints;
    hints.aside = (all & (says_aside | hides)) != 0;
    hints.talk = (all & says_talk) != 0;
    hints.maybe_aside = (all & says_maybe_aside) != 0;
    hints.caption = (all & says_caption) != 0;
    hints.meta = (all & says_meta) != 0;
    hints.author = (all & says_author) != 0;
    hints.date = (all & says_date) != 0;
    hints.body = (all & says_body) != 0 && !hints.aside && !hints.talk;
    return hints;
}

}  // namespace dateline
