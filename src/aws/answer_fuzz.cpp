// Bytes of any service: what is read as XML says the same when it is written and read again; failures, times, shared
// files and cases are read or refused, within their limits.
#include <algorithm>
#include <cstdint>

#include "aws/escape.hpp"
#include "aws/session.hpp"
#include "aws/shared_files.hpp"
#include "aws/signing_case.hpp"
#include "aws/times.hpp"
#include "aws/verdict.hpp"
#include "aws/xml.hpp"
#include "base/assert.hpp"

namespace {

using namespace housing;

void write(const aws::Xml& xml, std::string& out) {
  out += "<" + xml.name + ">";
  for (const char c : xml.text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  for (const aws::Xml& child : xml.children) write(child, out);
  out += "</" + xml.name + ">";
}

void check_same(const aws::Xml& a, const aws::Xml& b) {
  HT_ASSERT(a.name == b.name && a.text == b.text && a.children.size() == b.children.size());
  for (std::size_t i = 0; i < a.children.size(); ++i) check_same(a.children[i], b.children[i]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto xml = aws::Xml::parse(bytes)) {
    std::string written;
    write(*xml, written);
    const auto again = aws::Xml::parse(written);
    HT_ASSERT(again.has_value());
    check_same(*xml, *again);
  }
  const auto failure = aws::failure_of({.status = 400, .headers = {}, .body = std::string(bytes)});
  HT_ASSERT(failure && failure->message.size() <= aws::kMaxFailureMessage);
  HT_ASSERT(failure->message.find('\n') == std::string::npos);
  aws::parse_http_date(bytes);
  aws::parse_iso8601(bytes);
  aws::Profiles profiles;
  (void)aws::parse_profiles(bytes, true, "config", profiles);
  HT_ASSERT(aws::unescaped(aws::escaped(bytes)) == bytes);
  HT_ASSERT(aws::parse_query(aws::canonical_query(aws::parse_query(bytes))).size() == aws::parse_query(bytes).size());
  static const base::Json context =
      *base::Json::parse(R"({"credentials":{"access_key_id":"k","secret_access_key":"s"},"region":"r","service":"x",)"
                         R"("timestamp":"2015-08-30T12:36:00Z"})");
  if (const auto parsed = aws::parse_signing_case(bytes, context)) {
    aws::Signer signer;
    HT_ASSERT(aws::sign_case(signer, *parsed).by_query.signature.size() == 64);
  }
  return 0;
}
