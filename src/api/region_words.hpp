// A place in few words and one number, for those who see a link to it elsewhere: a search engine's line, a preview's
// picture. The number is the newest home value, or of the first metric in the catalogue's order that the place has.
// Thread-safety: pure functions.
#pragma once

#include <string>

#include "api/page_head.hpp"
#include "app/region_profile.hpp"
#include "charts/card.hpp"

namespace housing::api {

inline constexpr int kCardPeriods = 120;  // of the course on the card, at most

// `site`: the address people reach this installation at, without a slash at its end.
PageHead region_head(const app::World& world, const app::RegionProfile& profile, const std::string& site);
charts::Card region_card(const app::World& world, const app::RegionProfile& profile);

// "March 2025", "Q1 2025"; as it is printed elsewhere for other frequencies.
std::string period_words(model::Period period);

}  // namespace housing::api
