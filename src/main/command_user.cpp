#include <algorithm>
#include <cstdio>
#include <iostream>

#include "accounts/administration.hpp"
#include "accounts/registration.hpp"
#include "main/commands.hpp"
#include "main/services.hpp"

namespace housing::main {
namespace {

int report_refusal(const accounts::Refusal& refusal) {
  std::fprintf(stderr, "housing: %s\n", refusal.cause ? refusal.cause->message.c_str() : refusal.detail.c_str());
  for (const accounts::FieldError& error : refusal.fields)
    std::fprintf(stderr, "  %s: %s\n", error.field.c_str(), error.message.c_str());
  return kExitFailed;
}

// From standard input, so that it stands neither in the shell's history nor in the list of processes.
std::string read_password() {
  std::string password;
  std::getline(std::cin, password);
  return password;
}

int add(const accounts::Context& context, const UserOptions& options) {
  const std::string password = read_password();
  const auto id = accounts::create_person(context, {.email = options.email, .password = password, .name = options.name},
                                          options.admin ? "admin" : "user");
  if (!id) return report_refusal(id.error());
  std::printf("%s\n", id->c_str());
  return kExitDone;
}

int list(const accounts::Context& context) {
  std::string after;
  while (true) {
    const auto users = accounts::list_people(context, after);
    if (!users) return report_refusal(users.error());
    for (const records::User& user : *users)
      std::printf("%s\t%s\t%s\t%s\n", user.id.c_str(), user.role.c_str(),
                  user.email_verified ? "verified" : "unverified", user.email.c_str());
    if (users->empty()) return kExitDone;
    after = users->back().id;
  }
}

}  // namespace

int run_user(const Environment& environment, const UserOptions& options) {
  const base::SystemClock clock;
  base::Log log(clock, 2, base::LogLevel::kWarn);
  Outside outside(environment, options.data_dir, clock);
  const auto services = Services::open(outside, std::string(kLocalUrl), log);
  if (!services) return report_failure(services.error());
  const accounts::Context& context = (*services)->accounts();
  if (options.action == "add") return add(context, options);
  if (options.action == "list") return list(context);
  const auto done = accounts::set_person_role(context, "operator", options.email, options.admin ? "admin" : "user");
  if (!done) return report_refusal(done.error());
  return kExitDone;
}

}  // namespace housing::main
