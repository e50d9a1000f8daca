tool ReportGenerator | Makes readable reports of coverage data, and merges it.
  nuget ReportGenerator|dotnet-reportgenerator-globaltool ReportGenerator.dll|ReportGenerator.exe
  url https://reportgenerator.io/

enum ReportTypes = Badges Cobertura Clover CsvSummary Html Html_Light Html_Dark Html_BlueRed HtmlInline HtmlInline_AzurePipelines HtmlInline_AzurePipelines_Light HtmlInline_AzurePipelines_Dark HtmlChart HtmlSummary Html_BlueRed_Summary JsonSummary CodeClimate Latex LatexSummary lcov MarkdownSummary MarkdownSummaryGithub MarkdownAssembliesSummary MarkdownDeltaSummary OpenCover MHtml PngChart SvgChart TextSummary TextDeltaSummary Xml XmlSummary SonarQube TeamCitySummary | A form of report.
enum ReportGeneratorVerbosity = Off Verbose Info Warning Error | How much is said.

command ReportGenerator | Makes reports.
  Reports            string[]                  -reports:{value} @join(;) | Files with coverage data; may have wildcards.
  TargetDirectory    string                    -targetdir:{value} | Folder for the reports.
  ReportTypes        ReportTypes[]             -reporttypes:{value} @join(;) | Forms of the reports. Default Html.
  SourceDirectories  string[]                  -sourcedirs:{value} @join(;) | Folders with source code.
  HistoryDirectory   string                    -historydir:{value} | Folder that keeps history.
  Plugins            string[]                  -plugins:{value} @join(;) | Assemblies with reports or history storage of your own.
  AssemblyFilters    string[]                  -assemblyfilters:{value} @join(;) | Assemblies to take (+) and leave out (-).
  ClassFilters       string[]                  -classfilters:{value} @join(;) | Classes to take (+) and leave out (-).
  FileFilters        string[]                  -filefilters:{value} @join(;) | Files to take (+) and leave out (-).
  RiskHotspotAssemblyFilters  string[]         -riskhotspotassemblyfilters:{value} @join(;) | Assemblies for risk hotspots.
  RiskHotspotClassFilters     string[]         -riskhotspotclassfilters:{value} @join(;) | Classes for risk hotspots.
  License            string                    -license:{value} @secret | Licence of the Pro version.
  Title              string                    -title:{value} | Title of the report.
  Tag                string                    -tag:{value} | Tag or version shown in the report.
  Verbosity          ReportGeneratorVerbosity  -verbosity:{value} | How much is said.
