#include "http/output.hpp"

#include <algorithm>
#include <utility>

namespace housing::http {
namespace {

constexpr std::size_t kKeptCapacity = 4096;  // a connection's heads buffer above this is given back

}  // namespace

void Output::add(Body body) {
  if (body.bytes.size() <= kMaxInlineBody) {
    heads_.append(body.bytes);
    body = {};
  }
  if (!pieces_.empty() && pieces_.size() > first_ && pieces_.back().body.bytes.empty()) {
    pieces_.back().head_end = heads_.size();
    pieces_.back().body = std::move(body);
  } else {
    pieces_.push_back({heads_.size(), std::move(body)});
  }
}

std::span<const boost::asio::const_buffer> Output::gather(Buffers& buffers) const {
  std::size_t count = 0;
  std::size_t head_begin = head_begin_;
  std::size_t body_begin = body_begin_;
  for (std::size_t i = first_; i < pieces_.size() && count + 2 <= buffers.size(); ++i) {
    const Piece& piece = pieces_[i];
    if (piece.head_end > head_begin)
      buffers[count++] = boost::asio::const_buffer(heads_.data() + head_begin, piece.head_end - head_begin);
    if (piece.body.bytes.size() > body_begin)
      buffers[count++] =
          boost::asio::const_buffer(piece.body.bytes.data() + body_begin, piece.body.bytes.size() - body_begin);
    head_begin = piece.head_end;
    body_begin = 0;
  }
  return {buffers.data(), count};
}

void Output::consume(std::size_t bytes) {
  while (first_ < pieces_.size()) {
    Piece& piece = pieces_[first_];
    const std::size_t of_head = std::min(bytes, piece.head_end - head_begin_);
    head_begin_ += of_head;
    bytes -= of_head;
    const std::size_t of_body = std::min(bytes, piece.body.bytes.size() - body_begin_);
    body_begin_ += of_body;
    bytes -= of_body;
    if (head_begin_ < piece.head_end || body_begin_ < piece.body.bytes.size()) return;
    piece.body = {};
    body_begin_ = 0;
    ++first_;
  }
  clear();
}

void Output::clear() {
  pieces_.clear();
  heads_.clear();
  if (heads_.capacity() > kKeptCapacity) heads_.shrink_to_fit();
  first_ = head_begin_ = body_begin_ = 0;
}

}  // namespace housing::http
