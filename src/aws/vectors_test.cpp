// AWS's own signing test suite, all stages and both forms: HOUSING_TEST_DATA, by default ../shared/data beside the
// project.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "aws/signing_case.hpp"
#include "testing/temp_folder.hpp"

namespace housing::aws {
namespace {

std::filesystem::path suite_folder() {
  const char* const data = std::getenv("HOUSING_TEST_DATA");
  const std::filesystem::path folder = data != nullptr ? data : HOUSING_SOURCE_DIR "/../shared/data";
  return folder / "aws-sigv4-vectors";
}

std::string expected(const std::filesystem::path& folder, const char* name) {
  EXPECT_TRUE(std::filesystem::exists(folder / name)) << folder / name;
  return housing::testing::read_file(folder / name);
}

TEST(SigningSuite, EveryStageOfEveryCaseIsAsAwsHasIt) {
  if (!std::filesystem::exists(suite_folder()))
    GTEST_SKIP() << "AWS's signing test suite is missing: set HOUSING_TEST_DATA to the folder with aws-sigv4-vectors";
  int cases = 0;
  Signer signer;
  for (const auto& entry : std::filesystem::directory_iterator(suite_folder())) {
    if (!entry.is_directory()) continue;
    SCOPED_TRACE(entry.path().filename());
    const auto read = read_signing_case(entry.path());
    ASSERT_TRUE(read) << read.error().message;
    const SignedCase made = sign_case(signer, *read);
    EXPECT_EQ(made.by_headers.canonical_request, expected(entry, "header-canonical-request.txt"));
    EXPECT_EQ(made.by_headers.string_to_sign, expected(entry, "header-string-to-sign.txt"));
    EXPECT_EQ(made.by_headers.signature, expected(entry, "header-signature.txt"));
    EXPECT_THAT(expected(entry, "header-signed-request.txt"), ::testing::HasSubstr(made.authorization));
    EXPECT_EQ(made.by_query.canonical_request, expected(entry, "query-canonical-request.txt"));
    EXPECT_EQ(made.by_query.string_to_sign, expected(entry, "query-string-to-sign.txt"));
    EXPECT_EQ(made.by_query.signature, expected(entry, "query-signature.txt"));
    ++cases;
  }
  EXPECT_GE(cases, 16);
}

constexpr std::string_view kContext = R"({"credentials":{"access_key_id":"key","secret_access_key":"secret"},
  "region":"us-east-1","service":"service","timestamp":"2015-08-30T12:36:00Z"})";

base::Result<SigningCase> parsed(std::string_view request, std::string_view context = kContext) {
  return parse_signing_case(request, *base::Json::parse(context));
}

TEST(SigningCase, ARequestIsTakenApart) {
  const auto read = parsed("POST /a b?x=1&y=%20z&e HTTP/1.1\r\nHost: h\r\nA:one\r\n  two\r\n\r\nthe\nbody");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->method, "POST");
  EXPECT_EQ(read->path, "/a b");
  EXPECT_EQ(read->query, (Query{{"x", "1"}, {"y", " z"}, {"e", ""}}));
  EXPECT_EQ(read->headers, (client::Headers{{"Host", " h"}, {"A", "one two"}}));
  EXPECT_EQ(read->body, "the\nbody");
}

TEST(SigningCase, WhatIsWrongIsNamed) {
  const auto complaint = [](const auto& read) { return read ? std::string() : read.error().message; };
  EXPECT_THAT(complaint(parsed("GET / \n")), ::testing::HasSubstr("request.txt: the first line"));
  EXPECT_THAT(complaint(parsed("GET / HTTP/1.1\nnothing\n")), ::testing::HasSubstr("'nothing' is no header"));
  EXPECT_THAT(complaint(parsed("GET / HTTP/1.1\n", "{}")), ::testing::HasSubstr("'credentials' is missing"));
  std::string no_region(kContext);
  no_region.replace(no_region.find("region"), 6, "nation");
  EXPECT_THAT(complaint(parsed("GET / HTTP/1.1\n", no_region)), ::testing::HasSubstr("'region' is missing"));
  std::string no_time(kContext);
  no_time.replace(no_time.find("2015-08-30T"), 11, "soon");
  EXPECT_THAT(complaint(parsed("GET / HTTP/1.1\n", no_time)), ::testing::HasSubstr("'timestamp' is not like"));
  const housing::testing::TempFolder folder;
  EXPECT_THAT(complaint(read_signing_case(folder.path() / "none")), ::testing::HasSubstr("there is no such folder"));
  EXPECT_THAT(complaint(read_signing_case(folder.path())), ::testing::HasSubstr("request.txt: there is no such file"));
  folder.write("request.txt", "GET / HTTP/1.1\n");
  folder.write("context.json", "{");
  EXPECT_THAT(complaint(read_signing_case(folder.path())), ::testing::HasSubstr("context.json"));
}

}  // namespace
}  // namespace housing::aws
