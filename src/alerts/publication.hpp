// Publication: what a new publication means for everybody's alerts. Each alert's new state, its notices and its mail
// are one transaction, so an evaluation that is killed or run twice tells each event once.
#pragma once

#include <memory>
#include <string>

#include "accounts/context.hpp"
#include "app/world.hpp"

namespace housing::alerts {

inline constexpr std::int64_t kAlertsPage = 500;  // alerts of one transaction

struct EvaluationReport {
  std::size_t alerts = 0;
  std::size_t places = 0;  // of screens, those that meet them
  std::size_t fired = 0;   // places told of
  std::size_t mails = 0;
};

base::Result<EvaluationReport> evaluate_publication(const accounts::Context& context,
                                                    const std::shared_ptr<const app::World>& world);

}  // namespace housing::alerts
