// Rows of alerts, what they remember, and the notices they lead to. What they mean is src/alerts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

// The places of a type, inside an area ("": the nation), that meet a condition.
struct AlertScreen {
  std::string type;  // "" when the alert is on no screen
  std::string within;
  std::string where;

  bool operator==(const AlertScreen&) const = default;
};

struct Alert {
  std::string id;
  std::string user_id;
  std::string name;
  std::string region;  // one place, or
  std::string list;    // every place of a watchlist, or
  AlertScreen screen;  // a screen; the others are ""
  std::string metric;  // of a screen "", like transform and op
  std::string transform;
  std::string op;
  double threshold = 0;
  double hysteresis = 0;
  std::int64_t cooldown_days = 0;
  std::string delivery;  // mail | digest | notice
  std::optional<base::WallTime> paused;
  base::WallTime created{};
  std::int64_t matched = 0;  // places that met the screen when it was last looked at; only read

  bool is_on_screen() const { return !screen.type.empty(); }
};

base::Status insert_alert(ports::Sql& sql, const Alert& alert);
base::Result<std::vector<Alert>> alerts_of(ports::Sql& sql, std::string_view user_id);
base::Result<std::optional<Alert>> find_alert(ports::Sql& sql, std::string_view user_id, std::string_view id);
base::Result<bool> update_alert(ports::Sql& sql, const Alert& alert);  // name, screen, thresholds, delivery, paused
base::Result<bool> delete_alert(ports::Sql& sql, std::string_view user_id, std::string_view id);
// The one-click end of its mails: from now on it only leaves a notice. Gives whether it was there.
base::Result<bool> silence_alert(ports::Sql& sql, std::string_view id);

// An alert in force, and one of the places it watches with what it remembers of it.
struct WatchedPlace {
  std::string region;
  int side = 0;
  std::string period;  // "" when never looked at
  double value = 0;
  std::string fired;
  std::string judgements;  // app::World::judgements() of the metric then
};
struct ActiveAlert {
  Alert alert;
  std::string email;
  std::string time_zone;
  std::vector<WatchedPlace> places;
};
// Those in force with ids after that one, at most `most`, locked until the transaction ends, so that two evaluations
// of one alert follow each other. Not those of people who asked to be deleted.
base::Result<std::vector<ActiveAlert>> active_alerts(ports::Sql& sql, std::string_view after_id, std::int64_t most);
// What is remembered of the places of one alert.
base::Result<std::vector<WatchedPlace>> places_seen(ports::Sql& sql, std::string_view alert_id);
base::Status put_place(ports::Sql& sql, std::string_view alert_id, const WatchedPlace& place);

// What an alert on a screen remembers; the texts' form is that of src/alerts/screen_memory.hpp.
struct ScreenMatches {
  std::string publication;  // the one last looked at
  std::string published;    // when it was made, ISO 8601
  std::int64_t matched = 0;
  std::string places;
  std::string told;
  std::string judgements;  // of the metrics of its measures
};
base::Result<std::optional<ScreenMatches>> find_matches(ports::Sql& sql, std::string_view alert_id);
base::Status put_matches(ports::Sql& sql, std::string_view alert_id, const ScreenMatches& matches);

struct Notification {
  std::string id;
  std::string user_id;
  std::string key;
  std::string alert_id;
  std::string kind;  // alert | export | account
  std::string title;
  std::string body;
  std::string link;
  base::WallTime created{};
  std::optional<base::WallTime> read;
};

// Gives whether it is new: a key that is there already is the same event.
base::Result<bool> insert_notification(ports::Sql& sql, const Notification& notification);
base::Result<std::vector<Notification>> notifications_of(ports::Sql& sql, std::string_view user_id, bool unread_alone,
                                                         std::int64_t most);
base::Result<std::int64_t> unread_of(ports::Sql& sql, std::string_view user_id);
// All of a person's when `id` is "".
base::Status read_notification(ports::Sql& sql, std::string_view user_id, std::string_view id, base::WallTime now);
// Those of alerts told by digest that no digest has told of yet; taken by `digest_key`, so that none tells twice.
base::Result<std::vector<Notification>> take_for_digest(ports::Sql& sql, std::string_view user_id,
                                                        std::string_view digest_key);

}  // namespace housing::records
