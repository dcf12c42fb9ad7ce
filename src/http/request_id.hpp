// Request ids: the client's when it is sane, else one of ours, unique but not secret.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace housing::http {

inline constexpr std::size_t kMaxRequestIdBytes = 64;

inline bool is_sane_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxRequestIdBytes && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

// Thread-safety: one generator, one thread. Distinct seeds give distinct sequences (SplitMix64's finaliser).
class RequestIdGenerator {
 public:
  explicit RequestIdGenerator(std::uint64_t seed) : state_(seed) {}

  static constexpr std::size_t kBytes = 16;
  // Writes 16 hexadecimal digits to `out`.
  void next(char* out) {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    z ^= z >> 31;
    for (std::size_t i = 0; i < kBytes; ++i) out[i] = "0123456789abcdef"[(z >> (60 - 4 * i)) & 15];
  }

 private:
  std::uint64_t state_;
};

}  // namespace housing::http
