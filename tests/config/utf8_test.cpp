// Well-formed UTF-8 told from bytes that only look like it.
#include "config/utf8.hpp"

#include "support/catch.hpp"

using namespace unkink::config;

TEST_CASE("text of one to four bytes a letter is well formed") {
  for (const std::string_view good : {"", "abc", "ü", "–", "\xF0\x9F\xA6\xB4"}) CHECK(isUtf8(good));
}

TEST_CASE("stray, overlong, surrogate, too large and cut-off sequences are not") {
  for (const std::string_view bad : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                                     "\xF4\x90\x80\x80", "\xFF", "\xC3", "\xE2\x80", "\xC3("})
    CHECK_FALSE(isUtf8(bad));
}

TEST_CASE("a line has no control characters") {
  CHECK(isOneLine("one line, ü"));
  CHECK_FALSE(isOneLine("two\nlines"));
  CHECK_FALSE(isOneLine(std::string_view("\0", 1)));
  CHECK_FALSE(isOneLine("\x7F"));
}

TEST_CASE("width is counted in letters, not bytes") { CHECK(displayWidth("aü–") == 3); }
