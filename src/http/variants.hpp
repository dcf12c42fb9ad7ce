// Variants: one answer in the codings clients take, each a PreparedResponse with an ETag of its own. A coded form is
// made when it is first picked, so that a client that takes none pays for none; after that it is only handed out.
// Thread-safety: pick() from any thread; the form asked for first by several at once is made by one of them.
#pragma once

#include <memory>
#include <mutex>
#include <string_view>

#include "base/result.hpp"
#include "http/compress.hpp"
#include "http/response.hpp"

namespace housing::http {

class Variants {
 public:
  // `response` is the identity form. ETag, if empty, is made from the body's hash; codings get it with a suffix
  // ("…-gz"). `Vary: Accept-Encoding` is added where there may be more than one form; bodies that are small or of an
  // incompressible kind have only the identity form. Errors: kLimitExceeded above kMaxCompressInput.
  static base::Result<Variants> make(Response response, CompressionLevel level);

  // The smallest form that the request's Accept-Encoding prefers; identity where compressing does not pay.
  const PreparedPtr& pick(std::string_view accept_encoding) const;
  // Makes every form now, for files that are served again and again.
  void make_all() const;
  std::size_t bytes() const;  // of the identity body, for a cache's budget; the coded ones are a fraction of it

 private:
  struct Coded {
    std::once_flag once;
    PreparedPtr form;  // null: compressing does not pay
  };
  struct Forms {
    Response response;
    CompressionLevel level = CompressionLevel::kFast;
    PreparedPtr identity;
    Coded gzip;
    Coded brotli;
  };
  const PreparedPtr& coded(Coded& coded, Encoding encoding, std::string_view suffix) const;

  bool compressible_ = false;
  std::unique_ptr<Forms> forms_;
};

// A strong ETag from the bytes: quoted, 16 hexadecimal digits of SHA-256.
std::string etag_of(std::string_view bytes);

}  // namespace housing::http
