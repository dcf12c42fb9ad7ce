// EventBus: ports::Events as a bus of Amazon EventBridge, at eventbridge://BUS (a name or an ARN). Events have the
// source "housing-trends", their type as detail type, and the trace at hand.
//
// An event that the bus takes not, for reasons of its own, is put again until the deadline, so listeners may get it
// twice. Thread-safety: any thread. Errors: those of ports::Events.
#pragma once

#include <memory>
#include <string>

#include "aws/session.hpp"
#include "ports/events.hpp"

namespace housing::eventbridge {

inline constexpr std::string_view kSource = "housing-trends";
inline constexpr int kMaxPuts = 5;
inline constexpr std::chrono::milliseconds kFirstPutPause{100};  // doubled at each put

class EventBus final : public ports::Events {
 public:
  // `session` must outlive it. Errors: kInvalidInput for what is no eventbridge://BUS.
  static base::Result<std::unique_ptr<EventBus>> open(std::string_view url, aws::Session& session);

  base::Status put(const ports::Event& event, std::chrono::nanoseconds deadline) override;

 private:
  EventBus(aws::Session& session, std::string bus) : session_(session), bus_(std::move(bus)) {}

  aws::Session& session_;
  const std::string bus_;
};

}  // namespace housing::eventbridge
