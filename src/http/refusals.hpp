// Refusals: the answers to requests that never reach a handler, written once at start.
#pragma once

#include <array>
#include <string>

#include "http/config.hpp"
#include "http/refusal.hpp"
#include "http/response.hpp"

namespace housing::http {

class Refusals {
 public:
  explicit Refusals(const ServerConfig& config);
  const PreparedPtr& answer(Refusal why) const { return answers_[static_cast<std::size_t>(why)]; }

 private:
  std::array<PreparedPtr, static_cast<std::size_t>(Refusal::kNone)> answers_;
};

}  // namespace housing::http
