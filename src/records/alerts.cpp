#include "records/alerts.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

constexpr std::string_view kAlert =
    "a.id, a.user_id, a.name, a.region, a.list, a.metric, a.transform, a.op, a.threshold, a.hysteresis, "
    "a.cooldown_days, a.delivery, a.paused_at, a.created_at, a.screen_type, a.screen_within, a.screen_where, "
    "COALESCE((SELECT m.matched FROM alert_matches m WHERE m.alert_id = a.id), 0)";
constexpr std::size_t kAlertColumns = 18;

Alert alert_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .user_id = rows.text(row, 1),
          .name = rows.text(row, 2),
          .region = rows.text(row, 3),
          .list = rows.text(row, 4),
          .screen = {.type = rows.text(row, 14), .within = rows.text(row, 15), .where = rows.text(row, 16)},
          .metric = rows.text(row, 5),
          .transform = rows.text(row, 6),
          .op = rows.text(row, 7),
          .threshold = rows.number(row, 8),
          .hysteresis = rows.number(row, 9),
          .cooldown_days = rows.integer(row, 10),
          .delivery = rows.text(row, 11),
          .paused = maybe_time_at(rows, row, 12),
          .created = time_at(rows, row, 13),
          .matched = rows.integer(row, 17)};
}

std::string select(std::string_view rest) {
  return std::string("SELECT ").append(kAlert).append(" FROM alerts a ").append(rest);
}

Notification notification_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .user_id = rows.text(row, 1),
          .key = rows.text(row, 2),
          .alert_id = rows.text(row, 3),
          .kind = rows.text(row, 4),
          .title = rows.text(row, 5),
          .body = rows.text(row, 6),
          .link = rows.text(row, 7),
          .created = time_at(rows, row, 8),
          .read = maybe_time_at(rows, row, 9)};
}

constexpr std::string_view kNotification = "id, user_id, key, alert_id, kind, title, body, link, created_at, read_at";

std::vector<Notification> notifications(const Rows& rows) {
  std::vector<Notification> all;
  for (std::size_t row = 0; row < rows.size(); ++row) all.push_back(notification_at(rows, row));
  return all;
}

}  // namespace

base::Status insert_alert(Sql& sql, const Alert& alert) {
  HT_CHECK_OK(
      sql.run("INSERT INTO alerts (id, user_id, name, region, list, metric, transform, op, threshold, "
              "hysteresis, cooldown_days, delivery, paused_at, created_at, screen_type, screen_within, screen_where) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
              {alert.id, alert.user_id, alert.name, alert.region, alert.list, alert.metric, alert.transform, alert.op,
               alert.threshold, alert.hysteresis, alert.cooldown_days, alert.delivery, stored(alert.paused),
               stored(alert.created), alert.screen.type, alert.screen.within, alert.screen.where}));
  return {};
}

base::Result<std::vector<Alert>> alerts_of(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows, sql.run(select("WHERE a.user_id = $1 ORDER BY a.created_at DESC, a.id"), {Text(user_id)}));
  std::vector<Alert> alerts;
  for (std::size_t row = 0; row < rows.size(); ++row) alerts.push_back(alert_at(rows, row));
  return alerts;
}

base::Result<std::optional<Alert>> find_alert(Sql& sql, std::string_view user_id, std::string_view id) {
  HT_TRY(const Rows rows, sql.run(select("WHERE a.user_id = $1 AND a.id = $2"), {Text(user_id), Text(id)}));
  if (rows.empty()) return std::nullopt;
  return alert_at(rows, 0);
}

base::Result<bool> update_alert(Sql& sql, const Alert& alert) {
  HT_TRY(
      const Rows rows,
      sql.run("UPDATE alerts SET name = $3, threshold = $4, hysteresis = $5, cooldown_days = $6, delivery = $7, "
              "paused_at = $8, screen_type = $9, screen_within = $10, screen_where = $11 WHERE user_id = $1 AND id = "
              "$2",
              {alert.user_id, alert.id, alert.name, alert.threshold, alert.hysteresis, alert.cooldown_days,
               alert.delivery, stored(alert.paused), alert.screen.type, alert.screen.within, alert.screen.where}));
  return rows.changed() == 1;
}

