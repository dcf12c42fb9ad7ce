#include "api/json_person.hpp"

#include "accounts/second_factor.hpp"
#include "api/person_routes.hpp"

namespace housing::api {

void write_user(base::JsonWriter& json, const records::User& user, const accounts::Settings& settings) {
  json.begin_object()
      .member("id", user.id)
      .member("email", user.email)
      .member("name", user.name)
      .member("role", user.role)
      .member("time_zone", user.time_zone)
      .member("digest", user.digest)
      .member("keeps_searches", user.keeps_searches)
      .member("second_factor", user.totp_confirmed.has_value())
      .member("second_factor_needed", accounts::lacks_factor(settings, user));
  write_time(json, "created", user.created);
  write_time(json, "delete_after", user.delete_after);
  json.end_object();
}

}  // namespace housing::api
