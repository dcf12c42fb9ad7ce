// FolderFetcher: the Fetcher of file:// addresses: a folder that stands in for a publisher, where somebody put the
// files under the names their publisher gives them, or packed as NAME.gz.
//
// A file's time and size serve as its ETag. Its time is not taken for the day its publisher changed it, because a
// copy's time is mostly when it was copied.
#pragma once

#include "ports/fetcher.hpp"

namespace housing::filesystem {

class FolderFetcher final : public ports::Fetcher {
 public:
  base::Result<ports::FetchResult> fetch(const ports::FetchRequest& request) override;
};

}  // namespace housing::filesystem
