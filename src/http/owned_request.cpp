#include "http/owned_request.hpp"

#include "base/text.hpp"

namespace housing::http {

OwnedRequest::OwnedRequest(const Request& request)
    : method(request.method),
      target(request.target),
      path(request.path),
      query(request.query),
      body(request.body),
      request_id(request.request_id),
      remote_address(request.remote_address) {
  headers.reserve(request.headers.size());
  for (const HeaderField& field : request.headers) headers.emplace_back(field.name, field.value);
}

std::string_view OwnedRequest::header(std::string_view name) const {
  for (const auto& [have, value] : headers)
    if (base::equal_ignoring_case(have, name)) return value;
  return {};
}

Request OwnedRequest::view(std::vector<HeaderField>& fields) const {
  fields.clear();
  for (const auto& [name, value] : headers) fields.push_back({name, value});
  Request request;
  request.method = method;
  request.target = target;
  request.path = path;
  request.query = query;
  request.headers = fields;
  request.body = body;
  request.request_id = request_id;
  request.remote_address = remote_address;
  return request;
}

std::string_view cookie(std::string_view header, std::string_view name) {
  for (const std::string_view piece : base::split(header, ';')) {
    const std::string_view pair = base::trim(piece);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::string session_cookie(std::string_view name, std::string_view value, long max_age_seconds, bool secure) {
  std::string text(name);
  text.append("=").append(value);
  text.append("; Path=/; HttpOnly; SameSite=Lax; Max-Age=").append(std::to_string(max_age_seconds));
  if (secure) text.append("; Secure");
  return text;
}

}  // namespace housing::http
