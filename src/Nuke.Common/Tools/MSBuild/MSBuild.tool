tool MSBuild | The build engine of .NET and Visual Studio. Where Visual Studio has none, that of the .NET SDK runs.
  url https://learn.microsoft.com/visualstudio/msbuild/msbuild-command-line-reference

enum MSBuildToolsVersion = 2.0 3.5 4.0 12.0 14.0 15.0 | Version of the toolset.
enum MSBuildVerbosity = Quiet Minimal Normal Detailed Diagnostic | How much is said.
enum MSBuildSymbolPackageFormat = symbols.nupkg snupkg | Format of packages with symbols.

command MSBuild | Builds a project or solution.
  TargetPath       string                 {value} @position(1) | Project or solution. Default: what is in the working directory.
  DetailedSummary  bool                   /detailedsummary | Shows at the end what was built and how it was scheduled.
  MaxCpuCount      int                    /maxcpucount:{value} | How many processes build at once.
  NodeReuse        bool                   /nodeReuse:{value} | Keeps the processes for the next build.
  NoLogo           bool                   /nologo | Shows no banner.
  TargetPlatform   MSBuildTargetPlatform  /p:Platform={value} @formatter(FormatTargetPlatform) | Platform to build for.
  Properties       string=object          /p:{key}={value} @msbuild | MSBuild properties.
    .OutDir                           string
    .RunCodeAnalysis                  bool
    .NoWarn                           int[]     @join(;)
    .WarningsAsErrors                 int[]     @join(;)
    .WarningLevel                     int
    .Configuration                    string
    .TreatWarningsAsErrors            bool
    .AssemblyVersion                  string
    .FileVersion                      string
    .InformationalVersion             string
    .PackageOutputPath                string
    .IncludeSymbols                   bool
    .PackageId                        string
    .PackageVersion                   string
    .PackageVersionPrefix             string
    .PackageVersionSuffix             string
    .Authors                          string[]  @join(,)
    .Title                            string
    .Description                      string
    .Copyright                        string
    .PackageRequireLicenseAcceptance  bool
    .PackageLicenseUrl                string
    .PackageProjectUrl                string
    .PackageIconUrl                   string
    .PackageTags                      string[]  @join(space)
    .PackageReleaseNotes              string
    .RepositoryUrl                    string
    .RepositoryType                   string
    .RestoreSources                   string[]  @join(;)  | Package sources.
    .RestorePackagesPath              string    | Folder for restored packages.
    .RestoreDisableParallel           bool      | Downloads one at a time.
    .RestoreConfigFile                string    | NuGet's configuration file.
    .RestoreNoCache                   bool      | Doesn't cache HTTP requests.
    .RestoreIgnoreFailedSources       bool      | A package source that fails is a warning.
    .RestoreTaskAssemblyFile          string    | Path of NuGet.Build.Tasks.dll.
    .RestoreGraphProjectInput         string[]  @join(;)  | Projects to restore.
    .RestoreOutputPath                string    | Folder for output of the restore.
    .SymbolPackageFormat              MSBuildSymbolPackageFormat
  Restore          bool                   /restore | Restores before.
  Targets          string[]               /target:{value} @join(;) | Targets to build.
  ToolsVersion     MSBuildToolsVersion    /toolsversion:{value} | Version of the toolset.
  MSBuildVersion   MSBuildVersion?        - | Version of Visual Studio whose MSBuild runs.
  Verbosity        MSBuildVerbosity       /verbosity:{value} | How much is said.
  MSBuildPlatform  MSBuildPlatform?       - | Processor that MSBuild itself is built for.
  Loggers          string[]               /logger:{value} | MSBuild loggers.
  NoConsoleLogger  bool                   /noconsolelogger | Doesn't log to the console.
  BinaryLog        string                 -bl:{value} | File for a binary log.
