#include "searcher/sentences.h"

#include <string>

#include <doctest/doctest.h>

namespace dateline {

namespace {

/// The text with "|" wherever a sentence ends.
std::string split(const std::string& text) {
    std::string result;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (sentence_ends_at(text, at)) result += '|';
        if (at < text.size()) result += text[at];
    }
    return result;
}

}  // namespace

TEST_CASE("sentences: where they end") {
    const struct {
        std::string text;
        std::string expected;
    } cases[] = {
        {"One. Two", "One.| Two|"},
        {"One! Two? Three", "One!| Two?| Three|"},
        {"“One.” Two", "“One.”| Two|"},
        {"(One.) Two", "(One.)| Two|"},
        {"one. two", "one. two|"},
        {"Yahoo! said so", "Yahoo! said so|"},
        {"The U.S. Treasury", "The U.S. Treasury|"},
        {"Mr. Brown, Gen. Lee and Dr. No", "Mr. Brown, Gen. Lee and Dr. No|"},
        {"On Jan. 24 in Jan. The", "On Jan. 24 in Jan.| The|"},
        {"No. 5 said no. Then", "No. 5 said no.| Then|"},
        {"J. F. Kennedy", "J. F. Kennedy|"},
        {"at 5 p.m. London time", "at 5 p.m. London time|"},
        {"rose 3.5 percent", "rose 3.5 percent|"},
        {"in 1987. Then", "in 1987.| Then|"},
        {"会谈结束。明天继续！", "会谈结束。|明天继续！|"},
        {"「会谈结束。」他说", "「会谈结束。」|他说|"},
        {"هل انتهت؟ نعم", "هل انتهت؟| نعم|"},
        {"a\nb", "a|\nb|"},
        {"", ""},
    };
    for (const auto& test : cases) CHECK(split(test.text) == test.expected);
}

TEST_CASE("sentences: where words end") {
    CHECK(is_word_border("one two", 3));
    CHECK(is_word_border("one two", 4));
    CHECK_FALSE(is_word_border("one two", 2));
    CHECK(is_word_border("北京", 3));
    CHECK_FALSE(is_word_border("北京", 2));
    CHECK_FALSE(is_word_border("京。", 3));
    CHECK_FALSE(is_word_border("「京", 3));
}

}  // namespace dateline
