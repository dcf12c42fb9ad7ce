// What a person keeps: saved searches, charts (as they are now, or live) and notes; watchlists; search history.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"
#include "records/saved.hpp"

namespace housing::accounts {

inline constexpr std::int64_t kMaxSaved = 1000;    // searches, charts and notes of one person together
inline constexpr std::size_t kMaxWatched = 1000;   // places of one person, over all lists
inline constexpr std::int64_t kMaxSearches = 100;  // older ones are forgotten
inline constexpr std::size_t kMaxSavedBytes = 8 * 1024;
inline constexpr std::size_t kMaxListName = 40;
inline constexpr std::string_view kDefaultList = "default";

Outcome<std::vector<records::SavedItem>> list_saved(const Context& context, const Caller& caller,
                                                    std::string_view kind);
// `body`: a JSON object. Refuses: kInvalid with all fields, kLimit.
Outcome<records::SavedItem> save(const Context& context, const Caller& caller, std::string_view kind,
                                 std::string_view name, std::string_view body);
Done change_saved(const Context& context, const Caller& caller, std::string_view kind, std::string_view id,
                  std::string_view name, std::string_view body);
Done forget_saved(const Context& context, const Caller& caller, std::string_view kind, std::string_view id);

Outcome<std::vector<records::Watched>> watchlist(const Context& context, const Caller& caller);
Done watch(const Context& context, const Caller& caller, std::string_view list, std::string_view region);
Done unwatch(const Context& context, const Caller& caller, std::string_view list, std::string_view region);

// Kept only for who wants a history; otherwise nothing happens.
Done remember_search(const Context& context, const Caller& caller, std::string_view text, std::string_view region);
Outcome<std::vector<records::Search>> search_history(const Context& context, const Caller& caller);
Done forget_history(const Context& context, const Caller& caller);

}  // namespace housing::accounts
