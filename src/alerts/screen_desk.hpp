// ScreenDesk: what making, changing and rehearsing alerts on screens adds to desk.hpp: understanding the screen, and
// the first look, which only remembers. Errors: refusals naming screen.type, screen.within and screen.where.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "accounts/refusal.hpp"
#include "alerts/screen_memory.hpp"

namespace housing::alerts {

inline constexpr std::size_t kMaxScreenAlerts = 50;  // of one person
inline constexpr std::size_t kMaxScreenWhereBytes = 2'000;
inline constexpr std::size_t kMaxScreenMatches = 10'000;  // when it is made: more is no news any more

// As asked for, still text.
struct ScreenRequest {
  std::string type;
  std::string within;  // "": the nation
  std::string where;
};

// The screen as far as it is understood; the rest is complained of.
ScreenRule understand_screen(const app::World& world, const ScreenRequest& request,
                             std::vector<accounts::FieldError>& errors);

// A screen with what its first look remembers: what an alert on it begins with.
struct ScreenStart {
  ScreenRule rule;
  records::ScreenMatches matches;
};
accounts::Outcome<ScreenStart> begin_screen(const std::shared_ptr<const app::World>& world, ScreenRule rule);
// The same of one asked for, without a cool-down.
accounts::Outcome<ScreenStart> begin_screen(const std::shared_ptr<const app::World>& world,
                                            const ScreenRequest& request);

}  // namespace housing::alerts
