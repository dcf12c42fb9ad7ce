#include <cstdio>

#include "app/demo.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"
#include "places/embedded.hpp"

namespace housing::main {

int run_demo(const Environment& environment, const DemoOptions& options) {
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  const auto begin = clock.monotonic();
  if (auto status = app::make_demo(**store, places::embedded_gazetteer(), clock,
                                   options.national ? app::DemoSize::kNational : app::DemoSize::kSmall);
      !status)
    return report_failure(status.error());
  const std::chrono::duration<double> took = clock.monotonic() - begin;
  std::printf("Synthetic demo data is in %s (%.1f s). Not real prices.\nSee it: housing serve --data-dir %s\n",
              options.data_dir.c_str(), took.count(), options.data_dir.c_str());
  return kExitDone;
}

}  // namespace housing::main
