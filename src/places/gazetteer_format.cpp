#include "places/gazetteer_format.hpp"

#include <array>

#include "base/assert.hpp"

namespace housing::places::format {

using model::RegionId;
using model::RegionType;

std::uint64_t checksum(std::span<const std::byte> bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8)
    hash = (hash ^ load<std::uint64_t>(bytes.data() + at)) * 0x100000001b3;
  return hash;
}

std::uint32_t key_of(const RegionId& id) {
  const std::string_view code = id.code();
  if (id.type() == RegionType::kState || id.type() == RegionType::kNonmetro)
    return static_cast<std::uint32_t>(static_cast<unsigned char>(code[0]) * 256 + static_cast<unsigned char>(code[1]));
  std::uint32_t key = 0;
  for (const char c : code) key = key * 10 + static_cast<std::uint32_t>(c - '0');
  return key;
}

RegionId id_of(RegionType type, std::uint32_t key) {
  std::array<char, RegionId::kMaxLength> text{};
  const std::string_view name = to_string(type);
  std::size_t length = name.copy(text.data(), name.size());
  if (type != RegionType::kUs) {
    text[length++] = '-';
    if (type == RegionType::kState || type == RegionType::kNonmetro) {
      text[length++] = static_cast<char>(key / 256);
      text[length++] = static_cast<char>(key % 256);
    } else {
      const std::size_t digits = type == RegionType::kRegion || type == RegionType::kDivision ? 1 : 5;
      for (std::size_t i = digits; i-- > 0; key /= 10) text[length + i] = static_cast<char>('0' + key % 10);
      length += digits;
    }
  }
  const auto id = RegionId::parse({text.data(), length});
  HT_ASSERT(id.has_value());
  return *id;
}

}  // namespace housing::places::format
