// The routes as a client sees them: shapes, codes, headers.
#include "api/api.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "api/data_routes.hpp"
#include "api/testing_client.hpp"
#include "base/text.hpp"
#include "testing/imported_world.hpp"

namespace housing::api {
namespace {

using base::Json;
using testing::month_ends;
using Texts = std::vector<std::string>;

Texts texts_of(const Json::Array& items) {
  Texts texts;
  for (const Json& item : items) texts.emplace_back(item.is_null() ? "null" : item.text_or("?"));
  return texts;
}

std::set<std::string> members_of(const Json& json) {
  std::set<std::string> names;
  for (const auto& [name, value] : json.members()) names.insert(name);
  return names;
}

void import_all(testing::ImportedWorld& imported) {
  imported.import({testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, 3),
                                        {testing::united_states({"300000.5", "", "310000"}),
                                         testing::san_francisco({"1170000.125", "1", "2"}),
                                         {"999999", "=cmd(), \"quoted\" CA", "msa", {"5", "6", "7"}}}),
                   testing::fhfa_metro_file({"\"Abilene, TX\",10180,2024,1,100.00,(1.0)"}),
                   testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}, {"2024-01-11", "."}})});
  imported.import_one(
      testing::zillow_file(testing::kMetroHomeValue, {"2024-03-31"}, {testing::united_states({"320000"})}),
      model::Date::of(2024, 6, 1));
}

class ApiTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    import_all(*imported_);
    imported_->world();
  }
  static void TearDownTestSuite() { delete imported_; }

  Answered get(std::string_view target, std::string_view accept_encoding = {}) {
    return client_.get(target, accept_encoding);
  }
  // A problem document of that status, about that parameter.
  void expect_problem(std::string_view target, int status, std::string_view type, std::string_view parameter = {}) {
    SCOPED_TRACE(target);
    const Answered answer = get(target);
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.reply.header("Content-Type"), "application/problem+json");
    const Json problem = answer.json();
    EXPECT_EQ(problem.text("type"), "about:blank#" + std::string(type));
    EXPECT_EQ(problem.integer("status"), status);
    EXPECT_EQ(problem.text("parameter"), parameter);
    EXPECT_FALSE(problem.text("title").empty());
    EXPECT_FALSE(problem.text("detail").empty());
    EXPECT_EQ(problem.text("instance"), target.substr(0, target.find('?')));
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  TestClient client_{imported_->holder()};
};

TEST_F(ApiTest, AnswersASeriesWithItsOrigin) {
  const Answered answer = get("/api/v1/series?region=us&metric=home_value");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.reply.header("Content-Type"), "application/json");
  const Json json = answer.json();
  EXPECT_EQ(members_of(json), (std::set<std::string>{"series", "notes"}));
  const Json& series = json.array("series").at(0);
  EXPECT_EQ(series.text("region"), "us");
  EXPECT_EQ(series.text("metric"), "home_value");
  EXPECT_EQ(series.text("source"), "zillow");
  EXPECT_EQ(series.text("unit"), "usd");
  EXPECT_EQ(series.integer("decimals"), 2);
  EXPECT_EQ(series.text("frequency"), "month");
  EXPECT_EQ(series.text("transform"), "level");
  EXPECT_EQ(texts_of(series.array("periods")), (Texts{"2024-01", "2024-02", "2024-03"}));
  ASSERT_EQ(series.array("values").size(), 3u);
  EXPECT_EQ(series.array("values")[0].number_or(0), 300000.5);
  EXPECT_TRUE(series.array("values")[1].is_null());
  EXPECT_EQ(series.array("values")[2].number_or(0), 320000);
  const Json& prov = *series.find("prov");
  for (const char* name : {"id", "source", "dataset", "release", "release_from", "retrieved", "file", "sha256",
                           "licence", "attribution", "redistribution", "url", "formula"})
    EXPECT_FALSE(prov.text(name).empty()) << name;
  EXPECT_EQ(prov.text("release"), "2024-06-01");
  EXPECT_EQ(prov.text("release_from"), "operator");
  EXPECT_EQ(prov.text("sha256").size(), 64u);
  ASSERT_EQ(series.array("prov_parts").size(), 2u);
  EXPECT_EQ(series.array("prov_parts")[1].text("from"), "2024-03");
}

