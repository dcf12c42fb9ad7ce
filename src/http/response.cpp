#include "http/response.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"

namespace housing::http {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;  // NOLINT: filled by to_chars
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  const std::size_t start = out.size();
  out.append(value).append("\r\n");
  for (std::size_t i = start; i + 2 < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x20 || byte == 0x7f) out[i] = ' ';
  }
}

void append_status_line(std::string& out, int status) {
  if (status == 200) {
    out.append("HTTP/1.1 200 OK\r\n");
    return;
  }
  out.append("HTTP/1.1 ");
  append_number(out, static_cast<std::uint64_t>(status));
  out.push_back(' ');
  out.append(reason_phrase(status)).append("\r\n");
}

bool has_no_content(int status) { return status / 100 == 1 || status == 204 || status == 304; }

bool belongs_to_not_modified(std::string_view name) {
  for (const std::string_view kept : {"vary", "content-location", "expires", "set-cookie"})
    if (base::equal_ignoring_case(name, kept)) return true;
  return false;
}

}  // namespace

Body::Body(std::string text) : Body(std::make_shared<const std::string>(std::move(text))) {}

Body::Body(std::shared_ptr<const std::string> text) {
  if (!text) return;
  bytes = *text;
  owner = std::move(text);
}

void append_head(std::string& out, const Response& response) {
  append_status_line(out, response.status);
  if (!response.content_type.empty()) append_line(out, "Content-Type", response.content_type);
  if (!response.content_encoding.empty()) append_line(out, "Content-Encoding", response.content_encoding);
  if (!has_no_content(response.status)) {
    out.append("Content-Length: ");
    append_number(out, response.body.bytes.size());
    out.append("\r\n");
  }
  if (!response.etag.empty()) append_line(out, "ETag", response.etag);
  if (!response.cache_control.empty()) append_line(out, "Cache-Control", response.cache_control);
  for (const Header& header : response.headers) append_line(out, header.name, header.value);
}

void append_header(std::string& out, const Header& header) { append_line(out, header.name, header.value); }

void append_not_modified_head(std::string& out, const Response& response) {
  append_status_line(out, 304);
  append_line(out, "ETag", response.etag);
  if (!response.cache_control.empty()) append_line(out, "Cache-Control", response.cache_control);
  for (const Header& header : response.headers)
    if (belongs_to_not_modified(header.name)) append_line(out, header.name, header.value);
}

std::shared_ptr<const PreparedResponse> PreparedResponse::make(const Response& response) {
  auto prepared = std::make_shared<PreparedResponse>();
  prepared->status_ = response.status;
  prepared->etag_ = response.etag;
  append_head(prepared->head_, response);
  if (!response.etag.empty()) append_not_modified_head(prepared->not_modified_head_, response);
  if (!has_no_content(response.status)) prepared->body_ = response.body;
  return prepared;
}

}  // namespace housing::http
