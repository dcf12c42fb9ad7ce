#include "jobs/job_watch.hpp"

#include <gtest/gtest.h>

#include "jobs/worker.hpp"
#include "telemetry/testing_spans.hpp"
#include "testing/shop.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::jobs {
namespace {

using base::TraceContext;
using telemetry::attribute;
using telemetry::Metric;
using std::chrono_literals::operator""ms;

const TraceContext kCaller = *TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

class JobWatchTest : public ::testing::Test {
 protected:
  std::uint64_t count(Metric metric, std::string_view job) { return metrics_.counter(metric, job).total(); }

  testing::SimulatedClock clock_;
  telemetry::RecordingTracer recording_{clock_};
  telemetry::Metrics metrics_;
  JobWatch watch_{{.tracer = recording_.tracer, .metrics = metrics_}, clock_};
};

TEST_F(JobWatchTest, NotesHowAJobEnded) {
  EXPECT_EQ(watch_.run("mail", kCaller, 2,
                       [&] {
                         EXPECT_EQ(base::current_trace().trace, kCaller.trace);
                         clock_.advance(40ms);
                         return JobVerdict::kDone;
                       }),
            JobVerdict::kDone);
  EXPECT_EQ(watch_.run("mail", std::nullopt, 1, [] { return JobVerdict::kNever; }), JobVerdict::kNever);
  EXPECT_FALSE(watch_.run("mail", std::nullopt, 1, [] {
    return base::Result<JobVerdict>(base::fail(base::ErrorCode::kUnavailable, "ann@example.org: later"));
  }));
  EXPECT_EQ(count(Metric::kJobsDone, "mail"), 1U);
  EXPECT_EQ(count(Metric::kJobsFailed, "mail"), 2U);
  EXPECT_EQ(metrics_.distribution(Metric::kJobDuration, "mail").sum_us(), 40'000U);
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 3U);
  EXPECT_EQ(spans[0].name, "process mail");
  EXPECT_EQ(spans[0].kind, telemetry::SpanKind::kConsumer);
  EXPECT_EQ(spans[0].parent, kCaller.span);
  EXPECT_EQ(attribute(spans[0], "job.attempt"), "2");
  EXPECT_FALSE(spans[0].failed);
  EXPECT_EQ(attribute(spans[1], "error.type"), "never");
  EXPECT_EQ(attribute(spans[2], "error.type"), "unavailable");
  EXPECT_EQ(spans[2].failure, "") << "no address leaves in a span";
}

TEST_F(JobWatchTest, WithoutAWatchTheTraceIsKeptAllTheSame) {
  const auto verdict = run_watched(nullptr, "mail", kCaller, 1, [] {
    EXPECT_EQ(base::current_trace(), kCaller);
    return JobVerdict::kDone;
  });
  EXPECT_EQ(verdict, JobVerdict::kDone);
  EXPECT_FALSE(base::current_trace().has_trace());
}

// A worker's jobs belong to the trace that their messages carry.
TEST_F(JobWatchTest, FollowsTheMessage) {
  testing::Shop shop;
  JobContext context{.accounts = shop.people.context(),
                     .worlds = shop.world.holder(),
                     .objects = shop.world.store(),
                     .queue = shop.queue,
                     .mailer = shop.mailer,
                     .exportable = {"open"}};
  Worker worker(context, &watch_);
  const ports::OutgoingMessage message{.key = "k", .body = R"({"mail":"none"})", .trace = kCaller.traceparent()};
  ASSERT_TRUE(shop.queue.send("mail", {&message, 1}));
  ASSERT_TRUE(worker.drain());
  EXPECT_EQ(count(Metric::kJobsDone, "mail"), 1U);
  const auto spans = recording_.spans();
  bool found = false;
  for (const auto& span : spans) found = found || (span.name == "process mail" && span.context.trace == kCaller.trace);
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace housing::jobs
