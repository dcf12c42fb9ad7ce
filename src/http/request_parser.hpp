// RequestParser: one request's head as views into the caller's bytes.
//
// It is strict where leniency has let requests be smuggled: see server.hpp. It does not read or wait; the caller brings
// a complete head and gives what follows to a BodyDecoder. Beast's parser does the work, known to the .cpp alone.
// Ownership: views point into the bytes given to parse_head(); move_head() follows them when they are moved.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/config.hpp"
#include "http/refusal.hpp"
#include "http/request.hpp"

namespace housing::http {

struct RequestHead {
  Method method = Method::kGet;
  std::string_view target;
  std::string_view path;
  std::string_view query;
  std::vector<HeaderField> fields;
  // Values of the headers that every request is asked for; empty when absent.
  std::string_view request_id;
  std::string_view if_none_match;
  std::string_view forwarded_for;
  std::string_view traceparent;
  std::string_view xray_trace;  // X-Amzn-Trace-Id
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;  // at most Limits::max_body_bytes

  bool has_body() const { return chunked || content_length > 0; }
};

class RequestParser {
 public:
  explicit RequestParser(const Limits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  // `head`: from the request line to the empty line, included. Forgets the request before.
  Refusal parse_head(std::string_view head);
  const RequestHead& head() const;
  // The head's bytes were moved from `from` to `to`.
  void move_head(const char* from, const char* to);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace housing::http
