// BusyAnswer: what is said to whoever is turned away because there is too much to do: 503 with Retry-After, written
// once, so that refusing costs what a cached answer costs. Those refused at one moment are told different seconds, or
// they would all come back at one moment. Thread-safety: any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>

#include "http/response.hpp"

namespace housing::http {

class BusyAnswer {
 public:
  static constexpr std::size_t kMostSeconds = 3;

  BusyAnswer();
  const PreparedPtr& next() { return answers_[turn_.fetch_add(1, std::memory_order_relaxed) % kMostSeconds]; }

 private:
  std::array<PreparedPtr, kMostSeconds> answers_;
  std::atomic<std::size_t> turn_{0};
};

}  // namespace housing::http
