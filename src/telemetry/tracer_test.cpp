#include "telemetry/tracer.hpp"

#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "telemetry/testing_spans.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::telemetry {
namespace {

using base::TraceContext;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

const TraceContext kSampledCaller =
    *TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
const TraceContext kQuietCaller =
    *TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
const TraceContext kBalancer = *TraceContext::from_xray("Root=1-5759e988-bd862e3fe1be46a994272793");

class TracerTest : public ::testing::Test {
 protected:
  testing::SimulatedClock clock_;
  RecordingTracer recording_{clock_};
  Tracer& tracer_ = recording_.tracer;
};

TEST_F(TracerTest, RecordsWhatHappensWithinWhat) {
  {
    Span outer = tracer_.root("job", SpanKind::kConsumer);
    outer.set("messaging.system", "database");
    outer.set("attempts", std::int64_t{2});
    clock_.advance(10ms);
    {
      Span inner = tracer_.child("query", SpanKind::kClient);
      EXPECT_TRUE(inner.recording());
      clock_.advance(5ms);
      inner.fail("unavailable", "nobody answers");
    }
    clock_.advance(1ms);
  }
  EXPECT_FALSE(base::current_trace().has_trace());
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 2U);
  const FinishedSpan& inner = spans[0];
  const FinishedSpan& outer = spans[1];
  EXPECT_EQ(inner.context.trace, outer.context.trace);
  EXPECT_EQ(inner.parent, outer.context.span);
  EXPECT_NE(inner.context.span, outer.context.span);
  EXPECT_EQ(outer.parent, decltype(outer.parent){});
  EXPECT_EQ(outer.kind, SpanKind::kConsumer);
  EXPECT_EQ(outer.start_ns, 1'768'910'400'000'000'000);
  EXPECT_EQ(outer.end_ns - outer.start_ns, 16'000'000);
  EXPECT_EQ(inner.start_ns - outer.start_ns, 10'000'000);
  EXPECT_EQ(inner.end_ns - inner.start_ns, 5'000'000);
  EXPECT_EQ(attribute(outer, "messaging.system"), "database");
  EXPECT_EQ(attribute(outer, "attempts"), "2");
  EXPECT_FALSE(outer.failed);
  EXPECT_TRUE(inner.failed);
  EXPECT_EQ(attribute(inner, "error.type"), "unavailable");
}

TEST_F(TracerTest, GivesTracesTheTimeThatXrayWants) {
  const TraceContext context = tracer_.begin(std::nullopt);
  EXPECT_TRUE(context.valid());
  EXPECT_TRUE(context.trace_id().starts_with("696f6e40")) << context.trace_id();  // 2026-01-20T12:00:00Z
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(tracer_.begin(std::nullopt).trace_id());
  EXPECT_EQ(ids.size(), 10'000U);
}

TEST_F(TracerTest, DoesAsTheCallerDecided) {
  {
    const Span span = tracer_.root("sampled", SpanKind::kServer, kSampledCaller);
  }
  {
    const Span span = tracer_.root("quiet", SpanKind::kServer, kQuietCaller);
    EXPECT_FALSE(span.recording());
    EXPECT_EQ(base::current_trace().trace_id(), kQuietCaller.trace_id()) << "for logs and for whom we call";
    const Span child = tracer_.child("child", SpanKind::kClient);
    EXPECT_FALSE(child.recording());
  }
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].context.trace, kSampledCaller.trace);
  EXPECT_EQ(spans[0].parent, kSampledCaller.span);
}

TEST_F(TracerTest, DecidesForABalancerByTheTracesId) {
  RecordingTracer never(clock_, 0);
  const TraceContext chosen = tracer_.begin(kBalancer);
  EXPECT_TRUE(chosen.sampled);
  EXPECT_FALSE(chosen.undecided);
  EXPECT_EQ(chosen.trace, kBalancer.trace);
  EXPECT_TRUE(chosen.valid());
  EXPECT_FALSE(never.tracer.begin(kBalancer).sampled);
  EXPECT_FALSE(tracer_.begin(kBalancer, false).sampled);
  EXPECT_TRUE(tracer_.begin(kSampledCaller, false).sampled) << "whoever called has decided";
}

