// An import that an admin asked for: followed while it runs, ended in words, done again when its process is gone, one
// at a time, never on demo data.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "accounts/imports.hpp"
#include "jobs/import_record.hpp"
#include "jobs/schedule.hpp"
#include "jobs/worker.hpp"
#include "testing/shop.hpp"

namespace housing::jobs {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

app::ImportSummary summary_of(std::vector<app::ImportedFile> files) {
  app::ImportSummary summary;
  summary.files = std::move(files);
  return summary;
}

app::ImportedFile imported(std::uint64_t kept, std::uint64_t refused = 0, bool unchanged = false) {
  app::ImportedFile file;
  file.kept = kept;
  file.refused = refused;
  file.unchanged = unchanged;
  return file;
}

class ImportJobTest : public ::testing::Test {
 protected:
  ImportJobTest() {
    shop_.people.join("ann@example.org");
    ann_ = shop_.people.caller("ann@example.org");
    context_.import = [this](const std::string& source, std::chrono::nanoseconds, const OnImportStep& step) {
      ++imports_;
      return bring_(source, step);
    };
    HT_ASSERT(worker_.drain().has_value());  // what is due by the clock
  }
  accounts::Outcome<records::ImportRun> ask(std::string_view source = "zillow") {
    return accounts::ask_for_import(shop_.people.context(), testing::People::visitor(), ann_, source);
  }
  records::ImportRun latest() {
    const auto runs = accounts::list_imports(shop_.people.context());
    HT_ASSERT(runs.has_value() && !runs->empty());
    return runs->front();
  }
  WorkReport drain() {
    const auto report = worker_.drain();
    HT_ASSERT(report.has_value());
    return *report;
  }
  // A worker takes the message, begins, and is never heard of again.
  void die_in(const std::string& id) {
    HT_ASSERT(relay_outbox(context_).has_value());
    HT_ASSERT(shop_.queue.receive("import", 1, minutes(1), seconds(0))->size() == 1);
    const auto begin = begin_import(around(), id, false, true);
    HT_ASSERT(begin.has_value() && begin->turn == ImportTurn::kOurs);
  }
  RecordSurroundings around() {
    return {.database = shop_.people.database(), .clock = shop_.people.clock(), .log = log_, .keep = {}};
  }

