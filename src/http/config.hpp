// ServerConfig: every limit and timeout of the HTTP edge, by name. Defaults are those of production.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "http/delay_watch.hpp"
#include "http/observer.hpp"
#include "http/response.hpp"

namespace housing::http {

struct Limits {
  std::size_t max_head_bytes = 16 * 1024;    // request line and headers; 431
  std::size_t max_target_bytes = 8 * 1024;   // 414
  std::size_t max_headers = 100;             // 431
  std::size_t max_body_bytes = 1024 * 1024;  // after removal of chunking; 413
  std::size_t max_connections = 20'000;      // one more gets 503 and is closed
  std::size_t max_pipelined = 16;            // requests of one connection answered before its answers are flushed
};

struct Timeouts {
  std::chrono::milliseconds head{10'000};         // first byte of a request to the end of its head; 408
  std::chrono::milliseconds body{30'000};         // end of head to the end of the body; 408
  std::chrono::milliseconds idle{75'000};         // between requests; longer than a balancer's 60 s; closed silently
  std::chrono::milliseconds write_stall{30'000};  // the client takes not one byte; reset
  std::chrono::milliseconds drain{20'000};        // stop() waits so long for requests in flight
  std::chrono::milliseconds busy{1'000};          // before "too much to do" is told, half of it more or less
  std::chrono::milliseconds sweep{250};           // how often deadlines are looked at: their precision
};

// When a loop is late: Request::late. A loop's work is short, so what waits this long waits behind dozens. It is not
// shorter, because a task with a quarter of a processor is held for most of each 100 ms once it has used its share, and
// on a machine that is busy with others a thread waits some tens of milliseconds to run. Once that has gone on, those
// who are let in shall hardly feel it.
inline constexpr DelayLimits kLoopDelay{.target = std::chrono::milliseconds(100),
                                        .within = std::chrono::milliseconds(10),
                                        .interval = std::chrono::milliseconds(1'000),
                                        .memory = std::chrono::seconds(1)};

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;     // 0: a free one, see Server::port()
  unsigned threads = 0;       // 0: as many as the hardware has
  unsigned trusted_hops = 0;  // how many proxies in front append to X-Forwarded-For (ALB alone 1, with CloudFront 2)
  Limits limits;
  Timeouts timeouts;
  std::vector<Header> constant_headers;  // sent with every response: X-Content-Type-Options, Referrer-Policy …
  RequestObserver* observer = nullptr;   // must outlive the server
  int access_log_descriptor = -1;        // an open file that gets one JSON line a request; -1: no access log
};

// What holds for every response of an API and a static site alike; a Content-Security-Policy is the caller's.
std::vector<Header> default_security_headers();

}  // namespace housing::http
