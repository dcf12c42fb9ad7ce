#include "alerts/screen_publication.hpp"

#include "accounts/letters.hpp"
#include "alerts/screen_memory.hpp"
#include "alerts/screen_wording.hpp"
#include "crypto/random.hpp"

namespace housing::alerts {
namespace {

using accounts::Context;
using ports::Sql;

// The notice, and the mail if one is wanted; gives whether there is a mail.
base::Result<bool> tell(Sql& sql, const Context& context, const app::World& world, const records::ActiveAlert& active,
                        const ScreenRule& rule, const ScreenNews& news) {
  const records::Alert& alert = active.alert;
  const std::string key = "alert:" + alert.id + ":screen:" + world.version();
  HT_TRY(const bool is_new,
         records::insert_notification(sql, {.id = crypto::random_id(context.random),
                                            .user_id = alert.user_id,
                                            .key = key,
                                            .alert_id = alert.id,
                                            .kind = "alert",
                                            .title = alert.name.empty() ? screen_text(&world, rule) : alert.name,
                                            .body = news_text(world, news),
                                            .link = screener_path(rule),
                                            .created = context.clock.now(),
                                            .read = std::nullopt}));
  if (!is_new || alert.delivery != "mail") return false;
  HT_CHECK_OK(accounts::post_letter(
      sql, context,
      {.key = key, .user_id = alert.user_id, .address = active.email, .kind = "alert", .ends = "alert:" + alert.id},
      screen_letter(world, rule, alert.name, news, context.settings.public_url)));
  return true;
}

}  // namespace

base::Status evaluate_screen_alert(Sql& sql, const Context& context, const app::World& world, ScreenWatch& screens,
                                   const records::ActiveAlert& active, EvaluationReport& report) {
  const auto rule = screen_of(active.alert);
  if (!rule) {
    context.log.warn("an alert's screen is not known to this program; it waits",
                     {{"where", active.alert.screen.where}});
    return {};
  }
  HT_TRY(const auto before, records::find_matches(sql, active.alert.id));
  if (before && before->published > world.manifest().created) return {};
  std::optional<ScreenState> state;
  // What met it may have done so by a release that was withdrawn: after that, the first look again.
  if (before && before->judgements == judgements_of(rule->where, world)) state = state_of(*before, rule->type);
  const std::optional<ScreenState> remembered = state;
  const auto news = screens.look(*rule, state);
  if (!news) {
    context.log.warn("an alert's screen cannot be asked of this publication; it waits",
                     {{"where", active.alert.screen.where}, {"reason", news.error().detail}});
    return {};
  }
  ++report.alerts;
  report.places += news->matched;
  if (!before || before->publication != world.version() || state != remembered)
    HT_CHECK_OK(records::put_matches(sql, active.alert.id, matches_of(rule->where, *state, world)));
  if (news->fresh == 0) return {};
  report.fired += news->fresh;
  HT_TRY(const bool mailed, tell(sql, context, world, active, *rule, *news));
  if (mailed) ++report.mails;
  return {};
}

}  // namespace housing::alerts
