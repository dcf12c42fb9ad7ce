// Content negotiation: which content coding a client takes, and whether its copy is still good.
#pragma once

#include <string_view>

namespace housing::http {

enum class Encoding { kIdentity, kGzip, kBrotli };

// "gzip", "br"; "" for identity.
std::string_view to_string(Encoding encoding);

// RFC 9110 12.5.3. Weights count; `*` speaks for what is not named; broken weights count as 0.
struct AcceptedEncodings {
  bool gzip = false;
  bool brotli = false;
  Encoding preferred = Encoding::kIdentity;  // the heaviest; br before gzip before identity at equal weight
};
AcceptedEncodings parse_accept_encoding(std::string_view header);

// RFC 9110 13.1.2: true when `header` (If-None-Match) is "*" or lists `etag` by weak comparison.
bool etag_matches(std::string_view header, std::string_view etag);

}  // namespace housing::http
