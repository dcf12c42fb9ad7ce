// BodyDecoder: takes a request's body out of its framing: Content-Length or chunked (RFC 9112, 7.1).
//
// Our own and not Beast's, whose chunk parser asserts that a lone last chunk never ends a packet: any client can.
// Bytes may come in any pieces; every byte up to the body's end is consumed when it comes.
// Limits: the content's as given; kMaxChunkExtraBytes of extensions and trailers, which are not kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/refusal.hpp"

namespace housing::http {

inline constexpr std::size_t kMaxChunkExtraBytes = 16 * 1024;
inline constexpr unsigned kMaxChunkSizeDigits = 16;

class BodyDecoder {
 public:
  void expect_length(std::uint64_t bytes);
  void expect_chunks(std::size_t max_bytes);

  struct Step {
    Refusal refusal = Refusal::kNone;
    std::size_t consumed = 0;
    bool complete = false;
  };
  // Appends content found at the start of `bytes` to `body`.
  Step decode(std::string_view bytes, std::string& body);
  bool is_complete() const { return state_ == State::kComplete; }

 private:
  enum class State : std::uint8_t {
    kComplete,
    kLength,      // rest_ bytes, then the end
    kFirstDigit,  // of a chunk's size
    kSize,
    kExtension,  // up to CR
    kSizeLineFeed,
    kData,  // rest_ bytes
    kDataReturn,
    kDataLineFeed,
    kTrailerStart,  // a trailer or the final empty line
    kTrailer,       // up to CR
    kTrailerLineFeed,
    kLastLineFeed,
  };

  Refusal take_line_byte(unsigned char byte);
  Refusal take_size_byte(unsigned char byte);
  Refusal take_text_byte(unsigned char byte, State after_return);
  Refusal expect(bool fits, State next);

  State state_ = State::kComplete;
  std::uint64_t rest_ = 0;
  std::size_t room_ = 0;   // content bytes that may still come
  unsigned digits_ = 0;    // of the chunk size being read
  std::size_t extra_ = 0;  // bytes of extensions and trailers so far
};

}  // namespace housing::http
