// What a publication means for one alert on a screen: one notice and one mail for all places that newly meet it, and
// what is remembered for the next. Part of publication.cpp's transaction. A publication made before the one last looked
// at (a worker that was slow) is passed over.
#pragma once

#include "alerts/publication.hpp"
#include "alerts/screen_watch.hpp"
#include "records/alerts.hpp"

namespace housing::alerts {

base::Status evaluate_screen_alert(ports::Sql& sql, const accounts::Context& context, const app::World& world,
                                   ScreenWatch& screens, const records::ActiveAlert& active, EvaluationReport& report);

}  // namespace housing::alerts
