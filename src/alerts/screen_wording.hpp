// ScreenWording: what people read of alerts on screens: in the list, in notices and mails.
// `world` may be nullptr where none is at hand: an area is then called by its id.
#pragma once

#include <string>

#include "accounts/letters.hpp"
#include "alerts/screen_watch.hpp"

namespace housing::alerts {

inline constexpr std::size_t kPlacesInANotice = 3;

// "ZIP codes in California where home value, change from a year before, is at least 5 % and rent is below $2,000"
std::string screen_text(const app::World* world, const ScreenRule& rule);
// "5 %", "$2,000": a cell of the measure.
std::string value_text(const MeasureThen& measure, model::WideCell value);
// The dashboard's page of the screen: "/screener?level=zip&where=…&within=state-ca".
std::string screener_path(const ScreenRule& rule);
// "12 places newly meet it: 94110, San Francisco, CA, …, and 9 more."
std::string news_text(const app::World& world, const ScreenNews& news);
// The mail of one look.
accounts::Letter screen_letter(const app::World& world, const ScreenRule& rule, const std::string& name,
                               const ScreenNews& news, const std::string& public_url);

}  // namespace housing::alerts
