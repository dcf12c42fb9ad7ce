// /api/v1/auth/…: registering, signing in and out, getting back in.
#include "accounts/profile.hpp"
#include "accounts/registration.hpp"
#include "accounts/sign_in.hpp"
#include "api/form.hpp"
#include "api/json_person.hpp"
#include "api/person_routes.hpp"

namespace housing::api {
namespace {

using Answer = accounts::Outcome<http::Response>;
using http::Method;

constexpr std::size_t kMaxTokenBytes = 1024;

http::Response said(int status, std::string_view what) {
  std::string body;
  base::JsonWriter(body).begin_object().member("status", what).end_object();
  return json_answer(status, std::move(body));
}

Answer register_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  accounts::Registration registration;
  registration.email = form.text("email");
  registration.password = form.text("password");
  registration.name = form.maybe_text("name").value_or("");
  registration.time_zone = form.maybe_text("time_zone").value_or("UTC");
  HT_CHECK_OK(form.done(accounts::complaints_about(registration)));
  HT_CHECK_OK(accounts::register_person(call.accounts(), call.visitor, registration));
  return said(201, "verification-sent");
}

// A form with one field that is a token out of a mail.
template <class Use>
Answer with_token(PersonCall& call, std::string_view status, const Use& use) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string token = form.text("token", kMaxTokenBytes);
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(use(token));
  return said(200, status);
}

// A form with one field that is an address; the answer says nothing about it.
template <class Use>
Answer with_email(PersonCall& call, const Use& use) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string email = form.text("email");
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(use(email));
  return said(202, "sent-if-known");
}

Answer verify_route(PersonCall& call) {
  return with_token(call, "verified", [&](std::string_view token) {
    return accounts::verify_email(call.accounts(), call.visitor, token);
  });
}

Answer confirm_email_route(PersonCall& call) {
  return with_token(call, "changed", [&](std::string_view token) {
    return accounts::confirm_new_email(call.accounts(), call.visitor, token);
  });
}

Answer verify_again_route(PersonCall& call) {
  return with_email(call, [&](std::string_view email) {
    return accounts::send_verification_again(call.accounts(), call.visitor, email);
  });
}

Answer forgot_route(PersonCall& call) {
  return with_email(
      call, [&](std::string_view email) { return accounts::forgot_password(call.accounts(), call.visitor, email); });
}

Answer reset_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  const std::string token = form.text("token", kMaxTokenBytes);
  const std::string password = form.text("password");
  HT_CHECK_OK(form.done());
  HT_CHECK_OK(accounts::reset_password(call.accounts(), call.visitor, token, password));
  return said(200, "changed");
}

Answer login_route(PersonCall& call) {
  HT_TRY(Form form, Form::of(call.request));
  accounts::Credentials credentials;
  credentials.email = form.text("email");
  credentials.password = form.text("password");
  credentials.code = form.maybe_text("totp").value_or("");
  HT_CHECK_OK(form.done());
  auto entered = accounts::sign_in(call.accounts(), call.visitor, credentials, call.session_token);
  // To be asked for the second factor is half a success.
  if (!entered && entered.error().kind != accounts::RefusalKind::kCodeRequired && call.services.sign_in_failures)
    call.services.sign_in_failures->add();
  HT_TRY(const auto signed_in, std::move(entered));
  std::string body;
  base::JsonWriter json(body);
  json.begin_object().key("user");
  write_user(json, signed_in.user, call.accounts().settings);
  json.member("csrf", accounts::csrf_token(call.accounts(), signed_in.session.token)).end_object();
  http::Response response = json_answer(200, std::move(body));
  set_session_cookie(response, call.accounts(), signed_in.session.token);
  return response;
}

Answer logout_route(PersonCall& call) {
  HT_CHECK_OK(accounts::sign_out(call.accounts(), call.visitor, call.caller));
  http::Response response = no_content();
  clear_session_cookie(response, call.accounts());
  return response;
}

Answer logout_all_route(PersonCall& call) {
  HT_CHECK_OK(accounts::sign_out_everywhere(call.accounts(), call.visitor, call.caller));
  http::Response response = no_content();
  clear_session_cookie(response, call.accounts());
  return response;
}

constexpr PersonRoute kRoutes[] = {
    {Method::kPost, "/api/v1/auth/register", Need::kNobody, register_route},
    {Method::kPost, "/api/v1/auth/verify", Need::kNobody, verify_route},
    {Method::kPost, "/api/v1/auth/verify-again", Need::kNobody, verify_again_route},
    {Method::kPost, "/api/v1/auth/login", Need::kNobody, login_route},
    {Method::kPost, "/api/v1/auth/logout", Need::kSession, logout_route},
    {Method::kPost, "/api/v1/auth/logout-all", Need::kSession, logout_all_route},
    {Method::kPost, "/api/v1/auth/forgot", Need::kNobody, forgot_route},
    {Method::kPost, "/api/v1/auth/reset", Need::kNobody, reset_route},
    {Method::kPost, "/api/v1/auth/confirm-email", Need::kNobody, confirm_email_route},
};

}  // namespace

std::span<const PersonRoute> auth_routes() { return kRoutes; }

}  // namespace housing::api
