// Alerts on screens as JSON: the screen a form has, the screen an alert has, and what a rehearsal of one found.
#pragma once

#include <optional>
#include <string>

#include "alerts/desk.hpp"
#include "alerts/screen_rehearsal.hpp"
#include "api/form.hpp"
#include "base/json_writer.hpp"

namespace housing::api {

// The form's `screen`; what is wrong with its members is noted as "screen.type" and so on. Missing: nothing.
std::optional<alerts::ScreenRequest> screen_of(Form& form);
// Notes each member of a rule that stands beside the screen.
void refuse_rule_of(Form& form);

// The members `screen` and `matched`; null of an alert on no screen.
void write_screen(base::JsonWriter& json, const records::Alert& alert);

std::string screen_rehearsal_json(const app::World& world, const alerts::ScreenRule& rule,
                                  const alerts::ScreenRehearsal& rehearsal);

}  // namespace housing::api
