// What put_file() and local_file() of a large object cost beside the least they could: the same bytes by as many
// threads through plain loopback connections to the same sink, and written to the same disk. Prints JSON.
//   s3_bench [megabytes]
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "adapters/s3/parallel.hpp"
#include "adapters/s3/s3_store.hpp"
#include "base/assert.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "testing/temp_folder.hpp"

namespace {

using namespace housing;
using std::chrono::steady_clock;

constexpr int kRounds = 3;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string header(std::string_view head, std::string_view name) {
  for (const std::string_view line : base::split(head, '\n'))
    if (base::equal_ignoring_case(line.substr(0, std::min(line.find(':'), line.size())), name))
      return std::string(base::trim(line.substr(name.size() + 1)));
  return "";
}

// As little of S3 as an upload in parts and a download by ranges need. It throws away what it is sent, and its one
// object is `bytes`. Ends with the program.
class Sink {
 public:
  explicit Sink(const std::string& bytes)
      : bytes_(bytes), digest_(base::sha256_hex(bytes)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    HT_ASSERT(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), length) == 0);
    HT_ASSERT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) == 0);
    HT_ASSERT(::listen(listener_, SOMAXCONN) == 0);
    port_ = ntohs(address.sin_port);
    std::thread([this] {
      while (true) {
        const int connection = ::accept(listener_, nullptr, nullptr);
        if (connection >= 0) std::thread([this, connection] { serve(connection); }).detach();
      }
    }).detach();
  }
  int port() const { return port_; }
  std::uint64_t received() const { return received_; }

 private:
  void serve(int connection) {
    std::string bytes;
    std::string buffer(1 << 18, '\0');
    while (true) {
      std::size_t end = bytes.find("\r\n\r\n");
      while (end == std::string::npos) {
        const ssize_t got = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
          ::close(connection);
          return;
        }
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
        end = bytes.find("\r\n\r\n");
      }
      const std::string head = bytes.substr(0, end);
      auto body = static_cast<std::uint64_t>(base::parse_integer(header(head, "content-length")).value_or(0));
      const std::uint64_t have = std::min<std::uint64_t>(body, bytes.size() - end - 4);
      bytes.erase(0, end + 4 + have);
      received_ += body;
      for (body -= have; body > 0;) {
        const ssize_t got = ::recv(connection, buffer.data(), std::min<std::size_t>(buffer.size(), body), 0);
        HT_ASSERT(got > 0);
        body -= static_cast<std::uint64_t>(got);
      }
      answer(connection, head);
    }
  }

  void answer(int connection, const std::string& head) const {
    const auto reply = [&](std::string_view status, const std::string& headers, std::string_view body) {
      send_all(connection, "HTTP/1.1 " + std::string(status) + "\r\n" + headers +
                               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n");
      send_all(connection, body);
    };
    if (head.starts_with("HEAD /bench ")) return reply("200 OK", "", "");
    if (head.starts_with("HEAD")) return reply("404 Not Found", "", "");
    if (head.starts_with("PUT")) return reply("200 OK", "ETag: \"e\"\r\n", "");
    if (head.starts_with("POST") && head.find("?uploads") != std::string::npos)
      return reply("200 OK", "",
                   "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
    if (head.starts_with("POST"))
      return reply("200 OK", "", "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");
    const std::string range = header(head, "range").substr(6);
    const auto begin = static_cast<std::size_t>(std::atoll(range.c_str()));
    const auto last =
        std::min(static_cast<std::size_t>(std::atoll(range.c_str() + range.find('-') + 1)), bytes_.size() - 1);
    reply("206 Partial Content",
          "ETag: \"e\"\r\nx-amz-meta-sha256: " + digest_ + "\r\nContent-Range: bytes " + std::to_string(begin) + "-" +
              std::to_string(last) + "/" + std::to_string(bytes_.size()) + "\r\n",
          std::string_view(bytes_).substr(begin, last - begin + 1));
  }

  const std::string& bytes_;
  std::string digest_;
  int listener_;
  int port_ = 0;
  std::atomic<std::uint64_t> received_ = 0;
};

double seconds_of(const auto& work) {
  const auto begin = steady_clock::now();
  work();
  return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  HT_ASSERT(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  return socket;
}

// Each part by one request on a connection of its own, with nothing but sockets.
void plain_exchange(int port, const std::string& bytes, std::uint64_t part, bool up) {
  const std::uint64_t count = (bytes.size() + part - 1) / part;
  HT_ASSERT(s3::in_parallel(count, s3::kPartsAtOnce, [&](std::uint64_t i) -> base::Status {
              const int socket = connect_to(port);
              const std::string_view piece = std::string_view(bytes).substr(i * part, part);
              std::uint64_t left = 1;
              if (up) {
                send_all(socket, "PUT /x HTTP/1.1\r\ncontent-length: " + std::to_string(piece.size()) + "\r\n\r\n");
                send_all(socket, piece);
              } else {
                send_all(socket, "GET /x HTTP/1.1\r\nrange: bytes=" + std::to_string(i * part) + "-" +
                                     std::to_string(i * part + piece.size() - 1) + "\r\n\r\n");
                left = piece.size();
              }
              std::string buffer(1 << 18, '\0');
              for (ssize_t got = 1; left > 0 && got > 0; left -= std::min(left, static_cast<std::uint64_t>(got)))
                got = ::recv(socket, buffer.data(), buffer.size(), 0);
              ::close(socket);
              return {};
            }).has_value());
}

void write_to_disk(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 20));
    HT_ASSERT(written > 0);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  HT_ASSERT(::fdatasync(file) == 0);
  ::close(file);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t megabytes = argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : 256;
  std::string bytes(megabytes * s3::kMiB, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i >> 9);
  Sink sink(bytes);
  const testing::TempFolder folder;
  const base::SystemClock clock;
  const client::ClientOptions defaults;
  client::Client client(defaults);
  const auto credentials =
      aws::fixed_credentials({.access_key = "key", .secret_key = "secret", .session_token = {}, .ends = {}});
  aws::Session session({.region = "us-east-1", .endpoint_url = "http://127.0.0.1:" + std::to_string(sink.port())},
                       *credentials, client, clock);
  const auto store = s3::S3Store::open({.bucket = "bench", .cache_dir = folder.path() / "cache"}, session).value();

  double plain_up = 1e9;
  double plain_down = 1e9;
  double disk = 1e9;
  double digest = 1e9;
  double up = 1e9;
  double down = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    plain_up = std::min(plain_up, seconds_of([&] { plain_exchange(sink.port(), bytes, s3::kPartBytes, true); }));
    plain_down = std::min(plain_down, seconds_of([&] { plain_exchange(sink.port(), bytes, s3::kPartBytes, false); }));
    disk = std::min(disk, seconds_of([&] { write_to_disk(folder.path() / "plain", bytes); }));
    digest = std::min(digest, seconds_of([&] { HT_ASSERT(base::sha256_hex(bytes).size() == 64); }));

    const auto local = folder.write("local", bytes);
    const std::uint64_t before = sink.received();
    up = std::min(up, seconds_of([&] { HT_ASSERT(store->put_file("raw/large", local).has_value()); }));
    HT_ASSERT(sink.received() - before >= bytes.size() && sink.received() - before < bytes.size() + s3::kMiB);
    std::filesystem::path copy;
    down = std::min(down, seconds_of([&] { copy = store->local_file("raw/large").value(); }));
    HT_ASSERT(testing::read_file(copy) == bytes);
    std::filesystem::remove(copy);
  }
  const auto rate = [&](double seconds) { return static_cast<double>(megabytes) / seconds; };
  std::printf(
      "{\"megabytes\":%zu,\"plain_up\":%.0f,\"put_file\":%.0f,\"plain_down\":%.0f,\"disk_write\":%.0f,\"sha256\":%.0f,"
      "\"local_file\":%.0f,\"put_ratio\":%.2f,\"get_ratio\":%.2f}\n",
      megabytes, rate(plain_up), rate(up), rate(plain_down), rate(disk), rate(digest), rate(down), plain_up / up,
      std::max(plain_down, disk) / down);
  std::fflush(stdout);
  std::_Exit(0);  // the sink's threads end with the program
}
