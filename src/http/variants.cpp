#include "http/variants.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace housing::http {
namespace {

constexpr std::size_t kEtagDigits = 16;

// "\"2f1c\"" becomes "\"2f1c-gz\"".
std::string with_suffix(std::string_view etag, std::string_view suffix) {
  std::string marked(etag.substr(0, etag.size() - 1));
  return marked.append(suffix).append("\"");
}

void add_vary(Response& response) {
  const auto vary = std::ranges::find_if(
      response.headers, [](const Header& header) { return base::equal_ignoring_case(header.name, "vary"); });
  if (vary == response.headers.end()) {
    response.headers.push_back({"Vary", "Accept-Encoding"});
  } else if (base::lower(vary->value).find("accept-encoding") == std::string::npos) {
    vary->value.append(", Accept-Encoding");
  }
}

// Null when compressing does not pay.
base::Result<PreparedPtr> coded(const Response& response, Encoding encoding, std::string_view suffix,
                                CompressionLevel level) {
  HT_TRY(std::string bytes, compress(response.body.bytes, encoding, level));
  if (bytes.size() >= response.body.bytes.size()) return PreparedPtr();
  Response form = response;
  form.content_encoding = to_string(encoding);
  form.etag = with_suffix(response.etag, suffix);
  form.body = std::move(bytes);
  return PreparedResponse::make(form);
}

}  // namespace

std::string etag_of(std::string_view bytes) { return "\"" + base::sha256_hex(bytes).substr(0, kEtagDigits) + "\""; }

base::Result<Variants> Variants::make(Response response, CompressionLevel level) {
  Variants variants;
  if (response.etag.empty()) response.etag = etag_of(response.body.bytes);
  if (response.body.bytes.size() >= kMinCompressInput && is_compressible(response.content_type)) {
    add_vary(response);
    HT_TRY(variants.gzip_, coded(response, Encoding::kGzip, "-gz", level));
    HT_TRY(variants.brotli_, coded(response, Encoding::kBrotli, "-br", level));
  }
  variants.identity_ = PreparedResponse::make(response);
  return variants;
}

const PreparedPtr& Variants::pick(std::string_view accept_encoding) const {
  if (accept_encoding.empty() || (!gzip_ && !brotli_)) return identity_;
  const AcceptedEncodings accepted = parse_accept_encoding(accept_encoding);
  if (accepted.preferred == Encoding::kIdentity) return identity_;
  if (accepted.preferred == Encoding::kBrotli && brotli_) return brotli_;
  if (accepted.gzip && gzip_) return gzip_;
  return identity_;
}

std::size_t Variants::bytes() const {
  std::size_t sum = 0;
  for (const PreparedPtr& form : {identity_, gzip_, brotli_})
    if (form) sum += form->body().bytes.size();
  return sum;
}

}  // namespace housing::http
