#include "main/heap.hpp"

#include <malloc.h>

#include <thread>

namespace housing::main {

void share_arenas() {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, static_cast<int>(std::thread::hardware_concurrency()) + 1);
#endif
}

void give_back_free_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace housing::main
