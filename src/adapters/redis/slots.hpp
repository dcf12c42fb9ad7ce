// Redis Cluster's map: which of 16384 slots a key falls into, which server has a slot, and where a server sends us.
//
// Thread-safety: functions and values. Errors: kUnavailable for an answer that is no map. Limits: kMaxNodes.
// Source: the Redis cluster specification (CRC16/XMODEM of the key, or of what stands in its first {…}).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/redis/reply.hpp"

namespace housing::redis {

inline constexpr std::size_t kSlots = 16384;
inline constexpr std::size_t kMaxNodes = 500;

struct Endpoint {
  std::string host;
  std::uint16_t port = 0;
  auto operator<=>(const Endpoint&) const = default;
  std::string shown() const;  // "host:port"
};

std::uint16_t key_slot(std::string_view key);

struct SlotMap {
  static constexpr std::uint16_t kNobody = UINT16_MAX;
  SlotMap() { owner.fill(kNobody); }
  std::vector<Endpoint> primaries;
  std::array<std::uint16_t, kSlots> owner{};  // index into primaries

  const Endpoint* find(std::uint16_t slot) const { return owner[slot] == kNobody ? nullptr : &primaries[owner[slot]]; }
  void assign(std::uint16_t slot, const Endpoint& endpoint);
};

// The answer to CLUSTER SLOTS by `teller`, whose host is meant where none is said.
base::Result<SlotMap> parse_slots(const Reply& reply, const Endpoint& teller);

struct Redirect {
  std::uint16_t slot = 0;
  Endpoint to;
  bool only_once = false;  // ASK, not MOVED
};

// nullopt: the reply sends us nowhere. `host`: of the server that answered.
std::optional<Redirect> parse_redirect(const Reply& reply, std::string_view host);

}  // namespace housing::redis
