// The whole download, over real connections, from a server that misbehaves.
#include <gmock/gmock.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "adapters/curl/curl_transfer.hpp"
#include "adapters/curl/http_fetcher.hpp"
#include "testing/misbehaving_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using housing::testing::Conversation;
using housing::testing::MisbehavingServer;
using ports::FetchStatus;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

std::string numbered_lines() {
  std::string text;
  for (int i = 0; text.size() < 200'000; ++i) text += "2024-01-01," + std::to_string(i) + "\n";
  return text;
}

const std::string kFile = numbered_lines();
constexpr std::size_t kHalf = 100'000;
const std::string kEtag = "ETag: \"one\"\r\n";

std::string head(int status, const std::string& fields) {
  return "HTTP/1.1 " + std::to_string(status) + " Said\r\nConnection: close\r\n" + fields + "\r\n";
}
std::string length(std::size_t bytes) { return "Content-Length: " + std::to_string(bytes) + "\r\n"; }
std::string whole(const std::string& body, const std::string& fields = kEtag) {
  return head(200, "Content-Type: text/csv\r\n" + fields + length(body.size())) + body;
}
// The rest of `body` from where the request asks, as a well-behaved server gives it.
std::string rest(const std::string& body, const Conversation& asked, const std::string& fields = kEtag) {
  const std::string range = asked.header("Range");
  const std::size_t from = std::stoul(range.substr(range.find('=') + 1));
  return head(206, fields + length(body.size() - from) + "Content-Range: bytes " + std::to_string(from) + "-" +
                       std::to_string(body.size() - 1) + "/" + std::to_string(body.size()) + "\r\n") +
         body.substr(from);
}
// The beginning of an answer that promises the whole.
std::string cut(const std::string& fields = kEtag) {
  return head(200, fields + length(kFile.size())) + kFile.substr(0, kHalf);
}

std::string gzip(const std::string& text) {
  constexpr int kGzip = 15 + 16;
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

class Misbehaviour : public ::testing::Test {
 protected:
  // `behaviour` is told how many requests came before.
  MisbehavingServer& serve(std::function<void(Conversation&, int)> behaviour) {
    server_.emplace(
        [this, behaviour = std::move(behaviour)](Conversation& conversation) { behaviour(conversation, answered_++); });
    return *server_;
  }

  base::Result<ports::FetchResult> fetch(const std::string& path = "/file.csv") {
    CurlTransfer transfer({.user_agent = "test",
                           .ca_file = {},
                           .connect_timeout = seconds(2),
                           .least_bytes_per_second = 1024,
                           .slow_for = seconds(1)});
    HttpFetcher fetcher(transfer, {.clock = clock_,
                                   .uniform = [] { return 0.5; },
                                   .sleep = [this](std::chrono::nanoseconds time) { waits_.push_back(time); }});
    return fetcher.fetch({.url = server_->url(path),
                          .have = have_,
                          .destination = destination(),
                          .max_bytes = max_bytes_,
                          .deadline = clock_.monotonic() + time_,
                          .progress = {}});
  }

  std::filesystem::path destination() const { return folder_.path() / "downloads" / "file.csv"; }
  std::filesystem::path part() const { return folder_.path() / "downloads" / "file.csv.part"; }
  std::filesystem::path note() const { return folder_.path() / "downloads" / "file.csv.note.part"; }
  bool nothing_is_left() const {
    return !std::filesystem::exists(destination()) && !std::filesystem::exists(part()) &&
           !std::filesystem::exists(note());
  }
  void expect_whole(const base::Result<ports::FetchResult>& result) const {
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->status, FetchStatus::kFetched);
    EXPECT_EQ(result->bytes, kFile.size());
    EXPECT_EQ(housing::testing::read_file(destination()), kFile);
    EXPECT_FALSE(std::filesystem::exists(part()));
    EXPECT_FALSE(std::filesystem::exists(note()));
  }
  static void expect_error(const base::Result<ports::FetchResult>& result, ErrorCode code, std::string_view text) {
    ASSERT_FALSE(result);
    EXPECT_EQ(to_string(result.error().code), to_string(code)) << result.error().message;
    EXPECT_THAT(result.error().message, HasSubstr(std::string(text)));
  }

  base::SystemClock clock_;
  housing::testing::TempFolder folder_;
  ports::Validators have_;
  std::uint64_t max_bytes_ = 1 << 20;
  milliseconds time_{20'000};
  std::vector<std::chrono::nanoseconds> waits_;
  int answered_ = 0;
  std::optional<MisbehavingServer> server_;
};

TEST_F(Misbehaviour, AFileComesWithWhatItsServerSays) {
  serve([](Conversation& c, int) { c.send(whole(kFile, kEtag + "Last-Modified: Wed, 16 Apr 2025 09:30:00 GMT\r\n")); });
  const auto result = fetch();
  expect_whole(result);
  EXPECT_EQ(result->validators.etag, "\"one\"");
  EXPECT_EQ(result->modified, model::Date::of(2025, 4, 16));
  EXPECT_EQ(result->url, server_->url());
}

TEST_F(Misbehaviour, AnUnchangedFileIsNotSentAgain) {
  have_ = {"\"one\"", "Wed, 16 Apr 2025 09:30:00 GMT"};
  serve([](Conversation& c, int) {
    const bool same =
        c.header("If-None-Match") == "\"one\"" && c.header("If-Modified-Since") == "Wed, 16 Apr 2025 09:30:00 GMT";
    c.send(same ? head(304, kEtag) : whole(kFile));
  });
  const auto result = fetch();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, FetchStatus::kNotModified);
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, AServerErrorIsWaitedOut) {
  serve([](Conversation& c, int before) { c.send(before == 0 ? head(500, length(0)) : whole(kFile)); });
  expect_whole(fetch());
  EXPECT_THAT(waits_, SizeIs(1));
}

TEST_F(Misbehaviour, RetryAfterIsHonoured) {
  serve([](Conversation& c, int before) {
    c.send(before == 0 ? head(429, "Retry-After: 7\r\n" + length(0)) : whole(kFile));
  });
  expect_whole(fetch());
  ASSERT_THAT(waits_, SizeIs(1));
  EXPECT_EQ(waits_[0], seconds(7));
}

TEST_F(Misbehaviour, ARetryAfterBeyondTheDeadlineEndsIt) {
  serve([](Conversation& c, int) { c.send(head(503, "Retry-After: 3600\r\n" + length(0))); });
  expect_error(fetch(), ErrorCode::kUnavailable, "asks to wait 3600 s");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Misbehaviour, AfterACutTheRestIsAskedFor) {
  serve([](Conversation& c, int before) { c.send(before == 0 ? cut() : rest(kFile, c)); });
  expect_whole(fetch());
  const auto requests = server_->requests();
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_THAT(requests[1], HasSubstr("Range: bytes=100000-\r\n"));
  EXPECT_THAT(requests[1], HasSubstr("If-Range: \"one\"\r\n"));
}

TEST_F(Misbehaviour, TheNextCallGoesOnWhereTheLastOneStopped) {
  serve([](Conversation& c, int before) {
    c.send(before == 0 ? cut() : before < 5 ? head(500, length(0)) : rest(kFile, c));
  });
  expect_error(fetch(), ErrorCode::kUnavailable, "tried 5 times");
  EXPECT_EQ(std::filesystem::file_size(part()), kHalf);
  expect_whole(fetch());
  EXPECT_THAT(server_->requests(), SizeIs(6));
}

TEST_F(Misbehaviour, AFileThatChangedDuringTheCutIsTakenAnew) {
  const std::string old(kHalf, 'x');
  serve([&](Conversation& c, int before) {
    // The first half is the old file's; a right server sees by If-Range that the rest is of another.
    c.send(before == 0 ? head(200, "ETag: \"old\"\r\n" + length(kFile.size())) + old : whole(kFile));
  });
  expect_whole(fetch());
}

TEST_F(Misbehaviour, ARestOfAnotherEditionIsNotAppended) {
  const std::string old(kHalf, 'x');
  serve([&](Conversation& c, int before) {
    if (before == 0)
      c.send(head(200, "ETag: \"old\"\r\n" + length(kFile.size())) + old);
    else
      c.send(c.header("Range").empty() ? whole(kFile) : rest(kFile, c));  // ignores If-Range
  });
  expect_whole(fetch());
  EXPECT_THAT(server_->requests(), SizeIs(3));
}

TEST_F(Misbehaviour, WithoutAValidatorNothingIsResumed) {
  serve([](Conversation& c, int before) { c.send(before == 0 ? cut("") : whole(kFile, "")); });
  expect_whole(fetch());
  EXPECT_THAT(server_->requests()[1], Not(HasSubstr("Range:")));
}

TEST_F(Misbehaviour, ALengthThatIsNotKeptIsAFailure) {
  serve([](Conversation& c, int) { c.send(head(200, length(kFile.size() + 10)) + kFile); });
  expect_error(fetch(), ErrorCode::kUnavailable, "tried 5 times");
  EXPECT_FALSE(std::filesystem::exists(destination()));
}

TEST_F(Misbehaviour, ASlowDripIsTooSlow) {
  serve([this](Conversation& c, int) {
    c.send(head(200, kEtag + length(kFile.size())));
    while (!server_->stopping() && c.send("x")) std::this_thread::sleep_for(milliseconds(20));
  });
  time_ = milliseconds(30'000);
  const auto begin = clock_.monotonic();
  expect_error(fetch(), ErrorCode::kLimitExceeded, "too slow");
  EXPECT_LT(clock_.monotonic() - begin, seconds(20));
}

TEST_F(Misbehaviour, TheDeadlineEndsADrip) {
  serve([this](Conversation& c, int) {
    c.send(head(200, kEtag + length(kFile.size())));
    while (!server_->stopping() && c.send(std::string(100, 'x'))) std::this_thread::sleep_for(milliseconds(5));
  });
  time_ = milliseconds(300);
  const auto begin = clock_.monotonic();
  expect_error(fetch(), ErrorCode::kLimitExceeded, "not done in time");
  EXPECT_LT(clock_.monotonic() - begin, seconds(3));
}

TEST_F(Misbehaviour, SilenceEndsAtTheDeadline) {
  serve([this](Conversation&, int) {
    while (!server_->stopping()) std::this_thread::sleep_for(milliseconds(5));
  });
  time_ = milliseconds(300);
  expect_error(fetch(), ErrorCode::kLimitExceeded, "not done in time");
}

TEST_F(Misbehaviour, AnEndlessBodyEndsAtTheLimit) {
  serve([](Conversation& c, int) {
    c.send(head(200, ""));
    while (c.send(kFile)) {
    }
  });
  expect_error(fetch(), ErrorCode::kLimitExceeded, "larger than the 1,048,576 bytes");
  EXPECT_TRUE(nothing_is_left());
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Misbehaviour, ATooLargeFileIsNotBegun) {
  serve([](Conversation& c, int) { c.send(head(200, length(std::size_t{5} << 30))); });
  expect_error(fetch(), ErrorCode::kLimitExceeded, "5,368,709,120 bytes");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, APackedBombEndsAtTheLimit) {
  const std::string packed = gzip(std::string(std::size_t{8} << 20, '\0'));
  ASSERT_LT(packed.size(), 10'000u);
  serve(
      [&](Conversation& c, int) { c.send(head(200, "Content-Encoding: gzip\r\n" + length(packed.size())) + packed); });
  expect_error(fetch(), ErrorCode::kLimitExceeded, "larger");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, EndlessHeadersEnd) {
  serve([](Conversation& c, int) {
    c.send("HTTP/1.1 200 OK\r\n");
    while (c.send("X-More: and more\r\n")) {
    }
  });
  ASSERT_FALSE(fetch());
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, ARedirectIsFollowed) {
  serve([](Conversation& c, int) {
    c.send(c.path() == "/new/file.csv" ? whole(kFile) : head(302, "Location: new/file.csv\r\n" + length(0)));
  });
  const auto result = fetch();
  expect_whole(result);
  EXPECT_EQ(result->url, server_->url("/new/file.csv"));
}

TEST_F(Misbehaviour, ARedirectLoopEnds) {
  serve([](Conversation& c, int) { c.send(head(301, "Location: " + c.path() + "\r\n" + length(0))); });
  expect_error(fetch(), ErrorCode::kInvalidInput, "more than 5 times");
  EXPECT_THAT(server_->requests(), SizeIs(kMaxRedirects + 1));
}

TEST_F(Misbehaviour, ARedirectToPlainHttpIsRefused) {
  serve([](Conversation& c, int) { c.send(head(301, "Location: http://data.example/file.csv\r\n" + length(0))); });
  expect_error(fetch(), ErrorCode::kInvalidInput, "not encrypted");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Misbehaviour, ARedirectToAFileOfThisMachineIsRefused) {
  serve([](Conversation& c, int) { c.send(head(301, "Location: file:///etc/hostname\r\n" + length(0))); });
  expect_error(fetch(), ErrorCode::kInvalidInput, "not of the scheme https");
}

TEST_F(Misbehaviour, AWebPageIsNoFile) {
  serve([](Conversation& c, int) {
    c.send(head(200, "Content-Type: text/html; charset=utf-8\r\n" + length(6)) + "<html>");
  });
  expect_error(fetch(), ErrorCode::kInvalidInput, "the publisher answered a web page");
  EXPECT_TRUE(nothing_is_left());
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Misbehaviour, APackedAnswerIsUnpacked) {
  const std::string packed = gzip(kFile);
  serve([&](Conversation& c, int) {
    c.send(head(200, kEtag + "Content-Encoding: gzip\r\n" + length(packed.size())) + packed);
  });
  expect_whole(fetch());
  EXPECT_THAT(server_->requests()[0], HasSubstr("Accept-Encoding: identity\r\n"));
}

TEST_F(Misbehaviour, APackedAnswerThatIsCutIsNotResumed) {
  const std::string packed = gzip(kFile);
  serve([&](Conversation& c, int before) {
    const std::string front = head(200, kEtag + "Content-Encoding: gzip\r\n" + length(packed.size()));
    c.send(before == 0 ? front + packed.substr(0, packed.size() / 2) : front + packed);
  });
  expect_whole(fetch());
  EXPECT_THAT(server_->requests()[1], Not(HasSubstr("Range:")));
}

TEST_F(Misbehaviour, AnEmptyAnswerIsAFailure) {
  serve([](Conversation& c, int) { c.send(whole("")); });
  expect_error(fetch(), ErrorCode::kUnavailable, "an empty file");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, AMissingFileIsNotAskedForAgain) {
  serve([](Conversation& c, int) { c.send(head(404, length(0))); });
  expect_error(fetch(), ErrorCode::kNotFound, "404");
  EXPECT_THAT(server_->requests(), SizeIs(1));
}

TEST_F(Misbehaviour, WhatIsNoHttpIsRefused) {
  serve([](Conversation& c, int) { c.send("SSH-2.0-OpenSSH\r\n\r\n"); });
  ASSERT_FALSE(fetch());
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(Misbehaviour, ARefusedConnectionIsTriedAgain) {
  serve([](Conversation&, int) {});
  const std::string url = server_->url();
  CurlTransfer transfer({.user_agent = "test", .ca_file = {}});
  HttpFetcher fetcher(transfer, {.clock = clock_,
                                 .uniform = [] { return 0.5; },
                                 .sleep = [this](std::chrono::nanoseconds time) { waits_.push_back(time); }});
  server_.reset();  // nobody listens there any more
  const auto result = fetcher.fetch(
      {.url = url, .have = {}, .destination = destination(), .deadline = clock_.monotonic() + time_, .progress = {}});
  expect_error(result, ErrorCode::kUnavailable, "there is no connection");
  EXPECT_THAT(waits_, SizeIs(4));
}

}  // namespace
}  // namespace housing::curl
