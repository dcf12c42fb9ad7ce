#include "accounts/saved.hpp"

#include "accounts/checks.hpp"
#include "records/users.hpp"

namespace housing::accounts {
namespace {

using ports::Access;
using ports::Sql;

constexpr std::size_t kMaxSearchText = 200;

std::vector<FieldError> check_item(std::string_view name, std::string_view body) {
  std::vector<FieldError> errors;
  if (name.empty()) errors.push_back({"name", "give it a name"});
  complain(errors, "name", check_name(name));
  if (body.size() > kMaxSavedBytes)
    errors.push_back({"body", "may have at most " + std::to_string(kMaxSavedBytes) + " bytes"});
  return errors;
}

Done check_list(std::string_view list) {
  if (list.empty() || list.size() > kMaxListName || check_name(list))
    return refuse({{"list", "a list's name has 1 to " + std::to_string(kMaxListName) + " bytes of text"}});
  return {};
}

std::unexpected<Refusal> nothing_there() { return refuse(RefusalKind::kNotFound, "There is no such thing of yours."); }

}  // namespace

Outcome<std::vector<records::SavedItem>> list_saved(const Context& context, const Caller& caller,
                                                    std::string_view kind) {
  using Items = std::vector<records::SavedItem>;
  return in_transaction<Items>(context, Access::kRead, [&](Sql& sql) -> Outcome<Items> {
    HT_TRY(Items items, records::saved_of(sql, caller.user_id, kind));
    return items;
  });
}

Outcome<records::SavedItem> save(const Context& context, const Caller& caller, std::string_view kind,
                                 std::string_view name, std::string_view body) {
  if (auto errors = check_item(name, body); !errors.empty()) return refuse(std::move(errors));
  const base::WallTime now = context.clock.now();
  const records::SavedItem item{.id = crypto::random_id(context.random),
                                .user_id = caller.user_id,
                                .kind = std::string(kind),
                                .name = std::string(name),
                                .body = std::string(body),
                                .created = now,
                                .updated = now};
  using Item = records::SavedItem;
  return in_transaction<Item>(context, Access::kWrite, [&](Sql& sql) -> Outcome<Item> {
    HT_TRY(const std::int64_t count, records::count_saved(sql, caller.user_id));
    if (count >= kMaxSaved)
      return refuse(RefusalKind::kLimit, "You keep " + std::to_string(kMaxSaved) + " things already: remove some.");
    HT_CHECK_OK(records::insert_saved(sql, item));
    return item;
  });
}

Done change_saved(const Context& context, const Caller& caller, std::string_view kind, std::string_view id,
                  std::string_view name, std::string_view body) {
  if (auto errors = check_item(name, body); !errors.empty()) return refuse(std::move(errors));
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const bool there, records::update_saved(sql, {.id = std::string(id),
                                                         .user_id = caller.user_id,
                                                         .kind = std::string(kind),
                                                         .name = std::string(name),
                                                         .body = std::string(body),
                                                         .created = {},
                                                         .updated = context.clock.now()}));
    if (!there) return nothing_there();
    return {};
  });
}

Done forget_saved(const Context& context, const Caller& caller, std::string_view kind, std::string_view id) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const bool there, records::delete_saved(sql, caller.user_id, kind, id));
    if (!there) return nothing_there();
    return {};
  });
}

Outcome<std::vector<records::Watched>> watchlist(const Context& context, const Caller& caller) {
  using All = std::vector<records::Watched>;
  return in_transaction<All>(context, Access::kRead, [&](Sql& sql) -> Outcome<All> {
    HT_TRY(All all, records::watched_by(sql, caller.user_id));
    return all;
  });
}

Done watch(const Context& context, const Caller& caller, std::string_view list, std::string_view region) {
  HT_CHECK_OK(check_list(list));
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const auto all, records::watched_by(sql, caller.user_id));
    if (all.size() >= kMaxWatched)
      return refuse(RefusalKind::kLimit, "You watch " + std::to_string(kMaxWatched) + " places already: remove some.");
    HT_CHECK_OK(records::watch(
        sql, caller.user_id, {.list = std::string(list), .region = std::string(region), .added = context.clock.now()}));
    return {};
  });
}

Done unwatch(const Context& context, const Caller& caller, std::string_view list, std::string_view region) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const bool there, records::unwatch(sql, caller.user_id, list, region));
    if (!there) return nothing_there();
    return {};
  });
}

Done remember_search(const Context& context, const Caller& caller, std::string_view text, std::string_view region) {
  if (text.empty() || text.size() > kMaxSearchText)
    return refuse({{"text", "has 1 to " + std::to_string(kMaxSearchText) + " bytes"}});
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const auto user, records::find_user(sql, caller.user_id));
    if (!user || !user->keeps_searches) return {};
    HT_CHECK_OK(records::insert_search(sql, user->id,
                                       {.id = crypto::random_id(context.random),
                                        .text = std::string(text),
                                        .region = std::string(region),
                                        .at = context.clock.now()},
                                       kMaxSearches));
    return {};
  });
}

Outcome<std::vector<records::Search>> search_history(const Context& context, const Caller& caller) {
  using Searches = std::vector<records::Search>;
  return in_transaction<Searches>(context, Access::kRead, [&](Sql& sql) -> Outcome<Searches> {
    HT_TRY(Searches searches, records::searches_of(sql, caller.user_id));
    return searches;
  });
}

Done forget_history(const Context& context, const Caller& caller) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_CHECK_OK(records::forget_searches(sql, caller.user_id));
    return {};
  });
}

}  // namespace housing::accounts
