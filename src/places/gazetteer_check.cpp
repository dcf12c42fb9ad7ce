// Gazetteer::open: what must be true of the bytes before anything else reads them without looking.
#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "places/gazetteer.hpp"
#include "places/gazetteer_format.hpp"

namespace housing::places {
namespace {

using base::ErrorCode;
using format::Header;
using format::PlaceRecord;
using model::RegionType;

base::Status corrupt(std::string what) {
  return base::fail(ErrorCode::kCorrupt, "gazetteer: " + std::move(what) + "; build the program again");
}

std::string where(std::size_t number) { return " at place " + std::to_string(number); }

// The parts of the file, and the tests that need more than one of them.
struct Parts {
  Header header;
  const std::byte* places;
  const std::byte* references;
  const std::byte* strings;

  PlaceRecord place(std::size_t number) const {
    return format::load<PlaceRecord>(places + number * sizeof(PlaceRecord));
  }
  std::uint32_t reference(std::size_t index) const { return format::load<std::uint32_t>(references + index * 4); }

  bool is_string(std::uint32_t offset) const {
    if (offset >= header.string_bytes) return false;
    const auto length = std::to_integer<std::uint32_t>(strings[offset]);
    return header.string_bytes - offset > length &&
           base::is_valid_utf8({reinterpret_cast<const char*>(strings + offset + 1), length});
  }

  bool are_places(std::size_t first, std::size_t count) const {
    for (std::size_t i = first; i < first + count; ++i)
      if (reference(i) >= header.places) return false;
    return true;
  }
};

bool is_key(RegionType type, std::uint32_t key) {
  const auto letter = [](std::uint32_t c) { return c >= 'a' && c <= 'z'; };
  switch (type) {
    case RegionType::kUs: return key == 0;
    case RegionType::kRegion: return key >= 1 && key <= 4;
    case RegionType::kDivision: return key >= 1 && key <= 9;
    case RegionType::kState:
    case RegionType::kNonmetro: return letter(key / 256) && letter(key % 256);
    case RegionType::kMetro:
    case RegionType::kMetroDivision:
    case RegionType::kCounty:
    case RegionType::kZip: return key <= 99999;
    default: return false;  // the gazetteer holds no others
  }
}

base::Result<Parts> split(std::span<const std::byte> bytes) {
  const auto bad = [](std::string what) { return std::unexpected(corrupt(std::move(what)).error()); };
  if (bytes.size() < sizeof(Header) || bytes.size() % 8 != 0)
    return bad(std::to_string(bytes.size()) + " bytes is no size for it");
  Parts parts{};
  parts.header = format::load<Header>(bytes.data());
  const Header& header = parts.header;
  if (std::string_view(header.magic, sizeof header.magic) != format::kMagic)
    return bad("it does not begin with its name");
  if (header.version != format::kVersion)
    return bad("its version is " + std::to_string(header.version) + ", this program reads " +
               std::to_string(format::kVersion));
  const std::size_t needed = sizeof(Header) + std::size_t{header.places} * sizeof(PlaceRecord) +
                             std::size_t{header.references} * sizeof(std::uint32_t) + header.string_bytes;
  if (header.size != bytes.size() || (needed + 7) / 8 * 8 != bytes.size())
    return bad("it says it has " + std::to_string(header.size) + " bytes of the " + std::to_string(bytes.size()) +
               " given, its tables take " + std::to_string(needed));
  if (format::checksum(bytes.subspan(format::kHashedFrom)) != header.checksum) return bad("its checksum is wrong");
  parts.places = bytes.data() + sizeof(Header);
  parts.references = parts.places + std::size_t{header.places} * sizeof(PlaceRecord);
  parts.strings = parts.references + std::size_t{header.references} * sizeof(std::uint32_t);
  return parts;
}

base::Status check_place(const Parts& parts, RegionType type, std::size_t number) {
  const PlaceRecord place = parts.place(number);
  if (!is_key(type, place.key)) return corrupt("a key that is none" + where(number));
  if (!parts.is_string(place.name) || !parts.is_string(place.city)) return corrupt("no name" + where(number));
  const std::size_t aliases = std::size_t{place.references} + place.parents + place.links;
  const std::size_t children = aliases + place.aliases;
  const std::size_t places_behind = std::size_t{place.children} + place.neighbours;
  if (children + places_behind > parts.header.references)
    return corrupt("more references than there are" + where(number));
  if (!parts.are_places(place.references, std::size_t{place.parents} + place.links) ||
      !parts.are_places(children, places_behind))
    return corrupt("a reference to a place that is not there" + where(number));
  for (std::size_t i = aliases; i < children; ++i)
    if (!parts.is_string(parts.reference(i))) return corrupt("a broken alias" + where(number));
  // A state prints as its postal code, its first alias.
  if (type == RegionType::kState && place.aliases == 0) return corrupt("no postal code" + where(number));
  return {};
}

}  // namespace

base::Result<Gazetteer> Gazetteer::open(std::span<const std::byte> bytes) {
  HT_TRY(const Parts parts, split(bytes));
  const auto& begin = parts.header.type_begin;
  if (begin[0] != 0 || begin[model::kRegionTypes] != parts.header.places || !std::ranges::is_sorted(begin))
    return std::unexpected(corrupt("its types are not in order").error());
  for (std::size_t type = 0; type < model::kRegionTypes; ++type)
    for (std::size_t number = begin[type]; number < begin[type + 1]; ++number) {
      HT_CHECK_OK(check_place(parts, static_cast<RegionType>(type), number));
      if (number > begin[type] && parts.place(number - 1).key >= parts.place(number).key)
        return std::unexpected(corrupt("a place out of order" + where(number)).error());
    }
  return Gazetteer(bytes.data());
}

}  // namespace housing::places
