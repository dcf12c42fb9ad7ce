#include "sources/zillow_place.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

using Resolved = std::expected<std::optional<model::RegionId>, RefusedRow>;

constexpr std::size_t kMaxRegionIdDigits = 12;

std::string_view field(const ZillowFields& fields, ZillowColumn column) {
  return fields[static_cast<std::size_t>(column)];
}

std::unexpected<RefusedRow> refused(ZillowColumn column, std::string reason) {
  return std::unexpected(RefusedRow{column, std::move(reason)});
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A code of exactly `length` digits, kept as text.
std::optional<RefusedRow> check_code(const ZillowFields& fields, ZillowColumn column, std::string_view what,
                                     std::size_t length) {
  const std::string_view code = field(fields, column);
  if (is_digits(code) && code.size() == length) return std::nullopt;
  if (is_digits(code) && code.size() < length)
    return RefusedRow{column, std::string(what) + " " + in_quotes(code) +
                                  " has lost its leading zero: a spreadsheet program "
                                  "has saved the file again; download the original"};
  return RefusedRow{column,
                    std::string(what) + " " + in_quotes(code) + " is not " + std::to_string(length) + " digits"};
}

bool is_in_state(const model::RegionId& county, std::string_view postal, const places::Resolver& resolver) {
  const auto place = resolver.gazetteer().find(county);
  const auto state = place ? place->state() : std::nullopt;
  return state && base::equal_ignoring_case(state->id().code(), postal);
}

Resolved resolve_county(const ZillowFields& fields, const places::Resolver& resolver) {
  const std::string_view state = field(fields, ZillowColumn::kStateFips);
  const std::string_view county = field(fields, ZillowColumn::kCountyFips);
  const bool zeros_lost = is_digits(state) && is_digits(county) && (state.size() < 2 || county.size() < 3);
  if (zeros_lost) {
    const auto found = resolver.county(state, county);  // which puts the zeros back
    if (found && is_in_state(*found, field(fields, ZillowColumn::kState), resolver)) return *found;
  }
  if (auto wrong = check_code(fields, ZillowColumn::kStateFips, "state FIPS code", 2)) return std::unexpected(*wrong);
  if (auto wrong = check_code(fields, ZillowColumn::kCountyFips, "county FIPS code", 3)) return std::unexpected(*wrong);
  return resolver.county(state, county);
}

Resolved resolve_zip(const ZillowFields& fields, const places::Resolver& resolver) {
  if (auto wrong = check_code(fields, ZillowColumn::kRegionName, "ZIP code", 5)) return std::unexpected(*wrong);
  const auto zip = resolver.zip(field(fields, ZillowColumn::kRegionName));
  if (!zip) return refused(ZillowColumn::kRegionName, zip.error().message);
  return *zip;
}

Resolved resolve(const ZillowFields& fields, const places::Resolver& resolver) {
  const std::string type = base::lower(field(fields, ZillowColumn::kRegionType));
  const std::string_view name = field(fields, ZillowColumn::kRegionName);
  if (type == "country") {
    if (field(fields, ZillowColumn::kRegionId) == kZillowNation) return model::RegionId::us();
    return std::nullopt;
  }
  if (type == "state") return resolver.state_by_name(name);
  if (type == "msa") return resolver.zillow_metro(name, field(fields, ZillowColumn::kStateName));
  if (type == "county") return resolve_county(fields, resolver);
  if (type == "zip") return resolve_zip(fields, resolver);
  if (type == "city" || type == "neighborhood") return std::nullopt;
  return refused(ZillowColumn::kRegionType, "RegionType " + in_quotes(field(fields, ZillowColumn::kRegionType)) +
                                                " is none of country, state, msa, county, city, zip, neighborhood");
}

std::int32_t size_rank(std::string_view text) {
  const auto rank = base::parse_integer(text);
  return rank && *rank >= 0 && *rank <= std::numeric_limits<std::int32_t>::max() ? static_cast<std::int32_t>(*rank)
                                                                                 : -1;
}

}  // namespace

model::RegionId zillow_unresolved(std::string_view region_id) {
  return model::RegionId::unresolved("zillow", region_id);
}

std::expected<Place, RefusedRow> zillow_place(const ZillowFields& fields, const places::Resolver& resolver) {
  const std::string_view region_id = field(fields, ZillowColumn::kRegionId);
  if (!is_digits(region_id) || region_id.size() > kMaxRegionIdDigits)
    return refused(ZillowColumn::kRegionId, "RegionID " + in_quotes(region_id) + " is no number of Zillow's");
  if (field(fields, ZillowColumn::kRegionName).empty())
    return refused(ZillowColumn::kRegionName, "RegionName is empty");
  if (auto trouble = name_trouble(field(fields, ZillowColumn::kRegionName)))
    return refused(ZillowColumn::kRegionName, std::move(*trouble));
  const auto resolved = resolve(fields, resolver);
  if (!resolved) return std::unexpected(resolved.error());
  Place place;
  place.id = *resolved ? **resolved : zillow_unresolved(region_id);
  place.publisher_id = region_id;
  place.name = field(fields, ZillowColumn::kRegionName);
  place.size_rank = size_rank(field(fields, ZillowColumn::kSizeRank));
  return place;
}

}  // namespace housing::sources
