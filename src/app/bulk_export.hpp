// Bulk export: whole metrics as CSV, for taking away. What a source does not let be passed on is left out and named.
// Columns as those of /series: region,region_name,metric,period,value,unit,transform,source,release. Gaps have no line.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/question_error.hpp"
#include "app/world.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxExportMetrics = 20;
inline constexpr std::int64_t kMaxExportRows = 20'000'000;

struct BulkRequest {
  std::vector<std::string> metrics;
  std::vector<std::string> types;  // of places: "zip", "county" …; empty: all
  std::string from;                // a date or period, or ""
  std::string to;
};
struct BulkReport {
  std::int64_t rows = 0;
  std::vector<std::string> left_out;  // in words, a metric each
};

// Whether it can be answered: known metrics and types, dates that are some.
Answered<void> check_bulk(const BulkRequest& request);

// `exportable`: the redistribution flags that may leave ("open", "attribution"). The text comes in pieces of about
// kExportPiece bytes. Errors: kLimitExceeded above kMaxExportRows; the sink's.
inline constexpr std::size_t kExportPiece = 256 * 1024;
using TextSink = std::function<base::Status(std::string_view)>;
base::Result<BulkReport> write_bulk_csv(const World& world, const BulkRequest& request,
                                        const std::vector<std::string>& exportable, const TextSink& sink);

// As kept with a job: {"metrics":[…],"types":[…],"from":…,"to":…}.
std::string to_json(const BulkRequest& request);
base::Result<BulkRequest> bulk_request_of(std::string_view json);

}  // namespace housing::app
