// Variants: one cached answer in the codings clients take, each a PreparedResponse with an ETag of its own.
// Thread-safety: immutable.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "http/compress.hpp"
#include "http/response.hpp"

namespace housing::http {

class Variants {
 public:
  // `response` is the identity form. ETag, if empty, is made from the body's hash; codings get it with a suffix
  // ("…-gz"). `Vary: Accept-Encoding` is added when there is more than one form; bodies that are small, do not shrink
  // or are of an incompressible kind have only the identity form.
  static base::Result<Variants> make(Response response, CompressionLevel level);

  // The smallest form that the request's Accept-Encoding prefers.
  const PreparedPtr& pick(std::string_view accept_encoding) const;
  std::size_t bytes() const;  // bodies of all forms, for a cache's budget

 private:
  PreparedPtr identity_;
  PreparedPtr gzip_;    // null: no such form
  PreparedPtr brotli_;  // null: no such form
};

// A strong ETag from the bytes: quoted, 16 hexadecimal digits of SHA-256.
std::string etag_of(std::string_view bytes);

}  // namespace housing::http
