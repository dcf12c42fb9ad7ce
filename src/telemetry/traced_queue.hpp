// TracedQueue: a ports::Queue that is watched, and whose messages carry the trace of who sends them unless they have
// one. What a message causes is its receiver's span (jobs/worker.cpp).
#pragma once

#include <string>

#include "ports/queue.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

class TracedQueue final : public ports::Queue {
 public:
  // `system`: as OpenTelemetry names it, "aws_sqs"; else a word of ours.
  TracedQueue(ports::Queue& inner, const Telemetry& telemetry, std::string system)
      : inner_(inner), watch_(telemetry, "queue"), system_(std::move(system)) {}

  base::Status send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) override;
  base::Result<std::vector<ports::Message>> receive(std::string_view queue, std::size_t most,
                                                    std::chrono::seconds visibility,
                                                    std::chrono::seconds wait) override;
  base::Status done(std::string_view queue, std::string_view receipt) override;
  base::Status extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) override;
  base::Status release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                       std::string_view reason) override;
  base::Status bury(std::string_view queue, std::string_view receipt, std::string_view reason) override;
  base::Result<ports::QueueDepth> depth(std::string_view queue) override;
  base::Result<std::vector<ports::DeadMessage>> dead(std::string_view queue, std::size_t most) override;
  base::Status retry_dead(std::string_view queue, std::string_view id) override;
  base::Status discard_dead(std::string_view queue, std::string_view id) override;

 private:
  template <class Call>
  auto seen(std::string_view operation, std::string_view queue, const Call& call);

  ports::Queue& inner_;
  DependencyWatch watch_;
  const std::string system_;
};

}  // namespace housing::telemetry
