#include "sources/csv.hpp"

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"
#include "sources/byte_masks.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kPadding = 64;  // readable bytes behind a carried record, for FieldCursor::readable()

constexpr unsigned char kHighestSpecial = '"';  // of '"', LF, CR, NUL

// Whether one of `Count` bytes may matter to the scan. Written so that compilers turn the loop into vector code.
template <std::size_t Count>
bool has_low_byte(const unsigned char* bytes) {
  unsigned char least = 0xFF;
  for (std::size_t i = 0; i < Count; ++i) least = std::min(least, bytes[i]);
  return least <= kHighestSpecial;
}

// Position of the first byte from `at` on that may matter to the scan: all of those are at or below '"'.
std::size_t find_low_byte(std::string_view text, std::size_t at) {
  constexpr std::size_t kBlock = 256;
  constexpr std::size_t kStep = 32;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  while (at + kBlock <= text.size() && !has_low_byte<kBlock>(bytes + at)) at += kBlock;
  while (at + kStep <= text.size() && !has_low_byte<kStep>(bytes + at)) at += kStep;
  while (at < text.size() && bytes[at] > kHighestSpecial) ++at;
  return at;
}

// The same in tables whose separator is such a low byte itself, so that one would be found in every field.
std::size_t find_special_byte(std::string_view text, std::size_t at) {
  for (; at + kMaskedBytes <= text.size(); at += kMaskedBytes) {
    const std::uint32_t mask = mask_of_any<'"', '\n', '\r', '\0'>(text.data() + at);
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
  const auto is_special = [](char c) { return c == '"' || c == '\n' || c == '\r' || c == '\0'; };
  while (at < text.size() && !is_special(text[at])) ++at;
  return at;
}

}  // namespace

bool FieldCursor::next(std::string_view& field) {
  if (!more_) return false;
  if (at_ != end_ && *at_ == '"') {
    field = next_quoted();
    return true;
  }
  const auto left = static_cast<std::size_t>(end_ - at_);
  const void* const found = left == 0 ? nullptr : std::memchr(at_, separator_, left);
  const char* const field_end = found == nullptr ? end_ : static_cast<const char*>(found);
  field = {at_, static_cast<std::size_t>(field_end - at_)};
  step_past(field_end);
  return true;
}

std::string_view FieldCursor::next_quoted() {
  const std::size_t begin = scratch_->size();
  const char* piece = ++at_;
  while (true) {
    const auto* const quote = static_cast<const char*>(std::memchr(at_, '"', static_cast<std::size_t>(end_ - at_)));
    HT_ASSERT(quote != nullptr);  // the reader has checked the quoting
    const bool doubled = quote + 1 != end_ && quote[1] == '"';
    if (!doubled) {
      const std::string_view last(piece, static_cast<std::size_t>(quote - piece));
      step_past(quote + 1);
      if (scratch_->size() == begin) return last;
      HT_ASSERT(scratch_->size() + last.size() <= scratch_->capacity());
      scratch_->append(last);
      return std::string_view(*scratch_).substr(begin);
    }
    HT_ASSERT(scratch_->size() + static_cast<std::size_t>(quote + 1 - piece) <= scratch_->capacity());
    scratch_->append(piece, quote + 1);
    piece = at_ = quote + 2;
  }
}

FieldCursor CsvReader::fields() {
  scratch_.clear();
  // Unquoted fields together are shorter than the record, so the views into scratch_ stay good.
  if (scratch_.capacity() < record_.size()) scratch_.reserve(record_.size());
  return {record_, readable_end_, separator_, scratch_};
}

base::Status CsvReader::split(std::vector<std::string_view>& out) {
  out.clear();
  FieldCursor cursor = fields();
  std::string_view field;
  while (cursor.next(field)) {
    if (out.size() == kMaxFields)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "line " + std::to_string(line_) + ": more than " + std::to_string(kMaxFields) + " fields");
    out.push_back(field);
  }
  return {};
}

base::Result<bool> CsvReader::next() {
  while (true) {
    HT_TRY(const bool found, next_record());
    if (!found) return false;
    if (line_ == 1 && record_.starts_with(kByteOrderMark)) record_.remove_prefix(kByteOrderMark.size());
    if (!record_.empty()) return true;
  }
}

// One record or empty line; false at the end.
base::Result<bool> CsvReader::next_record() {
  line_ = next_line_;
  flaw_ = {};
  has_quotes_ = false;
  carry_.clear();
  if (chunk_.empty()) return carry_on();
  HT_TRY(const Scan outcome, scan(chunk_, false));
  if (outcome == Scan::kNeedMore) return carry_on();
  readable_end_ = chunk_.data() + chunk_.size();
  chunk_.remove_prefix(consumed_);
  return true;
}

