// The loop over a runtime that is told what to give: batches that fail in part, time that runs out, starts that fail,
// invocations nobody can read, memory that is gone.
#include "jobs/function_loop.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <map>
#include <new>
#include <thread>

#include "testing/simulated_clock.hpp"

namespace housing::jobs {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Gives its events one after the other, then says `at_end`.
class RuntimeDouble final : public ports::FunctionRuntime {
 public:
  explicit RuntimeDouble(const base::Clock& clock) : clock_(clock) {}

  base::Result<ports::Invocation> next() override {
    ++asked;
    if (before_next) before_next();
    if (errors > 0) {
      --errors;
      return base::fail(base::ErrorCode::kUnavailable, "not now");
    }
    if (events.empty()) {
      if (at_end) at_end();
      return base::fail(base::ErrorCode::kUnavailable, "no more");
    }
    const std::string event = events.front();
    events.pop_front();
    return ports::Invocation{.request_id = "r-" + std::to_string(++given_),
                             .trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
                             .deadline = std::chrono::floor<milliseconds>(clock_.now() + time),
                             .event = event};
  }
  base::Status respond(std::string_view request_id, std::string_view body) override {
    answers[std::string(request_id)] = body;
    if (!takes_answers) return base::fail(base::ErrorCode::kInvalidInput, "too late");
    return {};
  }
  base::Status fail(std::string_view request_id, const ports::FunctionError& error) override {
    errors_of[std::string(request_id)] = error.type + ": " + error.message;
    return {};
  }
  base::Status fail_start(const ports::FunctionError&) override { return {}; }

  std::deque<std::string> events;
  std::chrono::nanoseconds time = seconds(60);
  int errors = 0;
  bool takes_answers = true;
  std::function<void()> before_next;
  std::function<void()> at_end;
  std::map<std::string, std::string> answers;
  std::map<std::string, std::string> errors_of;
  std::atomic<int> asked = 0;

 private:
  const base::Clock& clock_;
  int given_ = 0;
};

std::string batch(const std::vector<std::pair<std::string, std::string>>& messages) {
  std::string all;
  for (const auto& [id, body] : messages)
    all += (all.empty() ? "" : ",") + (R"({"messageId":")" + id + R"(","body":")" + body + "\"}");
  return R"({"Records":[)" + all + "]}";
}
std::string failures(const std::vector<std::string>& ids) { return batch_answer(ids); }

class FunctionLoopTest : public ::testing::Test {
 protected:
  base::Status run() {
    FunctionLoop loop(runtime_, {.name = "test", .least_time = seconds(10)}, open_, clock_, log_);
    loop_ = &loop;
    runtime_.at_end = [&loop] { (void)loop.stop(); };
    const auto status = loop.run();
    loop_ = nullptr;
    return status;
  }

  testing::SimulatedClock clock_;
  base::Log log_{clock_, -1, base::LogLevel::kError};
  RuntimeDouble runtime_{clock_};
  FunctionLoop* loop_ = nullptr;
  std::vector<std::string> handled_;  // message ids
  std::function<base::Result<JobVerdict>(const Arrived&, std::chrono::nanoseconds)> handle_ =
      [](const Arrived&, std::chrono::nanoseconds) { return JobVerdict::kDone; };
  std::atomic<int> openings_ = 0;
  FunctionOpener open_ = [this]() -> base::Result<RecordHandler> {
    ++openings_;
    return [this](const Arrived& arrived, std::chrono::nanoseconds deadline) {
      handled_.push_back(arrived.id);
      return handle_(arrived, deadline);
    };
  };
};

TEST_F(FunctionLoopTest, AnswersOneInvocationAfterTheOther) {
  runtime_.events = {batch({{"a", "{}"}, {"b", "{}"}}), batch({{"c", "{}"}}), "{}"};
  EXPECT_TRUE(run().has_value());
  EXPECT_EQ(handled_, (std::vector<std::string>{"a", "b", "c", ""}));
  EXPECT_EQ(runtime_.answers["r-1"], failures({}));
  EXPECT_EQ(runtime_.answers["r-2"], failures({}));
  EXPECT_EQ(runtime_.answers["r-3"], "{}");
  EXPECT_TRUE(runtime_.errors_of.empty());
  EXPECT_EQ(openings_, 1);
}

TEST_F(FunctionLoopTest, GivesBackWhatFailedAndPoisonAlone) {
  handle_ = [](const Arrived& arrived, std::chrono::nanoseconds) -> base::Result<JobVerdict> {
    if (arrived.id == "never") return JobVerdict::kNever;
    if (arrived.id == "later") return base::fail(base::ErrorCode::kUnavailable, "the carrier is away");
    if (arrived.id == "defect") throw std::runtime_error("out of range");
    return JobVerdict::kDone;
  };
  runtime_.events = {
      batch({{"a", "{}"}, {"never", "{}"}, {"poison", "{"}, {"later", "{}"}, {"defect", "{}"}, {"b", "{}"}})};
  (void)run();
  EXPECT_EQ(handled_, (std::vector<std::string>{"a", "never", "later", "defect", "b"}));
  EXPECT_EQ(runtime_.answers["r-1"], failures({"poison", "never", "later", "defect"}));
}