TEST_F(ApiTest, RoundsTheTextOnceAndPrintsItExactly) {
  EXPECT_NE(get("/api/v1/series?region=metro-41860&metric=home_value").body.find("\"values\":[1170000.12,1,2]"),
            std::string::npos);
}

TEST_F(ApiTest, TakesListsByCommaAndByRepetition) {
  const Json commas = get("/api/v1/series?region=us,metro-41860&metric=home_value,mortgage_rate").json();
  const Json repeated =
      get("/api/v1/series?region=us&region=metro-41860&metric=home_value&metric=mortgage_rate").json();
  EXPECT_EQ(commas.array("series").size(), 3u);
  EXPECT_EQ(repeated.array("series").size(), 3u);
  EXPECT_EQ(commas.array("notes").size(), 1u);
}

TEST_F(ApiTest, AnswersCsvThatASpreadsheetMayOpen) {
  const Answered answer = get("/api/v1/series?region=us,x-zillow-999999&metric=home_value&from=2024-02&format=csv");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.reply.header("Content-Type"), "text/csv; charset=utf-8");
  const std::vector<std::string_view> lines = base::split(answer.body, '\n');
  ASSERT_EQ(lines.size(), 6u);
  EXPECT_EQ(lines[0],
            "region,region_name,metric,period,value,unit,transform,source,release,retrieved,sha256,licence,formula");
  const std::vector<std::string> expected = {
      "us,United States,home_value,2024-02,,usd,level,zillow,2024-04-16,",
      "us,United States,home_value,2024-03,320000.00,usd,level,zillow,2024-06-01,",
      "x-zillow-999999,\"'=cmd(), \"\"quoted\"\" CA\",home_value,2024-02,6.00,usd,level,zillow,2024-04-16,",
      "x-zillow-999999,\"'=cmd(), \"\"quoted\"\" CA\",home_value,2024-03,7.00,usd,level,zillow,2024-04-16,"};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_TRUE(lines[i + 1].starts_with(expected[i])) << lines[i + 1];
    EXPECT_TRUE(lines[i + 1].ends_with(",\"as published, rounded to 2 decimals\"")) << lines[i + 1];
  }
}

TEST_F(ApiTest, ListsEveryMetricWithItsCoverage) {
  const Json json = get("/api/v1/metrics").json();
  EXPECT_EQ(json.array("metrics").size(), model::all_metrics().size());
  std::size_t covered = 0;
  for (const Json& metric : json.array("metrics")) {
    for (const char* name : {"id", "name", "source", "producer", "unit", "frequency", "seasonal_adjustment",
                             "aggregation", "definition", "licence", "redistribution"})
      EXPECT_FALSE(metric.text(name).empty()) << name;
    const Json* coverage = metric.find("coverage");
    ASSERT_NE(coverage, nullptr);
    EXPECT_EQ(coverage->is_null(), metric.find("last_release")->is_null());
    covered += coverage->is_object() ? 1 : 0;
    if (metric.text("id") != "home_value") continue;
    EXPECT_EQ(coverage->integer("regions"), 3);
    EXPECT_EQ(coverage->text("from"), "2024-01");
    EXPECT_EQ(coverage->text("to"), "2024-03");
    EXPECT_EQ(members_of(*coverage->find("by_type")), (std::set<std::string>{"us", "metro", "x"}));
    EXPECT_EQ(metric.find("last_release")->text("date"), "2024-06-01");
  }
  EXPECT_EQ(covered, 3u);
}

