// What the command line can ask for without graphics; each returns the program's exit code.
#pragma once

#include "app/command_line.hpp"

namespace unkink::app {

int listParameters();
int measure(const Options& options);
int simulate(const Options& options);
int replay(const Options& options);
int exportMeshes(const Options& options);
int fluoroscope(const Options& options);
int transcript(const Options& options);

// with graphics; each says so where the program was built without
int render(const Options& options);
int film(const Options& options);
int openWindow(const Options& options);
int handout(const Options& options);

}  // namespace unkink::app
