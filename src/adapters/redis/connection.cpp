#include "adapters/redis/connection.hpp"

#include <array>

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t kReadBytes = 16 * 1024;

void append_length(std::string& out, char kind, std::size_t length) {
  out += kind;
  out += std::to_string(length);
  out += "\r\n";
}

}  // namespace

void append_command(std::string& out, const std::vector<std::string_view>& words) {
  append_length(out, '*', words.size());
  for (const std::string_view word : words) {
    append_length(out, '$', word.size());
    out += word;
    out += "\r\n";
  }
}

bool is_sign_in_refused(const Reply& reply) { return reply.is_error("NOAUTH") || reply.is_error("WRONGPASS"); }

base::Result<std::unique_ptr<Connection>> Connection::open(const Surroundings& surroundings, const Endpoint& endpoint,
                                                           bool refresh, std::chrono::nanoseconds deadline) {
  HT_TRY(auto transport,
         Transport::open(endpoint, surroundings.resolver, surroundings.tls, surroundings.clock, deadline));
  std::unique_ptr<Connection> connection(new Connection(std::move(transport)));
  const RedisTarget& target = surroundings.target;
  if (target.credentials) HT_CHECK_OK(connection->sign_in(target, refresh, deadline));
  if (target.database == 0) return connection;
  std::string select;
  append_command(select, {"SELECT", std::to_string(target.database)});
  HT_TRY(const auto replies, connection->run(select, 1, deadline));
  if (replies[0].is(ReplyKind::kError) && !is_sign_in_refused(replies[0]))
    return fail(ErrorCode::kUnavailable, "no such database: " + replies[0].text);
  return connection;
}

base::Status Connection::sign_in(const RedisTarget& target, bool refresh, std::chrono::nanoseconds deadline) {
  HT_TRY(const ports::Credentials credentials, target.credentials(refresh));
  std::string command;
  if (credentials.user.empty())
    append_command(command, {"AUTH", credentials.password});
  else
    append_command(command, {"AUTH", credentials.user, credentials.password});
  HT_TRY(const auto replies, run(command, 1, deadline));
  if (!replies[0].is(ReplyKind::kError)) return {};
  if (is_sign_in_refused(replies[0]) && !refresh) return sign_in(target, true, deadline);
  return fail(ErrorCode::kUnavailable, "the sign-in is refused (" + replies[0].text + "); check user and password");
}

base::Result<std::vector<Reply>> Connection::run(std::string_view commands, std::size_t count,
                                                 std::chrono::nanoseconds deadline) {
  HT_CHECK_OK(transport_->write(commands, deadline));
  std::vector<Reply> replies;
  while (replies.size() < count) {
    HT_TRY(Reply reply, next_reply(deadline));
    replies.push_back(std::move(reply));
  }
  return replies;
}

base::Result<Reply> Connection::next_reply(std::chrono::nanoseconds deadline) {
  std::array<char, kReadBytes> buffer;
  while (true) {
    HT_TRY(auto reply, reader_.next());
    if (reply) return std::move(*reply);
    HT_TRY(const std::size_t got, transport_->read(buffer, deadline));
    HT_CHECK_OK(reader_.feed({buffer.data(), got}));
  }
}

}  // namespace housing::redis