TEST_F(ApiTest, ListsSourcesAndImports) {
  const Json sources = get("/api/v1/sources").json();
  EXPECT_EQ(sources.array("sources").size(), model::all_sources().size() - 1) << "demo data has no place here";
  const Json& zillow = sources.array("sources").at(0);
  EXPECT_EQ(zillow.text("id"), "zillow");
  EXPECT_EQ(texts_of(zillow.array("metrics")), Texts{"home_value"});
  EXPECT_EQ(zillow.find("last_release")->text("date"), "2024-06-01");
  const Json imports = get("/api/v1/imports").json();
  ASSERT_EQ(imports.array("imports").size(), 4u);
  const Json& newest = imports.array("imports")[0];
  EXPECT_EQ(newest.text("release"), "2024-06-01");
  EXPECT_EQ(newest.text("path"), testing::kMetroHomeValue);
  EXPECT_EQ(newest.integer("kept"), 1);
  EXPECT_EQ(newest.find("periods")->text("from"), "2024-03");
}

TEST_F(ApiTest, SearchesRegionsAPageAtATime) {
  const Json first = get("/api/v1/regions?q=san+francisco&limit=1").json();
  ASSERT_EQ(first.array("regions").size(), 1u);
  const Json& region = first.array("regions")[0];
  EXPECT_EQ(members_of(region), (std::set<std::string>{"id", "name", "type", "label", "parents", "metrics"}));
  EXPECT_EQ(first.text("next"), "1");
  const Json second = get("/api/v1/regions?q=san%20francisco&limit=1&cursor=1").json();
  EXPECT_NE(second.array("regions").at(0).text("id"), region.text("id"));
  const Json none = get("/api/v1/regions?q=qqqqqqqq").json();
  EXPECT_TRUE(none.array("regions").empty());
  EXPECT_TRUE(none.find("next")->is_null());
}

TEST_F(ApiTest, ShowsARegion) {
  const Json us = get("/api/v1/regions/us").json();
  EXPECT_EQ(us.text("id"), "us");
  EXPECT_EQ(us.array("children").size(), 60u);
  const Json& latest = us.array("latest").at(0);
  EXPECT_EQ(latest.text("metric"), "home_value");
  EXPECT_EQ(latest.find("value")->number_or(0), 320000);
  EXPECT_EQ(latest.find("change")->text("unit"), "percent");
  EXPECT_TRUE(latest.find("change")->find("mom")->is_null());
  EXPECT_TRUE(latest.find("rank")->is_null());
  EXPECT_EQ(latest.find("prov")->text("release"), "2024-06-01");
  EXPECT_EQ(get("/api/v1/regions/x-zillow-999999").json().text("label"), "=cmd(), \"quoted\" CA");
  EXPECT_EQ(get("/api/v1/regions/metro%2D41860").status, 200);
}

TEST_F(ApiTest, SaysWhatIsWrongAsAProblemDocument) {
  expect_problem("/api/v1/regions/metro-41861", 404, "unknown-region", "id");
  expect_problem("/api/v1/regions/", 404, "unknown-region", "id");
  expect_problem("/api/v1/nothing", 404, "not-found");
  expect_problem("/api/v1/", 404, "not-found");
  expect_problem("/api/v1/series%00", 404, "not-found");
  expect_problem("/nothing", 404, "not-found");
  expect_problem("/api/v1/series?region=nowhere&metric=rent", 404, "unknown-region", "region");
  expect_problem("/api/v1/series?region=us&metric=homevalue", 422, "unknown-metric", "metric");
  expect_problem("/api/v1/series?region=us&metric=rent&from=x", 422, "bad-date", "from");
  expect_problem("/api/v1/series?region=us&metric=rent&format=xml", 422, "unknown-format", "format");
  expect_problem("/api/v1/series?region=us&metric=rent&form=csv", 422, "unknown-parameter", "form");
  expect_problem("/api/v1/series?region=%ZZ&metric=rent", 422, "bad-query");
  expect_problem("/api/v1/series", 422, "missing-parameter", "region");
  expect_problem("/api/v1/metrics?x=1", 422, "unknown-parameter", "x");
  expect_problem("/api/v1/regions?limit=0", 422, "bad-number", "limit");
  expect_problem("/api/v1/regions?q=" + std::string(300, 'a'), 422, "limit-exceeded", "q");
  const Json metric = get("/api/v1/series?region=us&metric=homevalue").json();
  EXPECT_EQ(metric.array("suggestions").at(0).text_or(""), "home_value");
  const Json parameter = get("/api/v1/regions?query=x").json();
  EXPECT_EQ(texts_of(parameter.array("suggestions")), (Texts{"q", "type", "within", "limit", "cursor", "as_of"}));
}

