using System.IO.Compression;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Nuke.Components.Tests;

/// <summary>One run of everything with real tools: restore, compile, publish, test, pack, push, coverage.</summary>
public sealed class DeliveryTests(DeliveryTests.Delivery delivery, ITestOutputHelper output) : IClassFixture<DeliveryTests.Delivery>
{
    [Fact]
    public void All_targets_run_in_order_and_succeed()
    {
        output.WriteLine(delivery.Result.Output);

        Assert.Equal(0, delivery.Result.ExitCode);
        var summary = delivery.Result.Output[delivery.Result.Output.LastIndexOf("Restore", StringComparison.Ordinal)..];
        Assert.Matches(new Regex("Restore.*Compile.*Test.*(Pack.*Publish.*ReportCoverage|ReportCoverage.*Pack.*Publish|Pack.*ReportCoverage.*Publish)", RegexOptions.Singleline), summary);
    }

    [Fact]
    public void The_configuration_comes_from_the_command_line() => Assert.True(File.Exists(delivery.Path("App/bin/Release/net10.0/App.dll")));

    [Fact]
    public void What_the_build_names_is_published() => Assert.True(Directory.Exists(delivery.Path("App/bin/Release/net10.0/publish")));

    [Fact]
    public void An_override_that_inherits_runs_the_component_and_then_its_own() => Assert.Contains("Compiled as Release", delivery.Result.Output, StringComparison.Ordinal);

    [Fact]
    public void Each_test_project_leaves_its_results() => Assert.True(File.Exists(delivery.Path("out/test-results/App.Tests.trx")));

    [Fact]
    public void Each_test_project_leaves_its_coverage()
    {
        var coverage = File.ReadAllText(delivery.Path("out/test-results/App.Tests.xml"));

        Assert.Contains("<coverage line-rate=", coverage, StringComparison.Ordinal);
        Assert.Contains("Calculator", coverage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_counts_tests_and_packages()
    {
        Assert.Matches("Passed: 2", delivery.Result.Output);
        Assert.Matches("Skipped: 1", delivery.Result.Output);
        Assert.Matches("Packages: 1", delivery.Result.Output);
    }

    [Fact]
    public void The_package_has_what_components_and_build_set()
    {
        using var package = ZipFile.OpenRead(delivery.Path("out/packages/App.1.2.3.nupkg"));
        using var reader = new StreamReader(package.GetEntry("App.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();

        Assert.Contains("<description>A calculator, small; really</description>", nuspec, StringComparison.Ordinal);
        Assert.Contains("https://github.com/sample/app.git", nuspec, StringComparison.Ordinal);
        Assert.Contains("Adds numbers", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("First", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_is_pushed_to_the_source() => Assert.NotEmpty(Directory.GetFiles(delivery.Path("feed"), "*1.2.3.nupkg", SearchOption.AllDirectories));

    [Fact]
    public void The_key_is_not_shown() => Assert.DoesNotContain(Delivery.Key, delivery.Result.Output, StringComparison.Ordinal);

    public sealed class Delivery : IDisposable
    {
        public const string Key = "key-5f1c";
        private readonly SampleRepository _repository = new();

        public Delivery() => Result = _repository.Build(
            "Publish", "ReportCoverage", "--configuration", "Release", "--nuget-source", _repository.Feed, "--nuget-api-key", Key, "--extra", "A calculator, small; really", "--verbosity", "verbose");

        public BuildResult Result { get; }

        public string Path(string relativePath) => System.IO.Path.Combine(_repository.Root, relativePath);

        public void Dispose() => _repository.Dispose();
    }
}
