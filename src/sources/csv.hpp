// CsvReader: the records of a text table with a one-byte separator, as RFC 4180 has it: fields may be quoted, "" in
// quotes is one quote, separators and line ends in quotes are text. Lines end with LF or CRLF, mixed or not; or all of
// them with CR, as old spreadsheet programs write. The last may have none. A UTF-8 byte order mark is skipped; a line
// without a character is no record.
//
// A record is found first (next()), with its quoting checked; then a FieldCursor walks its fields, which cannot fail.
// Fields are views: they and the record are valid until the next call of next(). A quoted field is given unquoted.
// A record with a carriage return in its middle is given, and flaw() says so: it must be refused.
// Errors of next(): kInvalidInput with the line (and what to do) for a stray quote, a quote never closed, a line feed
// after lines that end with CR, a NUL byte; kLimitExceeded; the source's own. After an error the reader is done.
// Thread-safety: one reader, one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxRecordBytes = 8 * 1024 * 1024;  // 1,000 times the widest record publishers write
inline constexpr std::size_t kMaxFields = 16'384;

// The fields of one record, first to last. See also cell_reader.hpp for reading numbers off it.
class FieldCursor {
 public:
  // false when the record has no further field.
  bool next(std::string_view& field);

  // For readers that look at the bytes themselves: the text at the field to come, and how many bytes may be read there,
  // which can go beyond the record. Only while at_end() is false.
  bool at_end() const { return !more_; }
  const char* text() const { return at_; }
  std::size_t readable() const { return static_cast<std::size_t>(readable_end_ - at_); }
  // Goes past the field when it is exactly `length` bytes long and unquoted; else stays.
  bool skip_exactly(std::size_t length) {
    const char* const field_end = at_ + length;
    if (field_end > end_ || (field_end != end_ && *field_end != separator_)) return false;
    step_past(field_end);
    return true;
  }

 private:
  friend class CsvReader;
  FieldCursor(std::string_view record, const char* readable_end, char separator, std::string& scratch)
      : at_(record.data()),
        end_(record.data() + record.size()),
        readable_end_(readable_end),
        scratch_(&scratch),
        separator_(separator) {}

  void step_past(const char* field_end) {
    more_ = field_end != end_;
    at_ = more_ ? field_end + 1 : field_end;
  }
  std::string_view next_quoted();

  const char* at_;
  const char* end_;
  const char* readable_end_;
  std::string* scratch_;  // holds the fields with "" in them; never grows while a cursor is in use
  char separator_;
  bool more_ = true;
};

class CsvReader {
 public:
  // The source must outlive the reader.
  CsvReader(base::ByteSource& source, char separator) : source_(source), separator_(separator) {}

  // Goes to the next record; false at the end of the table.
  base::Result<bool> next();

  std::string_view record() const { return record_; }  // as it stands in the file, without its line end
  std::uint64_t line() const { return line_; }         // where the record begins; 1 is the first line of the file
  std::string_view flaw() const { return flaw_; }      // why the record cannot be trusted; mostly empty
  bool has_quotes() const { return has_quotes_; }      // whether a field of the record is quoted
  char separator() const { return separator_; }
  // How far bytes may be read, which can go beyond the record.
  const char* readable_end() const { return readable_end_; }
  FieldCursor fields();
  // All fields in `out`. Errors: kLimitExceeded when there are more than kMaxFields.
  base::Status split(std::vector<std::string_view>& out);

 private:
  enum class LineEnd : std::uint8_t { kNone, kLf, kCrLf, kCr };
  enum class Scan : std::uint8_t { kRecord, kNeedMore };

  base::Result<bool> next_record();
  base::Result<bool> carry_on();
  base::Result<Scan> scan(std::string_view text, bool last);
  base::Result<Scan> scan_quote(std::string_view text, bool last);
  base::Result<Scan> end_record(std::string_view text, LineEnd end);
  std::unexpected<base::Error> broken(std::uint64_t line, const std::string& what) const;

  base::ByteSource& source_;
  char separator_;
  bool source_ended_ = false;
  std::string_view chunk_;  // what is left of the source's chunk
  std::string carry_;       // a record that does not lie in one chunk
  std::string scratch_;     // fields with "" in them, unquoted

  // The record found.
  std::string_view record_;
  const char* readable_end_ = nullptr;
  std::uint64_t line_ = 0;
  std::string_view flaw_;
  bool has_quotes_ = false;
  std::size_t consumed_ = 0;  // its bytes, line end included

  // The scan for the next one.
  std::size_t scanned_ = 0;
  std::uint64_t next_line_ = 1;   // the line the scan is in
  std::uint64_t quote_line_ = 0;  // where the open quote is
  bool quoted_ = false;
  LineEnd line_end_ = LineEnd::kNone;  // of the line before
};

}  // namespace housing::sources
