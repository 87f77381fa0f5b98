#include "indexer/page/boilerplate_phrases.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "common/month_names.h"

namespace dateline {
namespace {

/// What is longer says something of its own, too.
constexpr std::size_t longest_phrase = 250;
constexpr std::size_t longest_date_line = 120;

/// Beginnings of such paragraphs, in lower case without accents.
constexpr auto beginnings = std::to_array<std::string_view>({
    "advertisement",
    "advertising",
    "sponsored content",
    "read more:",
    "read also:",
    "read next:",
    "also read:",
    "read more about",
    "more on this story",
    "see also:",
    "related:",
    "related article",
    "related topics",
    "sign up for",
    "sign up to",
    "subscribe to",
    "subscribe now",
    "follow us on",
    "like us on",
    "share this",
    "click here to",
    "continue reading",
    "story continues below",
    "article continues",
    "scroll down to",
    "your browser does not",
    "sorry, but your browser",
    "please enable javascript",
    "javascript is disabled",
    "this video is not available",
    "to view this video",
    "we use cookies",
    "this site uses cookies",
    "all rights reserved",
    "copyright \xc2\xa9",
    "\xc2\xa9 ",
    "download our app",
    "get the latest",
    "have a tip",
    "comments are closed",
    "leave a comment",
    "view comments",
    "join the conversation",
    "anzeige",
    "lesen sie auch",
    "lesen sie hier",
    "lesen sie mehr",
    "auch interessant",
    "mehr zum thema",
    "das konnte sie auch",
    "zum thema:",
    "newsletter",
    "jetzt abonnieren",
    "melden sie sich",
    "folgen sie uns",
    "artikel teilen",
    "diesen artikel teilen",
    "der artikel geht unten weiter",
    "bitte aktivieren sie javascript",
    "externer inhalt",
    "an dieser stelle finden sie",
    "empfohlener redaktioneller inhalt",
    "alle rechte vorbehalten",
    "lire aussi",
    "a lire aussi",
    "lire la suite",
    "abonnez-vous",
    "inscrivez-vous",
    "suivez-nous",
    "partager cet article",
    "publicite",
    "tous droits reserves",
    "article reserve aux abonnes",
    "lea tambien",
    "lee tambien",
    "leer mas",
    "te puede interesar",
    "mas informacion",
    "suscribete",
    "siguenos",
    "publicidad",
    "todos los derechos reservados",
    "leggi anche",
    "iscriviti",
    "seguici su",
    "pubblicita",
    "tutti i diritti riservati",
    "riproduzione riservata",
    "leia tambem",
    "leia mais",
    "veja tambem",
    "saiba mais",
    "assine",
    "siga-nos",
    "continua apos a publicidade",
    "lees ook",
    "lees meer",
    "meld je aan",
    "volg ons",
    "advertentie",
    "bekijk ook",
});

/// Beginnings of lines that only tell when something was published; those have a digit, too.
constexpr auto date_beginnings = std::to_array<std::string_view>({
    "published",       "posted on",      "posted at",    "updated",     "last updated", "last modified",
    "first published", "veroffentlicht", "aktualisiert", "stand:",      "erstellt am",  "publie le",
    "publie",          "mis a jour",     "publicado",    "actualizado", "atualizado",   "pubblicato",
    "aggiornato",      "gepubliceerd",   "bijgewerkt",
});

/// Labels of pictures, buttons and boxes that stand alone.
constexpr auto labels = std::to_array<std::string_view>({
    "image",     "photo",       "photos", "video",   "share",      "feedback", "comments",
    "credit",    "play video",  "play",   "gallery", "print",      "email",    "tweet",
    "bild",      "foto",        "teilen", "drucken", "kommentare", "partager", "imprimer",
    "compartir", "condividi",   "delen",  "loading", "source",     "more",     "mehr",
    "top",       "back to top", "zuruck", "_",       "__",         "___",
});

template <std::size_t Size>
bool begins_with_any(std::string_view text, const std::array<std::string_view, Size>& list) {
    return std::ranges::any_of(list, [&](std::string_view each) { return text.starts_with(each); });
}

}  // namespace

bool is_boilerplate(std::string_view paragraph) {
    if (paragraph.size() > longest_phrase) return false;
    const std::string plain = plain_word(paragraph.substr(0, 60));
    if (std::ranges::find(labels, std::string_view(plain)) != labels.end()) return true;
    if (begins_with_any(std::string_view(plain), beginnings)) return true;
    return paragraph.size() <= longest_date_line &&
           paragraph.find_first_of("0123456789") != std::string_view::npos &&
           begins_with_any(std::string_view(plain), date_beginnings);
}

}  // namespace dateline
