#include "adapters/s3/answers.hpp"

#include <utility>

#include "aws/xml.hpp"
#include "base/text.hpp"

namespace housing::s3 {
namespace {

std::unexpected<base::Error> bad(std::string_view what) {
  return base::fail(base::ErrorCode::kUnavailable, "S3's answer " + std::string(what));
}

base::Result<aws::Xml> parse(std::string_view text) {
  auto xml = aws::Xml::parse(base::trim(text));  // blanks keep a connection alive while S3 puts parts together
  if (!xml) return bad("cannot be read: " + xml.error().message);
  return xml;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> url_decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    if (low < 0) return std::nullopt;
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return result;
}

base::Result<Page> parse_page(std::string_view text) {
  HT_TRY(const auto list, parse(text));
  if (list.name != "ListBucketResult") return bad("is no list of objects but <" + list.name + ">");
  Page page;
  for (const aws::Xml& object : list.children) {
    if (object.name != "Contents") continue;
    auto key = url_decoded(object.child_text("Key"));
    const auto size = base::parse_integer(object.child_text("Size"));
    if (!key || key->empty() || !size || *size < 0) return bad("lists an object without key or size");
    page.objects.push_back({std::move(*key), static_cast<std::uint64_t>(*size)});
  }
  page.next = list.child_text("NextContinuationToken");
  if ((list.child_text("IsTruncated") == "true") == page.next.empty()) return bad("does not say how its list goes on");
  return page;
}

base::Result<std::string> parse_upload_id(std::string_view text) {
  HT_TRY(const auto upload, parse(text));
  std::string id(upload.child_text("UploadId"));
  if (upload.name != "InitiateMultipartUploadResult" || id.empty()) return bad("names no upload");
  return id;
}

base::Result<std::optional<std::string>> parse_completed(std::string_view text) {
  HT_TRY(const auto answer, parse(text));
  if (answer.name == "Error") return std::string(answer.child_text("Code"));
  if (answer.child_text("ETag").empty()) return bad("does not say whether the upload is complete");
  return std::nullopt;
}

std::string complete_body(const std::vector<std::string>& etags) {
  std::string xml = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
  for (std::size_t i = 0; i < etags.size(); ++i) {
    xml += "<Part><PartNumber>" + std::to_string(i + 1) + "</PartNumber><ETag>";
    for (const char c : etags[i]) {
      if (c == '"')
        xml += "&quot;";
      else if (c == '&')
        xml += "&amp;";
      else if (c == '<')
        xml += "&lt;";
      else
        xml += c;
    }
    xml += "</ETag></Part>";
  }
  return xml + "</CompleteMultipartUpload>";
}

}  // namespace housing::s3