base::Result<bool> delete_alert(Sql& sql, std::string_view user_id, std::string_view id) {
  HT_TRY(const Rows rows, sql.run("DELETE FROM alerts WHERE user_id = $1 AND id = $2", {Text(user_id), Text(id)}));
  return rows.changed() == 1;
}

base::Result<bool> silence_alert(Sql& sql, std::string_view id) {
  HT_TRY(const Rows rows, sql.run("UPDATE alerts SET delivery = 'notice' WHERE id = $1", {Text(id)}));
  return rows.changed() == 1;
}

base::Result<std::vector<ActiveAlert>> active_alerts(Sql& sql, std::string_view after_id, std::int64_t most) {
  std::string statement("SELECT ");
  statement.append(kAlert)
      .append(
          ", u.email, u.time_zone FROM alerts a JOIN users u ON u.id = a.user_id WHERE a.id > $1 AND a.paused_at IS "
          "NULL AND u.delete_after IS NULL ORDER BY a.id LIMIT $2")
      .append(sql.dialect() == ports::Dialect::kPostgres ? " FOR UPDATE OF a" : "");
  HT_TRY(const Rows rows, sql.run(statement, {Text(after_id), most}));
  std::vector<ActiveAlert> alerts;
  for (std::size_t row = 0; row < rows.size(); ++row)
    alerts.push_back({.alert = alert_at(rows, row),
                      .email = rows.text(row, kAlertColumns),
                      .time_zone = rows.text(row, kAlertColumns + 1),
                      .places = {}});
  if (alerts.empty()) return alerts;
  // The places of all of them at once: one's own region, or those of the list; with what is remembered.
  HT_TRY(const Rows places,
         sql.run("SELECT a.id, p.region, COALESCE(s.side, 0), COALESCE(s.period, ''), s.value, COALESCE(s.fired, ''), "
                 "COALESCE(s.judgements, '') "
                 "FROM alerts a JOIN (SELECT id AS alert_id, region FROM alerts WHERE region <> '' UNION ALL SELECT "
                 "b.id, w.region FROM alerts b JOIN watched w ON w.user_id = b.user_id AND w.list = b.list WHERE "
                 "b.list <> '') p ON p.alert_id = a.id LEFT JOIN alert_states s ON s.alert_id = a.id AND s.region = "
                 "p.region WHERE a.id >= $1 AND a.id <= $2 ORDER BY a.id, p.region",
                 {alerts.front().alert.id, alerts.back().alert.id}));
  std::size_t at = 0;
  for (std::size_t row = 0; row < places.size(); ++row) {
    while (at < alerts.size() && alerts[at].alert.id < places.text(row, 0)) ++at;
    if (at == alerts.size() || alerts[at].alert.id != places.text(row, 0)) continue;  // of one that is paused
    alerts[at].places.push_back({.region = places.text(row, 1),
                                 .side = static_cast<int>(places.integer(row, 2)),
                                 .period = places.text(row, 3),
                                 .value = places.number(row, 4),
                                 .fired = places.text(row, 5),
                                 .judgements = places.text(row, 6)});
  }
  return alerts;
}

base::Result<std::vector<WatchedPlace>> places_seen(Sql& sql, std::string_view alert_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT region, side, period, value, fired, judgements FROM alert_states WHERE alert_id = $1",
                 {Text(alert_id)}));
  std::vector<WatchedPlace> places;
  for (std::size_t row = 0; row < rows.size(); ++row)
    places.push_back({.region = rows.text(row, 0),
                      .side = static_cast<int>(rows.integer(row, 1)),
                      .period = rows.text(row, 2),
                      .value = rows.number(row, 3),
                      .fired = rows.text(row, 4),
                      .judgements = rows.text(row, 5)});
  return places;
}

