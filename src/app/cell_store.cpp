#include "app/cell_store.hpp"

namespace housing::app {

CellStore::~CellStore() {
  if (file_ == nullptr) return;
  std::error_code ignored;
  std::filesystem::remove(scratch_, ignored);
}

base::Status CellStore::append(std::span<const model::Cell> cells) {
  mapped_.reset();
  memory_.insert(memory_.end(), cells.begin(), cells.end());
  size_ += cells.size();
  return memory_.size() > in_memory_ ? spill() : base::Status();
}

base::Status CellStore::spill() {
  if (file_ == nullptr) file_.reset(std::fopen(scratch_.c_str(), "wbe"));
  if (file_ == nullptr) return base::fail_errno(scratch_.string());
  if (std::fwrite(memory_.data(), sizeof(model::Cell), memory_.size(), file_.get()) != memory_.size() ||
      std::fflush(file_.get()) != 0)
    return base::fail_errno(scratch_.string());
  memory_.clear();
  return {};
}

base::Result<std::span<const model::Cell>> CellStore::all() {
  if (file_ == nullptr) return std::span<const model::Cell>(memory_);
  if (!memory_.empty()) HT_CHECK_OK(spill());
  if (!mapped_) {
    HT_TRY(auto file, base::MappedFile::open(scratch_));
    mapped_ = std::move(file);
  }
  return std::span(reinterpret_cast<const model::Cell*>(mapped_->bytes().data()), size_);
}

}  // namespace housing::app
