#include "indexer/readers/newsml_subjects.h"

#include <string>
#include <unordered_map>

#include "indexer/markup/xml_text.h"

namespace dateline {
namespace {

std::string_view primary(std::string_view language) {
    return language.substr(0, language.find('-'));
}

FieldId field_for(const std::string& type) {
    if (type == "person") return FieldId::person;
    if (type == "organisation" || type == "organization") return FieldId::org;
    for (const std::string_view place :
         {"geoArea", "geoarea", "poi", "city", "country", "statprov", "region", "place"}) {
        if (type == place) return FieldId::place;
    }
    return FieldId::keyword;
}

class Subjects {
public:
    Subjects(XmlElement item, const std::string& language, ArticleBuilder& builder)
        : item_(item), language_(language), builder_(builder) {
        for (const XmlElement assertion : children_of(item)) {
            if (assertion.name() == "assert") asserted_.try_emplace(key_of(assertion), assertion);
        }
    }

    void read() {
        for (const XmlElement child : children_of(item_.child("contentMeta"))) {
            if (child.name() == "subject") add_subject(child);
            if (child.name() == "genre") add(FieldId::keyword, name_of(child), "genre");
        }
    }

private:
    static std::string key_of(XmlElement element) {
        for (const std::string_view name : {"qcode", "uri", "literal"}) {
            if (std::string key = element.attribute(name); !key.empty()) return key;
        }
        return {};
    }

    void add(FieldId id, const std::string& name, std::string_view rule) {
        if (name.empty()) return;
        builder_.add(field(id), name);
        builder_.set_origin(id, "NewsML-G2 " + std::string(rule));
    }

    void add_subject(XmlElement subject) {
        const FieldId id = field_for(type_of(subject));
        add(id, name_of(subject), "subject");
        for (const XmlElement part : children_of(subject)) {
            if (part.name() == "mainConcept" || part.name() == "facetConcept")
                add(id, name_of(part), "subject");
        }
    }

    [[nodiscard]] XmlElement assertion_of(XmlElement subject) const {
        const auto found = asserted_.find(key_of(subject));
        return found == asserted_.end() || found->first.empty() ? XmlElement() : found->second;
    }

    [[nodiscard]] std::string type_of(XmlElement subject) const {
        const std::string own = code_of(subject, "type", "typeuri");
        if (!own.empty()) return own;
        return code_of(assertion_of(subject).child("type"), "qcode", "uri");
    }

    [[nodiscard]] std::string name_of(XmlElement subject) const {
        std::string name = concept_name(subject, language_);
        if (name.empty()) name = concept_name(assertion_of(subject), language_);
        if (!name.empty()) return name;
        if (std::string literal = subject.attribute("literal"); !literal.empty()) return literal;
        // The codes of IPTC's own lists are known by heart to those who use them; others' mean nothing alone.
        const std::string code = subject.attribute("qcode");
        for (const std::string_view scheme : {"medtop:", "subj:", "genre:"}) {
            if (code.starts_with(scheme)) return code;
        }
        return {};
    }

    XmlElement item_;
    const std::string& language_;
    ArticleBuilder& builder_;
    std::unordered_map<std::string, XmlElement> asserted_;
};

}  // namespace

std::string code_of(XmlElement element, std::string_view qcode, std::string_view address) {
    std::string code = element.attribute(qcode);
    if (code.empty()) code = element.attribute(address);
    const std::size_t mark = code.find_last_of(":/#");
    return mark == code.npos ? code : code.substr(mark + 1);
}

std::string concept_name(XmlElement subject, const std::string& language) {
    XmlElement best;
    int most = 0;
    for (const XmlElement name : children_of(subject)) {
        if (name.name() != "name") continue;
        const std::string tag = name.language();
        const int fit = tag == language                     ? 4
                        : primary(tag) == primary(language) ? 3
                        : primary(tag) == "en"              ? 2
                                                            : 1;
        if (fit <= most) continue;
        most = fit;
        best = name;
    }
    return line_of(best);
}

void read_newsml_subjects(XmlElement item, const std::string& language, ArticleBuilder& builder) {
    Subjects(item, language, builder).read();
}

}  // namespace dateline
