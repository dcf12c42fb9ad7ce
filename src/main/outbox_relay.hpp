// OutboxRelay: hands what people's requests put into the outbox to a queue that lies outside the database, from time to
// time, where no `housing work` does. Several processes may; a job handed over twice has the same key.
// Ownership: the services must outlive it. Thread-safety: it has its own thread.
#pragma once

#include "base/log.hpp"
#include "base/ticker.hpp"
#include "jobs/job.hpp"

namespace housing::main {

inline constexpr std::chrono::milliseconds kRelayEvery{1'000};

class OutboxRelay {
 public:
  OutboxRelay(jobs::JobContext context, base::Log& log);

 private:
  void relay();

  jobs::JobContext context_;
  base::Log& log_;
  bool failing_ = false;  // and the log has been told so
  base::Ticker ticker_;
};

}  // namespace housing::main
