#include "common/version.h"

namespace dateline {

const std::string_view version = DATELINE_VERSION;

}  // namespace dateline