TEST_F(ApiTest, OnlyReads) {
  for (const http::Method method :
       {http::Method::kPost, http::Method::kPut, http::Method::kDelete, http::Method::kPatch})
    for (const char* target : {"/api/v1/series?region=us&metric=rent", "/health", "/metrics", "/"}) {
      const Answered answer = client_.ask(method, target);
      EXPECT_EQ(answer.status, 405) << target;
      EXPECT_EQ(answer.reply.header("Allow"), "GET, HEAD");
    }
  const Answered head = client_.ask(http::Method::kHead, "/api/v1/metrics");
  EXPECT_EQ(head.status, 200);
}

TEST_F(ApiTest, MarksAnswersForRevalidation) {
  const Answered plain = get("/api/v1/metrics");
  const Answered packed = get("/api/v1/metrics", "gzip");
  EXPECT_FALSE(plain.reply.header("ETag").empty());
  EXPECT_EQ(plain.reply.header("ETag"), get("/api/v1/metrics").reply.header("ETag"));
  EXPECT_NE(plain.reply.header("ETag"), packed.reply.header("ETag"));
  EXPECT_EQ(packed.reply.header("Content-Encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(plain.reply.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.reply.header("Cache-Control"), "public, max-age=0, must-revalidate");
  EXPECT_NE(plain.reply.header("ETag"), get("/api/v1/sources").reply.header("ETag"));
  EXPECT_EQ(get("/api/v1/regions/nowhere").reply.header("Cache-Control"), "no-store");
  EXPECT_EQ(get("/health").reply.header("Cache-Control"), "no-store");
}

TEST_F(ApiTest, TellsHowItIs) {
  EXPECT_EQ(get("/health").body, R"({"status":"ok"})");
  const Json ready = get("/health/ready").json();
  EXPECT_EQ(ready.text("status"), "ready");
  EXPECT_EQ(ready.array("checks").at(0).text("name"), "dataset");
  EXPECT_EQ(get("/metrics").reply.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
}

TEST_F(ApiTest, ExplainsItself) {
  const Answered contract = get("/openapi.json");
  ASSERT_EQ(contract.status, 200);
  const Json json = contract.json();
  const Json* paths = json.find("paths");
  ASSERT_NE(paths, nullptr);
  for (const char* path : {"/api/v1/series", "/api/v1/regions", "/api/v1/regions/{id}", "/api/v1/metrics", "/health"})
    EXPECT_NE(paths->find(path), nullptr) << path;
  const Answered docs = get("/docs");
  EXPECT_EQ(docs.status, 200);
  EXPECT_EQ(docs.reply.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(docs.reply.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos);
  EXPECT_NE(docs.body.find("/api/v1/series"), std::string::npos);
}

TEST(Api, IsNotReadyBeforeItsDataIs) {
  testing::ImportedWorld imported;
  TestClient client(imported.holder());
  EXPECT_EQ(client.get("/health").status, 200);
  EXPECT_EQ(client.get("/health/ready").status, 503);
  EXPECT_EQ(client.get("/api/v1/metrics").status, 503);
  EXPECT_EQ(client.get("/metrics").status, 200);
}

TEST(Api, WithoutDataAnswersEmptyLists) {
  testing::ImportedWorld imported;
  imported.world();
  TestClient client(imported.holder());
  EXPECT_EQ(client.get("/health/ready").status, 200);
  EXPECT_EQ(client.get("/api/v1/imports").body, R"({"imports":[]})");
  const Json series = client.get("/api/v1/series?region=us&metric=rent").json();
  EXPECT_TRUE(series.array("series").empty());
  EXPECT_EQ(series.array("notes").size(), 1u);
  EXPECT_EQ(client.get("/api/v1/regions/us").json().array("latest").size(), 0u);
}

TEST(Api, AnswersFromTheNewestPublication) {
  testing::ImportedWorld imported;
  imported.world();
  TestClient client(imported.holder());
  const std::string target = "/api/v1/series?region=us&metric=mortgage_rate";
  EXPECT_TRUE(client.get(target).json().array("series").empty());
  imported.import_one(testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}}));
  EXPECT_TRUE(client.get(target).json().array("series").empty()) << "not before it was taken up";
  imported.world();
  EXPECT_EQ(client.get(target).json().array("series").size(), 1u);
}

TEST(Api, AnswersManyThreadsWhileDataChanges) {
  testing::ImportedWorld imported;
  imported.world();
  TestClient client(imported.holder());
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader)
    readers.emplace_back([&, reader] {
      std::size_t most = 0;  // a reader never sees an older publication after a newer one
      while (!done.load()) {
        const Answered answer = client.get("/api/v1/imports", reader == 0 ? "gzip" : "");
        if (answer.status != 200) ++wrong;
        if (reader == 0) continue;
        const std::size_t imports = answer.json().array("imports").size();
        if (imports < most) ++wrong;
        most = imports;
      }
    });
  for (int release = 0; release < 5; ++release) {
    imported.import_one(testing::fred_file("MORTGAGE30US", {{"2024-01-04", std::to_string(6 + release)}}));
    imported.world();
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong.load(), 0);
  EXPECT_EQ(client.get("/api/v1/imports").json().array("imports").size(), 5u);
}

