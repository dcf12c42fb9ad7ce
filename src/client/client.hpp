// Client: one HTTP request and its whole answer, over libcurl with connections kept. For services that are spoken to
// (cloud APIs, a trace collector, a function runtime); files of publishers are adapters/curl's.
//
// It follows no redirect, retries nothing and judges no status: an answer of any status is an answer.
// Thread-safety: any thread; each request in flight has a connection of its own, at most kMaxIdleConnections are kept.
// Errors: kUnavailable (nobody answers, the connection broke or went silent, the certificate is not valid, not HTTP),
// kLimitExceeded (time_left used up, answer or head larger than asked for), kInvalidInput (no URL, no method, a header
// with a line break). A failing sink's error as it is. Messages show a URL's host, never its path, query or headers.
// No proxy is used, whatever the environment says.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace housing::client {

inline constexpr std::size_t kMaxIdleConnections = 32;
inline constexpr std::size_t kMaxHeadBytes = 64 * 1024;
inline constexpr std::size_t kMaxAnswerBytes = 8 * 1024 * 1024;
inline constexpr std::chrono::milliseconds kConnectTimeout{5'000};
inline constexpr std::chrono::seconds kSilentFor{20};

using Headers = std::vector<std::pair<std::string, std::string>>;

// Takes the body of a 2xx answer as it comes instead of Answer::body. Bodies of other statuses stay in Answer::body.
using BodySink = std::function<base::Status(std::span<const char> chunk)>;

struct Request {
  std::string method;
  std::string url;       // as it goes out: already escaped
  Headers headers = {};  // exactly these, but for Host, Content-Length and Connection, which libcurl adds when missing
  std::string_view body = {};  // must stay until send() returns
  std::chrono::nanoseconds time_left{};
  std::size_t max_answer_bytes = kMaxAnswerBytes;  // of Answer::body
  BodySink sink = {};                              // may be empty
  bool patient = false;                            // for long polls, where a silent connection is a good one
};

struct Answer {
  int status = 0;
  Headers headers;  // names in lower case, of the last head
  std::string body;

  std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

struct ClientOptions {
  std::string ca_file = {};  // certificates to trust; empty: the system's
  std::chrono::milliseconds connect_timeout = kConnectTimeout;
  std::chrono::seconds silent_for = kSilentFor;  // after that long without a byte a connection counts as broken
};

class Client {
 public:
  explicit Client(ClientOptions options);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  base::Result<Answer> send(const Request& request);

 private:
  struct Pool;
  ClientOptions options_;
  std::unique_ptr<Pool> pool_;
};

}  // namespace housing::client
