// What S3's XML answers say, and the one document we send. Not errors: aws::failure_of reads those.
// Thread-safety: functions. Errors: kUnavailable for what S3 would not have said (a proxy between, a service that is
// none).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ports/object_store.hpp"

namespace housing::s3 {

// One page of ListObjectsV2 asked for with encoding-type=url.
struct Page {
  std::vector<ports::ObjectInfo> objects;
  std::string next;  // the continuation token; empty: it was the last
};
base::Result<Page> parse_page(std::string_view xml);

// CreateMultipartUpload's id.
base::Result<std::string> parse_upload_id(std::string_view xml);

// CompleteMultipartUpload's answer, which may be an error under a 200: its code, or nullopt when all is well.
base::Result<std::optional<std::string>> parse_completed(std::string_view xml);

// The body of CompleteMultipartUpload: the parts' ETags in order.
std::string complete_body(const std::vector<std::string>& etags);

// "a%2Fb+c" -> "a/b c"; nullopt for a '%' without its two digits.
std::optional<std::string> url_decoded(std::string_view text);

}  // namespace housing::s3
