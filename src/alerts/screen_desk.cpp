#include "alerts/screen_desk.hpp"

#include "app/question_error.hpp"

namespace housing::alerts {
namespace {

using accounts::FieldError;
using accounts::Outcome;
using accounts::refuse;

FieldError complaint(std::string_view field, const app::QuestionError& error) {
  return {"screen." + std::string(field), error.detail};
}

}  // namespace

ScreenRule understand_screen(const app::World& world, const ScreenRequest& request, std::vector<FieldError>& errors) {
  ScreenRule rule;
  if (const auto type = model::parse_region_type(request.type))
    rule.type = *type;
  else
    errors.push_back({"screen.type", "There is no type of region '" + request.type.substr(0, 40) +
                                         "': zip, county, metro, state and others are known."});
  if (!request.within.empty()) {
    const auto area = app::known_region(world, request.within, "screen.within");
    if (area)
      rule.within = *area;
    else
      errors.push_back(complaint("within", area.error()));
  }
  if (request.where.size() > kMaxScreenWhereBytes) {
    errors.push_back({"screen.where", "may have at most " + std::to_string(kMaxScreenWhereBytes) + " bytes"});
    return rule;
  }
  if (auto where = analyses::parse_condition(request.where, "where"))
    rule.where = std::move(*where);
  else
    errors.push_back(complaint("where", where.error()));
  return rule;
}

Outcome<ScreenStart> begin_screen(const std::shared_ptr<const app::World>& world, ScreenRule rule) {
  std::optional<ScreenState> state;
  const auto news = ScreenWatch(world).look(rule, state);
  if (!news) return refuse(std::vector{complaint(news.error().parameter, news.error())});
  if (news->matched > kMaxScreenMatches)
    return refuse(
        std::vector<FieldError>{{"screen.where", std::to_string(news->matched) +
                                                     " places meet it today; an alert takes a screen that at most " +
                                                     std::to_string(kMaxScreenMatches) + " meet. Make it narrower."}});
  records::ScreenMatches matches = matches_of(rule.where, *state, *world);
  return ScreenStart{.rule = std::move(rule), .matches = std::move(matches)};
}

Outcome<ScreenStart> begin_screen(const std::shared_ptr<const app::World>& world, const ScreenRequest& request) {
  std::vector<FieldError> errors;
  ScreenRule rule = understand_screen(*world, request, errors);
  if (!errors.empty()) return refuse(std::move(errors));
  return begin_screen(world, std::move(rule));
}

}  // namespace housing::alerts
