// ScreenWatch: which places newly meet a screen at a publication. One look at a time, each from what the look before
// remembered, so that live evaluation and rehearsal cannot disagree. It knows no database and no clock.
//
// A place is *new* when the condition is true of it and was not when last looked at. The first look only remembers.
// Where the condition cannot be told (a value is missing) a place stays what it was. The *day* of a look is the end of
// the newest period among the condition's measures; a place that was told of is not told of again within
// `cooldown_days` of that day. Units: cells in units of 10^-decimals, as the screener rounds them. Errors:
// QuestionError when the screen cannot be asked of that publication (no such data); nothing is remembered then.
// Thread-safety: one ScreenWatch, one thread. Ownership: it shares the world.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyses/screen.hpp"
#include "app/world.hpp"

namespace housing::alerts {

inline constexpr std::size_t kPlacesOfAScreen = 20;  // named in a mail; the rest are counted

struct ScreenRule {
  model::RegionType type = model::RegionType::kZip;
  std::optional<model::RegionId> within;  // nothing: the nation
  analyses::Condition where;
  std::int64_t cooldown_days = 0;
};

struct ToldOn {
  model::Date day;
  std::vector<model::RegionId> places;  // in order

  bool operator==(const ToldOn&) const = default;
};
// What is remembered between looks.
struct ScreenState {
  std::vector<model::RegionId> places;  // that met it, in order
  std::vector<ToldOn> told;             // within the cool-down, by day

  bool operator==(const ScreenState&) const = default;
};

// A measure of the condition as the publication has it.
struct MeasureThen {
  analyses::Measure measure;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  model::Period period;
  const model::SourceInfo* source = nullptr;
  std::optional<model::Date> release;  // the newest its values come from
};
struct NewPlace {
  model::RegionId region;
  std::vector<model::WideCell> values;  // of each measure; kWideGap where there is none
};
struct ScreenNews {
  std::vector<MeasureThen> measures;
  std::vector<NewPlace> places;  // the first kPlacesOfAScreen, the greatest of the first measure first
  std::size_t fresh = 0;         // how many are new, and not cooling
  std::size_t matched = 0;       // how many meet it, those that stayed what they were included
};

class ScreenWatch {
 public:
  explicit ScreenWatch(std::shared_ptr<const app::World> world) : columns_(std::move(world)) {}

  // Without a state before it, it is the first look.
  app::Answered<ScreenNews> look(const ScreenRule& rule, std::optional<ScreenState>& state);

 private:
  analyses::Columns columns_;
};

}  // namespace housing::alerts
