#include "alerts/digest.hpp"

#include "accounts/letters.hpp"
#include "alerts/desk.hpp"
#include "records/alerts.hpp"
#include "records/outbox.hpp"
#include "zones/time_zones.hpp"

namespace housing::alerts {
namespace {

using accounts::Context;
using ports::Access;
using ports::Sql;

constexpr std::chrono::seconds kDigestTime{60};

std::string day_text(std::chrono::year_month_day day) {
  const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" +
         two(static_cast<unsigned>(day.day()));
}

base::Result<bool> write_one(Sql& sql, const Context& context, const records::User& user, const std::string& key) {
  HT_TRY(const auto events, records::take_for_digest(sql, user.id, key));
  if (events.empty()) return false;
  accounts::Letter letter;
  letter.subject = "Housing Trends: " + std::to_string(events.size()) + (events.size() == 1 ? " alert" : " alerts");
  for (const records::Notification& event : events) letter.paragraphs.push_back(event.title + ": " + event.body);
  letter.link = context.settings.public_url + "/notifications";
  letter.link_words = "See them all";
  HT_CHECK_OK(accounts::post_letter(
      sql, context,
      {.key = key, .user_id = user.id, .address = user.email, .kind = "digest", .ends = "digest:" + user.id},
      std::move(letter)));
  return true;
}

}  // namespace

std::string digest_due(const records::User& user, base::WallTime now) {
  const auto local = zones::local_day(user.time_zone, now);
  if (!local || local->hour < kDigestHour) return {};
  const bool is_day = user.digest == "daily" || (user.digest == "weekly" && local->weekday == std::chrono::Monday) ||
                      (user.digest == "monthly" && local->date.day() == std::chrono::day(1));
  return is_day ? day_text(local->date) : "";
}

base::Result<std::size_t> write_digests(const Context& context) {
  std::size_t mails = 0;
  for (const std::string_view kind : {"daily", "weekly", "monthly"}) {
    std::size_t of_kind = 0;
    const base::Status done = context.database.transact(
        Access::kWrite, context.clock.monotonic() + kDigestTime, [&](Sql& sql) -> base::Status {
          of_kind = 0;
          HT_TRY(const auto users, records::users_with_digest(sql, kind));
          for (const records::User& user : users) {
            const std::string day = digest_due(user, context.clock.now());
            if (day.empty()) continue;
            const std::string key = "digest:" + user.id + ":" + day;
            HT_TRY(const auto written, records::find_mail(sql, key));
            if (written) continue;
            HT_TRY(const bool mailed, write_one(sql, context, user, key));
            if (mailed) ++of_kind;
          }
          return {};
        });
    HT_CHECK_OK(done);
    mails += of_kind;
  }
  return mails;
}

}  // namespace housing::alerts
