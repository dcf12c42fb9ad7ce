// Output: answers on their way out: heads in one string, bodies by reference, sent together by one system call.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/buffer.hpp>

#include "http/response.hpp"

namespace housing::http {

// A body up to this size is copied behind its head: cheaper than one more piece to gather.
inline constexpr std::size_t kMaxInlineBody = 512;
inline constexpr std::size_t kMaxPieces = 64;  // what one sendmsg takes

class Output {
 public:
  using Buffers = std::array<boost::asio::const_buffer, kMaxPieces>;

  bool empty() const { return pieces_.empty(); }
  // Where a head is appended; then call add().
  std::string& head() { return heads_; }
  // The head appended last, followed by `body`.
  void add(Body body);
  // The next bytes to send.
  std::span<const boost::asio::const_buffer> gather(Buffers& buffers) const;
  void consume(std::size_t bytes);
  void clear();

 private:
  struct Piece {
    std::size_t head_end;  // in heads_; it begins where the piece before ends
    Body body;
  };

  std::string heads_;
  std::vector<Piece> pieces_;
  std::size_t first_ = 0;       // pieces before are sent
  std::size_t head_begin_ = 0;  // in heads_: unsent part of the first piece
  std::size_t body_begin_ = 0;  // in its body
};

}  // namespace housing::http
