#include "sources/record_fields.hpp"

#include "sources/byte_masks.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kStep = 64;    // bytes looked at together
constexpr std::size_t kUsually = 8;  // separators in them, or fewer

std::uint64_t mask_of_step(const char* text, char wanted) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kStep / kMaskedBytes; ++i)
    mask |= std::uint64_t{mask_of(text + i * kMaskedBytes, wanted)} << (i * kMaskedBytes);
  return mask;
}

// Writes where the set bits are; what it writes behind them is overwritten later. There is room for kStep.
std::uint32_t* put_positions(std::uint64_t mask, std::uint32_t at, std::uint32_t* to) {
  const auto count = static_cast<std::size_t>(std::popcount(mask));
  const auto put = [&](std::size_t i) {
    to[i] = at + static_cast<std::uint32_t>(std::countr_zero(mask));
    mask &= mask - 1;
  };
  for (std::size_t i = 0; i < kUsually; ++i) put(i);  // without a branch on how many there are
  for (std::size_t i = kUsually; i < count; ++i) put(i);
  return to + count;
}

}  // namespace

base::Status RecordFields::too_many(const CsvReader& reader) const {
  return base::fail(base::ErrorCode::kLimitExceeded,
                    "line " + std::to_string(reader.line()) + ": more than " + std::to_string(kMaxFields) + " fields");
}

base::Status RecordFields::read(CsvReader& reader) {
  const std::string_view record = reader.record();
  record_ = record.data();
  readable_end_ = reader.readable_end();
  quoted_ = reader.has_quotes();
  if (quoted_) {
    HT_CHECK_OK(reader.split(unquoted_));
    size_ = unquoted_.size();
    return {};
  }
  if (ends_.empty()) ends_.resize(kMaxFields + kStep + 1);
  const std::uint32_t* const most = ends_.data() + kMaxFields;
  std::uint32_t* to = ends_.data();
  std::size_t at = 0;
  for (; at + kStep <= record.size() && to < most; at += kStep)
    to = put_positions(mask_of_step(record_ + at, reader.separator()), static_cast<std::uint32_t>(at), to);
  for (; at < record.size() && to < most; ++at)
    if (record_[at] == reader.separator()) *to++ = static_cast<std::uint32_t>(at);
  if (to >= most) return too_many(reader);
  *to++ = static_cast<std::uint32_t>(record.size());
  size_ = static_cast<std::size_t>(to - ends_.data());
  return {};
}

}  // namespace housing::sources
