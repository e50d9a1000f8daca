using Nuke.Common.Tooling;
using Nuke.Common.Tools.Coverlet;
using Nuke.Common.Tools.Docker;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Tools.MSBuild;
using Nuke.Common.Tools.Npm;
using Nuke.Common.Tools.NuGet;
using Nuke.Common.Tools.ReportGenerator;
using Nuke.Common.Tools.SonarScanner;
using Serilog.Events;

namespace CommonTests.Tools;

public class DotNetArgumentsTests
{
    public static TheoryData<ToolOptions, string[]> Cases => new()
    {
        {
            new DotNetBuildSettings().SetConfiguration("Release").SetProjectFile("My App/App.csproj").EnableNoRestore().SetNoIncremental(false).SetSelfContained(true).AddLoggers("a;b").SetBinaryLog("x.binlog").SetVerbosity(DotNetVerbosity.minimal).EnableNoLogo().SetUseCurrentRuntime(true).SetArtifactsPath("out"),
            ["build", "My App/App.csproj", "--configuration", "Release", "--no-restore", "--self-contained", "true", "/logger:a;b", "-bl:x.binlog", "--verbosity", "minimal", "--nologo", "--use-current-runtime", "--artifacts-path", "out"]
        },
        {
            new DotNetBuildSettings().SetVersion("1.0").SetNoWarn(1, 2).SetTreatWarningsAsErrors(true).SetProperty("Path", "a,b;c"),
            ["build", "/property:Version=1.0", "/property:NoWarn=1%3B2", "/property:TreatWarningsAsErrors=true", "/property:Path=a%2Cb%3Bc"]
        },
        {
            new DotNetTestSettings().SetProjectFile("t.csproj").AddRunSetting("RunConfiguration.MaxCpuCount", 1).SetFilter("Category=a b").SetLoggers("trx", "html").SetDataCollector("XPlat Code Coverage").SetResultsDirectory("r").EnableNoBuild().EnableBlameHang().SetBlameHangTimeout("90s").AddRunSetting("B", true).SetEnvironmentVariables(new Dictionary<string, string> { ["A"] = "1" }),
            ["test", "t.csproj", "--filter", "Category=a b", "--logger", "trx", "--logger", "html", "--collect", "XPlat Code Coverage", "--results-directory", "r", "--no-build", "--blame-hang", "--blame-hang-timeout", "90s", "--environment", "A=1", "--", "RunConfiguration.MaxCpuCount=1", "B=true"]
        },
        {
            new DotNetTestSettings().EnableCollectCoverage().SetCoverletOutputFormat(CoverletOutputFormat.cobertura).SetCoverletOutput("out/").SetExcludeByFile("**/*.g.cs"),
            ["test", "/property:CollectCoverage=true", "/property:CoverletOutputFormat=cobertura", "/property:CoverletOutput=out/", "/property:ExcludeByFile=**/*.g.cs"]
        },
        { new DotNetRunSettings().SetProjectFile("p").AddApplicationArguments("one", "two words").SetFramework("net10.0").EnableNoLaunchProfile(), ["run", "--project", "p", "--framework", "net10.0", "--no-launch-profile", "--", "one", "two words"] },
        { new DotNetRestoreSettings().SetProjectFile("p").SetSources("a", "b").EnableLockedMode().SetPackageDirectory("pk").SetRuntime("linux-x64").SetConfigFile("n.config"), ["restore", "p", "--source", "a", "--source", "b", "--locked-mode", "--packages", "pk", "--runtime", "linux-x64", "--configfile", "n.config"] },
        { new DotNetPackSettings().SetProject("p").SetOutputDirectory("o").EnableIncludeSymbols().SetSymbolPackageFormat(DotNetSymbolPackageFormat.snupkg).SetPackageTags("a", "b").SetVersionSuffix("rc"), ["pack", "p", "--output", "o", "--include-symbols", "/property:SymbolPackageFormat=snupkg", "/property:PackageTags=a b", "--version-suffix", "rc"] },
        { new DotNetPublishSettings().SetProject("p").SetOutput("o").DisableSelfContained().EnablePublishSingleFile().SetPublishReadyToRun(true).SetOperatingSystem("linux").SetArchitecture("arm64"), ["publish", "p", "--output", "o", "--self-contained", "false", "/property:PublishSingleFile=true", "/property:PublishReadyToRun=true", "--os", "linux", "--arch", "arm64"] },
        { new DotNetCleanSettings().SetProject("p").SetConfiguration("Debug").SetOutput("o").SetRuntime("r"), ["clean", "p", "--configuration", "Debug", "--output", "o", "--runtime", "r"] },
        { new DotNetFormatSettings().SetProject("p").EnableVerifyNoChanges().SetSeverity(DotNetFormatSeverity.error).SetInclude("a", "b").SetDiagnostics("CA1", "CA2"), ["format", "p", "--verify-no-changes", "--severity", "error", "--include", "a", "b", "--diagnostics", "CA1", "CA2"] },
        { new DotNetMSBuildSettings().SetTargetPath("a.sln").SetTargets("Restore", "Pack").SetTargetPlatform(MSBuildTargetPlatform.MSIL).SetMaxCpuCount(2).DisableNodeReuse().SetConfiguration("Release"), ["msbuild", "a.sln", "/target:Restore;Pack", "/p:Platform=Any CPU", "/maxcpucount:2", "/nodeReuse:false", "/property:Configuration=Release"] },
        { new DotNetNuGetPushSettings().SetTargetPath("a.nupkg").SetSource("s").SetApiKey("secret-key").EnableSkipDuplicate().SetTimeout(10).EnableNoSymbols(), ["nuget", "push", "a.nupkg", "--source", "s", "--api-key", "secret-key", "--skip-duplicate", "--timeout", "10", "--no-symbols"] },
        { new DotNetNuGetDeleteSettings().SetPackageVersion("1.0").SetPackageId("P").EnableNonInteractive(), ["nuget", "delete", "P", "1.0", "--non-interactive"] },
        { new DotNetNuGetAddSourceSettings().SetName("n").SetSource("u").SetUsername("me").SetPassword("pw").SetValidAuthenticationTypes(DotNetNuGetAuthentication.basic, DotNetNuGetAuthentication.ntlm), ["nuget", "add", "source", "u", "--name", "n", "--username", "me", "--password", "pw", "--valid-authentication-types", "basic,ntlm"] },
        { new DotNetToolInstallSettings().SetPackageName("t").SetVersion("1").SetToolInstallationPath("tools").AddSources("s"), ["tool", "install", "t", "--version", "1", "--tool-path", "tools", "--add-source", "s"] },
        { new DotNetToolUpdateSettings().SetPackageName("t").EnableGlobal(), ["tool", "update", "t", "--global"] },
        { new DotNetToolUninstallSettings().SetPackageName("t").EnableGlobal(), ["tool", "uninstall", "t", "--global"] },
        { new DotNetToolRestoreSettings().SetToolManifest("m").EnableNoCache(), ["tool", "restore", "--tool-manifest", "m", "--no-http-cache"] },
        { new DotNetToolRunSettings().SetCommand("c").SetToolArguments("--x", "y z"), ["tool", "run", "c", "--", "--x", "y z"] },
        { new DotNetWorkloadInstallSettings().SetWorkloadId("a", "b").EnableSkipManifestUpdate(), ["workload", "install", "a", "b", "--skip-manifest-update"] },
        { new DotNetWorkloadRestoreSettings().SetProject("p"), ["workload", "restore", "p"] },
        { new DotNetVSTestSettings().SetTestAssemblies("a.dll").SetTests("x", "y").EnableParallel(), ["vstest", "a.dll", "--Tests:x,y", "--Parallel"] },
        { new DotNetSlnAddSettings().SetProjects("a", "b").SetSolutionFile("s.sln"), ["sln", "s.sln", "add", "a", "b"] },
        { new MSBuildSettings().SetProjectFile("p.csproj").SetTargetPlatform(MSBuildTargetPlatform.MSIL).SetOutDir("o").SetVerbosity(MSBuildVerbosity.Minimal).SetMSBuildPlatform(MSBuildPlatform.x64), ["p.csproj", "/p:Platform=AnyCPU", "/p:OutDir=o", "/verbosity:Minimal"] },
        { new ReportGeneratorSettings().SetReports("a.xml", "b.xml").SetTargetDirectory("t").SetReportTypes(ReportTypes.Html, ReportTypes.lcov).SetFramework("net8.0"), ["-reports:a.xml;b.xml", "-targetdir:t", "-reporttypes:Html;lcov"] },
        { new CoverletSettings().SetTargetSettings(new DotNetTestSettings().SetProjectFile("a b")).SetAssembly("t.dll").SetFormat(CoverletOutputFormat.json), ["t.dll", "--target", "dotnet", "--targetargs", "test \"a b\"", "--format", "json"] },
        { new NpmRunSettings().SetCommand("build").SetArguments("--watch"), ["run", "build", "--", "--watch"] },
        { new NuGetPackSettings().SetTargetPath("a.nuspec").AddProperty("a", 1).AddProperty("b", "c"), ["pack", "a.nuspec", "-Properties", "a=1;b=c"] },
        { new SonarScannerBeginSettings().SetProjectKey("k").AddAdditionalParameter("sonar.x", "y").SetQualityGateWait(true), ["begin", "/k:k", "/d:sonar.x=y", "/d:sonar.qualitygate.wait=true"] },
        { new DockerRunSettings().SetArgs("-c", "echo hi").SetImage("alpine").SetCommand("sh").EnableRm().SetEnv("A=1", "B=2").SetPublish("80:80"), ["run", "--rm", "--env", "A=1", "--env", "B=2", "--publish", "80:80", "alpine", "sh", "-c", "echo hi"] },
        { new DockerBuildSettings().SetPath(".").SetTag("a:1", "a:2").AddBuildArg("X=1").SetFile("D"), ["build", "--tag", "a:1", "--tag", "a:2", "--build-arg", "X=1", "--file", "D", "."] },
        { new DockerLoginSettings().SetServer("r").SetUsername("u").SetPassword("pw"), ["login", "--username", "u", "--password-stdin", "r"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Options_give_these_arguments(ToolOptions options, string[] expected)
        => Assert.Equal(expected, ArgumentRenderer.Render(options).Arguments);

    [Fact]
    public void Keys_and_passwords_are_secrets()
    {
        var push = ArgumentRenderer.Render(new DotNetNuGetPushSettings().SetApiKey("key-1").SetSymbolApiKey("key-2"));
        var login = ArgumentRenderer.Render(new DockerLoginSettings().SetPassword("pw"));

        Assert.Equal(["key-1", "key-2"], push.Secrets);
        Assert.Equal(["pw"], login.Secrets);
        Assert.Equal("pw", login.StandardInput);
    }

    [Theory]
    [InlineData("/src/A.cs(3,4): error CS1002: ; expected [/src/A.csproj]", LogEventLevel.Error)]
    [InlineData("/src/A.cs(3,4): warning CA1822: Mark as static [/src/A.csproj]", LogEventLevel.Warning)]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", LogEventLevel.Error)]
    [InlineData("error: There are no versions available", LogEventLevel.Error)]
    [InlineData("warn : a thing", LogEventLevel.Debug)]
    [InlineData("    0 Warning(s)", LogEventLevel.Debug)]
    [InlineData("    0 Error(s)", LogEventLevel.Debug)]
    [InlineData("Passed A_test_about_error: handling", LogEventLevel.Debug)]
    [InlineData("Build succeeded.", LogEventLevel.Debug)]
    public void Lines_of_dotnet_are_logged_as_what_they_are(string line, LogEventLevel expected)
        => Assert.Equal(expected, DotNetTasks.LevelOf(OutputType.Std, line));

    [Fact]
    public void A_line_on_standard_error_is_an_error()
        => Assert.Equal(LogEventLevel.Error, DotNetTasks.LevelOf(OutputType.Err, "something"));
}
