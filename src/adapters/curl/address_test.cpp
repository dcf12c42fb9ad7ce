#include "adapters/curl/address.hpp"

#include <gtest/gtest.h>

namespace housing::curl {
namespace {

TEST(Address, HttpsIsFetchedFromAnywhere) {
  EXPECT_TRUE(check_address("https://www.fhfa.gov/hpi/download/quarterly_datasets/hpi_at_metro.csv"));
  EXPECT_TRUE(check_address("https://fred.stlouisfed.org/graph/fredgraph.csv?id=CPIAUCSL"));
  EXPECT_TRUE(check_address("HTTPS://DATA.EXAMPLE/x"));
}

TEST(Address, PlainHttpOnlyFromThisMachine) {
  EXPECT_TRUE(check_address("http://127.0.0.1:8080/x.csv"));
  EXPECT_TRUE(check_address("http://localhost/x.csv"));
  EXPECT_TRUE(check_address("http://[::1]:8080/x.csv"));
  EXPECT_FALSE(check_address("http://data.example/x.csv"));
  EXPECT_FALSE(check_address("http://127.0.0.1.data.example/x.csv"));
  EXPECT_FALSE(check_address("http://localhost.data.example/x.csv"));
}

TEST(Address, OtherSchemesUsersAndNonsenseAreRefused) {
  for (const char* url :
       {"ftp://data.example/x", "file:///etc/hostname", "https://user@data.example/x",
        "https://user:secret@data.example/x", "http://127.0.0.1@data.example/x", "x.csv", "", "https://"}) {
    const auto status = check_address(url);
    ASSERT_FALSE(status) << url;
    EXPECT_EQ(status.error().code, base::ErrorCode::kInvalidInput) << url;
    EXPECT_EQ(status.error().message.find("secret"), std::string::npos) << status.error().message;
  }
}

TEST(Redirect, IsResolvedAgainstWhereItCameFrom) {
  EXPECT_EQ(redirect_target("https://data.example/a/b.csv?x=1", "c.csv"), "https://data.example/a/c.csv");
  EXPECT_EQ(redirect_target("https://data.example/a/b.csv", "/d.csv"), "https://data.example/d.csv");
  EXPECT_EQ(redirect_target("https://data.example/a", "//other.example/d.csv"), "https://other.example/d.csv");
}

TEST(Redirect, MayNotLeaveEncryptionNorEnterThisMachine) {
  EXPECT_FALSE(redirect_target("https://data.example/a", "http://data.example/a"));
  EXPECT_FALSE(redirect_target("https://data.example/a", "http://127.0.0.1/a"));
  EXPECT_FALSE(redirect_target("https://data.example/a", "https://localhost/a"));
  EXPECT_FALSE(redirect_target("https://data.example/a", "file:///etc/hostname"));
  EXPECT_FALSE(redirect_target("https://data.example/a", ""));
  EXPECT_TRUE(redirect_target("http://127.0.0.1:1/a", "http://127.0.0.1:2/a"));
}

}  // namespace
}  // namespace housing::curl
