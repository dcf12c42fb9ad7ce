#include "adapters/s3/s3_store.hpp"

#include "testing/object_store_contract.hpp"
#include "testing/s3_bucket.hpp"

namespace housing::s3 {
namespace {

using housing::testing::MotoServer;

// Below a prefix, and what is large in parts; the other tests are of a bucket's own keys.
class BelowAPrefixInParts {
 public:
  static std::string why_not() { return MotoServer::why_not(); }
  std::unique_ptr<ports::ObjectStore> open() {
    if (!why_not().empty()) return nullptr;
    if (!bucket_) bucket_ = std::make_unique<testing::S3Bucket>();
    S3Options options = bucket_->options();
    options.prefix = "people of/one+bucket";
    options.multipart_above = 100'000;
    return bucket_->open(std::move(options));
  }

 private:
  std::unique_ptr<testing::S3Bucket> bucket_;
};

}  // namespace
}  // namespace housing::s3

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(S3, ObjectStoreContract, s3::BelowAPrefixInParts);
}  // namespace housing::testing
