// Next due: the day on which a source should have something newer than what is here, by the usual time between editions
// of its datasets. A reckoning, not a promise of the publisher's; nothing is asked of the network.
// Thread-safety: a function.
#pragma once

#include <optional>
#include <string_view>

#include "model/date.hpp"
#include "series/manifest.hpp"

namespace housing::app {

// Of the dataset of the source's metrics that was released last: its release plus the days between editions, or where
// files are named after their time the usual day for the period after the last one held. Of several released that day
// the earliest. It may have passed. Nothing when the registry knows of no dataset held how often it comes.
std::optional<model::Date> next_due(const series::Manifest& manifest, std::string_view source);

}  // namespace housing::app
