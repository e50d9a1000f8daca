using EndToEnd.Tests.Processes;
using Pipeline.Tests;

namespace EndToEnd.Tests.Running;

/// <summary>What people get wrong: each says what, which one and what next, with the right exit code and no stack trace.</summary>
[Collection(SampleGroup.Name)]
public sealed class MistakeTests(SampleRepository sample) : IDisposable
{
    private readonly Checkout _checkout = new(sample);

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task An_unknown_target_is_named_with_its_near_miss() =>
        (await _checkout.RunAsync("Nothng")).AssertMistake(2, "Nothng", "Nothing", "PIPE");

    [Fact]
    public async Task A_missing_parameter_is_named_with_every_way_to_give_it() =>
        (await _checkout.RunAsync("NeedsToken")).AssertMistake(2, "NeedsToken", "--token", "NUKE_TOKEN", "parameters.json", "PIPE");

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named_with_what_is_expected() =>
        (await _checkout.RunAsync("Show", "--number", "many")).AssertMistake(2, "number", "many", "PIPE");

    [Fact]
    public async Task A_malformed_parameter_file_is_named_with_line_and_column()
    {
        _checkout.Write(".nuke/parameters.json", "{\n  \"Word\": \"x\"\n  \"Number\": 3\n}\n");

        (await _checkout.RunAsync("Show")).AssertMistake(2, "parameters.json", "line 3", "column 3", "PIPE");
    }

    [Fact]
    public async Task A_parameter_file_of_the_wrong_type_is_named_with_the_parameter()
    {
        _checkout.Write(".nuke/parameters.json", "{\n  \"Number\": \"many\"\n}\n");

        (await _checkout.RunAsync("Show")).AssertMistake(2, "parameters.json", "Number", "many");
    }

    [Fact]
    public async Task An_unknown_parameter_in_the_file_is_named_with_its_near_miss()
    {
        _checkout.Write(".nuke/parameters.json", "{\n  \"Wrod\": \"x\"\n}\n");

        var run = await _checkout.RunAsync("Show");

        Assert.Contains("Wrod", run.Error, StringComparison.Ordinal);
        Assert.Contains("Word", run.Error, StringComparison.Ordinal);
        Assert.Contains("parameters.json", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_parameter_on_the_command_line_is_named_with_its_near_miss() =>
        (await _checkout.RunAsync("Show", "--wrod", "x")).AssertMistake(2, "--wrod", "--word", "PIPE");

    [Fact]
    public async Task All_mistakes_of_one_command_line_are_reported_at_once() =>
        (await _checkout.RunAsync("Shwo", "--wrod", "x", "--number", "many")).AssertMistake(2, "Shwo", "--wrod", "many");

    [Fact]
    public async Task A_cycle_is_shown_with_its_full_path() =>
        (await _checkout.RunAsync(new Dictionary<string, string> { ["SAMPLE_BUILD"] = "cyclic" })).AssertMistake(2, "First", "Second", "Third", "PIPE");

    [Fact]
    public async Task A_target_that_throws_gives_its_message_and_verbose_where()
    {
        (await _checkout.RunAsync("Throws")).AssertMistake(1, "Throws", "InvalidOperationException", "The widget is missing.", "--verbosity verbose");

        var verbose = await _checkout.RunAsync("Throws", "--verbosity", "verbose");

        Assert.Equal(1, verbose.ExitCode);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
        Assert.Contains("Build.", verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_not_there_is_named() =>
        (await _checkout.RunAsync("NeedsTool")).AssertMistake(1, "NeedsTool", "no-such-tool-anywhere", "PATH");

    [Fact]
    public async Task An_output_folder_that_is_a_file_is_a_warning_and_the_build_goes_on()
    {
        _checkout.Write("output", "in the way");

        var run = (await _checkout.RunAsync("Nothing")).AssertSuccess();

        Assert.Contains("run.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("PIPE", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal("in the way", _checkout.Read("output"));
    }

    [Fact]
    public async Task A_missing_nuke_directory_is_a_mistake_that_says_what_to_do()
    {
        // The program, too, must lie where no .nuke is above it.
        var app = Directory.CreateDirectory(_checkout.PathOf("app")).FullName;
        foreach (var file in Directory.GetFiles(sample.App))
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)));
        Directory.Delete(_checkout.PathOf(".nuke"));

        (await Child.RunAsync(Path.Combine(app, "_build"), ["Nothing"], _checkout.Root)).AssertMistake(2, ".nuke", _checkout.Root, "--root", "PIPE1301");
    }

    [Fact]
    public async Task A_temp_folder_that_is_a_file_is_no_stack_trace()
    {
        _checkout.Write(".nuke/temp", "in the way");

        (await _checkout.RunAsync("Nothing")).AssertMistake(1, Path.Combine(".nuke", "temp"));
    }

    [FullDiskFact]
    public async Task A_full_disk_in_the_cache_is_a_warning_and_the_result_is_right()
    {
        var cache = Directory.CreateDirectory(_checkout.PathOf(".nuke/temp/cache")).FullName;
        using var disk = TinyDisk.TryMount(cache, 32);
        _checkout.Write("src/big.txt", new string('x', 300_000));

        var first = (await _checkout.RunAsync("Pack")).AssertSuccess();
        var second = (await _checkout.RunAsync("Pack")).AssertSuccess();

        Assert.Contains("PIPE0110", first.Error, StringComparison.Ordinal);
        Assert.Contains("the build goes on without", first.Error, StringComparison.Ordinal);
        Assert.Contains(cache, first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", first.Error + second.Error, StringComparison.Ordinal);
        Assert.Equal("AB" + new string('X', 300_000) + "C", _checkout.Read("packed.txt"));
    }
}
