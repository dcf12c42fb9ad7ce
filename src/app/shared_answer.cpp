#include "app/shared_answer.hpp"

#include <thread>

#include "base/sha256.hpp"

namespace housing::app {
namespace {

// The answer, if somebody who makes it now is done with it in time.
std::optional<std::string> wait_for(ports::Cache& cache, const std::string& answer_key, const std::string& making_key) {
  const auto give_up = std::chrono::steady_clock::now() + kMaxAnswerWait;
  while (std::chrono::steady_clock::now() < give_up) {
    std::this_thread::sleep_for(kAnswerStep);
    auto kept = cache.get(answer_key);
    if (!kept) return std::nullopt;
    if (*kept) return std::move(**kept);
    const auto making = cache.get(making_key);
    if (!making || !*making) return std::nullopt;  // they gave up, or failed
  }
  return std::nullopt;
}

}  // namespace

base::Result<std::string> shared_answer(ports::Cache& cache, std::string_view key,
                                        const std::function<base::Result<std::string>()>& make) {
  const std::string digest = base::sha256_hex(key);
  const std::string answer_key = "answer:" + digest;
  const std::string making_key = "making:" + digest;
  if (auto kept = cache.get(answer_key); kept && *kept) return std::move(**kept);
  const auto ours = cache.set_if_absent(making_key, "1", kMakingLifetime);
  if (ours && !*ours)
    if (auto theirs = wait_for(cache, answer_key, making_key)) return std::move(*theirs);
  auto made = make();
  if (made) (void)cache.set(answer_key, *made, kAnswerLifetime);
  if (ours && *ours) (void)cache.remove(making_key);
  return made;
}

}  // namespace housing::app
