#include "base/trace_context.hpp"

#include <unistd.h>

#include <array>
#include <thread>

#include <gtest/gtest.h>

#include "base/log.hpp"

namespace housing::base {
namespace {

// The examples of the two specifications.
constexpr std::string_view kTraceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
constexpr std::string_view kXray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

TEST(TraceContext, ReadsAndWritesTraceparent) {
  const auto context = TraceContext::from_traceparent(kTraceparent);
  ASSERT_TRUE(context);
  EXPECT_TRUE(context->valid());
  EXPECT_TRUE(context->sampled);
  EXPECT_FALSE(context->undecided);
  EXPECT_EQ(context->trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(context->span_id(), "00f067aa0ba902b7");
  EXPECT_EQ(context->traceparent(), kTraceparent);
  const auto quiet = TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02");
  ASSERT_TRUE(quiet);
  EXPECT_FALSE(quiet->sampled) << "flags but the first mean nothing";
  EXPECT_TRUE(quiet->traceparent().ends_with("-00"));
}

TEST(TraceContext, ReadsLaterVersionsAsFarAsTheFirst) {
  constexpr std::string_view kBody = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  for (const std::string& text : {"01" + std::string(kBody), "cc" + std::string(kBody) + "-what-the-future-will-be"}) {
    const auto context = TraceContext::from_traceparent(text);
    ASSERT_TRUE(context) << text;
    EXPECT_EQ(context->traceparent(), kTraceparent);
  }
  EXPECT_FALSE(TraceContext::from_traceparent("cc" + std::string(kBody) + ".what-the-future-will-not-be"));
}

TEST(TraceContext, RefusesEveryOtherTraceparent) {
  for (const std::string_view text : {
           "",
           "00",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
           "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
           " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
       })
    EXPECT_FALSE(TraceContext::from_traceparent(text)) << text;
  EXPECT_FALSE(TraceContext::from_traceparent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" +
                                              std::string(kMaxTraceHeaderBytes, 'x')));
}

TEST(TraceContext, ReadsAndWritesXray) {
  const auto context = TraceContext::from_xray(kXray);
  ASSERT_TRUE(context);
  EXPECT_TRUE(context->valid());
  EXPECT_TRUE(context->sampled);
  EXPECT_EQ(context->trace_id(), "5759e988bd862e3fe1be46a994272793");
  EXPECT_EQ(context->xray(), kXray);
  // Fields in any order, blanks, fields nobody knows, and the balancer's own.
  const auto other = TraceContext::from_xray(
      "Self=1-67891234-12456789abcdef012345678; Sampled=0 ;Lineage=a:1|b:2;Parent=53995c3f42cd8ad8;"
      "Root=1-5759e988-bd862e3fe1be46a994272793;");
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->sampled);
  EXPECT_FALSE(other->undecided);
  EXPECT_EQ(other->span_id(), "53995c3f42cd8ad8");
}

TEST(TraceContext, KnowsThatABalancerDecidesNothing) {
  for (const std::string_view text :
       {"Root=1-5759e988-bd862e3fe1be46a994272793", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=?"}) {
    const auto context = TraceContext::from_xray(text);
    ASSERT_TRUE(context) << text;
    EXPECT_TRUE(context->undecided);
    EXPECT_FALSE(context->sampled);
    EXPECT_FALSE(context->valid()) << "there is no span";
    EXPECT_TRUE(context->has_trace());
    EXPECT_EQ(context->xray(), "Root=1-5759e988-bd862e3fe1be46a994272793");
  }
}

TEST(TraceContext, RefusesEveryOtherXray) {
  for (const std::string_view text : {
           "",
           "Root",
           "Root=",
           "Parent=53995c3f42cd8ad8;Sampled=1",
           "root=1-5759e988-bd862e3fe1be46a994272793",
           "Root=2-5759e988-bd862e3fe1be46a994272793",
           "Root=1-5759e988-bd862e3fe1be46a99427279",
           "Root=1-5759e98-8bd862e3fe1be46a994272793",
           "Root=1-00000000-000000000000000000000000",
           "Root=1-5759e988-bd862e3fe1be46a994272793;Root=1-5759e988-bd862e3fe1be46a994272793",
           "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad",
           "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000",
           "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=2",
           "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1;Sampled=1",
           "Root=1-5759e988-bd862e3fe1be46a994272793;;",
       })
    EXPECT_FALSE(TraceContext::from_xray(text)) << text;
}

TEST(TraceScope, IsTheThreadsAndEnds) {
  EXPECT_FALSE(current_trace().has_trace());
  const TraceContext outer = *TraceContext::from_traceparent(kTraceparent);
  const TraceContext inner = *TraceContext::from_xray(kXray);
  {
    const TraceScope scope(outer);
    EXPECT_EQ(current_trace(), outer);
    EXPECT_EQ(current_traceparent(), kTraceparent);
    {
      const TraceScope within(inner);
      EXPECT_EQ(current_trace(), inner);
      std::thread([] { EXPECT_FALSE(current_trace().has_trace()); }).join();
    }
    EXPECT_EQ(current_trace(), outer);
  }
  EXPECT_FALSE(current_trace().has_trace());
  EXPECT_EQ(current_traceparent(), "");
}

TEST(TraceScope, PutsTheTraceIntoLogLines) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const SystemClock clock;
  Log log(clock, ends[1], LogLevel::kInfo);
  log.info("without");
  {
    const TraceScope scope(*TraceContext::from_traceparent(kTraceparent));
    log.info("with", {{"n", 1}});
  }
  log.line(R"({"msg":"as it is"})");
  ::close(ends[1]);
  std::array<char, 4096> text{};
  const ssize_t count = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  ASSERT_GT(count, 0);
  const std::string_view lines(text.data(), static_cast<std::size_t>(count));
  EXPECT_NE(lines.find("\"msg\":\"without\"}\n"), std::string_view::npos) << lines;
  EXPECT_NE(lines.find("\"msg\":\"with\",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"n\":1}\n"),
            std::string_view::npos)
      << lines;
  EXPECT_TRUE(lines.ends_with("{\"msg\":\"as it is\"}\n")) << lines;
}

}  // namespace
}  // namespace housing::base
