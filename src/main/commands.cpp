#include "main/commands.hpp"

#include <cstdio>

namespace housing::main {

int report_failure(const base::Error& error) {
  std::fprintf(stderr, "housing: %s\n", error.message.c_str());
  return kExitFailed;
}

}  // namespace housing::main
