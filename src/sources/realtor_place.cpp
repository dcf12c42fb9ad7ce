#include "sources/realtor_place.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sources/fhfa_rows.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

constexpr auto kLayouts = std::to_array<RealtorLayout>({
    {RealtorLevel::kZip, "postal_code", "zip_name", "realtor/inventory/zip"},
    {RealtorLevel::kCounty, "county_fips", "county_name", "realtor/inventory/county"},
    {RealtorLevel::kMetro, "cbsa_code", "cbsa_title", "realtor/inventory/metro"},
    {RealtorLevel::kState, "state_id", "state", "realtor/inventory/state"},
    {RealtorLevel::kCountry, "country", "country", "realtor/inventory/country"},
});

std::unexpected<base::Error> wrong(std::string reason) {
  return base::fail(base::ErrorCode::kInvalidInput, std::move(reason));
}

std::string_view state_behind(std::string_view name) {
  const std::size_t comma = name.rfind(',');
  return comma == std::string_view::npos ? std::string_view() : base::trim(name.substr(comma + 1));
}

// Whether a place known here is in the state its name ends in; nothing when one of the two is not known.
std::optional<bool> is_in_named_state(const std::optional<model::RegionId>& id, std::string_view name,
                                      const places::Resolver& resolver) {
  const auto place = id ? resolver.gazetteer().find(*id) : std::nullopt;
  const auto state = place ? place->state() : std::nullopt;
  const std::string_view named = state_behind(name);
  if (!state || named.size() != 2) return std::nullopt;
  return base::equal_ignoring_case(state->id().code(), named);
}

Place place_of(const std::optional<model::RegionId>& id, std::string_view code, std::string_view name) {
  return {.id = id ? *id : model::RegionId::unresolved("realtor", code),
          .publisher_id = std::string(code),
          .name = std::string(name)};
}

// Five digits, or fewer when the state proves that zeros are missing in front.
base::Result<Place> by_code(RealtorLevel level, std::string_view what, std::string_view stated, std::string_view name,
                            const places::Resolver& resolver) {
  constexpr std::size_t kLength = 5;
  constexpr std::size_t kLeast = 3;  // 00501 is the least ZIP code
  if (stated.size() > kLength || stated.size() < kLeast || !is_digits(stated, stated.size()))
    return wrong(std::string(what) + " " + in_quotes(stated) + " is not five digits");
  const std::string code = std::string(kLength - stated.size(), '0') + std::string(stated);
  std::optional<model::RegionId> id;
  if (level == RealtorLevel::kZip) {
    HT_TRY(id, resolver.zip(code));
  } else {
    id = resolver.county(std::string_view(code).substr(0, 2), std::string_view(code).substr(2));
  }
  const auto right_state = is_in_named_state(id, name, resolver);
  if (code != stated && !right_state.value_or(false))
    return wrong(std::string(what) + " " + in_quotes(stated) + " is not five digits, and " + in_quotes(name) +
                 " does not prove that it has lost zeros; download the original");
  // ZIP codes cross state lines, counties do not.
  if (level == RealtorLevel::kCounty && right_state == false)
    return wrong(std::string(what) + " " + in_quotes(stated) + " is in another state than " + in_quotes(name));
  return place_of(id, code, name);
}

}  // namespace

const RealtorLayout* realtor_layout(std::span<const std::string_view> names) {
  const auto found = std::ranges::find_if(kLayouts, [&](const RealtorLayout& layout) {
    return std::ranges::any_of(
        names, [&](std::string_view name) { return base::equal_ignoring_case(base::trim(name), layout.code); });
  });
  return found == kLayouts.end() ? nullptr : &*found;
}

base::Result<Place> realtor_place(RealtorLevel level, std::string_view code, std::string_view name,
                                  const places::Resolver& resolver) {
  if (auto trouble = name_trouble(name)) return wrong(std::move(*trouble));
  switch (level) {
    case RealtorLevel::kCountry:
      if (!base::equal_ignoring_case(code, "United States"))
        return wrong(in_quotes(code) + " is no country known here");
      return Place{.id = model::RegionId::us(), .publisher_id = std::string(code), .name = std::string(name)};
    case RealtorLevel::kState: {
      const auto id = resolver.state_by_postal(code);
      if (!id) return wrong(in_quotes(code) + " is no state's abbreviation");
      return place_of(id, code, name);
    }
    case RealtorLevel::kMetro:
      if (!is_digits(code, 5)) return wrong("cbsa_code " + in_quotes(code) + " is not five digits");
      return place_of(resolver.cbsa(code), code, name);
    case RealtorLevel::kCounty: return by_code(level, "county_fips", code, name, resolver);
    case RealtorLevel::kZip: return by_code(level, "postal_code", code, name, resolver);
  }
  return wrong("no such level");
}

}  // namespace housing::sources
