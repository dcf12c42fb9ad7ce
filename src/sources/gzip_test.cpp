#include "sources/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

std::string gzipped(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

base::Result<std::string> drain(base::ByteSource& source) {
  std::string all;
  while (true) {
    HT_TRY(const auto chunk, source.next());
    if (chunk.empty()) return all;
    all.append(chunk.data(), chunk.size());
  }
}

base::Result<std::string> inflate_in_chunks(const std::string& packed, std::size_t size) {
  ChunkedSource source(packed, size);
  return drain(*inflating(source, packed));
}

std::string error_of(const std::string& packed) {
  const auto result = inflate_in_chunks(packed, packed.size());
  EXPECT_FALSE(result.has_value());
  if (result) return "";
  EXPECT_EQ(result.error().code, base::ErrorCode::kInvalidInput);
  EXPECT_EQ(inflate_in_chunks(packed, 3).error().message, result.error().message);
  return result.error().message;
}

std::string large_text() {
  std::string text;
  for (int i = 0; text.size() < 5'000'000; ++i) text += std::to_string(i % 100000 * 7919) + ",";
  return text;
}

TEST(Gzip, PassesOnWhatIsNotGzip) {
  for (const std::string& text : {std::string("a,b\n"), std::string(), std::string("\x1F"), std::string("\x1Fxx")})
    EXPECT_EQ(*inflate_in_chunks(text, 2), text);
}

TEST(Gzip, Inflates) {
  const std::string text = large_text();
  const std::string packed = gzipped(text);
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{65536}, packed.size()})
    EXPECT_EQ(*inflate_in_chunks(packed, size) == text, true) << size;
  EXPECT_EQ(*inflate_in_chunks(gzipped(""), 100), "");
}

TEST(Gzip, OutputMuchLargerThanInput) {
  const std::string text(30'000'000, 'x');
  const std::string packed = gzipped(text);
  ASSERT_LT(packed.size(), 40'000U);
  EXPECT_EQ(*inflate_in_chunks(packed, packed.size()) == text, true);
}

TEST(Gzip, MembersFollowEachOther) {
  const std::string packed = gzipped("first,") + gzipped("") + gzipped("second");
  for (const std::size_t size : {1, 2, 5, 1000}) EXPECT_EQ(*inflate_in_chunks(packed, size), "first,second");
}

TEST(Gzip, TruncatedSaysHowFarItCame) {
  const std::string packed = gzipped("some text that is long enough");
  EXPECT_EQ(error_of(packed.substr(0, packed.size() - 8)),
            "the compressed data end too early, after 29 inflated bytes; download the file again");
  EXPECT_EQ(error_of(packed.substr(0, packed.size() - 1)),
            "the compressed data end too early, after 29 inflated bytes; download the file again");
  EXPECT_EQ(error_of(packed.substr(0, 4)),
            "the compressed data end too early, after 0 inflated bytes; download the file again");
  EXPECT_EQ(error_of(packed + packed.substr(0, 1)),
            "the compressed data end too early, after 29 inflated bytes; download the file again");
}

TEST(Gzip, EveryTruncationIsNoticed) {
  const std::string packed = gzipped("0123456789,0123456789,abcdef");
  for (std::size_t length = 2; length < packed.size(); ++length)
    EXPECT_FALSE(inflate_in_chunks(packed.substr(0, length), length).has_value()) << length;
}

// How much of a cut stream zlib can inflate, in one call.
std::size_t inflatable(const std::string& packed) {
  std::string in = packed;
  std::string out(4'000'000, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_SYNC_FLUSH);
  inflateEnd(&stream);
  return stream.total_out;
}

// A byte here stands for a thousand: the cut can come while zlib holds output that a full chunk had no room for.
TEST(Gzip, TruncatedAtAFullChunk) {
  const std::string packed = gzipped(std::string(3'000'000, 'x'));
  for (std::size_t length = 900; length < 1200; ++length) {
    const std::string cut = packed.substr(0, length);
    const std::string wanted = "the compressed data end too early, after " + std::to_string(inflatable(cut)) +
                               " inflated bytes; download the file again";
    ASSERT_EQ(inflate_in_chunks(cut, length).error().message, wanted) << length;
    ASSERT_EQ(inflate_in_chunks(cut, 1).error().message, wanted) << length;
  }
}

TEST(Gzip, DamageIsNoticed) {
  std::string packed = gzipped(large_text());
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  EXPECT_NE(inflate_in_chunks(packed, packed.size()).error().message.find("the compressed data are broken ("),
            std::string::npos);
  std::string wrong_sum = gzipped("abc");
  wrong_sum[wrong_sum.size() - 6] ^= 1;
  EXPECT_EQ(error_of(wrong_sum),
            "the compressed data are broken (incorrect data check), after 3 inflated bytes; download the file again");
}

TEST(Gzip, BytesBehindTheEnd) {
  EXPECT_EQ(error_of(gzipped("abc") + "some text"),
            "bytes that are no gzip follow the end of the compressed data, after 3 inflated bytes; download the file "
            "again");
}

TEST(Gzip, TotalIsLimited) {
  const std::string packed = gzipped(std::string(10'000, 'x'));
  ChunkedSource fits(packed, 100);
  EXPECT_EQ(drain(*inflating_gzip(fits, 10'000))->size(), 10'000U);
  ChunkedSource source(packed, 100);
  const auto result = drain(*inflating_gzip(source, 9'999));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_EQ(result.error().message, "the gzip file inflates to more than 9999 bytes");
}

class FailingSource final : public base::ByteSource {
 public:
  base::Result<std::span<const char>> next() override { return base::fail(base::ErrorCode::kIo, "no disk"); }
};

TEST(Gzip, SourceErrorsArePassedOn) {
  FailingSource source;
  EXPECT_EQ(drain(*inflating(source, "\x1F\x8B")).error().message, "no disk");
  EXPECT_EQ(drain(*inflating(source, "a,b")).error().message, "no disk");
}

}  // namespace
}  // namespace housing::sources
