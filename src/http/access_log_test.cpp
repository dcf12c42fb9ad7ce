#include "http/access_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "http/test_client.hpp"

namespace housing::http {
namespace {

// The two ends of a pipe; what was written is read once the writers are done.
class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~Pipe() {
    ::close(ends_[0]);
    if (ends_[1] >= 0) ::close(ends_[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int writing_end() const { return ends_[1]; }
  int reading_end() const { return ends_[0]; }
  std::string read_all() {
    ::close(std::exchange(ends_[1], -1));
    std::string text;
    std::array<char, 4096> chunk;  // NOLINT: filled by read
    for (ssize_t count = 0; (count = ::read(ends_[0], chunk.data(), chunk.size())) > 0;)
      text.append(chunk.data(), static_cast<std::size_t>(count));
    return text;
  }

 private:
  std::array<int, 2> ends_{};
};

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(AccessLog, WritesOneJsonLineARequest) {
  Pipe pipe;
  {
    ServerConfig config = TestServer::quick_config();
    config.access_log_descriptor = pipe.writing_end();
    TestServer server([](const Request&, Reply reply) { reply.send(text_response("12345", 201)); }, config);
    TestClient client(server.port());
    client.get("/a\"b\\c?secret=1", "X-Request-Id: id-1\r\n");
    client.send("nonsense\r\n\r\n");
    client.read();
  }
  const std::string text = pipe.read_all();
  const auto lines = base::split(text, '\n');
  ASSERT_EQ(lines.size(), 3U) << text;  // two and the empty end
  EXPECT_TRUE(lines[0].starts_with("{\"time\":\"20")) << lines[0];
  EXPECT_NE(lines[0].find("Z\",\"level\":\"info\",\"msg\":\"request\",\"method\":\"GET\",\"path\":\"/"
                          "a\\\"b\\\\c\",\"status\":201,\"bytes\":"),
            std::string::npos)
      << lines[0];
  EXPECT_TRUE(lines[0].ends_with(",\"request_id\":\"id-1\",\"remote\":\"127.0.0.1\"}")) << lines[0];
  EXPECT_EQ(lines[0].find("secret"), std::string::npos);
  EXPECT_NE(lines[1].find("\"method\":\"\",\"path\":\"\",\"status\":400"), std::string::npos) << lines[1];
}

TEST(AccessLog, CannotBeForged) {
  Pipe pipe;
  {
    AccessLog log(pipe.writing_end());
    AccessLines lines(&log);
    lines.add("2025-01-01T00:00:00Z", {.method = "GET",
                                       .path = "/x\n{\"level\":\"error\"}\x80\x1b[2J",
                                       .status = 200,
                                       .bytes = 1,
                                       .duration_us = 2,
                                       .request_id = "r",
                                       .remote_address = "1.2.3.4"});
    lines.add("2025-01-01T00:00:00Z", {.method = "GET",
                                       .path = std::string(kMaxLoggedPathBytes * 3, 'p'),
                                       .status = 200,
                                       .bytes = 1,
                                       .duration_us = 2,
                                       .request_id = "r",
                                       .remote_address = "1.2.3.4"});
    lines.flush();
  }
  const std::string text = pipe.read_all();
  EXPECT_EQ(lines_in(text), 2U) << text;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("\\n{\\\"level\\\""), std::string::npos) << text;
  EXPECT_LT(text.size(), kMaxLoggedPathBytes * 2);
}

TEST(AccessLog, DropsLinesRatherThanWait) {
  Pipe pipe;  // nobody reads: 64 KiB fit
  std::uint64_t submitted = 0;
  {
    AccessLog log(pipe.writing_end());
    for (std::size_t bytes = 0; bytes < 2 * kMaxQueuedLogBytes; bytes += kAccessBatchBytes) {
      std::string lines;
      while (lines.size() < kAccessBatchBytes) lines.append(std::string(255, 'l').append("\n"));
      submitted += lines_in(lines);
      log.submit(lines);
      EXPECT_TRUE(lines.empty());
    }
    EXPECT_GT(log.dropped_lines(), 0U);
    EXPECT_LT(log.dropped_lines(), submitted);
    const std::uint64_t kept = submitted - log.dropped_lines();
    // A reader comes: everything that was taken arrives, in whole lines.
    std::array<char, 65536> chunk;  // NOLINT: filled by read
    std::uint64_t arrived = 0;
    while (arrived < kept) {
      const ssize_t count = ::read(pipe.reading_end(), chunk.data(), chunk.size());
      ASSERT_GT(count, 0);
      arrived += lines_in({chunk.data(), static_cast<std::size_t>(count)});
    }
    EXPECT_EQ(arrived, kept);
  }
}

}  // namespace
}  // namespace housing::http
