#include "http/body_decoder.hpp"

#include <string>

#include <gtest/gtest.h>

namespace housing::http {
namespace {

constexpr std::size_t kRoom = 20;

struct Decoded {
  Refusal refusal = Refusal::kNone;
  bool complete = false;
  std::size_t consumed = 0;
  std::string body;
};

Decoded decode(std::string_view bytes, std::size_t step) {
  BodyDecoder decoder;
  decoder.expect_chunks(kRoom);
  Decoded decoded;
  while (decoded.consumed < bytes.size() && !decoded.complete && decoded.refusal == Refusal::kNone) {
    const auto result = decoder.decode(bytes.substr(decoded.consumed, step), decoded.body);
    decoded.consumed += result.consumed;
    decoded.complete = result.complete;
    decoded.refusal = result.refusal;
  }
  return decoded;
}

TEST(BodyDecoder, TakesChunksHoweverTheyAreCut) {
  const std::string text = "5;a=\"b;c\"\r\nhello\r\n00e\r\n, dear decoder\r\n000\r\nTrailer: t\r\nB:\tc\r\n\r\n";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    const Decoded decoded = decode(text + "GET", step);
    EXPECT_TRUE(decoded.complete) << step;
    EXPECT_EQ(decoded.body, "hello, dear decoder") << step;
    EXPECT_EQ(decoded.consumed, text.size()) << step;  // what follows belongs to the next request
  }
}

TEST(BodyDecoder, EndsWithALoneLastChunkCutAnywhere) {
  for (std::size_t step = 1; step < 10; ++step) {
    EXPECT_TRUE(decode("0\r\n\r\n", step).complete) << step;
    EXPECT_TRUE(decode("0\r\nT: r\r\n\r\n", step).complete) << step;
  }
}

TEST(BodyDecoder, CountsContentAgainstTheLimitAtTheSize) {
  EXPECT_TRUE(decode("14\r\n" + std::string(20, 'x') + "\r\n0\r\n\r\n", 7).complete);
  EXPECT_EQ(decode("15\r\n", 1).refusal, Refusal::kBodyTooLarge);
  EXPECT_EQ(decode("a\r\n0123456789\r\nb\r\n", 1).refusal, Refusal::kBodyTooLarge);
  EXPECT_EQ(decode("ffffffffffffffffffff\r\n", 1).refusal, Refusal::kBodyTooLarge);
}

TEST(BodyDecoder, RefusesWhatIsNotAChunk) {
  for (const char* wrong : {"\r\n", "g\r\n", " 5\r\n", "+5\r\n", "-5\r\n", "0x5\r\n", "5 \r\n", "5\n", "5\rx",
                            "5\r\nhelloX", "5\r\nhello\rX", "5\r\nhello\n", "1;\x01\r\n", "1;a\n", "0\r\n\rX",
                            "0\r\n\n", "0\r\nT: r\rX", "0\r\nT: \x7f\r\n", "00000000000000001\r\n"}) {
    EXPECT_EQ(decode(wrong, 1).refusal, Refusal::kMalformed) << wrong;
    EXPECT_EQ(decode(wrong, 100).refusal, Refusal::kMalformed) << wrong;
  }
}

TEST(BodyDecoder, LimitsExtensionsAndTrailers) {
  EXPECT_EQ(decode("1;" + std::string(kMaxChunkExtraBytes + 1, 'e'), 1000).refusal, Refusal::kMalformed);
  std::string trailers = "0\r\n";
  while (trailers.size() < 2 * kMaxChunkExtraBytes) trailers += "T: r\r\n";
  EXPECT_EQ(decode(trailers, 1000).refusal, Refusal::kMalformed);
}

TEST(BodyDecoder, TakesALengthAndNoMore) {
  BodyDecoder decoder;
  decoder.expect_length(5);
  std::string body;
  EXPECT_FALSE(decoder.decode("he", body).complete);
  const auto step = decoder.decode("lloGET", body);
  EXPECT_TRUE(step.complete);
  EXPECT_EQ(step.consumed, 3U);
  EXPECT_EQ(body, "hello");
  decoder.expect_length(0);
  EXPECT_TRUE(decoder.is_complete());
}

}  // namespace
}  // namespace housing::http
