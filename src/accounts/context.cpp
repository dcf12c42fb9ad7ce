#include "accounts/context.hpp"

#include "base/sha256.hpp"
#include "records/outbox.hpp"

namespace housing::accounts {

base::Status note(ports::Sql& sql, const Context& context, const Visitor& visitor, std::string_view user_id,
                  std::string_view actor, std::string_view action, std::string_view detail) {
  return records::insert_audit(sql, {.id = crypto::random_id(context.random),
                                     .at = context.clock.now(),
                                     .user_id = std::string(user_id),
                                     .actor = std::string(actor),
                                     .action = std::string(action),
                                     .address = visitor.address,
                                     .detail = std::string(detail)});
}

std::string token_hash(std::string_view token) { return base::sha256_hex(token); }

}  // namespace housing::accounts
