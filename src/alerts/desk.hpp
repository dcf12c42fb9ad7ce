// Desk: making, trying, changing and ending alerts; what a person is told about them.
// Refusals are those of accounts; a question's own mistakes (unknown metric, unknown place) name the field.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"
#include "alerts/evaluate.hpp"
#include "alerts/screen_desk.hpp"
#include "app/world.hpp"
#include "records/alerts.hpp"

namespace housing::alerts {

inline constexpr std::size_t kMaxAlerts = 200;       // of one person
inline constexpr std::size_t kMaxRehearsed = 2'000;  // firings told of one rehearsal
inline constexpr std::int64_t kMaxCooldownDays = 3'660;
inline constexpr std::int64_t kNotificationsPage = 100;

// As asked for, still text.
struct AlertRequest {
  std::string name;
  std::string region;  // one of the three
  std::string list;
  std::optional<ScreenRequest> screen;  // with it, what follows up to hysteresis is not looked at
  std::string metric;
  std::string transform = "level";
  std::string op;
  std::optional<double> threshold;
  double hysteresis = 0;
  std::int64_t cooldown_days = 0;
  std::string delivery = "mail";
};

// What is wrong with it, field by field.
std::vector<accounts::FieldError> complaints_about(const app::World& world, const AlertRequest& request);

struct NowText {
  model::RegionId region;
  std::string period;
  double value = 0;
  bool beyond = false;  // already: it fires when it was back and comes again
};
struct MadeAlert {
  records::Alert alert;
  std::vector<NowText> now;  // what the rule says of its places today
};

accounts::Outcome<MadeAlert> create_alert(const accounts::Context& context, const accounts::Caller& caller,
                                          const std::shared_ptr<const app::World>& world, const AlertRequest& request);
accounts::Outcome<std::vector<records::Alert>> list_alerts(const accounts::Context& context,
                                                           const accounts::Caller& caller);

struct AlertChange {
  std::optional<std::string> name;
  std::optional<ScreenStart> screen;  // of an alert on a screen alone
  std::optional<double> threshold;    // these two of any other
  std::optional<double> hysteresis;
  std::optional<std::int64_t> cooldown_days;
  std::optional<std::string> delivery;
  std::optional<bool> paused;
};
accounts::Outcome<records::Alert> change_alert(const accounts::Context& context, const accounts::Caller& caller,
                                               std::string_view id, const AlertChange& change);
accounts::Done delete_alert(const accounts::Context& context, const accounts::Caller& caller, std::string_view id);

// What the rule would have said in the last ten years, by the code that says it when it is live. Newest first.
struct Rehearsed {
  model::RegionId region;
  Firing firing;
};
struct Rehearsal {
  Rule rule;
  std::vector<Rehearsed> firings;  // at most kMaxRehearsed
  std::size_t total = 0;
  std::size_t places = 0;
};
// What is to be rehearsed: the rule and its places, and a text that names them, for keeping the answer.
struct RehearsalPlan {
  Rule rule;
  std::vector<model::RegionId> places;
  std::optional<ScreenRule> screen;  // instead of both; see screen_rehearsal.hpp

  std::string key(std::string_view publication) const;
};
accounts::Outcome<RehearsalPlan> plan_rehearsal(const accounts::Context& context, const accounts::Caller& caller,
                                                const app::World& world, const AlertRequest& request);
Rehearsal rehearse(const app::World& world, const RehearsalPlan& plan);  // of one without a screen

// The rule a stored alert stands for; nullopt when this program no longer knows its metric.
std::optional<Rule> rule_of(const records::Alert& alert);

// Ends what the link in a mail names ("alert:<id>" or "digest:<user>"). Needs nobody signed in.
accounts::Done unsubscribe(const accounts::Context& context, std::string_view token);

accounts::Outcome<std::vector<records::Notification>> list_notifications(const accounts::Context& context,
                                                                         const accounts::Caller& caller,
                                                                         bool unread_alone);
// All when `id` is "".
accounts::Done mark_read(const accounts::Context& context, const accounts::Caller& caller, std::string_view id);

}  // namespace housing::alerts
