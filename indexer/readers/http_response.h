#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// An HTTP response as a crawler stored it: the head read, the body still as it went over the wire.
struct HttpResponse {
    int status = 0;
    std::string type;                    ///< media type, lower case, without parameters; empty: not said
    std::string charset;                 ///< of Content-Type; empty: not said
    bool chunked = false;                ///< Transfer-Encoding
    std::vector<std::string> encodings;  ///< Content-Encoding in the order they were applied, lower case
    std::size_t head_size = 0;           ///< bytes before the body
};

/// The response that a block begins with; nothing when it is none. A head that is cut off is one all the
/// same.
[[nodiscard]] std::optional<HttpResponse> read_http_head(std::string_view block);

/// A body without the codings of its transfer.
struct HttpBody {
    std::string bytes;
    std::string doubt;  ///< "the body is cut off", or nothing
};

/// Undoes chunks and gzip, deflate and zstd, as the head says; crawlers that undid them and kept the head are
/// understood. What is cut off or damaged ends there, with a doubt. Throws Error for a coding that is not
/// known, such as br, and for a body that has no more than the beginning of an error; at most `most` bytes.
[[nodiscard]] HttpBody decoded_body(const HttpResponse& response, std::string_view body, std::size_t most);

}  // namespace dateline
