# Warnings are errors in our own code; third-party headers are system headers.
add_library(housing_warnings INTERFACE)
target_compile_options(housing_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Werror)
# g++ 12 takes std::variant's unused alternatives for uninitialised memory, the more so with sanitizers; clang-tidy
# looks for the real thing.
target_compile_options(housing_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
# libstdc++ 12's own stable_sort calls what it declares deprecated.
target_compile_options(housing_warnings INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