  testing::Shop shop_;
  accounts::Caller ann_;
  base::Log log_{shop_.people.clock(), -1, base::LogLevel::kError};
  JobContext context_{.accounts = shop_.people.context(),
                      .worlds = shop_.world.holder(),
                      .objects = shop_.world.store(),
                      .queue = shop_.queue,
                      .mailer = shop_.mailer,
                      .exportable = {"open"}};
  Worker worker_{context_};
  int imports_ = 0;
  std::function<base::Result<app::ImportSummary>(const std::string&, const OnImportStep&)> bring_ =
      [](const std::string&, const OnImportStep&) { return summary_of({imported(10, 2), imported(5, 0, true)}); };
};

TEST_F(ImportJobTest, SaysWhoAskedForWhatAndWhatCameOfIt) {
  ASSERT_TRUE(ask().has_value());
  EXPECT_EQ(latest().state, "queued");
  EXPECT_EQ(latest().email, "ann@example.org");
  EXPECT_EQ(drain().failed, 0u);
  const records::ImportRun run = latest();
  EXPECT_EQ(run.state, "done");
  EXPECT_EQ(run.attempts, 1);
  EXPECT_TRUE(run.began && run.ended);
  EXPECT_EQ(run.counts.files_done, 2);
  EXPECT_EQ(run.counts.rows_kept, 10) << "rows that were here before do not count";
  EXPECT_EQ(run.counts.rows_refused, 2);
  EXPECT_EQ(run.said, "2 files read, 1 of them new; rows kept: 10, refused: 2.");
  EXPECT_EQ(shop_.sql("SELECT detail FROM audit WHERE action = 'import'").text(0, 0), "zillow");
  EXPECT_EQ(drain().done, 0u);
  EXPECT_EQ(imports_, 1);
}

TEST_F(ImportJobTest, CanBeFollowedWhileItRuns) {
  ASSERT_TRUE(ask().has_value());
  std::atomic<bool> seen = false;
  bring_ = [&](const std::string&, const OnImportStep& step) {
    step({.file = "https://example.org/a/first.csv", .number = 1, .count = 3});
    step({.reading = true, .file = "https://example.org/a/Metro.csv", .number = 2, .count = 3, .done = 1, .kept = 7});
    while (!seen.load()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return summary_of({imported(7)});
  };
  std::thread work([this] { drain(); });
  records::ImportRun run;
  const auto give_up = std::chrono::steady_clock::now() + seconds(20);
  while (run.counts.files_done != 1 && std::chrono::steady_clock::now() < give_up) {
    run = latest();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  seen = true;
  work.join();
  EXPECT_EQ(run.state, "running");
  EXPECT_EQ(run.counts, (records::ImportCounts{.files_total = 3, .files_fetched = 3, .files_done = 1, .rows_kept = 7}));
  EXPECT_EQ(run.said, "Reading file 2 of 3: Metro.csv");
  EXPECT_EQ(latest().state, "done");
}

TEST_F(ImportJobTest, IsAskedForOnceAtATimeAndNotWithoutEnd) {
  ASSERT_TRUE(ask().has_value());
  const auto twice = ask();
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().kind, accounts::RefusalKind::kConflict);
  for (std::size_t i = 1; i < accounts::kMaxOpenImports; ++i) EXPECT_TRUE(ask("zillow/" + std::to_string(i)));
  const auto more = ask("fhfa");
  ASSERT_FALSE(more.has_value());
  EXPECT_EQ(more.error().kind, accounts::RefusalKind::kLimit);
  drain();
  EXPECT_TRUE(ask().has_value()) << "it is over";
}

TEST_F(ImportJobTest, IsTriedAgainAndSaysWhyUntilItIsGivenUp) {
  ASSERT_TRUE(ask().has_value());
  bring_ = [](const std::string&, const OnImportStep&) -> base::Result<app::ImportSummary> {
    return base::fail(base::ErrorCode::kUnavailable, "nobody answers");
  };
  for (int i = 1; i <= ports::kMaxReceives; ++i) {
    EXPECT_EQ(drain().failed, 1u);
    EXPECT_EQ(latest().state, i < ports::kMaxReceives ? "queued" : "failed");
    EXPECT_NE(latest().said.find("import of zillow: nobody answers"), std::string::npos);
    EXPECT_EQ(latest().attempts, i);
    shop_.people.clock().advance(ports::kMaxDelay);
  }
  EXPECT_TRUE(latest().ended.has_value());
  const auto dead = shop_.queue.dead("import", 10);
  ASSERT_EQ(dead->size(), 1u);
  bring_ = [](const std::string&, const OnImportStep&) { return summary_of({imported(1)}); };
  ASSERT_TRUE(shop_.queue.retry_dead("import", dead->front().id).has_value());
  drain();
  EXPECT_EQ(latest().state, "done");
}

TEST_F(ImportJobTest, IsRefusedWhereItCanNeverSucceed) {
  ASSERT_TRUE(ask("nobody").has_value());
  bring_ = [](const std::string&, const OnImportStep&) -> base::Result<app::ImportSummary> {
    return base::fail(base::ErrorCode::kInvalidInput, "no source is called nobody");
  };
  EXPECT_EQ(drain().failed, 0u);
  EXPECT_EQ(latest().state, "refused");
  EXPECT_NE(latest().said.find("no source is called nobody"), std::string::npos);
}

TEST_F(ImportJobTest, BeginsAgainWhenItsProcessIsGoneAndSaysSo) {
  const auto run = ask();
  die_in(run->id);
  EXPECT_EQ(latest().state, "running");
  EXPECT_EQ(drain().done, 0u) << "still somebody's";
  shop_.people.clock().advance(minutes(1));
  std::string said;
  bring_ = [&](const std::string&, const OnImportStep&) {
    said = latest().said;
    return summary_of({imported(3)});
  };
  EXPECT_GE(drain().done, 1u);
  EXPECT_EQ(said, "Begun again: the process that ran it before ended without a word.");
  EXPECT_EQ(latest().state, "done");
  EXPECT_EQ(latest().attempts, 2);
}

TEST_F(ImportJobTest, NotesNothingForAProcessThatComesBackTooLate) {
  const auto run = ask();
  die_in(run->id);
  shop_.people.clock().advance(minutes(1));
  drain();
  ImportRecord late(around(), run->id, 1);
  ASSERT_TRUE(late.end("zillow", base::fail(base::ErrorCode::kUnavailable, "late"), true).has_value() == false);
  EXPECT_EQ(latest().state, "done");
}

TEST_F(ImportJobTest, WaitsForAnotherThatRuns) {
  const auto first = ask("zillow");
  die_in(first->id);
  ASSERT_TRUE(ask("fhfa").has_value());
  EXPECT_EQ(drain().failed, 0u);
  EXPECT_EQ(imports_, 0);
  EXPECT_EQ(shop_.depth("import").delayed, 1) << "and costs it no try";
  shop_.people.clock().advance(minutes(1));
  drain();
  shop_.people.clock().advance(minutes(1));
  drain();
  EXPECT_EQ(imports_, 2);
  EXPECT_EQ(latest().state, "done");
}

TEST_F(ImportJobTest, IsDoneOnceThoughItsMessageComesTwice) {
  const auto run = ask();
  drain();
  shop_.send("import", run->id, R"({"source":"zillow","import":")" + run->id + R"("})");
  drain();
  EXPECT_EQ(imports_, 1);
}

TEST_F(ImportJobTest, FailsWhenNobodyTookItUpForLong) {
  const auto run = ask();
  die_in(run->id);
  shop_.people.clock().advance(accounts::kImportSilence + minutes(1));
  EXPECT_TRUE(ask().has_value()) << "the silent one stands in nobody's way";
  EXPECT_EQ(shop_.sql("SELECT state FROM import_runs WHERE id = '" + run->id + "'").text(0, 0), "failed");
}

TEST_F(ImportJobTest, LeavesImportsToTheWorkerForThem) {
  ASSERT_TRUE(ask().has_value());
  Worker others(context_, nullptr, WorkPart::kAllButImports);
  ASSERT_TRUE(others.drain().has_value());
  EXPECT_EQ(imports_, 0);
  Worker importer(context_, nullptr, WorkPart::kImportsAlone);
  EXPECT_EQ(importer.drain()->done, 1u);
  EXPECT_EQ(imports_, 1);
}

}  // namespace
}  // namespace housing::jobs
