tool MinVer | MinVer derives a semantic version from a repository's tags.
  nuget minver-cli minver-cli.dll
  url https://github.com/adamralph/minver

enum MinVerVerbosity = Error Warn Info Debug Trace | How much MinVer says.
enum MinVerVersionPart = Major Minor Patch | A part of a version.

command MinVer = @result(MinVer) | Derives a version.
  AutoIncrement                 MinVerVersionPart --auto-increment {value} | The part that is raised after a release. Default: Patch.
  BuildMetadata                 string            --build-metadata {value} | Build metadata.
  DefaultPreReleasePhase        string            --default-pre-release-phase {value} | The pre-release phase. Default: alpha.
  DefaultPreReleaseIdentifiers  string            --default-pre-release-identifiers {value} | The pre-release identifiers. Default: alpha.0.
  IgnoreHeight                  bool              --ignore-height | Leaves the number of commits out.
  MinimumMajorMinor             string            --minimum-major-minor {value} | The least major and minor version.
  TagPrefix                     string            --tag-prefix {value} | What version tags begin with.
  Verbosity                     MinVerVerbosity   --verbosity {value} | How much is said.