TEST_F(FunctionLoopTest, FailsAnInvocationThatCameByItself) {
  handle_ = [](const Arrived& arrived, std::chrono::nanoseconds) -> base::Result<JobVerdict> {
    if (arrived.body.text("say") == "never") return JobVerdict::kNever;
    return base::fail(base::ErrorCode::kIo, "the disk is full");
  };
  runtime_.events = {"{}", R"({"say":"never"})"};
  (void)run();
  EXPECT_EQ(runtime_.errors_of["r-1"], "Housing.Io: the disk is full");
  EXPECT_TRUE(runtime_.errors_of["r-2"].starts_with("Housing.InvalidInput: ")) << runtime_.errors_of["r-2"];
  EXPECT_TRUE(runtime_.answers.empty());
}

TEST_F(FunctionLoopTest, FailsWhatNobodyCanReadAndGoesOn) {
  runtime_.events = {"nonsense", R"({"Records":[{"body":"{}"}]})", batch({{"a", "{}"}})};
  (void)run();
  EXPECT_EQ(runtime_.errors_of.size(), 2u);
  EXPECT_EQ(runtime_.answers["r-3"], failures({}));
}

TEST_F(FunctionLoopTest, TellsTheHandlerHowLongItHas) {
  std::chrono::nanoseconds left{};
  handle_ = [&](const Arrived&, std::chrono::nanoseconds deadline) {
    left = deadline - clock_.monotonic();
    return JobVerdict::kDone;
  };
  runtime_.events = {"{}"};
  (void)run();
  EXPECT_EQ(left, seconds(60) - kAnswerTime);
}

TEST_F(FunctionLoopTest, BeginsNoFurtherRecordWhenTimeIsNearlyOver) {
  handle_ = [&](const Arrived&, std::chrono::nanoseconds) {
    clock_.advance(seconds(20));
    return JobVerdict::kDone;
  };
  runtime_.events = {batch({{"a", "{}"}, {"b", "{}"}, {"c", "{}"}, {"d", "{}"}})};
  (void)run();
  EXPECT_EQ(handled_, (std::vector<std::string>{"a", "b", "c"}))
      << "19.5 s are left for the third, none for the fourth";
  EXPECT_EQ(runtime_.answers["r-1"], failures({"d"}));
}

TEST_F(FunctionLoopTest, BeginsTheFirstHoweverLittleTimeIsLeft) {
  runtime_.time = seconds(1);
  runtime_.events = {batch({{"a", "{}"}, {"b", "{}"}})};
  (void)run();
  EXPECT_EQ(handled_, std::vector<std::string>{"a"});
  EXPECT_EQ(runtime_.answers["r-1"], failures({"b"}));
}

TEST_F(FunctionLoopTest, AsksTheRuntimeWhileItStillOpens) {
  open_ = [this]() -> base::Result<RecordHandler> {
    while (runtime_.asked == 0) std::this_thread::sleep_for(milliseconds(1));
    return [](const Arrived&, std::chrono::nanoseconds) { return JobVerdict::kDone; };
  };
  runtime_.events = {"{}"};
  (void)run();
  EXPECT_EQ(runtime_.answers["r-1"], "{}");
}

TEST_F(FunctionLoopTest, OpensAgainWithTheNextInvocation) {
  const auto good = open_;
  open_ = [this, good]() -> base::Result<RecordHandler> {
    if (openings_ >= 2) return good();
    ++openings_;
    return base::fail(base::ErrorCode::kUnavailable, "the database is away");
  };
  runtime_.events = {batch({{"a", "{}"}}), batch({{"a", "{}"}}), batch({{"a", "{}"}}), batch({{"b", "{}"}})};
  (void)run();
  EXPECT_NE(runtime_.errors_of["r-1"].find("the database is away"), std::string::npos);
  EXPECT_TRUE(runtime_.errors_of.contains("r-2"));
  EXPECT_EQ(runtime_.answers["r-3"], failures({}));
  EXPECT_EQ(runtime_.answers["r-4"], failures({}));
  EXPECT_EQ(openings_, 3);
}

