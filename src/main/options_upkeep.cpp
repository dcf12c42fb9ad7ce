// What the commands for whoever keeps an installation understand: its tables, people, releases and queues.
#include <CLI/CLI.hpp>
#include <memory>

#include "main/options.hpp"

namespace housing::main {
namespace {

// Adds commands below `command`, of which one must be named: "housing release list".
auto actions_below(CLI::App& command, std::string& data_dir, const Environment& environment) {
  command.require_subcommand(1);
  return [&](const char* name, const char* words) -> CLI::App& {
    CLI::App& action = *command.add_subcommand(name, words);
    add_data_dir(action, data_dir, environment);
    return action;
  };
}

// The one that was named.
std::string action_of(const CLI::App& command) { return command.get_subcommands().front()->get_name(); }

}  // namespace

Run describe_migrate(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<MigrateOptions>();
  add_data_dir(command, options->data_dir, environment);
  command.add_flag("--check", options->check, "Change nothing; exit 1 when it is needed");
  return [options, &environment] { return run_migrate(environment, *options); };
}

Run describe_user(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<UserOptions>();
  const auto action = actions_below(command, options->data_dir, environment);
  CLI::App& add = action("add", "Add a verified account; the password is read from standard input");
  add.add_option("email", options->email, "Address")->required();
  add.add_option("--name", options->name, "Name");
  add.add_flag("--admin", options->admin, "As an admin");
  action("list", "Print id, role, state and address of everybody");
  CLI::App& role = action("role", "Make somebody an admin, or a user again without --admin");
  role.add_option("email", options->email, "Address")->required();
  role.add_flag("--admin", options->admin, "Make an admin");
  return [options, &environment, &command] {
    options->action = action_of(command);
    return run_user(environment, *options);
  };
}

Run describe_release(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<ReleaseOptions>();
  const auto action = actions_below(command, options->data_dir, environment);
  action("list", "Every release, newest import first").add_flag("--json", options->json, "Print JSON");
  for (const auto& [name, what] : {std::pair("withdraw", "Show no number of it any more; its record and file stay"),
                                   std::pair("restore", "Show a withdrawn one again")}) {
    CLI::App& change = action(name, what);
    change.add_option("id", options->id, "As the list says: zillow/zhvi/metro@3f2a9c01d4e5")->required();
    change.add_option("--reason", options->reason, "Why, for whoever asks later")->required();
  }
  return [options, &environment, &command] {
    options->action = action_of(command);
    return run_release(environment, *options);
  };
}

Run describe_queue(CLI::App& command, const Environment& environment) {
  auto options = std::make_shared<QueueOptions>();
  const auto action = actions_below(command, options->data_dir, environment);
  CLI::App& list = action("list", "The jobs that were given up, with why");
  list.add_option("queue", options->queue, "Only of this queue");
  list.add_flag("--json", options->json, "Print JSON, with their bodies");
  for (const auto& [name, what] : {std::pair("retry", "Try one again, or all that are there now"),
                                   std::pair("drop", "Throw one away, or all that are there now")}) {
    CLI::App& change = action(name, what);
    change.add_option("queue", options->queue, "mail, alerts, export …")->required();
    auto* id = change.add_option("id", options->id, "As the list says");
    change.add_flag("--all", options->all, "All of the queue")->excludes(id);
    change.callback([options, &change] {
      if (options->id.empty() != options->all) throw CLI::ValidationError(change.get_name(), "needs an id, or --all");
    });
  }
  return [options, &environment, &command] {
    options->action = action_of(command);
    return run_queue(environment, *options);
  };
}

}  // namespace housing::main
