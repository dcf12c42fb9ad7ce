// ScreenRehearsal: what an alert on a screen would have said of past publications, each as it was known on its day, by
// the code that looks at a new one. Only the days on which something of the condition's metrics was released are looked
// at: on others nothing about the screen changes. Several releases of one day are one publication.
// Errors: kIo, kCorrupt, kNotFound of the store. Thread-safety: pure. Cost: a world of the past for each day, some 0.4
// s of CPU where a hundred files were imported.
#pragma once

#include <vector>

#include "alerts/screen_watch.hpp"
#include "ports/object_store.hpp"

namespace housing::alerts {

inline constexpr std::size_t kMaxRehearsedPublications = 12;  // the newest; the rest are counted

struct RehearsedNews {
  model::Date day;
  ScreenNews news;
};
struct ScreenRehearsal {
  std::vector<model::Date> days;     // looked at, in order
  std::size_t left_out = 0;          // older ones
  std::size_t matched = 0;           // at the last of them
  std::vector<RehearsedNews> mails;  // newest first
};

base::Result<ScreenRehearsal> rehearse_screen(const app::World& world, ports::ObjectStore& store,
                                              const ScreenRule& rule, std::size_t most = kMaxRehearsedPublications);

}  // namespace housing::alerts
