// CopyRows: rows in the binary form of COPY … FROM STDIN (FORMAT binary), collected into blocks of kCopyBlock.
// Thread-safety: one thread.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace housing::postgres {

inline constexpr std::size_t kCopyBlock = 64 * 1024;

class CopyRows {
 public:
  explicit CopyRows(std::int16_t width) : width_(width) { bytes_.assign("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19); }

  void begin_row() { put(static_cast<std::uint16_t>(width_)); }
  void text(std::string_view value) {
    put(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
  }
  void number(double value) {
    put(std::uint32_t{sizeof value});
    put(std::bit_cast<std::uint64_t>(value));
  }
  // Days since 1970; PostgreSQL counts from 2000.
  void date(std::int32_t days) {
    constexpr std::int32_t kDaysTo2000 = 10957;
    put(std::uint32_t{sizeof days});
    put(static_cast<std::uint32_t>(days - kDaysTo2000));
  }
  void end() { put(static_cast<std::uint16_t>(-1)); }

  bool is_full() const { return bytes_.size() >= kCopyBlock; }
  std::string_view bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  template <class Unsigned>
  void put(Unsigned value) {
    char bytes[sizeof value];
    for (std::size_t i = 0; i < sizeof value; ++i) bytes[i] = static_cast<char>(value >> (8 * (sizeof value - 1 - i)));
    bytes_.append(bytes, sizeof value);
  }

  std::int16_t width_;
  std::string bytes_;
};

}  // namespace housing::postgres
