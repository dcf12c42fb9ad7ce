// The screen of a form, and an alert's screen as JSON.
#include "api/alert_screens.hpp"

#include <gtest/gtest.h>

namespace housing::api {
namespace {

using Texts = std::vector<std::string>;

Form form_of(std::string_view body) {
  const http::HeaderField header{"content-type", "application/json"};
  http::Request request;
  request.method = http::Method::kPost;
  request.body = body;
  request.headers = {&header, 1};
  auto form = Form::of(http::OwnedRequest(request));
  EXPECT_TRUE(form.has_value()) << body;
  return std::move(*form);
}

Texts wrong(Form& form) {
  Texts fields;
  const auto done = form.done();
  if (!done)
    for (const accounts::FieldError& error : done.error().fields) fields.push_back(error.field);
  return fields;
}

TEST(AlertScreens, ReadsTheScreenOfAForm) {
  Form form = form_of(R"({"screen":{"type":"zip","within":null,"where":"rent < 2000"}})");
  const auto screen = screen_of(form);
  ASSERT_TRUE(screen);
  EXPECT_EQ(screen->type, "zip");
  EXPECT_EQ(screen->within, "");
  EXPECT_EQ(screen->where, "rent < 2000");
  refuse_rule_of(form);
  EXPECT_EQ(wrong(form), Texts{});
  Form without = form_of("{}");
  EXPECT_FALSE(screen_of(without));
}

TEST(AlertScreens, NamesEachMemberThatIsWrong) {
  Form form = form_of(R"({"screen":{"type":7,"where":null,"size":1},"metric":"rent","op":"above","transform":"yoy",)"
                      R"("threshold":1,"hysteresis":0})");
  EXPECT_TRUE(screen_of(form));
  refuse_rule_of(form);
  EXPECT_EQ(wrong(form), (Texts{"screen.size", "screen.type", "screen.where", "metric", "transform", "op", "threshold",
                                "hysteresis"}));
  Form text = form_of(R"({"screen":"rent < 2000"})");
  EXPECT_FALSE(screen_of(text));
  EXPECT_EQ(wrong(text), Texts{"screen"});
}

TEST(AlertScreens, WritesTheScreenOfAnAlert) {
  const auto written = [](const records::Alert& alert) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    write_screen(json, alert);
    json.end_object();
    return text;
  };
  records::Alert alert;
  EXPECT_EQ(written(alert), R"({"screen":null,"matched":null})");
  alert.screen = {.type = "zip", .within = "", .where = "rent < 2000"};
  alert.matched = 3;
  EXPECT_EQ(written(alert), R"({"screen":{"type":"zip","within":null,"where":"rent < 2000"},"matched":3})");
}

}  // namespace
}  // namespace housing::api
