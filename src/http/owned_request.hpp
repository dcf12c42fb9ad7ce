// OwnedRequest: a request's copy for whoever answers it on another thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.hpp"

namespace housing::http {

struct OwnedRequest {
  explicit OwnedRequest(const Request& request);

  Method method;
  std::string target;
  std::string path;
  std::string query;
  std::string body;
  std::string request_id;
  std::string remote_address;
  std::vector<std::pair<std::string, std::string>> headers;

  // Value of the first header of that name, ignoring case; empty when absent.
  std::string_view header(std::string_view name) const;
  // The same as views into this object, for a handler that takes them; `fields` holds the headers' views.
  Request view(std::vector<HeaderField>& fields) const;
};

// The value of a cookie in a Cookie header; empty when absent.
std::string_view cookie(std::string_view header, std::string_view name);

// A Set-Cookie value that scripts cannot read and other sites cannot send along with a changing request.
// `max_age_seconds` 0 removes it. `secure`: only over HTTPS.
std::string session_cookie(std::string_view name, std::string_view value, long max_age_seconds, bool secure);

}  // namespace housing::http
