#include "adapters/lambda_runtime/lambda_runtime.hpp"

#include <gtest/gtest.h>

#include "adapters/lambda_runtime/testing_runtime_api.hpp"
#include "base/json.hpp"

namespace housing::lambda_runtime {
namespace {

using base::ErrorCode;

class LambdaRuntimeTest : public ::testing::Test {
 protected:
  RuntimeApi api_;
  client::Client client_{{}};
  LambdaRuntime runtime_{client_, api_.address()};
};

TEST_F(LambdaRuntimeTest, TakesAnInvocationAsItIsGiven) {
  api_.give({.event = R"({"Records":[]})",
             .id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
             .deadline_ms = "1542409706888",
             .trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1"});
  const auto invocation = runtime_.next();
  ASSERT_TRUE(invocation.has_value()) << invocation.error().message;
  EXPECT_EQ(invocation->event, R"({"Records":[]})");
  EXPECT_EQ(invocation->request_id, "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
  EXPECT_EQ(invocation->deadline.time_since_epoch().count(), 1'542'409'706'888);
  EXPECT_EQ(invocation->trace, "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1");
  EXPECT_EQ(api_.last_question().path, "/2018-06-01/runtime/invocation/next");
}

TEST_F(LambdaRuntimeTest, TakesOneWithoutATrace) {
  api_.give({.event = "{}", .id = "1"});
  EXPECT_EQ(runtime_.next()->trace, "");
}

TEST_F(LambdaRuntimeTest, WaitsForOne) {
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));  // longer than any least speed would allow
    api_.give({.event = "{}", .id = "1"});
  });
  EXPECT_TRUE(runtime_.next().has_value());
  later.join();
}

TEST_F(LambdaRuntimeTest, AnswersOverOneConnection) {
  for (const char* id : {"1", "2", "3"}) {
    api_.give({.event = "{}", .id = id});
    ASSERT_TRUE(runtime_.next().has_value());  // the stand-in serves one connection at a time
    ASSERT_TRUE(runtime_.respond(id, R"({"batchItemFailures":[]})"));
  }
  const auto posts = api_.posts(3);
  ASSERT_EQ(posts.size(), 3u);
  EXPECT_EQ(posts[2].method, "POST");
  EXPECT_EQ(posts[2].path, "/2018-06-01/runtime/invocation/3/response");
  EXPECT_EQ(posts[2].body, R"({"batchItemFailures":[]})");
}

TEST_F(LambdaRuntimeTest, SaysWhyAnInvocationFailed) {
  ASSERT_TRUE(runtime_.fail("7", {.type = "Housing.Unavailable", .message = "the \"database\" is away"}));
  const auto posts = api_.posts(1);
  EXPECT_EQ(posts[0].path, "/2018-06-01/runtime/invocation/7/error");
  EXPECT_EQ(posts[0].headers.at("lambda-runtime-function-error-type"), "Housing.Unavailable");
  const auto body = base::Json::parse(posts[0].body).value();
  EXPECT_EQ(body.text("errorType"), "Housing.Unavailable");
  EXPECT_EQ(body.text("errorMessage"), "the \"database\" is away");
  EXPECT_TRUE(body.find("stackTrace")->is_array());
}

TEST_F(LambdaRuntimeTest, SaysWhyItCannotStart) {
  ASSERT_TRUE(runtime_.fail_start({.type = "Housing.InvalidInput", .message = "HOUSING_OBJECTS_URL is missing"}));
  EXPECT_EQ(api_.posts(1)[0].path, "/2018-06-01/runtime/init/error");
  api_.give({.event = "{}", .id = "1"});
  ASSERT_TRUE(runtime_.next().has_value());
  const auto late = runtime_.fail_start({.type = "Housing.Io", .message = "too late"});
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, ErrorCode::kInvalidInput);
  EXPECT_NE(late.error().message.find("InvalidStateTransition"), std::string::npos);
}

TEST_F(LambdaRuntimeTest, CutsALongMessageShort) {
  ASSERT_TRUE(runtime_.fail("7", {.type = "T", .message = std::string(100'000, 'x')}));
  EXPECT_LT(api_.posts(1)[0].body.size(), kMaxErrorBytes + 200);
}

struct Nonsense {
  const char* what;
  const char* answer;
  ErrorCode code;
};
class NonsenseTest : public LambdaRuntimeTest, public ::testing::WithParamInterface<Nonsense> {};

TEST_P(NonsenseTest, IsAnErrorNotAnInvocation) {
  api_.answer_raw(GetParam().answer);
  const auto invocation = runtime_.next();
  ASSERT_FALSE(invocation.has_value());
  EXPECT_EQ(invocation.error().code, GetParam().code) << invocation.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    LambdaRuntime, NonsenseTest,
    ::testing::Values(
        Nonsense{"NoRequestId", "HTTP/1.1 200 OK\r\nLambda-Runtime-Deadline-Ms: 5\r\nContent-Length: 2\r\n\r\n{}",
                 ErrorCode::kInvalidInput},
        Nonsense{"RequestIdThatIsAPath",
                 "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ../../init/error\r\nLambda-Runtime-Deadline-Ms: "
                 "5\r\nContent-Length: 2\r\n\r\n{}",
                 ErrorCode::kInvalidInput},
        Nonsense{"NoDeadline", "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: 2\r\n\r\n{}",
                 ErrorCode::kInvalidInput},
        Nonsense{"DeadlineInWords",
                 "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nLambda-Runtime-Deadline-Ms: "
                 "soon\r\nContent-Length: 2\r\n\r\n{}",
                 ErrorCode::kInvalidInput},
        Nonsense{"ContainerError", "HTTP/1.1 500 Error\r\nContent-Length: 2\r\n\r\n{}", ErrorCode::kUnavailable},
        Nonsense{"Forbidden", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}", ErrorCode::kInvalidInput},
        Nonsense{"NoHttp", "SSH-2.0-OpenSSH\r\n\r\n", ErrorCode::kUnavailable}),
    [](const auto& param) { return std::string(param.param.what); });

TEST(LambdaRuntimeWithoutApi, IsUnavailable) {
  client::Client client{{}};
  LambdaRuntime runtime(client, "127.0.0.1:1");
  EXPECT_EQ(runtime.next().error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace housing::lambda_runtime
