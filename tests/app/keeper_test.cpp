// What outlives a run: the user's folders, settings, the log, and the session after a crash.
#ifdef UNKINK_GRAPHICS
#include "app/graphics/keeper.hpp"

#include "app/folders.hpp"
#include "app/material.hpp"
#include "app/program.hpp"
#include "config/error.hpp"
#include "support/catch.hpp"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace unkink;
using namespace unkink::app;
namespace fs = std::filesystem;

namespace {

/// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) before_ = old;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_)
      ::setenv(name_, before_->c_str(), 1);
    else
      ::unsetenv(name_);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

/// A home of its own, with no other place named.
struct Home {
  test::TempDirectory folder;
  Variable home{"HOME", folder.path().string()}, config{"XDG_CONFIG_HOME", ""},
      data{"XDG_DATA_HOME", ""}, state{"XDG_STATE_HOME", ""}, cache{"XDG_CACHE_HOME", ""};

  fs::path settings() const { return folder.path() / ".config/unkink/settings.toml"; }
};

Settings everySetting() {
  Settings s;
  s.preferences = {"es", ui::Theme::kLight, 1.25, true};
  s.voice = view::Voice::kClinical;
  s.keys = {{"next_stage", "n right"}, {"play", "space"}};
  s.window = WindowPlace{-12, 34, 1600, 900, true};
  s.recentCases = {"/cases/a \"b\".toml", "/cases/c.toml"};
  return s;
}

/// A story of one command, at its end.
lesson::Recording shortRun(const char* title = "somebody") {
  lesson::Recording r;
  r.parameters.title = title;
  r.commands.push_back({1, operation::command(operation::Verb::kPatientPosture, 0.3)});
  r.lastTick = 5;
  r.finalHash = 7u;
  return r;
}

/// Does something in a process of its own that is then killed.
template <class Act>
void inKilledProcess(const Act& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    act();
    ::raise(SIGKILL);
  }
  siginfo_t how{};
  ::waitid(P_PID, static_cast<id_t>(child), &how, WEXITED | WNOWAIT);  // killed, not yet buried
  REQUIRE(how.si_code == CLD_KILLED);
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("the user's folders are the specification's, and what its variables name") {
  const Home home;
  const fs::path h = home.folder.path();
  CHECK(configFolder() == h / ".config/unkink");
  CHECK(caseFolder() == h / ".local/share/unkink/cases");
  CHECK(autosaveFolder() == h / ".local/state/unkink/autosave");
  CHECK(cacheFolder() == h / ".cache/unkink");
  const Variable data("XDG_DATA_HOME", "/elsewhere"), state("XDG_STATE_HOME", "not/absolute");
  CHECK(exportFolder() == "/elsewhere/unkink/exports");
  CHECK(logFolder() == h / ".local/state/unkink/log");
  const Variable nobody("HOME", "");
  CHECK(configFolder().empty());
  CHECK_THROWS_AS(made(configFolder()), config::Error);
}

TEST_CASE("a file is written whole or not at all, and new names touch no other file") {
  const test::TempDirectory folder;
  const fs::path file = folder.path() / "new/one.txt";
  writeWhole(file, "first");
  writeWhole(file, "second");
  CHECK(test::contentOf(file) == "second");
  CHECK(filesIn(file.parent_path()) == 1);
  CHECK_THROWS_AS(writeWhole(file / "below", "x"), config::Error);
  CHECK(test::contentOf(file) == "second");
  CHECK(freeFile(file.parent_path(), "one", ".txt").filename() == "one_1.txt");
  writeWhole(file.parent_path() / "one_1.txt", "");
  CHECK(freeFile(file.parent_path(), "one", ".txt").filename() == "one_2.txt");
}

TEST_CASE("settings are read as they were written") {
  for (const Settings& s : {everySetting(), Settings{}}) {
    const test::TempFile file(toToml(s), "settings.toml");
    const SettingsRead read = readSettings(file.path());
    CHECK(read.complaints.empty());
    CHECK(read.settings == s);
    CHECK_FALSE(fs::exists(file.path().string() + ".broken"));
  }
  CHECK(readSettings("/nowhere/settings.toml").complaints.empty());
}

TEST_CASE("settings that cannot be read are complained of with their line, and kept beside") {
  for (const auto& [text, said] : std::initializer_list<std::pair<const char*, const char*>>{
           {"language = \"en\"\ntheme = \"blue\"\n", ":2"},
           {"text_scale = 9\n", "text_scale"},
           {"voice = 3\n", "voice"},
           {"[keys]\nplay = 3\n", ":2"},
           {"[window]\nx = 1\n", "window.y"},
           {"what is this\n", ":1"}}) {
    INFO(text);
    const test::TempFile file(text, "settings.toml");
    const SettingsRead read = readSettings(file.path());
    REQUIRE(read.complaints.size() == 1);
    CHECK_THAT(read.complaints.front(),
               ContainsSubstring("settings.toml") && ContainsSubstring(said));
    CHECK(read.settings == Settings{});
    CHECK(test::contentOf(file.path().string() + ".broken") == text);
  }
}

TEST_CASE("an unknown setting is named with the nearest, and the others hold") {
  const test::TempFile file("them = \"light\"\nvoice = \"clinical\"\n", "settings.toml");
  const SettingsRead read = readSettings(file.path());
  REQUIRE(read.complaints.size() == 1);
  CHECK_THAT(read.complaints.front(), ContainsSubstring("settings.toml:1: them") &&
                                          ContainsSubstring("the nearest valid key is theme"));
  CHECK(read.settings.voice == view::Voice::kClinical);
}

TEST_CASE("the command line holds for a run and is not written, what a person changes is") {
  const Home home;
  WindowOptions asked;
  asked.theme = ui::Theme::kLight;
  asked.clinical = true;
  {
    Keeper keeper(asked);
    CHECK(keeper.preferences().theme == ui::Theme::kLight);
    CHECK(keeper.voice() == view::Voice::kClinical);
    keeper.speak(view::Voice::kClinical);  // as it was
    CHECK_FALSE(fs::exists(home.settings()));
    ui::Preferences wanted = keeper.preferences();
    wanted.textScale = 1.5;
    keeper.prefer(wanted);
    keeper.opened("patient.toml");
    keeper.opened("other.toml");
    keeper.opened("patient.toml");
  }
  const Settings kept = readSettings(home.settings()).settings;
  CHECK(kept.preferences.textScale == 1.5);
  CHECK(kept.preferences.theme == ui::Theme::kDark);
  CHECK(kept.voice == view::Voice::kPlain);
  CHECK(kept.recentCases == std::vector<fs::path>{fs::current_path() / "patient.toml",
                                                  fs::current_path() / "other.toml"});
}

TEST_CASE("broken settings stop nothing, and the log has why without naming a folder") {
  const Home home;
  writeWhole(home.settings(), "theme = 3\n");
  Keeper keeper({});
  CHECK(keeper.preferences() == ui::Preferences{});
  CHECK_THAT(keeper.complaint(), ContainsSubstring("settings.toml:1"));
  const std::string log = test::contentOf(logFolder() / "unkink.log");
  CHECK_THAT(log, ContainsSubstring("refused: (path).toml:1: theme: found 3"));
  CHECK(log.find(home.folder.path().string()) == std::string::npos);
}

TEST_CASE("keys that were changed are there again in the next run, and nonsense stops nothing") {
  const Home home;
  {
    Keeper keeper({});
    ui::KeyMap keys = keeper.keys();
    keys.bind("isolate", "f9 shift+g");
    keeper.bind(keys);
  }
  {
    Keeper keeper({});
    CHECK(keeper.keys().actionOf({ui::Key::kF9}) == ui::Action::kIsolate);
    CHECK(keeper.keys().actionOf({ui::Key::kG, true, false, true}) == ui::Action::kIsolate);
    CHECK(keeper.keys().actionOf({ui::Key::kC}) == ui::Action::kCompare);
    keeper.bind(ui::KeyMap());
    CHECK(keeper.settings().keys.empty());
  }
  writeWhole(home.settings(), "[keys]\nisolate = \"c\"\n");
  Keeper keeper({});
  CHECK(keeper.keys().actionOf({ui::Key::kC}) == ui::Action::kCompare);
  CHECK_THAT(keeper.complaint(), ContainsSubstring("isolate"));
}

TEST_CASE("no path is left in what is logged, whatever spaces it has") {
  CHECK(withoutPaths("nothing: to hide") == "nothing: to hide");
  CHECK(withoutPaths("/home/Jane Q Doe/my case.toml:12: side: found 3") ==
        "(path).toml:12: side: found 3");
  CHECK(withoutPaths("found no such file in /home/Jane or /data/Jane Doe/x y") ==
        "found no such file in (path)");
  CHECK(withoutPaths("two\nlines") == "two lines");
}

TEST_CASE("the log begins a new file when one is full, and keeps a few") {
  const test::TempDirectory folder;
  const auto never = [] { return std::string("then"); };
  const std::string line(Log::kMost_bytes / 3, 'x');
  {
    Log log(folder.path(), never);
    for (int n = 0; n < 20; ++n) log.say(line);
  }
  Log(folder.path(), never).say("last");
  CHECK(filesIn(folder.path()) == 1 + Log::kOlder);
  CHECK_THAT(test::contentOf(folder.path() / "unkink.log"), ContainsSubstring("then last"));
  CHECK(fs::file_size(folder.path() / "unkink.1.log") >= Log::kMost_bytes);
  Log nowhere({});
  nowhere.say("into the void");
  CHECK_FALSE(nowhere.writes());
}

TEST_CASE("a session whose program was killed is found, one whose program runs is not") {
  const test::TempDirectory folder;
  Autosave mine(folder.path());
  CHECK(mine.keep(shortRun()));
  CHECK_FALSE(mine.keep(shortRun()));  // nothing has changed
  CHECK_FALSE(leftSession(folder.path()));
  inKilledProcess([&] { Autosave(folder.path()).keep(shortRun("killed")); });
  auto left = leftSession(folder.path());
  REQUIRE(left);
  CHECK(left->recording.parameters.title == "killed");
  mine.adopt(*left);
  CHECK_FALSE(leftSession(folder.path()));
  mine.forget();
  CHECK(filesIn(folder.path()) == 0);
}

TEST_CASE("a left session that cannot be read is set aside, and the one before it is found") {
  const test::TempDirectory folder;
  inKilledProcess([&] { Autosave(folder.path()).keep(shortRun("older")); });
  const fs::path older = leftSession(folder.path())->file;
  fs::last_write_time(older, fs::file_time_type::clock::now() - std::chrono::hours(1));
  folder.write("session_1_0.recording", "unkink recording 1\n5 user tool");
  const auto left = leftSession(folder.path());
  REQUIRE(left);
  CHECK(left->recording.parameters.title == "older");
  CHECK(fs::exists(folder.path() / "session_1_0.recording.broken"));
}

TEST_CASE("what was kept before a crash is taken up at the same tick, stage and state") {
  const Home home;
  auto session = startSession(Options{});
  session->seekEndOf(0);
  session->play(30);
  inKilledProcess([&] {
    Autosave autosave(autosaveFolder());
    autosave.keep(session->recording());
  });
  Keeper keeper({});
  REQUIRE(keeper.left());
  const lesson::Recording& r = keeper.left()->recording;
  const lesson::Session again(makeCase(r.parameters), readStory(), false, r);
  CHECK(again.tick() == session->tick());
  CHECK(again.stage() == 1);
  CHECK(operation::hash(again.state()) == operation::hash(session->state()));
  keeper.takeUp();
  keeper.close("well");
  CHECK_FALSE(leftSession(autosaveFolder()));
  CHECK(filesIn(autosaveFolder()) == 0);
}

TEST_CASE("a session is asked for by --resume, and only then must be there") {
  const Home home;
  WindowOptions asked;
  asked.resume = true;
  CHECK_THROWS_AS(Keeper(asked), config::Error);
  inKilledProcess([&] { Autosave(autosaveFolder()).keep(shortRun()); });
  CHECK(Keeper(asked).left());
  asked.resume = false;
  CHECK_FALSE(Keeper(asked).left());
  lesson::Recording own = shortRun();
  own.import = 99;
  fs::remove_all(autosaveFolder());
  inKilledProcess([&] { Autosave(autosaveFolder()).keep(own); });
  Keeper keeper({});
  keeper.offerTo(nullptr);  // the bones that it was made with are not there
  CHECK_FALSE(keeper.left());
}
#endif
