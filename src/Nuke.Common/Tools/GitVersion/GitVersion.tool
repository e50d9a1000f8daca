tool GitVersion | GitVersion derives a semantic version from a repository's history.
  nuget GitVersion.Tool gitversion.dll|GitVersion.dll|GitVersion.exe
  url https://gitversion.net/docs/usage/cli/arguments

enum GitVersionOutput = json file buildserver dotenv | Where the version goes.
enum GitVersionVerbosity = quiet minimal normal verbose diagnostic debug info warn error none | How much GitVersion says.

command GitVersion = @result(GitVersion) | Derives a version.
  TargetPath                  string            {value} @position(1) | Directory of the repository. Default: the working directory.
  Version                     bool              /version | Shows GitVersion's own version.
  Diagnostics                 bool              /diag | Shows what decides the version.
  Output                      GitVersionOutput  /output {value} | Where the version goes. Default: json.
  OutputFile                  string            /outputfile {value} | File for the version.
  ShowVariable                string            /showvariable {value} | Shows one variable alone, e.g. <c>SemVer</c>.
  Format                      string            /format {value} | Shows variables in a format.
  LogFile                     string            /l {value} | File for the log.
  ConfigurationFile           string            /config {value} | GitVersion's configuration file.
  ShowConfig                  bool              /showconfig | Shows the configuration in force.
  ConfigurationOverride       string=object     /overrideconfig {key}={value} | Configuration values that replace those in the file.
  NoCache                     bool              /nocache | Neither reads nor writes the cache.
  NoNormalize                 bool              /nonormalize | Leaves branches as they are on a build server.
  AllowShallow                bool              /allowshallow | Accepts a clone without all of its history.
  UpdateAssemblyInfo          bool              /updateassemblyinfo | Writes the version to all AssemblyInfo files.
  UpdateAssemblyInfoFileNames string[]          /updateassemblyinfofilename {value} | AssemblyInfo files to write to.
  UpdateProjectFiles          bool              /updateprojectfiles | Writes the version to project files.
  EnsureAssemblyInfo          bool              /ensureassemblyinfo | Makes an AssemblyInfo file that is missing.
  UpdateWixVersionFile        bool              /updatewixversionfile | Writes the version for WiX.
  Url                         string            /url {value} | A remote repository.
  Branch                      string            /b {value} | Branch of the remote repository.
  Username                    string            /u {value} | User for the remote repository.
  Password                    string            /p {value} @secret | Password for the remote repository.
  Commit                      string            /c {value} | Commit of the remote repository.
  DynamicRepositoryLocation   string            /dynamicRepoLocation {value} | Where the remote repository is cloned.
  NoFetch                     bool              /nofetch | Doesn't fetch first.
  Executable                  string            /exec {value} | Program that is run with the version in its environment.
  ExecutableArguments         string            /execargs {value} | That program's arguments.
  MSBuildProject              string            /proj {value} | Project that is built with the version as properties.
  MSBuildProjectArguments     string            /projargs {value} | MSBuild's arguments.
  Verbosity                   GitVersionVerbosity /verbosity {value} | How much is said.
