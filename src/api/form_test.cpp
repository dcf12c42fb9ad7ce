// Forms: what is read, and that every mistake is told at once.
#include "api/form.hpp"

#include <gtest/gtest.h>

namespace housing::api {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

http::OwnedRequest request(std::string_view body, std::string_view type = "application/json") {
  const http::HeaderField header{"content-type", type};
  http::Request request;
  request.method = http::Method::kPost;
  request.body = body;
  request.headers = {&header, 1};
  return http::OwnedRequest(request);
}

Form form(std::string_view body) {
  auto form = Form::of(request(body));
  EXPECT_TRUE(form.has_value()) << body;
  return form ? std::move(*form) : *Form::of(request("{}"));
}

Fields mistakes(Form& form) {
  Fields fields;
  if (const auto done = form.done(); !done)
    for (const accounts::FieldError& error : done.error().fields) fields.emplace_back(error.field, error.message);
  return fields;
}

TEST(Form, ReadsWhatIsThere) {
  Form all = form(R"({"t":"text","n":1.5,"i":-3,"b":false,"l":["a","b"],"o":{"x":1},"none":null})");
  EXPECT_EQ(all.text("t"), "text");
  EXPECT_EQ(all.number("n"), 1.5);
  EXPECT_EQ(all.maybe_integer("i"), -3);
  EXPECT_EQ(all.maybe_bool("b"), false);
  EXPECT_EQ(all.texts("l", 2), (std::vector<std::string>{"a", "b"}));
  EXPECT_NE(all.maybe_object("o"), nullptr);
  EXPECT_EQ(all.maybe_text("none"), std::nullopt);
  EXPECT_EQ(all.maybe_text("missing"), std::nullopt);
  EXPECT_TRUE(all.texts("missing", 1).empty());
  EXPECT_TRUE(all.done().has_value());
}

TEST(Form, TellsEveryMistakeAtOnce) {
  Form all = form(R"({"t":1,"n":"1","i":1.5,"b":"true","l":["a",1],"o":[],"long":"abc","more":1,"much":["a","b"]})");
  all.text("t");
  all.number("n");
  all.maybe_integer("i");
  all.maybe_bool("b");
  all.texts("l", 5);
  all.texts("much", 1);
  all.maybe_object("o");
  all.maybe_text("long", 2);
  all.text("missing");
  EXPECT_EQ(mistakes(all), (Fields{{"t", "must be text"},
                                   {"n", "must be a number"},
                                   {"i", "must be a whole number"},
                                   {"b", "must be true or false"},
                                   {"l", "must be a list of texts"},
                                   {"much", "must be a list of at most 1"},
                                   {"o", "must be an object"},
                                   {"long", "may have at most 2 bytes"},
                                   {"missing", "is missing"},
                                   {"more", "is not known here"}}));
}

TEST(Form, CutsTheNameOfAFieldNobodyAskedFor) {
  Form all = form("{\"" + std::string(5000, 'x') + "\":1}");
  ASSERT_EQ(mistakes(all).size(), 1u);
}

TEST(Form, IsAJsonObjectThatSaysSo) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json"})
    EXPECT_FALSE(Form::of(request("{}", type)).has_value()) << type;
  for (const char* type : {"application/json", "Application/JSON", "application/json; charset=utf-8"})
    EXPECT_TRUE(Form::of(request("{}", type)).has_value()) << type;
  for (const char* body : {"[]", "1", "null", "\"{}\"", "{", "{}{}", "{\"a\":\"\xff\"}", " "})
    EXPECT_FALSE(Form::of(request(body)).has_value()) << body;
  EXPECT_TRUE(Form::of(request("", "")).has_value()) << "no body is an empty object";
}

}  // namespace
}  // namespace housing::api