TEST(Api, WhatTakesAWhileIsKnownHoweverItIsWritten) {
  constexpr std::string_view kSeries = "/api/v1/series";
  EXPECT_FALSE(is_heavy(kSeries, "region=us&metric=rent"));
  EXPECT_FALSE(is_heavy(kSeries, "region=us&metric=rent&title=as_of=2024"));
  for (const std::string_view query : {"transform=sa", "region=us&transform=sa", "region=us&tr%61nsform=%73a",
                                       "x=transform=sa&transform=sa", "%61s_of=2024-01-01", "format=xls%78"})
    EXPECT_TRUE(is_heavy(kSeries, query)) << query;
  EXPECT_TRUE(is_heavy("/api/v1/forecast", ""));
  EXPECT_TRUE(is_heavy("/api/v1/forec%61st", ""));
}

TEST(Api, AnswersTheSameInWhateverOrderFilesCame) {
  const std::vector<testing::PublisherFile> files = {
      testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, 3),
                           {testing::united_states({"1", "2", "3"}), testing::boston({"4", "5", "6"})}),
      testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, 4),
                           {testing::united_states({"1", "", "3.5", "4"})}),
      testing::zillow_file(testing::kMetroHomeValue, {"2024-03-31", "2024-04-30"},
                           {testing::united_states({"33", "44"}), testing::denver({"7", "8"})}),
      testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}}),
      testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.63"}})};
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  Texts first;
  for (std::size_t turn = 0; turn < 2 * order.size();
       ++turn) {  // every one comes first and last, and before each other
    testing::ImportedWorld imported;
    for (const std::size_t i : order) imported.import_one(files[i]);
    imported.world();
    TestClient client(imported.holder());
    Texts answers;
    for (const char* target :
         {"/api/v1/metrics", "/api/v1/sources", "/api/v1/regions?q=boston", "/api/v1/regions/us",
          "/api/v1/regions/metro-14460", "/api/v1/series?region=us,metro-14460,metro-19740&metric=home_value",
          "/api/v1/series?region=us&metric=mortgage_rate,home_value&transform=index&format=csv"})
      answers.push_back(client.get(target).body);
    if (first.empty()) first = answers;
    ASSERT_EQ(answers, first);
    std::ranges::rotate(order, order.begin() + 1);
    if (turn + 1 == order.size()) std::ranges::reverse(order);
  }
  EXPECT_NE(first[5].find("\"values\":[1,null,33,44]"), std::string::npos) << first[5];
}

}  // namespace
}  // namespace housing::api
