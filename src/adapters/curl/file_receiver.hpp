// FileReceiver: judges the head of an answer and puts the bytes that follow where they belong.
#pragma once

#include "adapters/curl/judgement.hpp"
#include "adapters/curl/partial_file.hpp"
#include "adapters/curl/transfer.hpp"
#include "ports/fetcher.hpp"

namespace housing::curl {

class FileReceiver final : public Receiver {
 public:
  FileReceiver(const ports::FetchRequest& request, PartialFile& part) : request_(request), part_(part) {}

  // The lines of the request: what is asked for.
  std::vector<std::string> headers() const;

  bool head(const ResponseHead& head) override;
  bool bytes(std::span<const char> chunk) override;

  // Only after a head.
  const ResponseHead& answer() const { return head_; }
  const std::optional<Judgement>& judgement() const { return judgement_; }
  // Why bytes() stopped: too large, or the disk.
  const base::Status& status() const { return status_; }

 private:
  const ports::FetchRequest& request_;
  PartialFile& part_;
  ResponseHead head_;
  std::optional<Judgement> judgement_;
  base::Status status_;
};

}  // namespace housing::curl
