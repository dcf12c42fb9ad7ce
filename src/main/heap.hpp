// The heap of a process that serves: how glibc's allocator keeps memory, and when it is told to give it back. Does
// nothing with another C library. Not a pool, and no limit.
#pragma once

namespace housing::main {

// No more arenas than threads run at one moment. By default each thread has its own and keeps in it the most it ever
// took: 19 MiB for a password hash in each of the eight that make them. To be called before threads are started.
void share_arenas();

// Gives what is free back to the system, also between what is in use. Without it the allocator keeps the most that was
// ever taken at once, which is while a publication is read beside the one before. Any thread; others that allocate
// meanwhile wait for milliseconds.
void give_back_free_memory();

}  // namespace housing::main
