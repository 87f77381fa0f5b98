#include "common/archive/slot_columns.h"

#include <algorithm>

#include "common/archive/damage.h"
#include "common/archive/number_array.h"
#include "common/archive/varint.h"
#include "common/fields.h"
#include "common/hash.h"

namespace dateline {

namespace {

constexpr std::string_view mark = "dateline column blocks";
constexpr std::string_view older_mark = "dateline columns";
constexpr std::size_t number_bytes = 8;
constexpr unsigned length_bytes = 4;
constexpr std::size_t entry_bytes = 3 * number_bytes;
constexpr std::size_t trailer_bytes = 3 * number_bytes + mark.size();
static_assert(trailer_bytes >= 40);

void put_hash(std::string& to, std::string_view bytes) {
    const Hash128 hash = hash128(bytes);
    put_eight_bytes(to, hash.high);
    put_eight_bytes(to, hash.low);
}

[[noreturn]] void damaged_columns(const std::filesystem::path& file) {
    throw damaged_archive("the columns of its names and dates do not read").at(file.string());
}

std::uint64_t blocks_for(std::uint64_t documents) {
    return (documents + documents_in_block - 1) / documents_in_block;
}

/// How wide the numbers of a block of names are, and where they are.
class NameBlock {
public:
    static constexpr std::size_t head_bytes = 3;

    NameBlock(std::string_view bytes, std::uint64_t documents) {
        const char* at = bytes.data() + head_bytes;
        ends_ = {at, width(bytes, 0)};
        at += documents * width(bytes, 0);
        const std::uint64_t names = documents == 0 ? 0 : ends_[documents - 1];
        numbers_ = {at, width(bytes, 1)};
        marks_ = {at + names * width(bytes, 1), width(bytes, 2)};
    }

    /// Whether the arrays are as long as the bytes, and no document reaches out of them.
    static bool is_sound(std::string_view bytes, std::uint64_t documents) {
        if (bytes.size() < head_bytes) return false;
        const std::uint64_t number_width = width(bytes, 1);
        const std::uint64_t mark_width = width(bytes, 2);
        if (width(bytes, 0) > 4 || number_width < 1 || number_width > 4 || mark_width > 7) return false;
        if (bytes.size() - head_bytes < documents * width(bytes, 0)) return false;
        const NumberArray ends(bytes.data() + head_bytes, width(bytes, 0));
        std::uint64_t names = 0;
        for (std::uint64_t i = 0; i < documents; ++i) {
            if (ends[i] < names) return false;
            names = ends[i];
        }
        return bytes.size() == head_bytes + documents * width(bytes, 0) + names * (number_width + mark_width);
    }

    /// Appends those of documents of the block, whose numbers count from `before` on.
    void read(std::span<const Xapian::docid> documents, std::uint64_t before, bool with_marks,
              NameLists& names) const {
        switch (numbers_.width()) {
            case 1:
                return read_numbers<1>(documents, before, with_marks, names);
            case 2:
                return read_numbers<2>(documents, before, with_marks, names);
            case 3:
                return read_numbers<3>(documents, before, with_marks, names);
            default:
                return read_numbers<4>(documents, before, with_marks, names);
        }
    }

private:
    /// Numbers that are copied at once whether a document has as many or not: most have no more, and how many
    /// each has is nothing that a processor could foresee.
    static constexpr std::size_t at_once = 8;

    template <unsigned width>
    void read_numbers(std::span<const Xapian::docid> documents, std::uint64_t before, bool with_marks,
                      NameLists& names) const {
        const std::size_t lists_before = names.ends.size();
        const std::size_t names_before = names.numbers.size();
        names.ends.resize(lists_before + documents.size());
        std::uint32_t* ends = names.ends.data() + lists_before;
        std::size_t end = names_before;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const std::uint64_t place = documents[i] - before;
            end += ends_[place] - first_of(place);
            ends[i] = static_cast<std::uint32_t>(end);
        }
        names.numbers.resize(end + at_once);
        std::uint32_t* const numbers = names.numbers.data();
        std::size_t to = names_before;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const char* from = numbers_.at(first_of(documents[i] - before));
            do {
                for (std::size_t k = 0; k < at_once; ++k)
                    numbers[to + k] = static_cast<std::uint32_t>(number_at<width>(from + k * width));
                to += at_once;
                from += at_once * width;
            } while (to < ends[i]);
            to = ends[i];
        }
        names.numbers.resize(end);
        if (with_marks) read_marks(documents, before, names);
    }

