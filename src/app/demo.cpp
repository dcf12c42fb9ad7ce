#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "app/demo_series.hpp"
#include "app/object_keys.hpp"
#include "app/publish.hpp"
#include "base/assert.hpp"
#include "base/mapped_file.hpp"
#include "base/sha256.hpp"
#include "ports/scratch_file.hpp"
#include "series/shard.hpp"

namespace housing::app {
namespace {

using model::MetricInfo;
using model::RegionType;
using places::Place;

constexpr std::string_view kDemo = "demo";
constexpr std::size_t kMonths = kDemoYears * 12;
constexpr int kLastYear = kDemoFirstYear + kDemoYears - 1;
constexpr std::size_t kLateOneIn = 9;  // of the ZIP codes

std::vector<Place> demo_places(const places::Gazetteer& gazetteer, std::size_t zip_count) {
  std::vector<Place> chosen;
  const auto add = [&](RegionType type, auto&& wanted) {
    for (const Place& place : gazetteer.of_type(type))
      if (!place.is_former() && wanted(place)) chosen.push_back(place);
  };
  add(RegionType::kUs, [](const Place&) { return true; });
  add(RegionType::kState, [](const Place&) { return true; });
  add(RegionType::kMetro, [](const Place& place) { return place.is_metropolitan(); });
  add(RegionType::kCounty, [](const Place&) { return true; });

  std::vector<std::pair<std::uint32_t, Place>> zips;  // by their county's population
  for (const Place& zip : gazetteer.of_type(RegionType::kZip))
    for (const Place& parent : zip.parents())
      if (parent.type() == RegionType::kCounty) {
        zips.emplace_back(parent.population(), zip);
        break;
      }
  std::ranges::stable_sort(zips, std::greater<>(), [](const auto& zip) { return zip.first; });
  zips.resize(std::min(zips.size(), zip_count));
  for (const auto& [population, zip] : zips) chosen.push_back(zip);
  return chosen;
}

struct KinshipText {
  std::string region;
  std::string county;
  std::string state;
};

KinshipText kinship_of(const Place& place) {
  KinshipText kin{.region = std::string(place.id().text()), .county = {}, .state = {}};
  if (place.type() == RegionType::kCounty || place.type() == RegionType::kMetro) kin.county = kin.region;
  if (place.type() == RegionType::kState) kin.state = kin.region;
  for (const Place& parent : place.parents()) {
    if (parent.type() == RegionType::kCounty && kin.county.empty()) kin.county = parent.id().text();
    if (parent.type() == RegionType::kState && kin.state.empty()) kin.state = parent.id().text();
  }
  return kin;
}

std::size_t late_start_of(const Place& place) {
  if (place.type() != RegionType::kZip) return 0;
  NamedRandom random(std::string(place.id().text()) + ":late");
  const bool late = random.uniform() * kLateOneIn < 1;
  return late ? static_cast<std::size_t>(random.uniform() * 120) : 0;
}

struct Rows {
  const MetricInfo* metric = nullptr;
  std::vector<std::int32_t> ordinals;
  std::vector<Place> places;
  std::vector<std::vector<model::Cell>> values;
};

Rows rows_of(std::string_view metric, std::vector<std::int32_t> ordinals) {
  Rows rows;
  rows.metric = model::find_metric(metric);
  rows.ordinals = std::move(ordinals);
  HT_ASSERT(rows.metric != nullptr);
  return rows;
}

void add_row(Rows& rows, const Place& place, std::vector<model::Cell> values) {
  rows.places.push_back(place);
  rows.values.push_back(std::move(values));
}

std::vector<std::int32_t> months() {
  std::vector<std::int32_t> ordinals;
  for (std::size_t month = 0; month < kMonths; ++month)
    ordinals.push_back(model::Period::month(kDemoFirstYear, 1).ordinal + static_cast<std::int32_t>(month));
  return ordinals;
}

std::vector<std::int32_t> quarters() {
  std::vector<std::int32_t> ordinals;
  for (std::size_t quarter = 0; quarter < kMonths / 3; ++quarter)
    ordinals.push_back(model::Period::quarter(kDemoFirstYear, 1).ordinal + static_cast<std::int32_t>(quarter));
  return ordinals;
}

std::vector<std::int32_t> weeks() {
  std::vector<std::int32_t> ordinals;
  for (model::Date day = model::Date::of(kDemoFirstYear, 1, 4); day.year() <= kLastYear; day = day.plus_days(7))
    ordinals.push_back(day.days);
  return ordinals;
}

// A further metric that is a fixed share of another.
struct Derived {
  std::string_view metric;
  std::vector<model::Cell> DemoMarket::* of;
  double share;
};

constexpr std::array<Derived, 6> kNationalMetrics = {{
    {"home_value.condo@zillow", &DemoMarket::home_value, .72},
    {"home_value.sfr@zillow", &DemoMarket::home_value, 1.04},
    {"home_value.bottom-tier@zillow", &DemoMarket::home_value, .61},
    {"home_value.top-tier@zillow", &DemoMarket::home_value, 1.83},
    {"rent.sfr@zillow", &DemoMarket::rent, 1.17},
    {"list_price@zillow", &DemoMarket::home_value, 1.09},
}};

std::vector<model::Cell> share_of(const std::vector<model::Cell>& values, double share) {
  std::vector<model::Cell> result;
  result.reserve(values.size());
  for (const model::Cell value : values)
    result.push_back(value == model::kGap ? model::kGap : static_cast<model::Cell>(value * share));
  return result;
}

std::vector<Rows> make_rows(const places::Gazetteer& gazetteer, DemoSize size) {
  const bool national = size == DemoSize::kNational;
  const auto month_axis = months();
  Rows home_value = rows_of("home_value", month_axis);
  Rows rent = rows_of("rent", month_axis);
  Rows days = rows_of("days_to_pending", month_axis);
  Rows heat = rows_of("market_heat", month_axis);
  Rows hpi = rows_of("hpi", quarters());
  Rows mortgage = rows_of("mortgage_rate", weeks());
  std::vector<Rows> derived;
  if (national)
    for (const Derived& metric : kNationalMetrics) derived.push_back(rows_of(metric.metric, month_axis));

  for (const Place& place : demo_places(gazetteer, national ? kNationalZips : kDemoZips)) {
    const KinshipText kin = kinship_of(place);
    DemoMarket market =
        demo_market({.region = kin.region, .county = kin.county, .state = kin.state}, kMonths, late_start_of(place));
    if (place.type() == RegionType::kUs) add_row(mortgage, place, demo_mortgage_rate(mortgage.ordinals.size()));
    if (place.type() != RegionType::kZip && place.type() != RegionType::kCounty)
      add_row(hpi, place, demo_hpi(market.home_value));
    for (std::size_t i = 0; i < derived.size(); ++i)
      add_row(derived[i], place, share_of(market.*kNationalMetrics[i].of, kNationalMetrics[i].share));
    add_row(home_value, place, std::move(market.home_value));
    add_row(rent, place, std::move(market.rent));
    add_row(days, place, std::move(market.days_to_pending));
    add_row(heat, place, std::move(market.market_heat));
  }
  std::vector<Rows> all = std::move(derived);
  for (Rows* rows : {&home_value, &rent, &days, &heat, &hpi, &mortgage}) all.push_back(std::move(*rows));
  return all;
}

base::Result<series::ShardEntry> store_rows(ports::ObjectStore& store, const Rows& rows, const std::string& now) {
  HT_TRY(const auto scratch, ports::ScratchFile::make(store, "demo"));
  HT_TRY(auto writer, series::ShardWriter::create(scratch.path()));
  std::vector<series::ShardPlace> places;
  HT_CHECK_OK(writer.begin_table(*rows.metric, rows.ordinals));
  for (std::size_t i = 0; i < rows.places.size(); ++i) {
    places.push_back({rows.places[i].id(), {}, rows.places[i].label(), -1});
    HT_CHECK_OK(writer.row(static_cast<std::uint32_t>(i), rows.values[i]));
  }
  HT_CHECK_OK(writer.finish(places));

  series::ShardEntry entry;
  {
    HT_TRY(const auto file, base::MappedFile::open(scratch.path()));
    entry.sha256 = base::sha256_hex(file.text());
  }
  entry.dataset = std::string(kDemo) + "/" + std::string(rows.metric->id);
  std::ranges::replace(entry.dataset, '@', '-');  // which no object key may hold
  entry.id = shard_id(entry.dataset, entry.sha256);
  entry.source = kDemo;
  entry.file = "made by housing demo";
  entry.shard_key = "shards/" + entry.dataset + "/" + entry.sha256.substr(0, kIdDigits) + ".shard";
  entry.retrieved = now;
  entry.metrics = {std::string(rows.metric->id)};
  const model::Period first{rows.metric->frequency, rows.ordinals.front()};
  const model::Period last{rows.metric->frequency, rows.ordinals.back()};
  entry.first_period = first.to_string();
  entry.last_period = last.to_string();
  entry.last_day = last.end();
  entry.release = {last.end().plus_days(rows.metric->release_lag_days), model::ReleaseFrom::kInferred};
  entry.regions = entry.kept = rows.places.size();
  HT_CHECK_OK(store.put_file(entry.shard_key, scratch.path()));
  return entry;
}

}  // namespace

base::Status make_demo(ports::ObjectStore& store, const places::Gazetteer& gazetteer, const base::Clock& clock,
                       DemoSize size) {
  HT_TRY(const auto manifest, current_manifest(store));
  if (manifest.kind == "real")
    return base::fail(base::ErrorCode::kConflict,
                      "this data folder holds real data; demo data must go to a folder of its own (--data-dir)");
  const std::string now = base::to_iso8601(clock.now());
  std::vector<series::ShardEntry> entries;
  for (const Rows& rows : make_rows(gazetteer, size)) {
    HT_TRY(auto entry, store_rows(store, rows, now));
    entries.push_back(std::move(entry));
  }
  return publish(store, clock, kDemo, entries);
}

}  // namespace housing::app
