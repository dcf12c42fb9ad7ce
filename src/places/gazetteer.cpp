#include "places/gazetteer.hpp"

#include <algorithm>

#include "places/gazetteer_format.hpp"

namespace housing::places {

using format::Header;
using format::PlaceRecord;
using model::RegionId;
using model::RegionType;

namespace {

std::uint32_t place_count(const std::byte* file) {
  return format::load<std::uint32_t>(file + offsetof(Header, places));
}

const std::byte* record_at(const std::byte* file, std::size_t number) {
  return file + sizeof(Header) + number * sizeof(PlaceRecord);
}

template <class T>
T field(const std::byte* file, std::size_t number, std::size_t offset) {
  return format::load<T>(record_at(file, number) + offset);
}

PlaceRecord record(const std::byte* file, std::size_t number) {
  return format::load<PlaceRecord>(record_at(file, number));
}

std::uint32_t reference(const std::byte* file, std::size_t index) {
  return format::load<std::uint32_t>(record_at(file, place_count(file)) + index * sizeof(std::uint32_t));
}

std::string_view string_at(const std::byte* file, std::uint32_t offset) {
  const auto references = format::load<std::uint32_t>(file + offsetof(Header, references));
  const std::byte* at = record_at(file, place_count(file)) + references * sizeof(std::uint32_t) + offset;
  return {reinterpret_cast<const char*>(at + 1), std::to_integer<std::size_t>(*at)};
}

std::uint32_t type_begin(const std::byte* file, std::size_t type) {
  return format::load<std::uint32_t>(file + offsetof(Header, type_begin) + type * sizeof(std::uint32_t));
}

}  // namespace

Place PlaceRange::operator[](std::size_t i) const { return {file_, first_ + i}; }
Place PlaceList::operator[](std::size_t i) const { return {file_, reference(file_, first_ + i)}; }
std::string_view AliasList::operator[](std::size_t i) const { return string_at(file_, reference(file_, first_ + i)); }

RegionType Place::type() const {
  std::size_t type = 0;
  while (number_ >= type_begin(file_, type + 1)) ++type;
  return static_cast<RegionType>(type);
}

RegionId Place::id() const {
  return format::id_of(type(), field<std::uint32_t>(file_, number_, offsetof(PlaceRecord, key)));
}

std::string_view Place::name() const {
  return string_at(file_, field<std::uint32_t>(file_, number_, offsetof(PlaceRecord, name)));
}

std::string_view Place::city() const {
  return string_at(file_, field<std::uint32_t>(file_, number_, offsetof(PlaceRecord, city)));
}

std::string Place::label() const {
  std::string label(name());
  const RegionType kind = type();
  if (kind == RegionType::kMetroDivision) return label + " (division)";
  if (kind == RegionType::kRegion) return label + " region";
  if (kind == RegionType::kDivision) return label + " division";
  if (kind != RegionType::kCounty && kind != RegionType::kZip) return label;
  if (kind == RegionType::kZip) label.append(", ").append(city());
  if (const auto above = state()) label.append(", ").append(above->aliases()[0]);
  return label;
}

PlaceList Place::parents() const {
  const PlaceRecord place = record(file_, number_);
  return {file_, place.references, place.parents};
}

PlaceList Place::links() const {
  const PlaceRecord place = record(file_, number_);
  return {file_, std::size_t{place.references} + place.parents, place.links};
}

AliasList Place::aliases() const {
  const PlaceRecord place = record(file_, number_);
  return {file_, std::size_t{place.references} + place.parents + place.links, place.aliases};
}

PlaceList Place::children() const {
  const PlaceRecord place = record(file_, number_);
  return {file_, std::size_t{place.references} + place.parents + place.links + place.aliases, place.children};
}

PlaceList Place::neighbours() const {
  const PlaceRecord place = record(file_, number_);
  return {file_, std::size_t{place.references} + place.parents + place.links + place.aliases + place.children,
          place.neighbours};
}

std::optional<Location> Place::location() const {
  const PlaceRecord place = record(file_, number_);
  if (place.latitude == format::kUnknownDegrees || place.longitude == format::kUnknownDegrees) return std::nullopt;
  return Location{place.latitude * format::kDegreesPerUnit, place.longitude * format::kDegreesPerUnit};
}

std::uint32_t Place::population() const {
  return field<std::uint32_t>(file_, number_, offsetof(PlaceRecord, population));
}

int Place::vintage() const { return field<std::uint16_t>(file_, number_, offsetof(PlaceRecord, vintage)); }

namespace {

bool has_flag(const std::byte* file, std::size_t number, std::uint8_t flag) {
  return (field<std::uint8_t>(file, number, offsetof(PlaceRecord, flags)) & flag) != 0;
}

}  // namespace

bool Place::is_metropolitan() const { return has_flag(file_, number_, format::kMetropolitan); }
bool Place::is_micropolitan() const { return has_flag(file_, number_, format::kMicropolitan); }
bool Place::is_former() const { return has_flag(file_, number_, format::kFormer); }

std::optional<Place> Place::state() const {
  if (type() == RegionType::kState) return *this;
  for (const Place parent : parents())
    if (parent.type() == RegionType::kState) return parent;
  return std::nullopt;
}

std::size_t Gazetteer::size() const { return place_count(file_); }

PlaceRange Gazetteer::of_type(RegionType type) const {
  const auto first = type_begin(file_, static_cast<std::size_t>(type));
  return {file_, first, type_begin(file_, static_cast<std::size_t>(type) + 1) - first};
}

namespace {

std::uint32_t key_at(const std::byte* file, std::size_t number) {
  return field<std::uint32_t>(file, number, offsetof(PlaceRecord, key));
}

// The number of the first place of the range whose key is not below; the range's end without one.
std::size_t first_from(const std::byte* file, std::size_t low, std::size_t count, std::uint32_t key) {
  std::size_t high = low + count;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (key_at(file, middle) < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

std::optional<Place> Gazetteer::find(const RegionId& id) const {
  const PlaceRange range = of_type(id.type());
  if (range.empty()) return std::nullopt;
  const std::uint32_t key = format::key_of(id);
  const std::size_t first = range[0].number();
  const std::size_t found = first_from(file_, first, range.size(), key);
  if (found == first + range.size() || key_at(file_, found) != key) return std::nullopt;
  return Place(file_, found);
}

std::optional<Place> Gazetteer::state_of_code(const RegionId& id) const {
  if (id.type() != RegionType::kPlace && id.type() != RegionType::kTown) return std::nullopt;
  constexpr std::uint32_t kCountiesOfState = 1000;
  const std::string_view code = id.code();
  const auto fips = static_cast<std::uint32_t>((code[0] - '0') * 10 + (code[1] - '0'));
  const PlaceRange counties = of_type(RegionType::kCounty);
  if (counties.empty()) return std::nullopt;
  const std::size_t first = counties[0].number();
  const std::size_t found = first_from(file_, first, counties.size(), fips * kCountiesOfState);
  if (found == first + counties.size() || key_at(file_, found) / kCountiesOfState != fips) return std::nullopt;
  return Place(file_, found).state();
}

}  // namespace housing::places
