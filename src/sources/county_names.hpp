// CountyNames: counties by their names, for publishers that give no FIPS code ("Alameda County, CA", "Baltimore City
// County, MD", "Alexandria, VA", "Skagway Borough, AK"). Compared by letters alone: "LaSalle" is "La Salle", "&" is
// "and". A name that fits two equally well is not found; a county in use comes before a former one.
//
// Ownership: of its index. Thread-safety: immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/region.hpp"
#include "places/gazetteer.hpp"

namespace housing::sources {

class CountyNames {
 public:
  explicit CountyNames(const places::Gazetteer& gazetteer);

  // `name` with what kind of county it is behind it, or without; `postal`: "CA", any case.
  std::optional<model::RegionId> find(std::string_view name, std::string_view postal) const;

 private:
  struct Match {
    std::optional<model::RegionId> in_use;  // nothing when there are two
    std::optional<model::RegionId> former;
    int count_in_use = 0;
    int count_former = 0;
  };
  void add(const std::string& key, const places::Place& county);
  std::optional<model::RegionId> match(const std::string& key) const;

  std::unordered_map<std::string, Match> by_key_;
};

}  // namespace housing::sources