    void read_marks(std::span<const Xapian::docid> documents, std::uint64_t before, NameLists& names) const {
        for (const Xapian::docid document : documents) {
            const std::uint64_t place = document - before;
            for (std::uint64_t i = first_of(place); i < ends_[place]; ++i) names.marks.push_back(marks_[i]);
        }
    }

    [[nodiscard]] std::uint64_t first_of(std::uint64_t place) const {
        return place == 0 ? 0 : ends_[place - 1];
    }

    static unsigned width(std::string_view bytes, std::size_t array) {
        return static_cast<std::uint8_t>(bytes[array]);
    }

    NumberArray ends_;
    NumberArray numbers_;
    NumberArray marks_;
};

/// Calls with each block that some of the documents are in, and where among them these begin and end.
template <typename Use>
void for_each_block(std::span<const Xapian::docid> documents, Use use) {
    for (std::size_t first = 0; first < documents.size();) {
        const std::uint64_t block = (documents[first] - 1) / documents_in_block;
        std::size_t end = first + 1;
        while (end < documents.size() && (documents[end] - 1) / documents_in_block == block) ++end;
        use(block, first, end);
        first = end;
    }
}

}  // namespace

SlotColumn::SlotColumn(const std::filesystem::path& file, std::string_view bytes, std::uint64_t begin,
                       std::string_view entries, std::uint64_t documents)
    : file_(file),
      bytes_(bytes),
      begin_(begin),
      entries_(entries),
      documents_(documents),
      is_checked_(blocks_for(documents)) {}

void SlotColumn::damaged() const {
    damaged_columns(file_);
}

std::uint64_t SlotColumn::documents_of(std::uint64_t block) const {
    return std::min(documents_in_block, documents_ - block * documents_in_block);
}

template <typename IsSound>
std::string_view SlotColumn::block(std::uint64_t number, IsSound is_sound) const {
    if (number >= is_checked_.size()) damaged();
    const std::string_view entry = entries_.substr(number * entry_bytes, entry_bytes);
    const std::uint64_t begin =
        number == 0 ? begin_ : eight_bytes_at(entries_.substr((number - 1) * entry_bytes));
    const std::uint64_t end = eight_bytes_at(entry);
    if (begin > end || end > bytes_.size()) damaged();
    const std::string_view block = bytes_.substr(begin, end - begin);
    if (!is_checked_[number]) {
        std::string hash;
        put_hash(hash, block);
        if (entry.substr(number_bytes) != hash || !is_sound(block)) damaged();
        is_checked_[number] = true;
    }
    return block;
}

void SlotColumn::read_names(std::span<const Xapian::docid> documents, bool with_marks,
                            NameLists& names) const {
    for_each_block(documents, [&](std::uint64_t number, std::size_t first, std::size_t end) {
        const std::uint64_t in_block = documents_of(number);
        const NameBlock read(
            block(number, [&](std::string_view bytes) { return NameBlock::is_sound(bytes, in_block); }),
            in_block);
        const std::uint64_t before = number * documents_in_block + 1;
        if (documents[end - 1] - before >= in_block) damaged();
        read.read(documents.subspan(first, end - first), before, with_marks, names);
    });
}

void SlotColumn::read_dates(std::span<const Xapian::docid> documents,
                            std::span<std::string_view> values) const {
    for_each_block(documents, [&](std::uint64_t number, std::size_t first, std::size_t end) {
        const std::uint64_t in_block = documents_of(number);
        const std::string_view dates = block(
            number, [&](std::string_view bytes) { return bytes.size() == in_block * values::date_bytes; });
        const std::uint64_t before = number * documents_in_block + 1;
        if (documents[end - 1] - before >= in_block) damaged();
        for (std::size_t i = first; i < end; ++i) {
            const std::string_view date =
                dates.substr((documents[i] - before) * values::date_bytes, values::date_bytes);
            values[i] = values::day_part(date) == 0 ? std::string_view() : date;
        }
    });
}

