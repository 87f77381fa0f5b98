#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// What makes an address the address of an article, so that one page that came by several roads has one id:
///
///     http://www.Wire.example:80/a?utm_source=x&id=7#top  ->  https://wire.example/a?id=7
///
/// http and https are one, "www." and the usual ports do not count, hosts are in small letters, fragments and
/// the parameters by which publishers follow their readers are off. Everything else stays as it is, and what
/// is no address of the web comes out untouched.
[[nodiscard]] std::string url_identity(std::string_view url);

}  // namespace dateline
