#include "main/outbox_relay.hpp"

#include "jobs/schedule.hpp"

namespace housing::main {

OutboxRelay::OutboxRelay(jobs::JobContext context, base::Log& log)
    : context_(std::move(context)), log_(log), ticker_(kRelayEvery, [this] { relay(); }) {}

void OutboxRelay::relay() {
  const auto relayed = jobs::relay_outbox(context_);
  if (!relayed && !failing_) log_.error("jobs wait to be handed on", {{"reason", relayed.error().message}});
  if (relayed && failing_) log_.info("jobs are handed on again", {{"jobs", static_cast<std::int64_t>(*relayed)}});
  failing_ = !relayed;
}

}  // namespace housing::main
