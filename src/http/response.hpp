// Response: what a handler answers, and PreparedResponse: the same with its head already written, for a cache.
//
// The server itself adds Content-Length, Date, X-Request-Id, Connection and ServerConfig::constant_headers; answers
// 304 when `etag` matches If-None-Match of a GET or HEAD answered 200; and leaves out the body for HEAD.
// Limits: control characters in header values are replaced by blanks, so that user text cannot split a response.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace housing::http {

// Immutable bytes and whoever keeps them alive: a shared string, a mapped file …
struct Body {
  std::shared_ptr<const void> owner;
  std::string_view bytes;

  Body() = default;
  Body(std::string text);                              // NOLINT: a string is a body
  Body(const char* text) : Body(std::string(text)) {}  // NOLINT
  Body(std::shared_ptr<const std::string> text);       // NOLINT
  Body(std::shared_ptr<const void> keeper, std::string_view view) : owner(std::move(keeper)), bytes(view) {}
};

struct Header {
  std::string name;
  std::string value;
};

struct Response {
  int status = 200;
  std::string content_type;      // empty: not sent
  std::string etag;              // with its quotes: "\"2f1c\"" or "W/\"2f1c\""; empty: none
  std::string cache_control;     // empty: not sent
  std::string content_encoding;  // "gzip", "br"; empty: identity
  std::vector<Header> headers;   // anything else: Location, Vary, Allow, Set-Cookie …
  Body body;
};

// Thread-safety: immutable; one may be sent by many connections at the same time.
class PreparedResponse {
 public:
  static std::shared_ptr<const PreparedResponse> make(const Response& response);

  int status() const { return status_; }
  std::string_view etag() const { return etag_; }
  std::string_view head() const { return head_; }  // status line and header lines, without the closing empty line
  std::string_view not_modified_head() const { return not_modified_head_; }  // empty without an ETag
  const Body& body() const { return body_; }

 private:
  int status_ = 200;
  std::string etag_;
  std::string head_;
  std::string not_modified_head_;
  Body body_;
};

using PreparedPtr = std::shared_ptr<const PreparedResponse>;

// Status line and header lines (Content-Length included) as PreparedResponse::head has them, appended to `out`.
void append_head(std::string& out, const Response& response);
// "Name: value" and its line end, control characters replaced.
void append_header(std::string& out, const Header& header);
// The 304 twin: the headers that RFC 9110 15.4.5 wants repeated (ETag, Cache-Control, Vary, Content-Location, Expires).
void append_not_modified_head(std::string& out, const Response& response);

// "Not Found" for 404; "Unknown" for a number nobody registered.
std::string_view reason_phrase(int status);

}  // namespace housing::http
