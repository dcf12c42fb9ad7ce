#include "http/body_decoder.hpp"

#include <algorithm>

namespace housing::http {
namespace {

int hex_digit(unsigned char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void BodyDecoder::expect_length(std::uint64_t bytes) {
  rest_ = bytes;
  state_ = bytes == 0 ? State::kComplete : State::kLength;
}

void BodyDecoder::expect_chunks(std::size_t max_bytes) {
  room_ = max_bytes;
  extra_ = 0;
  state_ = State::kFirstDigit;
}

BodyDecoder::Step BodyDecoder::decode(std::string_view bytes, std::string& body) {
  Step step;
  while (state_ != State::kComplete && step.consumed < bytes.size()) {
    if (state_ == State::kLength || state_ == State::kData) {
      const std::size_t count = std::min<std::uint64_t>(rest_, bytes.size() - step.consumed);
      body.append(bytes.substr(step.consumed, count));
      step.consumed += count;
      rest_ -= count;
      if (rest_ == 0) state_ = state_ == State::kLength ? State::kComplete : State::kDataReturn;
    } else {
      step.refusal = take_line_byte(static_cast<unsigned char>(bytes[step.consumed]));
      if (step.refusal != Refusal::kNone) return step;
      ++step.consumed;
    }
  }
  step.complete = state_ == State::kComplete;
  return step;
}

Refusal BodyDecoder::take_line_byte(unsigned char byte) {
  switch (state_) {
    case State::kFirstDigit:
      rest_ = 0;
      digits_ = 0;
      if (hex_digit(byte) < 0) return Refusal::kMalformed;
      state_ = State::kSize;
      return take_size_byte(byte);
    case State::kSize: return take_size_byte(byte);
    case State::kExtension: return take_text_byte(byte, State::kSizeLineFeed);
    case State::kSizeLineFeed: return expect(byte == '\n', rest_ == 0 ? State::kTrailerStart : State::kData);
    case State::kDataReturn: return expect(byte == '\r', State::kDataLineFeed);
    case State::kDataLineFeed: return expect(byte == '\n', State::kFirstDigit);
    case State::kTrailerStart:
      if (byte == '\r') return expect(true, State::kLastLineFeed);
      state_ = State::kTrailer;
      return take_text_byte(byte, State::kTrailerLineFeed);
    case State::kTrailer: return take_text_byte(byte, State::kTrailerLineFeed);
    case State::kTrailerLineFeed: return expect(byte == '\n', State::kTrailerStart);
    case State::kLastLineFeed: return expect(byte == '\n', State::kComplete);
    case State::kComplete:
    case State::kLength:
    case State::kData: break;
  }
  return Refusal::kMalformed;
}

// A size that cannot be right is refused at the digit that makes it so, long before it could overflow.
Refusal BodyDecoder::take_size_byte(unsigned char byte) {
  if (const int digit = hex_digit(byte); digit >= 0) {
    if (++digits_ > kMaxChunkSizeDigits) return Refusal::kMalformed;  // endless zeros
    rest_ = rest_ * 16 + static_cast<std::uint64_t>(digit);
    return rest_ > room_ ? Refusal::kBodyTooLarge : Refusal::kNone;
  }
  room_ -= rest_;
  if (byte == '\r') return expect(true, State::kSizeLineFeed);
  return expect(byte == ';', State::kExtension);
}

Refusal BodyDecoder::take_text_byte(unsigned char byte, State after_return) {
  if (byte == '\r') return expect(true, after_return);
  const bool is_text = byte == '\t' || (byte >= 0x20 && byte != 0x7f);
  return is_text && ++extra_ <= kMaxChunkExtraBytes ? Refusal::kNone : Refusal::kMalformed;
}

Refusal BodyDecoder::expect(bool fits, State next) {
  state_ = next;
  return fits ? Refusal::kNone : Refusal::kMalformed;
}

}  // namespace housing::http
