// Schedule: what is to be done by the clock or because a new publication is there, turned into jobs. Each slot is taken
// by moving a mark in the database, so that of many processes one posts its jobs, in the same transaction.
// Thread-safety: any thread, any number of processes. Clock jumps: a slot is a number of periods since 1970; a clock
// set back makes no second run of a slot that was taken, one set forward makes up for the newest slot only.
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "jobs/job.hpp"

namespace housing::jobs {

struct ScheduleEntry {
  std::string_view queue;
  std::chrono::minutes every;
  std::string_view words;
};
const std::vector<ScheduleEntry>& schedule();

// Posts what is due to the outbox. Gives how many jobs.
base::Result<std::size_t> post_due(JobContext& context);
// Hands the outbox to the queue, or what it holds for `only` that one queue. Killed in between, a job is handed over
// again, with the same key. Gives how many.
base::Result<std::size_t> relay_outbox(JobContext& context, std::string_view only = {});

}  // namespace housing::jobs
