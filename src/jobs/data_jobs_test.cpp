// From a file to a publication in two functions that know of each other by an event: once, twice, out of order, killed.
#include "jobs/data_jobs.hpp"

#include <gtest/gtest.h>

#include "app/pending.hpp"
#include "jobs/testing_events.hpp"
#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::jobs {
namespace {

using std::chrono::seconds;

class DataJobsTest : public ::testing::Test {
 protected:
  // What the source has now.
  void offer(std::vector<std::string> values) {
    const int months = static_cast<int>(values.size());
    offered_ = {testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, months),
                                     {testing::boston(std::move(values))})};
  }
  base::Result<app::ImportSummary> import_files(const std::string& source, std::chrono::nanoseconds deadline) {
    asked_.push_back(source);
    left_ = deadline - world_.clock().monotonic();
    if (!failure_.empty()) return base::fail(base::ErrorCode::kUnavailable, failure_);
    app::ImportRequest request;
    for (const auto& file : offered_) request.paths.push_back(world_.folder().write(file.name, file.text));
    request.leave_pending = true;
    app::Importer importer(store_, testing::known_names(), world_.clock());
    auto summary = importer.run(request, [](const auto&) {});
    if (summary) summary->not_begun = not_begun_;
    return summary;
  }
  static Arrived job(std::string_view body) {
    Arrived arrived;
    arrived.body = base::Json::parse(body).value();
    return arrived;
  }
  Arrived event() const {
    Arrived arrived = job(events_.told.back().detail);
    arrived.kind = ArrivedKind::kEvent;
    arrived.type = events_.told.back().type;
    return arrived;
  }
  base::Result<JobVerdict> import(const Arrived& arrived = job(R"({"source":"zillow"})")) {
    const ImportContext context{.import = [this](const std::string& source, std::chrono::nanoseconds at,
                                                 const OnImportStep&) { return import_files(source, at); },
                                .events = events_,
                                .clock = world_.clock(),
                                .log = log_};
    return import_data(arrived, world_.clock().monotonic() + seconds(900), context);
  }
  base::Result<JobVerdict> publish(const Arrived& arrived = job("{}")) {
    return publish_data(arrived, world_.clock().monotonic() + seconds(900),
                        {.objects = store_, .events = events_, .clock = world_.clock(), .log = log_});
  }
  std::size_t published() { return app::current_manifest(world_.store())->shards.size(); }
  std::size_t pending() { return world_.store().list(app::kPendingFolder)->size(); }

  testing::ImportedWorld world_;
  testing::StoreDouble store_{world_.store()};
  base::Log log_{world_.clock(), -1, base::LogLevel::kError};
  EventsDouble events_;
  std::vector<testing::PublisherFile> offered_;
  std::vector<std::string> asked_;
  std::chrono::nanoseconds left_{};
  std::string failure_;
  std::size_t not_begun_ = 0;
};

TEST_F(DataJobsTest, BringASourceIntoThePresent) {
  offer({"1", "2"});
  EXPECT_EQ(import(), JobVerdict::kDone);
  EXPECT_EQ(asked_, std::vector<std::string>{"zillow"});
  EXPECT_EQ(left_, seconds(900) - kImportEndTime);
  EXPECT_EQ(published(), 0u);
  ASSERT_EQ(events_.told.size(), 1u);
  EXPECT_EQ(events_.told[0].type, "import-finished");
  const auto detail = base::Json::parse(events_.told[0].detail).value();
  EXPECT_EQ(detail.text("source"), "zillow");
  EXPECT_TRUE(world_.store().exists(detail.text("pending")).value());
  EXPECT_EQ(detail.integer("files"), 1);
  EXPECT_EQ(detail.integer("kept"), 1);
  EXPECT_EQ(detail.integer("refused", -1), 0);

  EXPECT_EQ(publish(event()), JobVerdict::kDone);
  EXPECT_EQ(published(), 1u);
  EXPECT_EQ(pending(), 0u);
  ASSERT_EQ(events_.told.size(), 2u);
  EXPECT_EQ(events_.told[1].type, "publication-finished");
  EXPECT_EQ(base::Json::parse(events_.told[1].detail)->text("publication"), world_.world()->version());
}

TEST_F(DataJobsTest, TellNobodyWhenNothingChanged) {
  offer({"1", "2"});
  ASSERT_TRUE(import());
  ASSERT_TRUE(publish());
  EXPECT_EQ(import(), JobVerdict::kDone);
  EXPECT_EQ(publish(), JobVerdict::kDone);
  EXPECT_EQ(events_.told.size(), 2u);
}

TEST_F(DataJobsTest, TakeADuplicateOfAnEventForDone) {
  offer({"1"});
  ASSERT_TRUE(import());
  const Arrived first = event();
  ASSERT_TRUE(publish(first));
  EXPECT_EQ(publish(first), JobVerdict::kDone);
  EXPECT_EQ(published(), 1u);
  EXPECT_EQ(events_.told.size(), 2u);
}

