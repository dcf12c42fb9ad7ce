// ScreenMemory: an alert on a screen as its row keeps it: the screen's texts and the places remembered, as codes.
// "94110,94112" are zip-94110 and zip-94112; "us" is the nation. What cannot be read is left out. Thread-safety: pure.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "alerts/screen_watch.hpp"
#include "records/alerts.hpp"

namespace housing::alerts {

// The rule a stored alert stands for; nothing when it is on no screen, or this program no longer knows a measure of it.
std::optional<ScreenRule> screen_of(const records::Alert& alert);
records::AlertScreen stored(const ScreenRule& rule);

ScreenState state_of(const records::ScreenMatches& matches, model::RegionType type);
// The metrics of its measures.
std::set<std::string_view> metrics_of(const analyses::Condition& where);
// World::judgements() of all of them; empty when no release of any was ever withdrawn.
std::string judgements_of(const analyses::Condition& where, const app::World& world);
// As of that world.
records::ScreenMatches matches_of(const analyses::Condition& where, const ScreenState& state, const app::World& world);

}  // namespace housing::alerts
