// JSON of a person's own things that more than one route answers with.
#pragma once

#include <string>

#include "base/json_writer.hpp"
#include "records/users.hpp"

namespace housing::api {

// {"id","email","name","role","time_zone","digest","keeps_searches","second_factor","delete_after","created"}
void write_user(base::JsonWriter& json, const records::User& user);

}  // namespace housing::api
