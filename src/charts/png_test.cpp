#include "charts/png.hpp"

#include <cairo.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <thread>
#include <vector>

#include "charts/line_chart.hpp"

namespace housing::charts {
namespace {

LineChart sample() {
  LineChart chart;
  chart.width = 600;
  chart.height = 320;
  chart.title = "Home value";
  ChartSeries series;
  series.name = "Here";
  for (int i = 0; i < 60; ++i) {
    series.ordinals.push_back(2020 * 12 + i);
    series.values.push_back(1000 + i * i);
  }
  chart.series = {series};
  return chart;
}

std::string document(std::string_view inside) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">" + std::string(inside) + "</svg>";
}

// Bytes of pixels, four each, rows one after another.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> pixels;
  bool operator==(const Picture&) const = default;
};

Picture decoded(const std::string& png) {
  struct Rest {
    std::string_view bytes;
  } rest{png};
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(
      [](void* from, unsigned char* to, unsigned int length) {
        auto& left = static_cast<Rest*>(from)->bytes;
        if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
        std::memcpy(to, left.data(), length);
        left.remove_prefix(length);
        return CAIRO_STATUS_SUCCESS;
      },
      &rest);
  Picture picture{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const unsigned char* data = cairo_image_surface_get_data(surface);
  if (data != nullptr)
    picture.pixels.assign(data,
                          data + std::size_t(cairo_image_surface_get_stride(surface)) * std::size_t(picture.height));
  cairo_surface_destroy(surface);
  return picture;
}

TEST(Png, HasTheSizeAndTheInkOfTheChart) {
  const auto svg = line_chart_svg(sample());
  ASSERT_TRUE(svg);
  const auto png = png_of_svg(*svg, 600, 320);
  ASSERT_TRUE(png) << png.error().message;
  const Picture picture = decoded(*png);
  EXPECT_EQ(picture.width, 600);
  EXPECT_EQ(picture.height, 320);
  std::size_t inked = 0;
  for (std::size_t i = 0; i < picture.pixels.size(); i += 4) inked += picture.pixels[i] < 200 ? 1 : 0;
  EXPECT_GT(inked, 500u);
  EXPECT_LT(inked, picture.pixels.size() / 8);
}

// Fonts are there: without any, text leaves no ink, or the same box for every letter.
TEST(Png, TextIsDrawnWithRealLetters) {
  const auto letters = [](const char* text) {
    const auto png = png_of_svg(document("<rect width=\"40\" height=\"20\" fill=\"white\"/><text x=\"2\" y=\"15\" "
                                         "font-family=\"Inter, sans-serif\">" +
                                         std::string(text) + "</text>"),
                                40, 20);
    return decoded(png.value_or(""));
  };
  EXPECT_NE(letters("i"), letters("W"));
  EXPECT_NE(letters("W"), letters(""));
}

TEST(Png, ManyThreadsDrawTheSameBytes) {
  const auto svg = line_chart_svg(sample());
  ASSERT_TRUE(svg);
  const auto expected = png_of_svg(*svg, 600, 320);
  ASSERT_TRUE(expected);
  std::vector<std::string> made(8);
  std::vector<std::thread> threads;
  for (std::string& one : made)
    threads.emplace_back([&] {
      for (int i = 0; i < 4; ++i) one = png_of_svg(*svg, 600, 320).value_or("");
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : made) EXPECT_EQ(one, *expected);
}

TEST(Png, NothingIsFetched) {
  const std::string outside = document(
      "<rect width=\"40\" height=\"20\" fill=\"white\"/>"
      "<image href=\"file:///etc/hostname\" width=\"9\" height=\"9\"/>"
      "<image href=\"http://localhost:1/x.png\" width=\"9\" height=\"9\"/>");
  const auto png = png_of_svg(outside, 40, 20);
  ASSERT_TRUE(png) << png.error().message;
  EXPECT_EQ(*png, *png_of_svg(document("<rect width=\"40\" height=\"20\" fill=\"white\"/>"), 40, 20));
}

TEST(Png, WhatIsNoSvgIsAnError) {
  for (const char* text : {"", "hello", "<svg", "<html/>", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>"}) {
    const auto png = png_of_svg(text, 40, 20);
    ASSERT_FALSE(png) << text;
    EXPECT_EQ(png.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_GT(png.error().message.size(), 10u);
  }
}

TEST(Png, SizesHaveALimit) {
  for (const auto& [width, height] : {std::pair{0, 10}, {10, -1}, {100'000, 100'000}, {2400, 1601}})
    EXPECT_EQ(png_of_svg(document(""), width, height).error().code, base::ErrorCode::kLimitExceeded);
}

}  // namespace
}  // namespace housing::charts
