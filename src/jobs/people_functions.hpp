// What the functions on AWS do that serve people, each over the handlers that `housing work` has as well. What a
// handler decides on goes to the outbox; a function hands on from there what it may send: mails. The rest of the outbox
// is for whoever put it there.
//
// `context.deadline` is set by each for the record at hand. Errors: as the handlers'; kNever for what is none of
// theirs.
#pragma once

#include "jobs/arrival.hpp"
#include "jobs/job.hpp"

namespace housing::jobs {

using PeopleFunction = base::Result<JobVerdict> (*)(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                                    JobContext& context);

// A new publication: alerts, their mails, then the SQL projection where there is one.
base::Result<JobVerdict> alerts_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context);
// A mail to send, or what the carrier says became of one.
base::Result<JobVerdict> mail_function(const Arrived& arrived, std::chrono::nanoseconds deadline, JobContext& context);
base::Result<JobVerdict> export_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context);
// By the clock: digests, their mails, and forgetting rows. Files of exports are the bucket's to forget.
base::Result<JobVerdict> digest_function(const Arrived& arrived, std::chrono::nanoseconds deadline,
                                         JobContext& context);

// A mail bounced for good or was complained of: its addresses get no more, and its row says so, as it does when the
// carrier refused it. Passing trouble is only logged.
base::Result<JobVerdict> take_carrier_event(const Arrived& arrived, JobContext& context);

}  // namespace housing::jobs
