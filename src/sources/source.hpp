// What an importer is: bytes of one publisher's file in, runs of observations out. No file is opened here, nothing is
// stored; the caller brings the bytes and the sink.
//
// Words. A *format* knows one layout of one publisher. A *run* is consecutive cells of one region and one metric.
// Gaps: a cell the publisher leaves empty is model::kGap, never zero. Refused: a row or cell that cannot be right is
// reported with line and column and left out; the rest of the file stays. A file whose layout is not what it claims
// to be is an Error as a whole, and nothing of it is kept.
// Thread-safety: formats are constants; one parse, one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.hpp"
#include "base/result.hpp"
#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "model/refusal.hpp"
#include "model/region.hpp"
#include "model/value.hpp"
#include "places/resolver.hpp"

namespace housing::sources {

// A region as the publisher names it, and what it is.
struct Place {
  model::RegionId id;
  std::string publisher_id;     // Zillow's RegionID, FHFA's geocode; empty where the publisher has none
  std::string name;             // the publisher's spelling
  std::int32_t size_rank = -1;  // Zillow's SizeRank; -1 unknown
};

// What a file turned out to hold; said once, before the first run.
struct Table {
  std::string dataset;                            // "zillow/zhvi/metro"
  std::string source;                             // "zillow"
  std::vector<const model::MetricInfo*> metrics;  // runs name them by index
  std::optional<model::Date> stamp;               // the publisher's own release date, where the file has one
};

using model::Refusal;

// Where a run's values stand: line and column from 1, of each or one for all; of a workbook the sheet's row and column.
// Line 0: nowhere: a gap of a table without a row for it, or a value made of several lines. Column 0: made of several
// cells of the line.
struct Origins {
  std::span<const std::uint64_t> lines;    // one, or as many as values
  std::span<const std::uint32_t> columns;  // one, or as many as values
};

class Sink {
 public:
  virtual ~Sink() = default;
  virtual base::Status begin(const Table& table) = 0;
  // `ordinals` ascend strictly; values[i] belongs to ordinals[i]; kGap is a cell the file covers and leaves empty.
  // Runs over the very same `ordinals` (same pointer) are cheapest. A second run of the same region and metric adds
  // cells. Errors: kConflict when a cell is there already or when the region came before under another publisher_id
  // (the message names both; nothing of the run is kept); other errors end the import of the file.
  virtual base::Status run(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                           std::span<const model::Cell> values) = 0;
  // The same for metrics of 64-bit values (MetricInfo::wide) and for no others.
  virtual base::Status run_wide(const Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                                std::span<const model::WideCell> values) = 0;
  // A place the file tells of without a value (lists of areas, delineations). Errors: as run()'s for places.
  virtual base::Status place(const Place& place) = 0;
  // Whoever asks for it is told, before each run, where its values stand in the file.
  virtual bool wants_origins() const { return false; }
  virtual void origins(const Origins&) {}
  virtual void row_kept() = 0;
  virtual void row_refused(Refusal refusal) = 0;
  virtual void cell_refused(Refusal refusal) = 0;
};

struct Context {
  const places::Resolver& resolver;
  std::string_view file_name;  // without folders; where the content alone does not tell the series
  // A path whose name with something behind it may be used for a file while the parse lasts, for tables that come in no
  // order and are larger than memory. Without one they are refused (kLimitExceeded).
  std::optional<std::filesystem::path> scratch = {};
};

class Format {
 public:
  virtual ~Format() = default;
  virtual std::string_view name() const = 0;    // "zillow wide csv"
  virtual std::string_view source() const = 0;  // "zillow"
  // Whether a file that begins with `head` (inflated) is of this layout.
  virtual bool recognises(std::string_view head) const = 0;
  // Errors: kInvalidInput with line and column in the message when the layout breaks its promise.
  virtual base::Status parse(base::ByteSource& bytes, const Context& context, Sink& sink) const = 0;
};

// How many inflated bytes of a file recognises() is shown at most.
inline constexpr std::size_t kRecogniseBytes = 64 * 1024;

std::span<const Format* const> all_formats();

// The format of a file that begins with `head`. Errors: kInvalidInput saying what the file looks like instead (a web
// page, an empty file, a binary file, a table with unknown header) and what to do.
base::Result<const Format*> recognise(std::string_view head);

// Inflates when the bytes begin with gzip's magic number, else passes them on. `first_bytes` is only looked at: `bytes`
// still gives them. `bytes` must outlive the result.
// Errors of its next(): kInvalidInput for a truncated or damaged stream, saying after how many bytes.
std::unique_ptr<base::ByteSource> inflating(base::ByteSource& bytes, std::string_view first_bytes);

}  // namespace housing::sources
