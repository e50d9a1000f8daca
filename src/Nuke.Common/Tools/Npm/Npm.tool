tool Npm | The package manager of Node.js.
  path npm
  url https://docs.npmjs.com/cli/

enum NpmOnlyMode = production development | Which dependencies to install.

command NpmCi = ci | Installs exactly what the lock file says.
  IgnoreScripts  bool         --ignore-scripts | Runs no scripts of packages.
  NoAudit        bool         --no-audit | Doesn't look for known vulnerabilities.
  NoFund         bool         --no-fund | Leaves out the message about funding.
  Omit           string[]     --omit={value} | Kinds of dependencies to leave out: <c>dev</c>, <c>optional</c>, <c>peer</c>.
  PreferOffline  bool         --prefer-offline | Takes from the cache what is there.

command NpmInstall = install | Installs packages.
  Packages       string[]     {value} @position(1) | The packages. Default: those of <c>package.json</c>.
  Production     bool         --production | Leaves out development dependencies.
  Force          bool         --force | Fetches what is there already.
  Global         bool         --global | For the user.
  GlobalStyle    bool         --global-style | Lays out <c>node_modules</c> as for global packages.
  IgnoreScripts  bool         --ignore-scripts | Runs no scripts of packages.
  LegacyBundling bool         --legacy-bundling | Lays out <c>node_modules</c> as old versions did.
  Link           bool         --link | Links to global packages.
  NoBinLinks     bool         --no-bin-links | Makes no links to programs.
  NoOptional     bool         --no-optional | Leaves out optional dependencies.
  NoShrinkWrap   bool         --no-shrinkwrap | Leaves the lock file unused.
  NodeDir        string       --nodedir={value} | Folder with Node's sources.
  Only           NpmOnlyMode  --only={value} | Which dependencies to install.

command NpmRun = run | Runs a script of <c>package.json</c>.
  Command        string       {value} @position(1) | The script.
  Arguments      string[]     -- {value} @join(space) @position(-1) | Arguments of the script.