TEST_F(FunctionLoopTest, FailsTheInvocationWhenOpeningTakesTooLong) {
  std::atomic<bool> go = false;
  open_ = [&]() -> base::Result<RecordHandler> {
    while (!go) std::this_thread::sleep_for(milliseconds(1));
    return [](const Arrived&, std::chrono::nanoseconds) { return JobVerdict::kDone; };
  };
  runtime_.time = milliseconds(550);
  runtime_.events = {"{}", "{}"};
  runtime_.before_next = [&] { go = runtime_.asked > 1; };
  (void)run();
  EXPECT_NE(runtime_.errors_of["r-1"].find("not open"), std::string::npos);
  EXPECT_EQ(runtime_.answers["r-2"], "{}");
}

TEST_F(FunctionLoopTest, SurvivesARuntimeThatStumbles) {
  runtime_.errors = kMaxRuntimeFailures - 1;
  runtime_.events = {"{}"};
  (void)run();
  EXPECT_EQ(runtime_.answers["r-1"], "{}");
}

TEST_F(FunctionLoopTest, EndsWhenTheRuntimeIsGone) {
  runtime_.errors = kMaxRuntimeFailures;
  runtime_.events = {"{}"};
  EXPECT_FALSE(run().has_value());
  EXPECT_EQ(runtime_.asked, kMaxRuntimeFailures);
  EXPECT_TRUE(runtime_.answers.empty());
}

TEST_F(FunctionLoopTest, GoesOnWhenAnAnswerIsNotTaken) {
  runtime_.takes_answers = false;
  runtime_.events = {"{}", "{}"};
  (void)run();
  EXPECT_EQ(handled_.size(), 2u);
}

TEST_F(FunctionLoopTest, EndsWhenMemoryRanOutButAnswersFirst) {
  handle_ = [](const Arrived&, std::chrono::nanoseconds) -> base::Result<JobVerdict> { throw std::bad_alloc(); };
  runtime_.events = {batch({{"a", "{}"}, {"b", "{}"}}), "{}"};
  const auto status = run();
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::ErrorCode::kLimitExceeded);
  EXPECT_TRUE(runtime_.errors_of["r-1"].starts_with("Housing.OutOfMemory"));
  EXPECT_EQ(handled_, std::vector<std::string>{"a"});
}

TEST_F(FunctionLoopTest, IsOfTheTraceOfWhoCausedIt) {
  std::vector<std::string> traces;
  handle_ = [&](const Arrived&, std::chrono::nanoseconds) {
    traces.push_back(base::current_trace().trace_id());
    return JobVerdict::kDone;
  };
  runtime_.events = {R"({"Records":[{"messageId":"a","body":"{}"},{"messageId":"b","body":"{}","messageAttributes":)"
                     R"({"traceparent":{"stringValue":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}}]})"};
  (void)run();
  EXPECT_EQ(traces, (std::vector<std::string>{"5759e988bd862e3fe1be46a994272793", "0af7651916cd43dd8448eb211c80319c"}));
  EXPECT_FALSE(base::current_trace().valid());
}

TEST_F(FunctionLoopTest, MayStopAtOnceBetweenInvocations) {
  runtime_.events = {"{}"};
  std::vector<bool> at_once;
  handle_ = [&](const Arrived&, std::chrono::nanoseconds) {
    at_once.push_back(loop_->stop());
    return JobVerdict::kDone;
  };
  EXPECT_TRUE(run().has_value()) << "it ends as it was told";
  EXPECT_EQ(runtime_.answers["r-1"], "{}") << "after the answer";
  EXPECT_EQ(at_once, std::vector<bool>{false});

  FunctionLoop idle(runtime_, {.name = "test"}, open_, clock_, log_);
  EXPECT_TRUE(idle.stop());
}

TEST_F(FunctionLoopTest, CountsAndFlushesBeforeItAnswers) {
  telemetry::Tracer tracer({}, clock_, nullptr);
  telemetry::Metrics metrics;
  const JobWatch watch({.tracer = tracer, .metrics = metrics}, clock_);
  std::vector<std::uint64_t> seen;  // done, failed, answered
  FunctionLoop loop(runtime_,
                    {.name = "test",
                     .watch = &watch,
                     .after_each =
                         [&] {
                           seen = {metrics.counter(telemetry::Metric::kJobsDone, "test").total(),
                                   metrics.counter(telemetry::Metric::kJobsFailed, "test").total(),
                                   runtime_.answers.size()};
                         }},
                    open_, clock_, log_);
  runtime_.events = {batch({{"a", "{}"}, {"b", "{}"}})};
  handle_ = [](const Arrived& arrived, std::chrono::nanoseconds) {
    return arrived.id == "a" ? JobVerdict::kDone : JobVerdict::kNever;
  };
  runtime_.at_end = [&loop] { (void)loop.stop(); };
  EXPECT_TRUE(loop.run().has_value());
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{1, 1, 0}));
}

}  // namespace
}  // namespace housing::jobs
