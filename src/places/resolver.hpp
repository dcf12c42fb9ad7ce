// Resolver: publishers' names and codes of places to our ids. A place nothing here knows is no error: the importer then
// makes an id of its own for it (x-zillow-395057), which stays searchable and is reported.
//
// Metros: Zillow gives no codes but short names ("San Francisco, CA"): the first city and first state of a CBSA's
// title. Matching goes, in this order, by first city and first state of the 2023 titles; of dissolved CBSAs' titles,
// the latest delineation first; of earlier titles of CBSAs that go on; then by a title's other states and other cities.
// A name that fits two equally well is not resolved. Letters a publisher has broken ("Ca-¦on City") count as any one
// letter.
//
// Ownership: refers to the gazetteer's bytes. Thread-safety: immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/region.hpp"
#include "places/gazetteer.hpp"

namespace housing::places {

class Resolver {
 public:
  explicit Resolver(const Gazetteer& gazetteer);

  // `name` as Zillow writes it, with or without ", ST" behind; `state` counts only where the name has none.
  std::optional<model::RegionId> zillow_metro(std::string_view name, std::string_view state = {}) const;
  // FHFA's five digits and name: a division when the name ends in "(MSAD)".
  std::optional<model::RegionId> fhfa_area(std::string_view code, std::string_view name) const;
  // A CBSA or division by its code alone (Census permits, Realtor.com).
  std::optional<model::RegionId> cbsa(std::string_view code) const;
  // FIPS codes, with or without their leading zeros.
  std::optional<model::RegionId> county(std::string_view state_fips, std::string_view county_fips) const;
  std::optional<model::RegionId> state_by_name(std::string_view name) const;      // "New York", any case
  std::optional<model::RegionId> state_by_postal(std::string_view postal) const;  // "NY", any case
  // "East North Central" or FHFA's "DV_ENC".
  std::optional<model::RegionId> division(std::string_view name) const;
  // Exactly five digits (kInvalidInput otherwise); whether the gazetteer knows the code does not matter.
  base::Result<model::RegionId> zip(std::string_view text) const;

  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  // One way to name a metro: "sanfrancisco" + "ca". A lower rank is a better reason.
  struct MetroName {
    std::string city;
    std::string state;
    int rank = 0;
    std::uint32_t place = 0;
  };
  void add_metro(const Place& metro);
  void add_title(const Place& metro, std::string_view title, int rank_first, int rank_state, int rank_city);
  std::optional<model::RegionId> best(const std::string& city, const std::string& state) const;
  std::optional<model::RegionId> best_pattern(std::string_view pattern, std::string_view state) const;
  std::optional<model::RegionId> known(const std::string& id) const;

  Gazetteer gazetteer_;
  std::vector<MetroName> metro_names_;  // by city, state, rank
};

}  // namespace housing::places
