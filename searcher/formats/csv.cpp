#include "searcher/formats/csv_cells.h"
#include "searcher/formats/factories.h"
#include "searcher/formats/table.h"

namespace dateline {

std::unique_ptr<Formatter> make_csv(std::ostream& sink, const OutputSettings& /*settings*/) {
    return make_table(sink, write_csv_row);
}

}  // namespace dateline
