#include "testing/child_process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "base/assert.hpp"

namespace housing::testing {
namespace {

constexpr const char* kPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int result_of(int status) { return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

std::filesystem::path find_program(const std::string& name, const std::vector<std::filesystem::path>& folders) {
  std::vector<std::filesystem::path> places = folders;
  std::string_view rest = kPath;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    places.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& place : places)
    if (::access((place / name).c_str(), X_OK) == 0) return place / name;
  return {};
}

Account unprivileged_account() {
  if (::geteuid() != 0) return {};
  for (const char* name : {"postgres", "nobody"})
    if (const passwd* entry = ::getpwnam(name)) return {entry->pw_uid, entry->pw_gid};
  return {65534, 65534};
}

pid_t start_child(const std::vector<std::string>& command, const ChildOptions& options) {
  // All that allocates happens before fork(): other threads may hold the allocator's lock.
  std::vector<std::string> arguments = command;
  std::vector<std::string> environment = options.environment;
  environment.push_back(std::string("PATH=") + kPath);
  const std::vector<char*> argv = pointers_to(arguments);
  const std::vector<char*> envp = pointers_to(environment);
  const Account account = options.unprivileged ? unprivileged_account() : Account{};
  const int output = ::open(options.output.empty() ? "/dev/null" : options.output.c_str(),
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  HT_ASSERT(output >= 0 && input >= 0);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  HT_ASSERT(child >= 0);
  if (child == 0) {
    if (account.user != 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(account.group) != 0 || ::setuid(account.user) != 0))
      ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, options.signal_at_end_of_parent);  // setuid() would have cleared it
    if (::getppid() != parent) ::_exit(126);
    ::dup2(input, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(output);
  ::close(input);
  return child;
}

int wait_for_child(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) HT_ASSERT(errno == EINTR);
  return result_of(status);
}

bool child_ends_within(pid_t child, std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

int run_child(const std::vector<std::string>& command, const ChildOptions& options) {
  return wait_for_child(start_child(command, options));
}

int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  HT_ASSERT(listener >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  HT_ASSERT(::bind(listener, reinterpret_cast<sockaddr*>(&address), length) == 0);
  HT_ASSERT(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) == 0);
  ::close(listener);
  return ntohs(address.sin_port);
}

}  // namespace housing::testing
