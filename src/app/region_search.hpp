// Region search: places by name as a person types it, or a listing; a page at a time.
#pragma once

#include <string>
#include <vector>

#include "app/question_error.hpp"
#include "app/world.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxSearchText = 200;  // bytes
inline constexpr std::size_t kDefaultPageSize = 20;
inline constexpr std::size_t kMaxPageSize = 200;
inline constexpr std::size_t kMaxPageOffset = 100'000;

// As asked, still text.
struct RegionQuestion {
  std::string text;
  std::string types;   // "metro,county"; empty: all
  std::string within;  // a region id; empty: anywhere
  std::string limit;
  std::string cursor;  // `next` of the page before
};

struct RegionPage {
  std::vector<model::RegionId> regions;
  std::string next;  // empty on the last page
};

Answered<RegionPage> answer_regions(const World& world, const RegionQuestion& question);

}  // namespace housing::app
