#include "main/health_watch.hpp"

#include <filesystem>

namespace housing::main {

namespace {

api::Dependency disk_of(const std::string& folder) {
  std::error_code error;
  const std::uintmax_t room = std::filesystem::space(folder, error).available;
  const bool ok = error || room >= kLeastRoom;  // a folder that is not there yet is no full one
  return {.name = "disk",
          .ok = ok,
          .detail = ok ? "" : "hardly any room is left for the data folder; what is there is served, nothing is saved"};
}

}  // namespace

HealthWatch::HealthWatch(Services& services, std::string data_dir, const base::Clock& clock, base::Log& log)
    : services_(services), data_dir_(std::move(data_dir)), clock_(clock), log_(log), latest_(ask()), thread_([this] {
        run();
      }) {}

HealthWatch::~HealthWatch() {
  {
    const std::scoped_lock lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

std::vector<api::Dependency> HealthWatch::latest() const {
  const std::scoped_lock lock(mutex_);
  return latest_;
}

std::vector<api::Dependency> HealthWatch::ask() const {
  const auto state = [](std::string name, const base::Status& status) {
    return api::Dependency{.name = std::move(name),
                           .ok = status.has_value(),
                           .detail = status ? "" : "does not answer; what needs it waits, public data are served"};
  };
  std::vector<api::Dependency> states;
  states.push_back(state("database", services_.database().ping(clock_.monotonic() + kHealthPatience)));
  if (services_.shared_cache() != nullptr) states.push_back(state("cache", services_.shared_cache()->ping()));
  states.push_back(disk_of(data_dir_));
  return states;
}

void HealthWatch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_.wait_for(lock, kHealthStep, [this] { return end_; })) {
    lock.unlock();
    std::vector<api::Dependency> now = ask();
    lock.lock();
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i].ok != latest_[i].ok)
        log_.warn(now[i].ok ? "a dependency is well again" : "a dependency is not well",
                  {{"dependency", now[i].name}, {"detail", now[i].detail}});
    latest_ = std::move(now);
  }
}

}  // namespace housing::main
