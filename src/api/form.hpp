// Form: the JSON object of a changing call, read field by field; what is wrong is collected, so that a person hears of
// every mistake at once. A field nobody asked for is a mistake too: it was meant for something.
//   HT_TRY(Form form, Form::of(body));  const std::string name = form.text("name");  HT_CHECK_OK(form.done());
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/refusal.hpp"
#include "base/json.hpp"
#include "http/owned_request.hpp"

namespace housing::api {

inline constexpr std::size_t kMaxTextBytes = 4096;  // of a field that says nothing else

class Form {
 public:
  // Refuses: a body that is no JSON object, or a Content-Type other than JSON (other sites' pages cannot send that).
  // No body is an empty object.
  static accounts::Outcome<Form> of(const http::OwnedRequest& request);

  // Of a field that must be there; "" or 0 and a mistake noted when it is not, or is of another kind.
  std::string text(std::string_view name, std::size_t max_bytes = kMaxTextBytes);
  double number(std::string_view name);
  // Of a field that may be missing or null.
  std::optional<std::string> maybe_text(std::string_view name, std::size_t max_bytes = kMaxTextBytes);
  std::optional<double> maybe_number(std::string_view name);
  std::optional<std::int64_t> maybe_integer(std::string_view name);
  std::optional<bool> maybe_bool(std::string_view name);
  std::vector<std::string> texts(std::string_view name, std::size_t most);  // an array of texts; missing: none
  const base::Json* maybe_object(std::string_view name);

  void wrong(std::string_view name, std::string message);
  // Refuses kInvalid with all mistakes; `more`: what the use case has to say of the values, so that a person hears of
  // both at once. A field that is wrong already is not complained of twice.
  accounts::Done done(std::vector<accounts::FieldError> more = {});

 private:
  const base::Json* take(std::string_view name);  // nullptr when missing or null

  base::Json json_;
  std::set<std::string, std::less<>> known_;
  std::vector<accounts::FieldError> errors_;
};

}  // namespace housing::api
