// JSON of a person's own things that more than one route answers with.
#pragma once

#include <string>

#include "accounts/context.hpp"
#include "base/json_writer.hpp"
#include "records/users.hpp"

namespace housing::api {

// {"id","email","name","role","time_zone","digest","keeps_searches","second_factor","second_factor_needed",
//  "delete_after","created"}
void write_user(base::JsonWriter& json, const records::User& user, const accounts::Settings& settings);

}  // namespace housing::api
