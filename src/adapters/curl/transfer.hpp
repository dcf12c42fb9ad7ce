// Transfer: one HTTP request and its answer, without redirects, retries or judgement. Those are HttpFetcher's.
//
// The head of the answer is given to the receiver first, then its body as it comes, decoded. The receiver may stop it.
// Thread-safety: one call at a time. Errors: none; how it ended is part of the answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace housing::curl {

struct ResponseHead {
  int status = 0;
  std::string content_type;
  std::string content_encoding;
  std::string content_range;
  std::string etag;
  std::string last_modified;
  std::string date;
  std::string retry_after;
  std::string location;  // as it came, perhaps relative
  std::optional<std::uint64_t> content_length;
};

class Receiver {
 public:
  virtual ~Receiver() = default;
  // Both: whether to go on.
  virtual bool head(const ResponseHead& head) = 0;
  virtual bool bytes(std::span<const char> chunk) = 0;
};

struct TransferRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::chrono::nanoseconds time_left{};
};

enum class Ending {
  kComplete,      // as long as the head said
  kStopped,       // by the receiver
  kNoConnection,  // no such host, or nobody answers there
  kCut,           // the connection broke
  kTooSlow,       // below the least speed for too long
  kOutOfTime,     // time_left was used up
  kUntrusted,     // the server's certificate is not valid
  kUnreadable,    // not HTTP as we know it
};

struct TransferResult {
  Ending ending = Ending::kComplete;
  std::string detail;  // for people; empty when complete
};

class Transfer {
 public:
  virtual ~Transfer() = default;
  virtual TransferResult run(const TransferRequest& request, Receiver& receiver) = 0;
};

}  // namespace housing::curl
