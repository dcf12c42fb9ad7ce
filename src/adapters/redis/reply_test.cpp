#include "adapters/redis/reply.hpp"

#include <gtest/gtest.h>

#include "adapters/redis/connection.hpp"

namespace housing::redis {
namespace {

// Gives the bytes one by one; the last whole reply.
base::Result<Reply> read(std::string_view bytes) {
  ReplyReader reader;
  Reply last;
  bool any = false;
  for (const char& byte : bytes) {
    HT_CHECK_OK(reader.feed({&byte, 1}));
    HT_TRY(auto reply, reader.next());
    if (!reply) continue;
    last = std::move(*reply);
    any = true;
  }
  if (!any) return base::fail(base::ErrorCode::kNotFound, "incomplete");
  return last;
}

TEST(Reply, EveryKindIsRead) {
  EXPECT_EQ(read("+OK\r\n")->text, "OK");
  EXPECT_TRUE(read("+OK\r\n")->is(ReplyKind::kStatus));
  EXPECT_TRUE(read("-NOAUTH Authentication required.\r\n")->is_error("NOAUTH"));
  EXPECT_FALSE(read("-NOAUTHOR x\r\n")->is_error("NOAUTH"));
  EXPECT_FALSE(read("+NOAUTH\r\n")->is_error("NOAUTH"));
  EXPECT_EQ(read(":-42\r\n")->integer, -42);
  EXPECT_TRUE(read("$-1\r\n")->is(ReplyKind::kNil));
  EXPECT_TRUE(read("*-1\r\n")->is(ReplyKind::kNil));
  EXPECT_EQ(read(std::string_view("$4\r\n\r\n\0x\r\n", 10))->text, std::string_view("\r\n\0x", 4));
  EXPECT_EQ(read("$0\r\n\r\n")->text, "");
  const auto nested = read("*3\r\n:1\r\n*2\r\n$1\r\na\r\n$-1\r\n*0\r\n");
  ASSERT_TRUE(nested);
  EXPECT_EQ(nested->elements[0].integer, 1);
  EXPECT_EQ(nested->elements[1].elements[0].text, "a");
  EXPECT_TRUE(nested->elements[1].elements[1].is(ReplyKind::kNil));
  EXPECT_TRUE(nested->elements[2].is(ReplyKind::kArray));
}

TEST(Reply, SeveralComeInOrder) {
  ReplyReader reader;
  ASSERT_TRUE(reader.feed(std::string_view("+A\r\n+B\r\n$3\r\nab")));
  EXPECT_EQ(reader.next().value()->text, "A");
  EXPECT_EQ(reader.next().value()->text, "B");
  EXPECT_FALSE(reader.next().value().has_value());
  ASSERT_TRUE(reader.feed(std::string_view("c\r\n")));
  EXPECT_EQ(reader.next().value()->text, "abc");
}

TEST(Reply, GarbageAndExcessAreErrors) {
  for (const std::string& bytes : std::vector<std::string>{
           "HTTP/1.1 400 Bad Request\r\n", "?\r\n", "*50001\r\n", "*2\r\n*25000\r\n" + std::string(25000 * 4, ' '),
           "*1000000000\r\n", "*4294967297\r\n", "*-2\r\n", "$-5\r\n",
           "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n", ":12x\r\n"}) {
    const auto reply = read(bytes);
    ASSERT_FALSE(reply) << bytes.substr(0, 40);
    EXPECT_EQ(reply.error().code, base::ErrorCode::kUnavailable) << bytes.substr(0, 40);
  }
}

TEST(Reply, AnAnswerLargerThanAnyValueIsRefusedBeforeItIsKept) {
  ReplyReader reader;
  ASSERT_TRUE(reader.feed(std::string_view("$9000000000\r\n")));
  const std::string piece(1024 * 1024, 'x');
  base::Status status;
  for (int i = 0; i < 8 && status; ++i) {
    status = reader.feed(piece);
    if (!status) break;
    EXPECT_FALSE(reader.next().value().has_value());
  }
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::ErrorCode::kUnavailable);
}

TEST(Command, HasLengthsSoThatNoByteIsSpecial) {
  std::string bytes;
  append_command(bytes, {"SET", "k\r\n", ""});
  EXPECT_EQ(bytes, "*3\r\n$3\r\nSET\r\n$3\r\nk\r\n\r\n$0\r\n\r\n");
}

}  // namespace
}  // namespace housing::redis
