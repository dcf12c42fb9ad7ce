// The registry's parts, one a kind of publisher; everybody else asks registry.hpp. Thread-safety: functions.
#pragma once

#include <vector>

#include "sources/registry.hpp"

namespace housing::sources {

// A few days less than the time between two editions: a late one is asked for again until it is there.
inline constexpr int kWeekly = 7;
inline constexpr int kMonthly = 28;
inline constexpr int kQuarterly = 85;
inline constexpr int kYearly = 355;

void add_zillow(std::vector<RemoteFile>& files);
void add_fred(std::vector<RemoteFile>& files);
// FHFA, Redfin, Realtor.com, the Census Bureau's lists: a file has one address, whatever its edition.
void add_fixed(std::vector<RemoteFile>& files);

}  // namespace housing::sources
