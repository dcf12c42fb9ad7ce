#include "adapters/filesystem/mail_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "adapters/filesystem/durable_file.hpp"

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;
using base::fail_errno;

constexpr unsigned kOwnersFolder = 0700;
constexpr unsigned kOwnersFile = 0600;

// "<digest@domain>" -> "digest"
std::string_view local_part(std::string_view message_id) { return message_id.substr(1, message_id.find('@') - 1); }

}  // namespace

base::Result<std::unique_ptr<MailFolder>> MailFolder::open(const fs::path& folder, const base::Clock& clock) {
  if (folder.has_parent_path()) HT_CHECK_OK(make_folders(folder.parent_path()));
  if (::mkdir(folder.c_str(), kOwnersFolder) != 0 && errno != EEXIST) return fail_errno(folder.string());
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(ErrorCode::kIo, folder.string() + ": is not a folder, and mails shall be put into it");
  return std::unique_ptr<MailFolder>(new MailFolder(folder, clock));
}

base::Result<std::string> MailFolder::send(const mail::Mail& mail, std::chrono::nanoseconds deadline) {
  if (clock_.monotonic() >= deadline) return fail(ErrorCode::kLimitExceeded, "no time is left to send the mail");
  HT_TRY(const std::string message, mail::to_message(mail, clock_.now()));
  std::string id = mail::message_id(mail);
  const std::string name(local_part(id));
  const fs::path file = folder_ / (name + ".eml");
  std::error_code error;
  if (fs::exists(file, error)) return id;
  // No other process or thread writes under this name.
  const fs::path part = folder_ / ("." + name + "-" + std::to_string(::getpid()) + "-" + std::to_string(++written_));
  base::Status status = write_file(part, message, kOwnersFile);
  if (status) status = move_into_place(part, file);
  if (!status) {
    fs::remove(part, error);
    return fail(ErrorCode::kIo, "cannot keep the mail: " + status.error().message);
  }
  return id;
}

}  // namespace housing::filesystem
