#include "http/negotiate.hpp"

#include <gtest/gtest.h>

namespace housing::http {
namespace {

TEST(AcceptEncoding, PrefersTheHeaviestThenTheSmallest) {
  struct Case {
    const char* header;
    Encoding preferred;
  };
  const Case cases[] = {
      {"", Encoding::kIdentity},
      {"gzip", Encoding::kGzip},
      {"br", Encoding::kBrotli},
      {"gzip, deflate, br", Encoding::kBrotli},
      {"gzip, deflate, br, zstd", Encoding::kBrotli},
      {"GZIP;Q=1.0", Encoding::kGzip},
      {"gzip;q=1, br;q=0.9", Encoding::kGzip},
      {"gzip;q=0.5, br;q=0.501", Encoding::kBrotli},
      {" gzip ; q=0.2 ,\tbr ; q=0.1", Encoding::kGzip},
      {"gzip;q=0", Encoding::kIdentity},
      {"gzip;q=0.000, br;q=0", Encoding::kIdentity},
      {"identity", Encoding::kIdentity},
      {"identity, gzip;q=0.5", Encoding::kIdentity},
      {"identity;q=0.5, gzip;q=0.5", Encoding::kGzip},
      {"*", Encoding::kBrotli},
      {"*;q=0.5, br;q=0", Encoding::kGzip},
      {"br, *;q=0", Encoding::kBrotli},
      {"deflate", Encoding::kIdentity},
      {"gzip;q=2", Encoding::kIdentity},
      {"gzip;q=1.001", Encoding::kIdentity},
      {"gzip;q=nonsense, br", Encoding::kBrotli},
      {"gzip;level=9", Encoding::kIdentity},
      {"gzipped", Encoding::kIdentity},
      {",,gzip,,", Encoding::kGzip},
      {"x-gzip", Encoding::kGzip},
  };
  for (const Case& one : cases) EXPECT_EQ(parse_accept_encoding(one.header).preferred, one.preferred) << one.header;
}

TEST(AcceptEncoding, TellsWhatIsAcceptableAtAll) {
  const AcceptedEncodings accepted = parse_accept_encoding("br, gzip;q=0.1");
  EXPECT_TRUE(accepted.gzip);
  EXPECT_TRUE(accepted.brotli);
  EXPECT_FALSE(parse_accept_encoding("*, gzip;q=0").gzip);
}

TEST(EtagMatches, ComparesWeaklyInLists) {
  EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("W/\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches("\"a\"", "W/\"a\""));
  EXPECT_TRUE(etag_matches("\"x\", W/\"y\" ,\"a\"", "\"a\""));
  EXPECT_TRUE(etag_matches(" * ", "\"a\""));
  EXPECT_TRUE(etag_matches("\"with,comma\"", "\"with,comma\""));
  EXPECT_FALSE(etag_matches("\"a,b\"", "\"b\""));
  EXPECT_FALSE(etag_matches("\"A\"", "\"a\""));
  EXPECT_FALSE(etag_matches("a", "\"a\""));
  EXPECT_FALSE(etag_matches("\"a", "\"a\""));
  EXPECT_FALSE(etag_matches("", "\"a\""));
  EXPECT_FALSE(etag_matches("\"*\"", "\"a\""));
}

}  // namespace
}  // namespace housing::http
