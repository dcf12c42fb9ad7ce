// The Python that has boto3, AWS's own client, for tests and benchmarks that compare with it.
#pragma once

#include <string>

namespace housing::testing {

// Its path; empty where none on PATH (or behind pyenv's shims there) has it.
std::string python_with_boto3();

}  // namespace housing::testing
