#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// The elements that somebody asks about; `other` is every other element. In the order of their names, which
/// `tag_named` relies on.
enum class Tag : std::uint8_t {
    a,
    address,
    amp_img,
    article,
    aside,
    audio,
    b,
    base,
    blockquote,
    body,
    br,
    button,
    caption,
    center,
    cite,
    code,
    dd,
    details,
    dialog,
    div,
    dl,
    dt,
    em,
    fieldset,
    figcaption,
    figure,
    font,
    footer,
    form,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    head,
    header,
    hr,
    html,
    i,
    iframe,
    img,
    input,
    label,
    li,
    link,
    main,
    math,
    menu,
    meta,
    nav,
    noscript,
    object,
    ol,
    option,
    p,
    picture,
    pre,
    script,
    section,
    select,
    small,
    source,
    span,
    strong,
    style,
    summary,
    svg,
    table,
    tbody,
    td,
    template_,
    textarea,
    tfoot,
    th,
    thead,
    time,
    title,
    tr,
    u,
    ul,
    video,
    other,
    text,  ///< no element but the text inside one
};

/// The element of that name, which is in lower case.
[[nodiscard]] Tag tag_named(std::string_view name);

/// True for elements that begin a new line, and so end a paragraph.
[[nodiscard]] bool is_block(Tag tag);

/// True for elements whose content is never part of a text that people read through. <head> is none of them:
/// the parser leaves it open before elements younger than itself, and all of a page may stand in it.
[[nodiscard]] bool is_unread(Tag tag);

[[nodiscard]] constexpr bool is_heading(Tag tag) {
    return tag >= Tag::h1 && tag <= Tag::h6;
}

/// The attributes that somebody asks about.
enum class Attribute : std::uint8_t {
    aria_hidden,
    charset,
    class_,
    content,
    datetime,
    hidden,
    href,
    http_equiv,
    id,
    itemprop,
    itemscope,
    itemtype,
    lang,
    name,
    property,
    pubdate,
    rel,
    role,
    style,
    title,
    type,
    xml_lang,
    other,
};

/// The attribute of that name, which is in lower case.
[[nodiscard]] Attribute attribute_named(std::string_view name);

/// The name of an attribute that is not `other`.
[[nodiscard]] std::string_view name_of(Attribute attribute);

/// The name of an element that is neither `other` nor `text`.
[[nodiscard]] std::string_view name_of(Tag tag);

}  // namespace dateline