// The record is longer than what is left of the chunk: gathers it from as many as it takes.
base::Result<bool> CsvReader::carry_on() {
  constexpr std::size_t kLeastPiece = 4096;
  carry_.append(chunk_);
  chunk_ = {};
  while (true) {
    HT_TRY(const std::span<const char> bytes, source_.next());
    chunk_ = {bytes.data(), bytes.size()};
    source_ended_ = chunk_.empty();
    if (source_ended_ && carry_.empty()) return false;
    do {
      // Of a large chunk only some is copied: the record may end soon.
      const std::string_view piece = chunk_.substr(0, std::max(carry_.size(), kLeastPiece));
      carry_.append(piece);
      chunk_.remove_prefix(piece.size());
      HT_TRY(const Scan outcome, scan(carry_, source_ended_));
      if (outcome == Scan::kNeedMore) continue;
      // What was copied too much goes back.
      const std::size_t unused = carry_.size() - consumed_;
      chunk_ = {chunk_.data() - unused, chunk_.size() + unused};
      const std::size_t length = record_.size();
      carry_.append(kPadding, '\0');
      record_ = std::string_view(carry_).substr(0, length);
      readable_end_ = carry_.data() + carry_.size();
      return true;
    } while (!chunk_.empty());
  }
}

// Looks for the record's end in `text`, which begins with the record; goes on where it stopped for want of bytes.
base::Result<CsvReader::Scan> CsvReader::scan(std::string_view text, bool last) {
  while (true) {
    const bool low_separator = static_cast<unsigned char>(separator_) <= kHighestSpecial;
    scanned_ = low_separator ? find_special_byte(text, scanned_) : find_low_byte(text, scanned_);
    if (scanned_ > kMaxRecordBytes)
      return base::fail(
          base::ErrorCode::kLimitExceeded,
          "line " + std::to_string(line_) + ": a record of more than " + std::to_string(kMaxRecordBytes) + " bytes" +
              (quoted_ ? "; is the quote opened on line " + std::to_string(quote_line_) + " closed?" : std::string()));
    const bool out_of_bytes = scanned_ == text.size();
    if (out_of_bytes && !last) return Scan::kNeedMore;
    if (out_of_bytes && quoted_) return broken(quote_line_, "a quote is opened here and never closed");
    if (out_of_bytes) return end_record(text, LineEnd::kNone);
    switch (text[scanned_]) {
      case '"': {
        HT_TRY(const Scan outcome, scan_quote(text, last));
        if (outcome == Scan::kNeedMore) return outcome;
        break;
      }
      case '\n':
        if (!quoted_ && line_end_ == LineEnd::kCr)
          return broken(next_line_,
                        "ends with a line feed, the lines before it with a carriage return: the file is damaged. "
                        "Download the publisher's original");
        if (!quoted_) return end_record(text, LineEnd::kLf);
        ++next_line_;
        ++scanned_;
        break;
      case '\r': {
        const bool at_last_byte = scanned_ + 1 == text.size();
        if (!quoted_ && at_last_byte && !last) return Scan::kNeedMore;
        const bool line_feed_follows = !at_last_byte && text[scanned_ + 1] == '\n';
        if (!quoted_ && line_feed_follows && line_end_ != LineEnd::kCr) return end_record(text, LineEnd::kCrLf);
        if (!quoted_ && (line_end_ == LineEnd::kNone || line_end_ == LineEnd::kCr))
          return end_record(text, LineEnd::kCr);
        if (!quoted_) flaw_ = "a carriage return in the middle of the line: the line is damaged";
        if (quoted_ && line_end_ == LineEnd::kCr) ++next_line_;
        ++scanned_;
        break;
      }
      case '\0': return broken(next_line_, "a NUL byte; this is not a text file, or it is damaged");
      default: ++scanned_;
    }
  }
}

// At a quote: kRecord when it is understood and passed.
base::Result<CsvReader::Scan> CsvReader::scan_quote(std::string_view text, bool last) {
  const std::size_t at = scanned_;
  if (!quoted_) {
    const bool behind_mark = line_ == 1 && at == kByteOrderMark.size() && text.starts_with(kByteOrderMark);
    if (at != 0 && text[at - 1] != separator_ && !behind_mark)
      return broken(next_line_, "a quote in the middle of a field that is not quoted");
    quoted_ = true;
    has_quotes_ = true;
    quote_line_ = next_line_;
    ++scanned_;
    return Scan::kRecord;
  }
  if (at + 1 == text.size() && !last) return Scan::kNeedMore;
  const char behind = at + 1 == text.size() ? '\n' : text[at + 1];
  if (behind == '"') {
    scanned_ += 2;
  } else if (behind == separator_ || behind == '\n' || behind == '\r') {
    quoted_ = false;
    ++scanned_;
  } else {
    return broken(next_line_, "text between a closing quote and the next separator");
  }
  return Scan::kRecord;
}

// The record ends where the scan is.
base::Result<CsvReader::Scan> CsvReader::end_record(std::string_view text, LineEnd end) {
  if (end != LineEnd::kNone) line_end_ = end;
  record_ = text.substr(0, scanned_);
  consumed_ = scanned_ + (end == LineEnd::kNone ? 0 : end == LineEnd::kCrLf ? 2 : 1);
  scanned_ = 0;
  ++next_line_;
  return Scan::kRecord;
}

std::unexpected<base::Error> CsvReader::broken(std::uint64_t line, const std::string& what) const {
  return base::fail(base::ErrorCode::kInvalidInput, "line " + std::to_string(line) + ": " + what);
}

}  // namespace housing::sources
