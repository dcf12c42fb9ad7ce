// HttpFetcher: the Fetcher of publishers' own servers and of mirrors. It follows redirects (at most kMaxRedirects,
// https only), asks "only if changed", tries again with back-off, goes on after a break where it stopped, and judges
// answers.
//
// Time, chance and sleep come from outside, so that tests need none of them.
#pragma once

#include <chrono>
#include <functional>

#include "adapters/curl/backoff.hpp"
#include "adapters/curl/transfer.hpp"
#include "base/clock.hpp"
#include "ports/fetcher.hpp"

namespace housing::curl {

class PartialFile;

inline constexpr int kMaxRedirects = 5;
inline constexpr std::uint64_t kWorthwhileBytes = 1 << 20;  // an attempt that brought these was no failure

struct Surroundings {
  const base::Clock& clock;
  std::function<double()> uniform;  // from [0, 1)
  std::function<void(std::chrono::nanoseconds)> sleep;
};

class HttpFetcher final : public ports::Fetcher {
 public:
  HttpFetcher(Transfer& transfer, Surroundings surroundings, RetryPolicy policy = {})
      : transfer_(transfer), surroundings_(std::move(surroundings)), policy_(policy) {}

  base::Result<ports::FetchResult> fetch(const ports::FetchRequest& request) override;

 private:
  struct Attempt;
  Attempt attempt(const ports::FetchRequest& request, PartialFile& part);

  Transfer& transfer_;
  Surroundings surroundings_;
  RetryPolicy policy_;
};

}  // namespace housing::curl
