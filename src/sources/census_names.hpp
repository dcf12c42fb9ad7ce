// CensusNames: places by the names that the Census Bureau prints where it gives no code: "Abilene, TX Metro Area",
// "King County, Washington", "Ohio", "United States", "ZCTA5 94110". A metropolitan area by its whole title, as it was
// in any delineation known here. A name that is none of these becomes x-census-name-<digits made of it>.
// Ownership: of its index; the resolver must outlive it. Thread-safety: immutable.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "places/resolver.hpp"
#include "sources/county_names.hpp"
#include "sources/source.hpp"

namespace housing::sources {

class CensusNames {
 public:
  explicit CensusNames(const places::Resolver& resolver);

  Place find(std::string_view name) const;

 private:
  std::optional<model::RegionId> metro(std::string_view name) const;
  std::optional<model::RegionId> county(std::string_view name) const;

  const places::Resolver& resolver_;
  CountyNames counties_;
  std::unordered_map<std::string, model::RegionId> metro_by_title_;
};

}  // namespace housing::sources
