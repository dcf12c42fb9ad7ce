// A publisher's file as it came, for whoever reads it: the import, and a number's passport later.
#pragma once

#include <string>
#include <string_view>

#include "sources/source.hpp"

namespace housing::app {

// How it begins, inflated: what sources::recognise() is shown. Errors: as sources::inflating's.
base::Result<std::string> head_of(std::string_view file);

// The publisher's own file name, without the ".gz" somebody may have added.
std::string publisher_file_name(std::string name);

}  // namespace housing::app
