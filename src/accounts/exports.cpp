#include "accounts/exports.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "crypto/signed_token.hpp"
#include "records/outbox.hpp"

namespace housing::accounts {

using ports::Access;
using ports::Sql;

Outcome<records::Export> ask_for_export(const Context& context, const Caller& caller, std::string_view request) {
  const base::WallTime now = context.clock.now();
  const records::Export made{.id = crypto::random_id(context.random),
                             .user_id = caller.user_id,
                             .request = std::string(request),
                             .state = "queued",
                             .object_key = {},
                             .note = {},
                             .created = now,
                             .done = std::nullopt,
                             .ends = std::nullopt};
  std::string body;
  base::JsonWriter(body).begin_object().member("export", made.id).end_object();
  using Export = records::Export;
  return in_transaction<Export>(context, Access::kWrite, [&](Sql& sql) -> Outcome<Export> {
    HT_TRY(const auto all, records::exports_of(sql, caller.user_id));
    if (std::ranges::count(all, "queued", &Export::state) >= static_cast<std::ptrdiff_t>(kMaxOpenExports))
      return refuse(RefusalKind::kLimit, "Your other exports are still being made. Wait for one of them.");
    HT_CHECK_OK(records::insert_export(sql, made));
    HT_CHECK_OK(records::post_job(
        sql, {.id = "export:" + made.id, .queue = "export", .key = made.id, .body = body, .trace = {}}, now));
    return made;
  });
}

Outcome<std::vector<records::Export>> list_exports(const Context& context, const Caller& caller) {
  using All = std::vector<records::Export>;
  return in_transaction<All>(context, Access::kRead, [&](Sql& sql) -> Outcome<All> {
    HT_TRY(All all, records::exports_of(sql, caller.user_id));
    return all;
  });
}

std::string export_token(const Context& context, const records::Export& made) {
  return crypto::sign_token(context.settings.signing_key, "export", made.id, made.ends.value_or(context.clock.now()));
}

Outcome<records::Export> export_of_token(const Context& context, std::string_view id, std::string_view token) {
  const auto subject = crypto::read_token(context.settings.signing_key, "export", token, context.clock.now());
  if (!subject || *subject != id)
    return refuse(RefusalKind::kNotFound, "This link is not good any more. Ask for a new export.");
  using Export = records::Export;
  return in_transaction<Export>(context, Access::kRead, [&](Sql& sql) -> Outcome<Export> {
    HT_TRY(auto made, records::find_export(sql, id));
    if (!made || made->state != "done") return refuse(RefusalKind::kNotFound, "There is no such export any more.");
    return std::move(*made);
  });
}

}  // namespace housing::accounts
