#include "http/compress.hpp"

#include <brotli/decode.h>
#include <libdeflate.h>

#include <gtest/gtest.h>

#include "http/variants.hpp"

namespace housing::http {
namespace {

std::string gunzip(std::string_view bytes, std::size_t size) {
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  std::string out(size, '\0');
  std::size_t got = 0;
  EXPECT_EQ(libdeflate_gzip_decompress(decompressor, bytes.data(), bytes.size(), out.data(), out.size(), &got),
            LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(decompressor);
  out.resize(got);
  return out;
}

std::string unbrotli(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  std::size_t got = size;
  EXPECT_EQ(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &got,  // NOLINT
                                    reinterpret_cast<std::uint8_t*>(out.data())),                             // NOLINT
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(got);
  return out;
}

std::string sample_json(int points) {
  std::string text = "{\"values\":[";
  unsigned state = 7;
  for (int i = 0; i < points; ++i) {
    state = state * 1664525U + 1013904223U;
    text += std::to_string(1'000'000 + (state >> 16)) + ",";
  }
  return text + "null]}";
}

TEST(Compress, ComesBackTheSameAtEveryLevel) {
  for (const std::string& text : {std::string(), std::string("a"), sample_json(2000), std::string(100'000, 'z')}) {
    for (const auto level : {CompressionLevel::kFast, CompressionLevel::kStatic}) {
      const auto gz = compress(text, Encoding::kGzip, level);
      const auto br = compress(text, Encoding::kBrotli, level);
      ASSERT_TRUE(gz && br);
      EXPECT_EQ(gunzip(*gz, text.size() + 1), text);
      EXPECT_EQ(unbrotli(*br, text.size() + 1), text);
      EXPECT_EQ(compress(text, Encoding::kIdentity, level), text);
    }
  }
}

TEST(Compress, HigherLevelsAreSmaller) {
  const std::string text = sample_json(2000);
  for (const auto encoding : {Encoding::kGzip, Encoding::kBrotli}) {
    const auto fast = compress(text, encoding, CompressionLevel::kFast);
    const auto best = compress(text, encoding, CompressionLevel::kStatic);
    EXPECT_LT(fast->size(), text.size() / 2 + text.size() / 4);
    EXPECT_LE(best->size(), fast->size());
  }
}

TEST(Compress, KnowsWhatShrinks) {
  for (const char* yes :
       {"application/json", "Text/HTML; charset=utf-8", "application/problem+json", "image/svg+xml", "text/csv"})
    EXPECT_TRUE(is_compressible(yes)) << yes;
  for (const char* no : {"image/png", "font/woff2", "application/octet-stream", ""})
    EXPECT_FALSE(is_compressible(no)) << no;
}

TEST(Variants, PickTheFormTheClientPrefers) {
  Response response;
  response.content_type = "application/json";
  response.body = sample_json(500);
  const auto variants = Variants::make(response, CompressionLevel::kFast);
  ASSERT_TRUE(variants);
  const PreparedPtr& plain = variants->pick("");
  const PreparedPtr& gzip = variants->pick("gzip");
  const PreparedPtr& brotli = variants->pick("gzip, br");
  EXPECT_EQ(plain->body().bytes, response.body.bytes);
  EXPECT_EQ(gunzip(gzip->body().bytes, 100'000), response.body.bytes);
  EXPECT_EQ(unbrotli(brotli->body().bytes, 100'000), response.body.bytes);
  EXPECT_EQ(variants->bytes(), plain->body().bytes.size());
  EXPECT_EQ(plain->etag(), etag_of(response.body.bytes));
  EXPECT_TRUE(gzip->etag().ends_with("-gz\""));
  EXPECT_NE(gzip->etag(), brotli->etag());
  for (const PreparedPtr& form : {plain, gzip, brotli}) {
    EXPECT_NE(form->head().find("\r\nVary: Accept-Encoding\r\n"), std::string_view::npos);
    EXPECT_NE(form->not_modified_head().find("\r\nVary: Accept-Encoding\r\n"), std::string_view::npos);
  }
  EXPECT_NE(brotli->head().find("\r\nContent-Encoding: br\r\n"), std::string_view::npos);
  EXPECT_EQ(plain->head().find("Content-Encoding"), std::string_view::npos);
}

TEST(Variants, LeaveAloneWhatDoesNotShrink) {
  Response small;
  small.content_type = "application/json";
  small.body = "{}";
  Response picture;
  picture.content_type = "image/png";
  picture.body = std::string(5000, 'p');
  Response noise;
  noise.content_type = "text/plain";
  std::string bytes;
  unsigned state = 1;
  for (int i = 0; i < 4000; ++i) bytes.push_back(static_cast<char>((state = state * 1664525U + 1013904223U) >> 24));
  noise.body = bytes;
  for (const Response& response : {small, picture, noise}) {
    const auto variants = Variants::make(response, CompressionLevel::kFast);
    ASSERT_TRUE(variants);
    EXPECT_EQ(variants->pick("br, gzip")->body().bytes, response.body.bytes);
  }
}

TEST(Variants, AddToAnExistingVary) {
  Response response;
  response.content_type = "text/plain";
  response.headers.push_back({"vary", "Origin"});
  response.body = std::string(5000, 'v');
  const auto variants = Variants::make(response, CompressionLevel::kFast);
  EXPECT_NE(variants->pick("")->head().find("vary: Origin, Accept-Encoding\r\n"), std::string_view::npos);
}

}  // namespace
}  // namespace housing::http
