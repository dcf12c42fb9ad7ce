// Programs that tests start: tools that run to their end, and servers that are stopped by their process id. Output goes
// to a file. A child ends with the test program, however that ends.
// Thread-safety: start from the thread that lives as long as the child, because the child ends with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace housing::testing {

struct ChildOptions {
  std::filesystem::path output;          // of both streams, added at its end
  std::vector<std::string> environment;  // "NAME=value", besides PATH
  bool unprivileged = false;             // when the tests run as root: as somebody who is not
  int signal_at_end_of_parent = 9;
};

// The program's path, or empty when it is not in `folders` or on PATH.
std::filesystem::path find_program(const std::string& name, const std::vector<std::filesystem::path>& folders = {});

// Who unprivileged children run as; {0, 0} when the tests do not run as root.
struct Account {
  uid_t user = 0;
  gid_t group = 0;
};
Account unprivileged_account();

// Errors are assertions, but for the program's own exit code.
pid_t start_child(const std::vector<std::string>& command, const ChildOptions& options);
// 0-255, or minus the signal that ended it.
int wait_for_child(pid_t child);
// Whether it has ended within `time`, in which case it is gone.
bool child_ends_within(pid_t child, std::chrono::milliseconds time);
int run_child(const std::vector<std::string>& command, const ChildOptions& options);

// A port of the loopback address that nobody listens on now.
int free_port();

}  // namespace housing::testing
