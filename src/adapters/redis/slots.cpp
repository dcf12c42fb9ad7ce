#include "adapters/redis/slots.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint16_t kPolynomial = 0x1021;

constexpr auto kTable = [] {
  std::array<std::uint16_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t crc = byte << 8U;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ kPolynomial : crc << 1U;
    table[byte] = static_cast<std::uint16_t>(crc);
  }
  return table;
}();

std::optional<std::uint16_t> number_below(std::int64_t value, std::int64_t limit) {
  if (value < 0 || value >= limit) return std::nullopt;
  return static_cast<std::uint16_t>(value);
}

std::optional<std::uint16_t> number_in(const Reply& reply, std::int64_t limit) {
  return reply.is(ReplyKind::kInteger) ? number_below(reply.integer, limit) : std::nullopt;
}

// [first, last, [host, port, …] of the primary, replicas …]
bool take_range(const Reply& range, const Endpoint& teller, SlotMap& map) {
  if (range.elements.size() < 3) return false;
  const auto first = number_in(range.elements[0], kSlots);
  const auto last = number_in(range.elements[1], kSlots);
  const auto& node = range.elements[2].elements;
  if (!first || !last || *first > *last || node.size() < 2) return false;
  const auto port = number_in(node[1], UINT16_MAX + 1);
  if (!port || *port == 0) return false;
  const bool named = node[0].is(ReplyKind::kString) && !node[0].text.empty() && node[0].text != "?";
  const Endpoint endpoint{named ? node[0].text : teller.host, *port};
  for (std::uint32_t slot = *first; slot <= *last; ++slot) map.assign(static_cast<std::uint16_t>(slot), endpoint);
  return true;
}

}  // namespace

std::string Endpoint::shown() const { return host + ':' + std::to_string(port); }

std::uint16_t key_slot(std::string_view key) {
  if (const std::size_t begin = key.find('{'); begin != std::string_view::npos) {
    const std::size_t end = key.find('}', begin + 1);
    if (end != std::string_view::npos && end > begin + 1) key = key.substr(begin + 1, end - begin - 1);
  }
  std::uint16_t crc = 0;
  for (const char c : key)
    crc = static_cast<std::uint16_t>((crc << 8U) ^ kTable[((crc >> 8U) ^ static_cast<unsigned char>(c)) & 0xffU]);
  return crc % kSlots;
}

void SlotMap::assign(std::uint16_t slot, const Endpoint& endpoint) {
  auto place = std::ranges::find(primaries, endpoint);
  if (place == primaries.end()) {
    if (primaries.size() >= kMaxNodes) return;
    place = primaries.insert(primaries.end(), endpoint);
  }
  owner[slot] = static_cast<std::uint16_t>(place - primaries.begin());
}

base::Result<SlotMap> parse_slots(const Reply& reply, const Endpoint& teller) {
  if (reply.is(ReplyKind::kError))
    return fail(ErrorCode::kUnavailable, teller.shown() + " does not tell its cluster's slots: " + reply.text);
  SlotMap map;
  for (const Reply& range : reply.elements)
    if (!take_range(range, teller, map))
      return fail(ErrorCode::kUnavailable, teller.shown() + ": its table of slots cannot be understood");
  if (map.primaries.empty())
    return fail(ErrorCode::kUnavailable, teller.shown() + ": nobody in its cluster has slots yet");
  return map;
}

std::optional<Redirect> parse_redirect(const Reply& reply, std::string_view host) {
  const bool only_once = reply.is_error("ASK");
  if (!only_once && !reply.is_error("MOVED")) return std::nullopt;
  const auto words = base::split(reply.text, ' ');  // MOVED 3999 127.0.0.1:6381
  if (words.size() < 3) return std::nullopt;
  const std::size_t colon = words[2].rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto slot = number_below(base::parse_integer(words[1]).value_or(-1), kSlots);
  const auto port = number_below(base::parse_integer(words[2].substr(colon + 1)).value_or(-1), UINT16_MAX + 1);
  if (!slot || !port || *port == 0) return std::nullopt;
  const std::string_view said = words[2].substr(0, colon);
  return Redirect{*slot, {std::string(said.empty() || said == "?" ? host : said), *port}, only_once};
}

}  // namespace housing::redis
