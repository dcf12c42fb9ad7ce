// The binary form of the gazetteer, as tools/gazetteer/lib/binary.mjs writes it (its header comment is the
// description).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "model/region.hpp"

namespace housing::places::format {

inline constexpr std::string_view kMagic = "HTPLACES";
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::size_t kHashedFrom = 24;  // the checksum covers the file from here on

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t size;
  std::uint64_t checksum;
  std::uint32_t places;
  std::uint32_t references;
  std::uint32_t string_bytes;
  std::uint32_t zero;
  std::uint32_t type_begin[model::kRegionTypes + 1];
  std::uint32_t zero_end;
};
static_assert(sizeof(Header) == 96);

struct PlaceRecord {
  std::uint32_t key;
  std::uint32_t name;
  std::uint32_t city;
  std::int32_t latitude;
  std::int32_t longitude;
  std::uint32_t population;
  std::uint32_t references;
  std::uint32_t children;
  std::uint16_t vintage;
  std::uint8_t parents;
  std::uint8_t links;
  std::uint8_t aliases;
  std::uint8_t flags;
  std::uint8_t neighbours;
  std::uint8_t zero;
};
static_assert(sizeof(PlaceRecord) == 40);

inline constexpr std::int32_t kUnknownDegrees = INT32_MIN;
inline constexpr double kDegreesPerUnit = 1e-4;
inline constexpr std::uint8_t kMetropolitan = 1;
inline constexpr std::uint8_t kMicropolitan = 2;
inline constexpr std::uint8_t kFormer = 4;

// Reads a T at `at`; needs no alignment.
template <class T>
T load(const std::byte* at) {
  T value;
  std::memcpy(&value, at, sizeof(T));
  return value;
}

std::uint64_t checksum(std::span<const std::byte> bytes);

// The key of an id within its type, and back. Only ids of types the gazetteer can hold have one.
std::uint32_t key_of(const model::RegionId& id);
model::RegionId id_of(model::RegionType type, std::uint32_t key);

}  // namespace housing::places::format
