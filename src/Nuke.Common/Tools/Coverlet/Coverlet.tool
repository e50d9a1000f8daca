tool Coverlet | Coverage of tests.
  nuget coverlet.console coverlet.console.dll
  url https://github.com/coverlet-coverage/coverlet/
  using Nuke.Common.Tools.DotNet

enum CoverletOutputFormat = json lcov opencover cobertura teamcity | Format of a coverage report.
enum CoverletThresholdType = line branch method | What a threshold counts.

command Coverlet | Runs tests and measures their coverage.
  Assembly          string                    {value} @position(1) | The test assembly.
  Target            string                    --target {value} | The test runner.
  TargetArgs        string[]                  --targetargs {value} @join(space) @quote | Arguments of the test runner.
  Output            string                    --output {value} | File or folder for the report.
  Format            CoverletOutputFormat[]    --format {value} | Formats of the report.
  Threshold         int                       --threshold {value} | Fails when coverage is below, in percent.
  ThresholdType     CoverletThresholdType     --threshold-type {value} | What the threshold counts.
  ThresholdStat     string                    --threshold-stat {value} | <c>minimum</c>, <c>total</c> or <c>average</c>.
  Exclude           string[]                  --exclude {value} | Filters of modules and types to leave out.
  Include           string[]                  --include {value} | Filters of modules and types to take.
  IncludeDirectory  string[]                  --include-directory {value} | Folders with further assemblies.
  ExcludeByFile     string[]                  --exclude-by-file {value} | Patterns of source files to leave out.
  ExcludeByAttribute string[]                 --exclude-by-attribute {value} | Attributes of members to leave out.
  IncludeTestAssembly bool                    --include-test-assembly | Measures the test assembly too.
  SkipAutoProps     bool                      --skipautoprops | Leaves out properties without code.
  UseSourceLink     bool                      --use-source-link | Source link URLs in place of paths.
  Verbosity         string                    --verbosity {value} | How much is said.
  Version           bool                      --version | Shows the version.
  MergeWith         string                    --merge-with {value} | A report to merge with.

extend DotNetTestSettings
  Properties
    .CollectCoverage       bool                  | Measures coverage with coverlet.msbuild.
    .CoverletOutputFormat  CoverletOutputFormat  | Format of the report.
    .CoverletOutput        string                | File or folder for the report.
    .ExcludeByFile         string                | Patterns of source files to leave out.
    .UseSourceLink         bool                  | Source link URLs in place of paths.

extend DotNetMSBuildSettings
  Properties
    .CollectCoverage       bool                  | Measures coverage with coverlet.msbuild.
    .CoverletOutputFormat  CoverletOutputFormat  | Format of the report.
    .CoverletOutput        string                | File or folder for the report.
