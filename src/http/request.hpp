// Request: one request as views into the connection's read buffer, framing already checked and body complete.
// Ownership: every view dies when the handler returns. A handler that answers later copies what it needs first.
#pragma once

#include <span>
#include <string_view>

#include "http/method.hpp"

namespace housing::http {

struct HeaderField {
  std::string_view name;   // as sent; compare ignoring case
  std::string_view value;  // without blanks at the ends
};

struct Request {
  Method method = Method::kGet;
  std::string_view target;  // path and query as sent; absolute-form is reduced to this
  std::string_view path;    // raw, still percent-encoded; begins with '/', or is "*" for OPTIONS
  std::string_view query;   // raw, behind the first '?'
  std::span<const HeaderField> headers;
  std::string_view body;
  std::string_view request_id;      // the client's X-Request-Id when sane, else ours; echoed in the response
  std::string_view remote_address;  // without port; from X-Forwarded-For when ServerConfig::trusted_hops says so
  bool late = false;  // the thread that calls has more to do than it can: answer 503 unless the answer is at hand

  // Value of the first header of that name, ignoring case; empty when absent.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
};

}  // namespace housing::http
