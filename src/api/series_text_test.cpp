#include "api/series_text.hpp"

#include <gtest/gtest.h>

#include "base/csv_field.hpp"

#include "api/testing_client.hpp"
#include "app/demo.hpp"
#include "base/json.hpp"
#include "testing/imported_world.hpp"

namespace housing::api {
namespace {

std::string field(std::string_view text) {
  std::string out;
  base::append_csv_field(out, text);
  return out;
}

TEST(CsvField, IsPlainWhereItCan) {
  EXPECT_EQ(field(""), "");
  EXPECT_EQ(field("San Francisco"), "San Francisco");
  EXPECT_EQ(field("a-b=c+d@e"), "a-b=c+d@e");
}

TEST(CsvField, IsQuotedWhereItMustBe) {
  EXPECT_EQ(field("a,b"), "\"a,b\"");
  EXPECT_EQ(field("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(field("a\rb"), "\"a\rb\"");
  EXPECT_EQ(field("\""), "\"\"\"\"");
}

TEST(CsvField, IsNeverAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"})
    EXPECT_EQ(field(start + "SUM(1)"), "\"'" + start + "SUM(1)\"");
}

TEST(Synthetic, IsSaidInEveryBody) {
  testing::ImportedWorld demo;
  ASSERT_TRUE(app::make_demo(demo.store(), testing::known_places(), demo.clock(), app::DemoSize::kSmall).has_value());
  demo.world();
  TestClient client(demo.holder());
  for (const char* target :
       {"/api/v1/metrics", "/api/v1/sources", "/api/v1/imports", "/api/v1/regions?q=boston", "/api/v1/regions/state-ca",
        "/api/v1/series?region=us&metric=home_value", "/api/v1/series?region=us&metric=home_value&transform=yoy"}) {
    const Answered answer = client.get(target);
    EXPECT_EQ(answer.status, 200);
    const base::Json json = answer.json();
    ASSERT_NE(json.find("synthetic"), nullptr) << target;
    EXPECT_TRUE(json.find("synthetic")->bool_or(false)) << target;
    for (const char* real : {"\"zillow\"", "\"fhfa\"", "\"fred\""})
      EXPECT_EQ(answer.body.find(std::string("\"source\":") + real), std::string::npos) << target;
  }
  const base::Json series = client.get("/api/v1/series?region=us&metric=home_value").json();
  EXPECT_EQ(series.array("notes").at(0).text_or(""), kSyntheticNote);
  EXPECT_EQ(series.array("series").at(0).find("prov")->text("source"), "demo");
  EXPECT_NE(client.get("/api/v1/series?region=us&metric=home_value&last=1&format=csv").body.find(",level,demo,"),
            std::string::npos);
}

}  // namespace
}  // namespace housing::api
