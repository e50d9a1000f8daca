tool OctoVersion | OctoVersion derives a semantic version from a repository's tags.
  nuget OctoVersion.Tool OctoVersion.Tool.dll
  url https://github.com/OctopusDeploy/OctoVersion

enum OctoVersionOutputFormatter = Nuke Cake Console QuietConsole Environment Json JsonFile TeamCity | How the version is shown.

group version
  CurrentBranch      string                       --CurrentBranch {value} | The branch. Without it OctoVersion guesses.
  NonPreReleaseTags  string[]                     --NonPreReleaseTags {value} | Branches whose versions are no pre-releases. Default: main and master.
  RepositoryPath     string                       --RepositoryPath {value} | The repository. Default: the working directory.
  Major              int                          --Major {value} | Takes the place of the derived major version.
  Minor              int                          --Minor {value} | Takes the place of the derived minor version.
  Patch              int                          --Patch {value} | Takes the place of the derived patch version.
  PreReleaseTag      string                       --PreReleaseTag {value} | Takes the place of the derived pre-release tag.
  BuildMetadata      string                       --BuildMetadata {value} | Takes the place of the derived build metadata.
  FullSemVer         string                       --FullSemVer {value} | Takes the place of the whole version.
  OutputFormats      OctoVersionOutputFormatter[] --OutputFormats {value} | How the version is shown. Default: Console.
  DetectEnvironment  bool                         --DetectEnvironment true | Chooses the format by where it runs.
  OutputJsonFile     string                       --OutputJsonFile {value} | File for the version as JSON.

command OctoVersionGetVersion = octoversion @result(OctoVersionInfo) | Derives a version.
  use version

command OctoVersionExecute = octoversion | Runs OctoVersion without reading its output.
  use version
