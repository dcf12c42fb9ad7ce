#include "adapters/curl/file_receiver.hpp"

namespace housing::curl {

std::vector<std::string> FileReceiver::headers() const {
  // Encoded answers could not be resumed and their length not be checked; publishers' large files are packed anyway.
  std::vector<std::string> lines = {"Accept: text/csv, application/octet-stream, */*;q=0.5",
                                    "Accept-Encoding: identity"};
  if (!request_.have.etag.empty()) lines.push_back("If-None-Match: " + request_.have.etag);
  if (!request_.have.last_modified.empty()) lines.push_back("If-Modified-Since: " + request_.have.last_modified);
  if (part_.size() > 0) {
    lines.push_back("Range: bytes=" + std::to_string(part_.size()) + "-");
    lines.push_back("If-Range: " + part_.if_range());
  }
  return lines;
}

bool FileReceiver::head(const ResponseHead& head) {
  head_ = head;
  judgement_ = judge(head, {.offset = part_.size(),
                            .partial = part_.validators(),
                            .conditional = !request_.have.empty(),
                            .max_bytes = request_.max_bytes});
  if (judgement_->meaning == Meaning::kWhole) status_ = part_.begin({head.etag, head.last_modified}, is_plain(head));
  if (judgement_->meaning == Meaning::kBeginAnew) status_ = part_.begin({}, false);
  const bool has_file = judgement_->meaning == Meaning::kWhole || judgement_->meaning == Meaning::kRest;
  return status_.has_value() && (has_file || judgement_->meaning == Meaning::kNotModified);
}

bool FileReceiver::bytes(std::span<const char> chunk) {
  if (judgement_->meaning == Meaning::kNotModified) return true;  // 304 has no body
  if (part_.size() + chunk.size() > request_.max_bytes) {
    status_ = base::fail(base::ErrorCode::kLimitExceeded,
                         "the file is larger than the " + bytes_in_words(request_.max_bytes) + " allowed for it");
    return false;
  }
  status_ = part_.append(chunk);
  if (status_ && request_.progress) request_.progress(part_.size(), judgement_->total);
  return status_.has_value();
}

}  // namespace housing::curl