TEST_F(TracerTest, ChoosesItsShare) {
  RecordingTracer some(clock_, 0.05);
  int chosen = 0;
  for (int i = 0; i < 20'000; ++i) chosen += some.tracer.begin(std::nullopt).sampled ? 1 : 0;
  EXPECT_NEAR(chosen, 1'000, 200);
}

TEST_F(TracerTest, TakesNoMoreThanItsLimitWhoeverAsks) {
  Tracer limited({.ratio = 1, .max_traces_a_second = 3}, clock_, &recording_.buffer);
  const auto taken = [&] {
    int count = 0;
    for (int i = 0; i < 10; ++i) count += limited.begin(kSampledCaller).sampled ? 1 : 0;
    return count;
  };
  EXPECT_EQ(taken(), 3);
  EXPECT_EQ(taken(), 0);
  clock_.advance(1s);
  EXPECT_EQ(taken(), 3);
}

TEST_F(TracerTest, WithoutABufferKeepsIdsAlone) {
  Tracer off({.ratio = 1}, clock_, nullptr);
  {
    const Span span = off.root("job", SpanKind::kConsumer);
    EXPECT_FALSE(span.recording());
    EXPECT_TRUE(base::current_trace().valid());
    EXPECT_FALSE(base::current_trace().sampled);
  }
  EXPECT_EQ(off.begin(kSampledCaller), kSampledCaller) << "whom we call belongs to our caller";
  EXPECT_TRUE(off.begin(kBalancer).undecided);
}

TEST_F(TracerTest, LimitsWhatASpanHolds) {
  {
    Span span = tracer_.root("large", SpanKind::kInternal);
    span.set("text", std::string(kMaxAttributeBytes - 1, 'x') + "é");
    for (std::size_t i = 0; i < kMaxAttributes + 5; ++i) span.set("n", static_cast<std::int64_t>(i));
  }
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].attributes.size(), kMaxAttributes);
  EXPECT_EQ(attribute(spans[0], "text"), std::string(kMaxAttributeBytes - 1, 'x'));
}

TEST(SpanBuffer, HandsOverInBatches) {
  testing::SimulatedClock clock;
  RecordingTracer recording(clock);
  for (std::size_t i = 0; i < kMaxBatchSpans / 2; ++i) recording.buffer.add({});
  EXPECT_EQ(recording.spans().size(), kMaxBatchSpans / 2);
  for (std::size_t i = 0; i < kMaxBatchSpans * 2; ++i) recording.buffer.add({});
  EXPECT_EQ(recording.spans().size(), kMaxBatchSpans * 5 / 2);
  for (const std::size_t batch : recording.exporter.batches()) EXPECT_LE(batch, kMaxBatchSpans);
  EXPECT_EQ(recording.buffer.counts().exported, kMaxBatchSpans * 5 / 2);
}

// Waits in export_spans() until it is let go.
class SlowExporter final : public SpanExporter {
 public:
  base::Result<std::size_t> export_spans(std::span<const FinishedSpan> spans, std::chrono::nanoseconds) override {
    asked = true;
    while (!free) std::this_thread::sleep_for(1ms);
    return spans.size();
  }
  std::atomic<bool> asked{false};
  std::atomic<bool> free{false};
};

TEST(SpanBuffer, DropsRatherThanWait) {
  const base::SystemClock clock;
  base::Log log(clock, -1, base::LogLevel::kError);
  SlowExporter exporter;
  SpanBuffer buffer(exporter, clock, log, 1ms);
  buffer.add({});
  while (!exporter.asked) std::this_thread::sleep_for(1ms);
  for (std::size_t i = 0; i < kMaxBufferedSpans + 7; ++i) buffer.add({});
  EXPECT_EQ(buffer.counts().dropped, 7U);
  const auto began = clock.monotonic();
  buffer.flush(20ms);
  EXPECT_LT(clock.monotonic() - began, 2s) << "a flush keeps its time";
  exporter.free = true;
  buffer.flush(10s);
  EXPECT_EQ(buffer.counts().exported, kMaxBufferedSpans + 1);
}

TEST(SpanBuffer, CountsWhatNobodyTook) {
  testing::SimulatedClock clock;
  RecordingTracer recording(clock);
  recording.exporter.fail(true);
  recording.buffer.add({});
  EXPECT_TRUE(recording.spans().empty());
  recording.exporter.fail(false);
  recording.buffer.add({});
  EXPECT_EQ(recording.spans().size(), 1U);
  EXPECT_EQ(recording.buffer.counts().dropped, 1U);
  EXPECT_EQ(recording.buffer.counts().exported, 1U);
}

TEST(SpanBuffer, HandsOverWhatWaitsWhenItGoes) {
  testing::SimulatedClock clock;
  KeptSpans exporter;
  base::Log log(clock, -1, base::LogLevel::kError);
  {
    SpanBuffer buffer(exporter, clock, log, std::chrono::hours(1));
    buffer.add({});
  }
  EXPECT_EQ(exporter.kept().size(), 1U);
}

}  // namespace
}  // namespace housing::telemetry