TEST_F(DataJobsTest, PublishAllWhicheverEventComesFirst) {
  offer({"1"});
  ASSERT_TRUE(import());
  const Arrived older = event();
  offer({"1", "2"});
  ASSERT_TRUE(import());
  EXPECT_EQ(publish(event()), JobVerdict::kDone);
  EXPECT_EQ(published(), 2u);
  EXPECT_EQ(publish(older), JobVerdict::kDone);
  EXPECT_EQ(published(), 2u);
  EXPECT_EQ(events_.told.size(), 3u);
}

TEST_F(DataJobsTest, ImportAgainWhenTheEventCouldNotBePut) {
  offer({"1"});
  events_.failures = 1;
  EXPECT_FALSE(import().has_value());
  EXPECT_EQ(pending(), 1u);
  EXPECT_EQ(import(), JobVerdict::kDone);
  EXPECT_EQ(publish(event()), JobVerdict::kDone);
  EXPECT_EQ(published(), 1u);
  EXPECT_EQ(pending(), 0u) << "also what the first run left behind";
}

TEST_F(DataJobsTest, PublishWhatAKilledImportLeftPending) {
  offer({"1"});
  events_.failures = 1;
  EXPECT_FALSE(import().has_value());  // killed between pending and event
  EXPECT_EQ(publish(), JobVerdict::kDone) << "by hand, or with the next event";
  EXPECT_EQ(published(), 1u);
}

TEST_F(DataJobsTest, TellAgainWhenItCannotBeKnownWhetherItWasTold) {
  offer({"1"});
  ASSERT_TRUE(import());
  const Arrived first = event();
  events_.failures = 1;  // killed between publishing and the event
  EXPECT_FALSE(publish(first).has_value());
  EXPECT_EQ(published(), 1u);
  EXPECT_EQ(pending(), 1u);
  EXPECT_EQ(publish(first), JobVerdict::kDone);
  EXPECT_EQ(events_.told.back().type, "publication-finished");
  EXPECT_EQ(pending(), 0u);
}

TEST_F(DataJobsTest, MakeUpForAnImportKilledBetweenShardAndPending) {
  offer({"1"});
  store_.before_put = [](std::string_view key) -> base::Status {
    if (key.starts_with(app::kPendingFolder)) return base::fail(base::ErrorCode::kIo, "killed");
    return {};
  };
  EXPECT_FALSE(import().has_value());
  EXPECT_EQ(pending(), 0u);
  EXPECT_TRUE(events_.told.empty());
  store_.before_put = nullptr;
  EXPECT_EQ(import(), JobVerdict::kDone);
  EXPECT_EQ(publish(event()), JobVerdict::kDone);
  EXPECT_EQ(published(), 1u);
}

TEST_F(DataJobsTest, KeepWhatIsDoneWhenTimeRunsOutAndAskForMore) {
  offer({"1"});
  not_begun_ = 3;
  const auto verdict = import();
  ASSERT_FALSE(verdict.has_value());
  EXPECT_NE(verdict.error().message.find("3 files"), std::string::npos);
  EXPECT_EQ(events_.told.size(), 1u) << "what is there can be published meanwhile";
}

TEST_F(DataJobsTest, TryAgainWhenAPublisherIsAway) {
  failure_ = "nobody answers";
  const auto verdict = import();
  ASSERT_FALSE(verdict.has_value());
  EXPECT_EQ(verdict.error().message, "import of zillow: nobody answers");
  failure_.clear();
  offered_ = {{"page.html", "<!DOCTYPE html><html></html>"}};
  EXPECT_FALSE(import().has_value()) << "not one file could be taken";
  offer({"1"});
  offered_.push_back({"page.html", "<!DOCTYPE html><html></html>"});
  EXPECT_EQ(import(), JobVerdict::kDone) << "one bad file does not keep the others";
}

TEST_F(DataJobsTest, AreNotForWhatIsSomebodyElses) {
  for (const char* body : {"{}", R"({"source":7})", R"({"source":""})", R"({"mail":"a"})"})
    EXPECT_EQ(import(job(body)), JobVerdict::kNever) << body;
  EXPECT_EQ(import(job(R"({"source":")" + std::string(101, 'a') + "\"}")), JobVerdict::kNever);
  EXPECT_TRUE(asked_.empty());
  Arrived strange = job("{}");
  strange.kind = ArrivedKind::kEvent;
  strange.type = "publication-finished";
  EXPECT_EQ(publish(strange), JobVerdict::kNever);
  EXPECT_EQ(import(strange), JobVerdict::kNever);
  strange.kind = ArrivedKind::kCarrier;
  EXPECT_EQ(publish(strange), JobVerdict::kNever);
}

}  // namespace
}  // namespace housing::jobs
