// MailFolder: the Mailer of a laptop: a folder with a file `<Message-ID before the @>.eml` for each mail, for any mail
// program to open. Nothing is sent anywhere and nothing is ever removed.
//
// Mails hold links that let people in: the folder is made for its owner alone, and so are the files. A mail that is
// there stays as it is when it is sent again; a file is there whole or not at all.
// Thread-safety: any thread, several processes too. Time: the mail's date by Clock::now().
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "base/clock.hpp"
#include "ports/mailer.hpp"

namespace housing::filesystem {

class MailFolder final : public ports::Mailer {
 public:
  // Makes the folder where it is missing. `clock` must outlive it. Errors: kIo.
  static base::Result<std::unique_ptr<MailFolder>> open(const std::filesystem::path& folder, const base::Clock& clock);

  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds deadline) override;

 private:
  MailFolder(std::filesystem::path folder, const base::Clock& clock) : folder_(std::move(folder)), clock_(clock) {}

  std::filesystem::path folder_;
  const base::Clock& clock_;
  std::atomic<std::uint64_t> written_{0};
};

}  // namespace housing::filesystem
