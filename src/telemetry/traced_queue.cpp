#include "telemetry/traced_queue.hpp"

namespace housing::telemetry {
namespace {

void describe(Span& span, std::string_view system, std::string_view queue, std::string_view operation) {
  span.set("messaging.system", system);
  span.set("messaging.destination.name", queue);
  span.set("messaging.operation.name", operation);
}

}  // namespace

template <class Call>
auto TracedQueue::seen(std::string_view operation, std::string_view queue, const Call& call) {
  return watch_.observed(operation, [&](Span& span) {
    describe(span, system_, queue, operation);
    return call();
  });
}

base::Status TracedQueue::send(std::string_view queue, std::span<const ports::OutgoingMessage> messages) {
  return watch_.observed("send", SpanKind::kProducer, [&](Span& span) {
    describe(span, system_, queue, "send");
    span.set("messaging.operation.type", "send");
    span.set("messaging.batch.message_count", static_cast<std::int64_t>(messages.size()));
    const std::string trace = base::current_traceparent();  // this span's, where it is recorded
    if (trace.empty()) return inner_.send(queue, messages);
    std::vector<ports::OutgoingMessage> carrying(messages.begin(), messages.end());
    for (ports::OutgoingMessage& message : carrying)
      if (message.trace.empty()) message.trace = trace;
    return inner_.send(queue, carrying);
  });
}

base::Result<std::vector<ports::Message>> TracedQueue::receive(std::string_view queue, std::size_t most,
                                                               std::chrono::seconds visibility,
                                                               std::chrono::seconds wait) {
  return seen("receive", queue, [&] { return inner_.receive(queue, most, visibility, wait); });
}

base::Status TracedQueue::done(std::string_view queue, std::string_view receipt) {
  return seen("done", queue, [&] { return inner_.done(queue, receipt); });
}

base::Status TracedQueue::extend(std::string_view queue, std::string_view receipt, std::chrono::seconds visibility) {
  return seen("extend", queue, [&] { return inner_.extend(queue, receipt, visibility); });
}

base::Status TracedQueue::release(std::string_view queue, std::string_view receipt, std::chrono::seconds delay,
                                  std::string_view reason) {
  return seen("release", queue, [&] { return inner_.release(queue, receipt, delay, reason); });
}

base::Status TracedQueue::bury(std::string_view queue, std::string_view receipt, std::string_view reason) {
  return seen("bury", queue, [&] { return inner_.bury(queue, receipt, reason); });
}

base::Result<ports::QueueDepth> TracedQueue::depth(std::string_view queue) {
  return seen("depth", queue, [&] { return inner_.depth(queue); });
}

base::Result<std::vector<ports::DeadMessage>> TracedQueue::dead(std::string_view queue, std::size_t most) {
  return seen("list dead", queue, [&] { return inner_.dead(queue, most); });
}

base::Status TracedQueue::retry_dead(std::string_view queue, std::string_view id) {
  return seen("retry dead", queue, [&] { return inner_.retry_dead(queue, id); });
}

base::Status TracedQueue::discard_dead(std::string_view queue, std::string_view id) {
  return seen("discard dead", queue, [&] { return inner_.discard_dead(queue, id); });
}

}  // namespace housing::telemetry
