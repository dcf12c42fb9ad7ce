#include "sources/redfin_row.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

std::unexpected<base::Error> wrong(std::string reason) {
  return base::fail(base::ErrorCode::kInvalidInput, std::move(reason));
}

constexpr std::array<std::string_view, 6> kPropertyTypeIds = {"-1", "6", "3", "13", "4", "-2"};  // as kRedfinHomes

struct RegionName {
  std::string_view name;
  RedfinRegion region;
};
constexpr auto kRegionNames = std::to_array<RegionName>({
    {"national", RedfinRegion::kNation},
    {"nation", RedfinRegion::kNation},
    {"state", RedfinRegion::kState},
    {"metro", RedfinRegion::kMetro},
    {"county", RedfinRegion::kCounty},
    {"place", RedfinRegion::kCity},
    {"city", RedfinRegion::kCity},
    {"zip code", RedfinRegion::kZip},
    {"zip", RedfinRegion::kZip},
});

bool is_first_of_month(model::Date date) { return date.day() == 1; }
bool is_last_of_month(model::Date date) { return date.plus_days(1).day() == 1; }

// "Oakland, CA" to "Oakland" and "CA".
std::pair<std::string_view, std::string_view> name_and_state(std::string_view region) {
  const std::size_t comma = region.rfind(',');
  if (comma == std::string_view::npos) return {region, {}};
  return {base::trim(region.substr(0, comma)), base::trim(region.substr(comma + 1))};
}

std::optional<model::RegionId> metro_of(const RedfinPlaceFields& fields, std::string_view name,
                                        const places::Resolver& resolver) {
  constexpr std::string_view kBehind = " metro area";
  if (is_digits(fields.metro_code, 5)) return resolver.cbsa(fields.metro_code);
  if (name.ends_with(kBehind)) name.remove_suffix(kBehind.size());
  return resolver.zillow_metro(name, fields.state_code);
}

base::Result<std::optional<model::RegionId>> zip_of(std::string_view name, const places::Resolver& resolver) {
  constexpr std::string_view kBefore = "zip code:";
  if (base::equal_ignoring_case(name.substr(0, kBefore.size()), kBefore))
    name = base::trim(name.substr(kBefore.size()));
  HT_TRY(const model::RegionId id, resolver.zip(name));
  return id;
}

base::Result<std::optional<model::RegionId>> id_of(const RedfinPlaceFields& fields, std::string_view name,
                                                   const places::Resolver& resolver, const CountyNames* counties) {
  switch (fields.type) {
    case RedfinRegion::kNation: return model::RegionId::us();
    case RedfinRegion::kState: {
      const auto by_code = resolver.state_by_postal(fields.state_code);
      return by_code ? by_code : resolver.state_by_name(name);
    }
    case RedfinRegion::kMetro: return metro_of(fields, name, resolver);
    case RedfinRegion::kCounty: {
      const auto [county, state] = name_and_state(name);
      HT_ASSERT(counties != nullptr);
      return counties->find(county, state.empty() ? fields.state_code : state);
    }
    case RedfinRegion::kZip: return zip_of(name, resolver);
    case RedfinRegion::kCity: break;  // the gazetteer has no cities
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> redfin_homes(std::string_view property_type_id) {
  const auto found = std::ranges::find(kPropertyTypeIds, property_type_id);
  if (found == kPropertyTypeIds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kPropertyTypeIds.begin());
}

std::optional<bool> redfin_flag(std::string_view text) {
  if (base::equal_ignoring_case(text, "f") || base::equal_ignoring_case(text, "false")) return false;
  if (base::equal_ignoring_case(text, "t") || base::equal_ignoring_case(text, "true")) return true;
  return std::nullopt;
}

base::Result<model::Period> redfin_period(std::string_view begin, std::string_view end, std::string_view duration) {
  const auto first = model::Date::parse(begin);
  if (!first) return wrong("period_begin " + in_quotes(begin) + " is no date of the form YYYY-MM-DD");
  const auto last = model::Date::parse(end);
  if (!last) return wrong("period_end " + in_quotes(end) + " is no date of the form YYYY-MM-DD");
  const model::Period month = model::Period::containing(model::Frequency::kMonth, *last);
  const model::Period month_of_first = model::Period::containing(model::Frequency::kMonth, *first);
  const bool whole_months = is_first_of_month(*first) && is_last_of_month(*last);
  if (duration == "30" && whole_months && month == month_of_first) return month;
  if (duration == "90" && whole_months && month.ordinal == month_of_first.ordinal + 2)
    return model::Period{model::Frequency::kRolling3Month, month.ordinal};
  if (duration == "7" && last->days == first->days + 6) return model::Period::week(*last);
  if (duration == "30" || duration == "90" || duration == "7")
    return wrong(in_quotes(begin) + " to " + in_quotes(end) + " is no " +
                 (duration == "30"   ? "month"
                  : duration == "90" ? "three whole months"
                                     : "week") +
                 ", as a period_duration of " + std::string(duration) + " says");
  return wrong("period_duration " + in_quotes(duration) + " is none of 30, 90 and 7 days");
}

std::optional<RedfinRegion> redfin_region(std::string_view region_type) {
  for (const RegionName& known : kRegionNames)
    if (base::equal_ignoring_case(region_type, known.name)) return known.region;
  return std::nullopt;
}

std::string_view redfin_dataset(RedfinRegion region) {
  switch (region) {
    case RedfinRegion::kNation: return "redfin/market/national";
    case RedfinRegion::kState: return "redfin/market/state";
    case RedfinRegion::kMetro: return "redfin/market/metro";
    case RedfinRegion::kCounty: return "redfin/market/county";
    case RedfinRegion::kCity: return "redfin/market/city";
    case RedfinRegion::kZip: return "redfin/market/zip";
  }
  return {};
}

base::Result<Place> redfin_place(const RedfinPlaceFields& fields, const places::Resolver& resolver,
                                 const CountyNames* counties) {
  const std::string_view name = base::trim(fields.region);
  if (auto trouble = name_trouble(name)) return wrong(std::move(*trouble));
  HT_TRY(const auto id, id_of(fields, name, resolver, counties));
  return Place{.id = id ? *id : model::RegionId::unresolved("redfin", fields.table_id),
               .publisher_id = std::string(fields.table_id),
               .name = std::string(name)};
}

}  // namespace housing::sources
