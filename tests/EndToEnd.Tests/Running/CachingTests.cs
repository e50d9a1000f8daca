namespace EndToEnd.Tests.Running;

/// <summary>Caching, as the user of a build meets it.</summary>
[Collection(SampleGroup.Name)]
public sealed class CachingTests(SampleRepository sample) : IDisposable
{
    private readonly Checkout _checkout = new(sample);

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task A_second_run_is_cached_and_no_cache_runs()
    {
        (await _checkout.RunAsync("Pack")).AssertSuccess();

        (await _checkout.RunAsync("Pack")).AssertSuccess();
        Assert.Equal(new Dictionary<string, string> { ["Copy"] = "cached", ["Pack"] = "cached" }, _checkout.Statuses());
        Assert.Equal("x\n", _checkout.Read("copy.runs"));

        (await _checkout.RunAsync("Pack", "--no-cache")).AssertSuccess();
        Assert.Equal(new Dictionary<string, string> { ["Copy"] = "succeeded", ["Pack"] = "succeeded" }, _checkout.Statuses());
        Assert.Equal("x\nx\n", _checkout.Read("copy.runs"));
    }

    [Fact]
    public async Task Outputs_that_were_edited_or_deleted_by_hand_are_restored()
    {
        (await _checkout.RunAsync("Pack")).AssertSuccess();
        _checkout.Write("made/a.txt", "by hand");
        File.Delete(_checkout.PathOf("packed.txt"));

        (await _checkout.RunAsync("Pack")).AssertSuccess();

        Assert.Equal("A", _checkout.Read("made/a.txt"));
        Assert.Equal("ABC", _checkout.Read("packed.txt"));
        Assert.Equal("x\n", _checkout.Read("copy.runs"));
    }

    [Fact]
    public async Task Explain_names_the_input_that_changed_and_the_list_of_reasons_when_nothing_did()
    {
        (await _checkout.RunAsync("Pack")).AssertSuccess();
        _checkout.Write("src/b.txt", "changed");

        var changed = (await _checkout.RunAsync("Pack", "--explain", "Copy")).AssertSuccess();
        var unchanged = (await _checkout.RunAsync("Pack", "--explain", "Copy")).AssertSuccess();

        Assert.Contains("Copy: it ran", changed.Error, StringComparison.Ordinal);
        Assert.Contains("src/b.txt", changed.Error, StringComparison.Ordinal);
        Assert.Contains("Copy: nothing changed", unchanged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_that_were_seen_before_come_back_without_a_run()
    {
        (await _checkout.RunAsync("Pack")).AssertSuccess();
        _checkout.Write("src/b.txt", "changed");
        (await _checkout.RunAsync("Pack")).AssertSuccess();
        _checkout.Write("src/b.txt", "b");

        (await _checkout.RunAsync("Pack")).AssertSuccess();

        Assert.Equal("ABC", _checkout.Read("packed.txt"));
        Assert.Equal("x\nx\n", _checkout.Read("copy.runs"));
    }
}
