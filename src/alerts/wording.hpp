// Wording: what people read of alerts: on the page, in notices and mails. Numbers as the catalogue prints them.
#pragma once

#include <string>
#include <vector>

#include "accounts/letters.hpp"
#include "alerts/rule.hpp"
#include "app/world.hpp"

namespace housing::alerts {

inline constexpr std::size_t kMaxSubjectBytes = 120;  // of what an alert is called
inline constexpr std::size_t kPlacesInAMail = 20;     // the rest are counted and shown on the page

struct PlaceFiring {
  model::RegionId region;
  Firing firing;
};

// "1,170,000", "6.40": with commas between thousands and `decimals` digits behind the point.
std::string number_text(double value, int decimals);
// ", change from a year before,": what stands behind the metric's name; empty for the level and those no rule has.
std::string_view transform_text(app::Transform transform);
// "$1,170,000", "6.4 %", "98.2": a value of the rule's series; `of_threshold`: the number the rule compares with.
std::string value_text(const Rule& rule, double value, bool of_threshold = false);
// "Home value above $1,170,000"
std::string rule_text(const Rule& rule);
// "Home value in San Francisco, CA was $1,172,774 in 2025-03, above $1,170,000."
std::string firing_text(const app::World& world, const Rule& rule, const PlaceFiring& fired);
// "Alert: …", cut where a subject would be too long.
std::string subject_text(std::string_view what);
// The mail of one evaluation of one alert.
accounts::Letter firing_letter(const app::World& world, const Rule& rule, const std::string& name,
                               const std::vector<PlaceFiring>& fired, const std::string& public_url);

}  // namespace housing::alerts
