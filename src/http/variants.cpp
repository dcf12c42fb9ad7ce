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
PreparedPtr coded_form(const Response& response, Encoding encoding, std::string_view suffix, CompressionLevel level) {
  auto bytes = compress(response.body.bytes, encoding, level);
  if (!bytes || bytes->size() >= response.body.bytes.size()) return nullptr;
  Response form = response;
  form.content_encoding = to_string(encoding);
  form.etag = with_suffix(response.etag, suffix);
  form.body = std::move(*bytes);
  return PreparedResponse::make(form);
}

}  // namespace

std::string etag_of(std::string_view bytes) { return "\"" + base::sha256_hex(bytes).substr(0, kEtagDigits) + "\""; }

base::Result<Variants> Variants::make(Response response, CompressionLevel level) {
  if (response.body.bytes.size() > kMaxCompressInput)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "an answer of more than " + std::to_string(kMaxCompressInput) + " bytes");
  Variants variants;
  if (response.etag.empty()) response.etag = etag_of(response.body.bytes);
  variants.compressible_ = response.body.bytes.size() >= kMinCompressInput && is_compressible(response.content_type);
  if (variants.compressible_) add_vary(response);
  variants.forms_ = std::make_unique<Forms>();
  variants.forms_->identity = PreparedResponse::make(response);
  variants.forms_->level = level;
  variants.forms_->response = std::move(response);
  return variants;
}

const PreparedPtr& Variants::coded(Coded& coded, Encoding encoding, std::string_view suffix) const {
  std::call_once(coded.once, [&] { coded.form = coded_form(forms_->response, encoding, suffix, forms_->level); });
  return coded.form ? coded.form : forms_->identity;
}

const PreparedPtr& Variants::pick(std::string_view accept_encoding) const {
  if (accept_encoding.empty() || !compressible_) return forms_->identity;
  switch (parse_accept_encoding(accept_encoding).preferred) {
    case Encoding::kBrotli: return coded(forms_->brotli, Encoding::kBrotli, "-br");
    case Encoding::kGzip: return coded(forms_->gzip, Encoding::kGzip, "-gz");
    case Encoding::kIdentity: break;
  }
  return forms_->identity;
}

void Variants::make_all() const {
  if (!compressible_) return;
  coded(forms_->gzip, Encoding::kGzip, "-gz");
  coded(forms_->brotli, Encoding::kBrotli, "-br");
}

std::size_t Variants::bytes() const { return forms_->identity->body().bytes.size(); }

}  // namespace housing::http
