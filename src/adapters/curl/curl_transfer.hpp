// CurlTransfer: Transfer by libcurl. Certificates are always verified; no redirect is followed; no cookie, login or
// referrer is sent; proxies come from the usual variables (https_proxy …), except for this machine itself.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/curl/transfer.hpp"

namespace housing::client {
class Easy;
}

namespace housing::curl {

inline constexpr std::size_t kMaxHeadBytes = 256 * 1024;

struct TransferOptions {
  std::string user_agent;
  std::string ca_file;  // certificates to trust; empty: the system's
  std::chrono::milliseconds connect_timeout{15'000};
  long least_bytes_per_second = 1024;
  std::chrono::seconds slow_for{30};  // slower than that for so long is too slow
};

class CurlTransfer final : public Transfer {
 public:
  explicit CurlTransfer(TransferOptions options);
  ~CurlTransfer() override;
  TransferResult run(const TransferRequest& request, Receiver& receiver) override;

 private:
  TransferOptions options_;
  std::unique_ptr<client::Easy> handle_;  // kept: connections are used again
};

}  // namespace housing::curl
