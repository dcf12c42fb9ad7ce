#include "adapters/curl/judgement.hpp"

#include <gtest/gtest.h>

namespace housing::curl {
namespace {

using base::ErrorCode;

constexpr std::uint64_t kLimit = 1000;

ResponseHead answer(int status) {
  ResponseHead head;
  head.status = status;
  return head;
}

Asked for_rest() { return {.offset = 400, .partial = {"\"a\"", "monday"}, .conditional = false, .max_bytes = kLimit}; }

ResponseHead fitting_rest() {
  ResponseHead head = answer(206);
  head.content_range = "bytes 400-999/1000";
  head.etag = "\"a\"";
  return head;
}

TEST(Judgement, StatusesMeanWhatToDoNext) {
  const auto meaning = [](int status, bool conditional = false) {
    return judge(answer(status), {.offset = 0, .partial = {}, .conditional = conditional, .max_bytes = kLimit}).meaning;
  };
  EXPECT_EQ(meaning(200), Meaning::kWhole);
  EXPECT_EQ(meaning(304, true), Meaning::kNotModified);
  EXPECT_EQ(meaning(304, false), Meaning::kRefused);
  for (const int status : {301, 302, 303, 307, 308}) EXPECT_EQ(meaning(status), Meaning::kRedirect) << status;
  for (const int status : {408, 425, 429, 500, 502, 503, 504, 599})
    EXPECT_EQ(meaning(status), Meaning::kLater) << status;
  for (const int status : {0, 204, 300, 400, 401, 403, 404, 410, 416, 418})
    EXPECT_EQ(meaning(status), Meaning::kRefused) << status;
}

TEST(Judgement, AMissingFileIsNotFound) {
  EXPECT_EQ(judge(answer(404), {}).error.code, ErrorCode::kNotFound);
  EXPECT_EQ(judge(answer(410), {}).error.code, ErrorCode::kNotFound);
  EXPECT_EQ(judge(answer(403), {}).error.code, ErrorCode::kInvalidInput);
  EXPECT_EQ(judge(answer(503), {}).error.code, ErrorCode::kUnavailable);
}

TEST(Judgement, TheLengthIsTheFilesUnlessItIsEncoded) {
  ResponseHead head = answer(200);
  head.content_length = kLimit;
  EXPECT_EQ(judge(head, {.max_bytes = kLimit}).total, kLimit);
  head.content_encoding = "gzip";
  EXPECT_EQ(judge(head, {.max_bytes = kLimit}).total, std::nullopt);
}

TEST(Judgement, TooLargeIsSeenBeforeAByteComes) {
  ResponseHead head = answer(200);
  head.content_length = kLimit + 1;
  EXPECT_EQ(judge(head, {.max_bytes = kLimit}).error.code, ErrorCode::kLimitExceeded);
  ResponseHead rest = fitting_rest();
  rest.content_range = "bytes 400-1000/1001";
  EXPECT_EQ(judge(rest, for_rest()).error.code, ErrorCode::kLimitExceeded);
}

TEST(Judgement, ARestMustFitWhatWeHave) {
  EXPECT_EQ(judge(fitting_rest(), for_rest()).meaning, Meaning::kRest);
  EXPECT_EQ(judge(fitting_rest(), for_rest()).total, 1000u);
  for (const char* range :
       {"", "bytes 401-999/1000", "bytes 0-999/1000", "bytes x-999/1000", "lines 400-999/1000", "bytes */1000"}) {
    ResponseHead head = fitting_rest();
    head.content_range = range;
    EXPECT_EQ(judge(head, for_rest()).meaning, Meaning::kBeginAnew) << range;
  }
  ResponseHead other = fitting_rest();
  other.etag = "\"b\"";
  EXPECT_EQ(judge(other, for_rest()).meaning, Meaning::kBeginAnew);
  other = fitting_rest();
  other.last_modified = "tuesday";
  EXPECT_EQ(judge(other, for_rest()).meaning, Meaning::kBeginAnew);
  other = fitting_rest();
  other.content_encoding = "gzip";
  EXPECT_EQ(judge(other, for_rest()).meaning, Meaning::kBeginAnew);
  EXPECT_EQ(judge(fitting_rest(), {.offset = 0, .max_bytes = kLimit}).meaning, Meaning::kBeginAnew);
  EXPECT_EQ(judge(answer(416), for_rest()).meaning, Meaning::kBeginAnew);
}

TEST(Judgement, ARestOfUnknownTotalIsTaken) {
  ResponseHead head = fitting_rest();
  head.content_range = "bytes 400-999/*";
  EXPECT_EQ(judge(head, for_rest()).meaning, Meaning::kRest);
  EXPECT_EQ(judge(head, for_rest()).total, std::nullopt);
}

TEST(Judgement, BytesReadWell) {
  EXPECT_EQ(bytes_in_words(0), "0 bytes");
  EXPECT_EQ(bytes_in_words(1), "1 byte");
  EXPECT_EQ(bytes_in_words(999), "999 bytes");
  EXPECT_EQ(bytes_in_words(1000), "1,000 bytes");
  EXPECT_EQ(bytes_in_words(1234567), "1,234,567 bytes");
}

}  // namespace
}  // namespace housing::curl