void SlotColumn::read_lengths(std::span<const Xapian::docid> documents,
                              std::span<std::uint32_t> lengths) const {
    for_each_block(documents, [&](std::uint64_t number, std::size_t first, std::size_t end) {
        const std::uint64_t in_block = documents_of(number);
        const std::string_view bytes =
            block(number, [&](std::string_view all) { return all.size() == in_block * length_bytes; });
        const std::uint64_t before = number * documents_in_block + 1;
        if (documents[end - 1] - before >= in_block) damaged();
        const NumberArray in_column(bytes.data(), length_bytes);
        for (std::size_t i = first; i < end; ++i)
            lengths[i] = static_cast<std::uint32_t>(in_column[documents[i] - before]);
    });
}

SlotColumns::SlotColumns(const std::filesystem::path& file, std::uint64_t documents)
    : path_(file), file_(file) {
    std::string_view bytes = file_.bytes();
    if (bytes.ends_with(older_mark)) {
        is_older_ = true;
        return;
    }
    if (bytes.size() < trailer_bytes || !bytes.ends_with(mark)) damaged_columns(path_);
    const std::string_view trailer = bytes.substr(bytes.size() - trailer_bytes);
    bytes.remove_suffix(trailer_bytes);
    const std::uint64_t length = eight_bytes_at(trailer);
    if (length > bytes.size()) damaged_columns(path_);
    const std::string_view directory = bytes.substr(bytes.size() - length);
    if (columns_trailer(directory) != trailer) damaged_columns(path_);
    bytes.remove_suffix(length);
    read_directory(directory, bytes, documents);
}

void SlotColumns::read_directory(std::string_view directory, std::string_view blocks,
                                 std::uint64_t documents) {
    if (directory.size() < number_bytes || eight_bytes_at(directory) != documents) damaged_columns(path_);
    directory.remove_prefix(number_bytes);
    const std::uint64_t count = blocks_for(documents);
    const std::uint64_t column_bytes = number_bytes + count * entry_bytes;
    if (directory.size() % column_bytes != 0) damaged_columns(path_);
    std::uint64_t begin = 0;
    for (; !directory.empty(); directory.remove_prefix(column_bytes)) {
        const auto slot = static_cast<std::uint32_t>(eight_bytes_at(directory));
        const std::string_view entries = directory.substr(number_bytes, count * entry_bytes);
        columns_.try_emplace(slot, path_, blocks, begin, entries, documents);
        if (count > 0) begin = eight_bytes_at(entries.substr((count - 1) * entry_bytes));
    }
}

const SlotColumn* SlotColumns::of(std::uint32_t slot) const {
    const auto found = columns_.find(slot);
    return found == columns_.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> slots_with_columns() {
    std::vector<std::uint32_t> slots;
    for (const Field& field : fields) {
        if (field.faceted) slots.push_back(field.slot);
    }
    slots.push_back(field(FieldId::published).slot);
    return slots;
}

bool is_slot_of_dates(std::uint32_t slot) {
    return slot == field(FieldId::published).slot;
}

std::string block_of_names(const NameLists& names) {
    const auto widest = [](const auto& numbers) {
        return numbers.empty() ? 0U : width_of(*std::ranges::max_element(numbers));
    };
    const unsigned end_width = widest(names.ends);
    const unsigned number_width = std::max(1U, widest(names.numbers));
    const unsigned mark_width = widest(names.marks);
    std::string block;
    for (const unsigned width : {end_width, number_width, mark_width}) block += static_cast<char>(width);
    put_numbers(block, names.ends, end_width);
    put_numbers(block, names.numbers, number_width);
    put_numbers(block, names.marks, mark_width);
    return block;
}

std::string block_of_dates(std::span<const std::string> dates) {
    std::string block;
    for (const std::string& date : dates)
        block += date.size() == values::date_bytes ? date : std::string(values::date_bytes, '\0');
    return block;
}

std::string block_of_lengths(const std::vector<std::uint32_t>& lengths) {
    std::string block;
    put_numbers(block, lengths, length_bytes);
    return block;
}

std::string directory_begin(std::uint64_t documents) {
    std::string directory;
    put_eight_bytes(directory, documents);
    return directory;
}

void put_column(std::string& directory, std::uint32_t slot) {
    put_eight_bytes(directory, slot);
}

void put_entry(std::string& directory, std::uint64_t end, std::string_view block) {
    put_eight_bytes(directory, end);
    put_hash(directory, block);
}

std::string columns_trailer(std::string_view directory) {
    std::string trailer;
    put_eight_bytes(trailer, directory.size());
    put_hash(trailer, directory);
    return trailer.append(mark);
}

}  // namespace dateline
