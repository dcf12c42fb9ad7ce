#include "http/negotiate.hpp"

#include <optional>

#include "base/text.hpp"

namespace housing::http {
namespace {

// "0.5" is 500; nullopt when it is no weight of RFC 9110 12.4.2.
std::optional<int> parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return std::nullopt;
  int weight = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

// Takes the piece before the next comma off `list`.
std::string_view next_item(std::string_view& list) {
  const std::size_t comma = list.find(',');
  const std::string_view item = base::trim(list.substr(0, comma));
  list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  return item;
}

int weight_of(std::string_view item) {
  const std::size_t semicolon = item.find(';');
  if (semicolon == std::string_view::npos) return 1000;
  const std::string_view parameter = base::trim(item.substr(semicolon + 1));
  if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') return 0;
  return parse_weight(parameter.substr(2)).value_or(0);
}

std::string_view opaque_tag(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::kIdentity: return "";
    case Encoding::kGzip: return "gzip";
    case Encoding::kBrotli: return "br";
  }
  return "";
}

AcceptedEncodings parse_accept_encoding(std::string_view header) {
  constexpr int kUnset = -1;
  int gzip = kUnset;
  int brotli = kUnset;
  int identity = kUnset;
  int any = kUnset;
  while (!header.empty()) {
    const std::string_view item = next_item(header);
    const std::string_view name = base::trim(item.substr(0, item.find(';')));
    const int weight = weight_of(item);
    if (base::equal_ignoring_case(name, "gzip") || base::equal_ignoring_case(name, "x-gzip")) gzip = weight;
    if (base::equal_ignoring_case(name, "br")) brotli = weight;
    if (base::equal_ignoring_case(name, "identity")) identity = weight;
    if (name == "*") any = weight;
  }
  if (gzip == kUnset) gzip = any == kUnset ? 0 : any;
  if (brotli == kUnset) brotli = any == kUnset ? 0 : any;
  // Not named, identity is acceptable but asked for by nobody.
  if (identity == kUnset) identity = any == kUnset ? 1 : any;
  AcceptedEncodings accepted{.gzip = gzip > 0, .brotli = brotli > 0, .preferred = Encoding::kIdentity};
  if (gzip > 0 && gzip >= identity) accepted.preferred = Encoding::kGzip;
  if (brotli > 0 && brotli >= identity && brotli >= gzip) accepted.preferred = Encoding::kBrotli;
  return accepted;
}

bool etag_matches(std::string_view header, std::string_view etag) {
  if (base::trim(header) == "*") return true;
  const std::string_view wanted = opaque_tag(etag);
  // Tags may contain commas, so the list is read tag by tag.
  while (true) {
    const std::size_t open = header.find('"');
    if (open == std::string_view::npos) return false;
    const std::size_t close = header.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (header.substr(open, close - open + 1) == wanted) return true;
    header.remove_prefix(close + 1);
  }
}

}  // namespace housing::http
