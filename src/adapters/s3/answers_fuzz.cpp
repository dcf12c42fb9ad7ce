// Bytes of any server: reading answers never crashes, what one reader takes no other does, and what we send is read as
// it was meant.
#include <cstdint>

#include "adapters/s3/answers.hpp"
#include "aws/xml.hpp"
#include "base/assert.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace housing;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto page = s3::parse_page(bytes);
  const auto id = s3::parse_upload_id(bytes);
  const auto completed = s3::parse_completed(bytes);
  HT_ASSERT(!page || !id);
  if (completed && *completed) HT_ASSERT(!page && !id);
  if (page)
    for (const ports::ObjectInfo& object : page->objects) HT_ASSERT(!object.key.empty());
  if (id) HT_ASSERT(!id->empty());

  std::string etag;  // of characters a header can have
  for (const char c : bytes.substr(0, 64))
    if (c > ' ' && c < 0x7f) etag += c;
  const auto sent = aws::Xml::parse(s3::complete_body({etag}));
  HT_ASSERT(sent.has_value() && sent->children.at(0).child_text("ETag") == etag);
  return 0;
}
