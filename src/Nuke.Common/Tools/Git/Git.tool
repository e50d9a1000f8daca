# The git command line: run as Git($"…"), for git's own commands change faster than a wrapper could.
tool Git | The Git command line.
  path git
  url https://git-scm.com/docs