base::Status put_place(Sql& sql, std::string_view alert_id, const WatchedPlace& place) {
  HT_CHECK_OK(
      sql.run("INSERT INTO alert_states (alert_id, region, side, period, value, fired, judgements) VALUES ($1, $2, "
              "$3, $4, $5, $6, $7) ON CONFLICT (alert_id, region) DO UPDATE SET side = excluded.side, period = "
              "excluded.period, value = excluded.value, fired = excluded.fired, judgements = excluded.judgements",
              {Text(alert_id), place.region, std::int64_t{place.side}, place.period, place.value, place.fired,
               place.judgements}));
  return {};
}

base::Result<std::optional<ScreenMatches>> find_matches(Sql& sql, std::string_view alert_id) {
  HT_TRY(
      const Rows rows,
      sql.run("SELECT publication, published, matched, places, told, judgements FROM alert_matches WHERE alert_id = $1",
              {Text(alert_id)}));
  if (rows.empty()) return std::nullopt;
  return ScreenMatches{.publication = rows.text(0, 0),
                       .published = rows.text(0, 1),
                       .matched = rows.integer(0, 2),
                       .places = rows.text(0, 3),
                       .told = rows.text(0, 4),
                       .judgements = rows.text(0, 5)};
}

base::Status put_matches(Sql& sql, std::string_view alert_id, const ScreenMatches& matches) {
  HT_CHECK_OK(
      sql.run("INSERT INTO alert_matches (alert_id, publication, published, matched, places, told, judgements) VALUES "
              "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (alert_id) DO UPDATE SET publication = excluded.publication, "
              "published = excluded.published, matched = excluded.matched, places = excluded.places, told = "
              "excluded.told, judgements = excluded.judgements",
              {Text(alert_id), matches.publication, matches.published, matches.matched, matches.places, matches.told,
               matches.judgements}));
  return {};
}

base::Result<bool> insert_notification(Sql& sql, const Notification& notification) {
  HT_TRY(const Rows rows,
         sql.run("INSERT INTO notifications (id, user_id, key, alert_id, kind, title, body, link, created_at, read_at, "
                 "digest_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, '') ON CONFLICT (key) DO NOTHING",
                 {notification.id, notification.user_id, notification.key, notification.alert_id, notification.kind,
                  notification.title, notification.body, notification.link, stored(notification.created)}));
  return rows.changed() == 1;
}

base::Result<std::vector<Notification>> notifications_of(Sql& sql, std::string_view user_id, bool unread_alone,
                                                         std::int64_t most) {
  std::string statement("SELECT ");
  statement.append(kNotification)
      .append(" FROM notifications WHERE user_id = $1")
      .append(unread_alone ? " AND read_at IS NULL" : "")
      .append(" ORDER BY created_at DESC, id LIMIT $2");
  HT_TRY(const Rows rows, sql.run(statement, {Text(user_id), most}));
  return notifications(rows);
}

base::Result<std::int64_t> unread_of(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT COUNT(*) FROM notifications WHERE user_id = $1 AND read_at IS NULL", {Text(user_id)}));
  return rows.integer(0, 0);
}

base::Status read_notification(Sql& sql, std::string_view user_id, std::string_view id, base::WallTime now) {
  HT_TRY(const Rows rows, sql.run("UPDATE notifications SET read_at = $3 WHERE user_id = $1 AND ($2 = '' OR id = $2) "
                                  "AND read_at IS NULL",
                                  {Text(user_id), Text(id), stored(now)}));
  return {};
}

base::Result<std::vector<Notification>> take_for_digest(Sql& sql, std::string_view user_id,
                                                        std::string_view digest_key) {
  HT_CHECK_OK(
      sql.run("UPDATE notifications SET digest_key = $2 WHERE user_id = $1 AND digest_key = '' AND alert_id IN "
              "(SELECT id FROM alerts WHERE user_id = $1 AND delivery = 'digest')",
              {Text(user_id), Text(digest_key)}));
  std::string statement("SELECT ");
  statement.append(kNotification)
      .append(" FROM notifications WHERE user_id = $1 AND digest_key = $2 ORDER BY created_at, id");
  HT_TRY(const Rows rows, sql.run(statement, {Text(user_id), Text(digest_key)}));
  return notifications(rows);
}

}  // namespace housing::records
