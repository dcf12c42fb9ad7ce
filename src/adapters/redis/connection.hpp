// Connection: one signed-in connection to one Redis server; commands go out together, their replies come back in order.
//
// Thread-safety: one thread at a time. Errors: kUnavailable for all of connecting, signing in, time and protocol; after
// one it is of no use any more. What the server refuses is a Reply.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/redis/options.hpp"
#include "adapters/redis/reply.hpp"
#include "adapters/redis/transport.hpp"

namespace housing::redis {

// What all connections of one cache share.
struct Surroundings {
  const base::Clock& clock;
  Resolver& resolver;
  const TlsContext* tls;  // nullptr: plain
  const RedisTarget& target;
};

// Appends a command as the server wants to read it.
void append_command(std::string& out, const std::vector<std::string_view>& words);

class Connection {
 public:
  // `refresh`: ask the source of credentials for new ones at once.
  static base::Result<std::unique_ptr<Connection>> open(const Surroundings& surroundings, const Endpoint& endpoint,
                                                        bool refresh, std::chrono::nanoseconds deadline);

  // Sends `commands`, of which there are `count`, and gives as many replies.
  base::Result<std::vector<Reply>> run(std::string_view commands, std::size_t count, std::chrono::nanoseconds deadline);
  bool is_stale() const { return transport_->is_stale(); }

 private:
  explicit Connection(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}
  base::Status sign_in(const RedisTarget& target, bool refresh, std::chrono::nanoseconds deadline);
  base::Result<Reply> next_reply(std::chrono::nanoseconds deadline);

  std::unique_ptr<Transport> transport_;
  ReplyReader reader_;
};

// Whether a server says that we have not signed in, or not with what it knows now.
bool is_sign_in_refused(const Reply& reply);

}  // namespace housing::redis
