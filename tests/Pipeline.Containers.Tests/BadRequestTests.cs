using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Containers.Tests;

public sealed class BadRequestTests : IDisposable
{
    private readonly PublishedApplication application = new();

    public void Dispose() => application.Dispose();

    private async Task<PipelineException> RefusedAsync(string id, Func<ImageRequest, ImageRequest> change)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => new LayoutImageBuilder().BuildAsync(change(application.Request())));
        Assert.Equal(id, error.Code.Id);
        return error;
    }

    public static TheoryData<string, string> Names => new()
    {
        { "", "Name" }, { "App", "Name" }, { "acme/app:1", "Name" }, { "acme//app", "Name" }, { "-app", "Name" }, { "acme/app@sha256:0", "Name" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_no_registry_takes_is_refused(string name, string field)
    {
        var error = await RefusedAsync("PIPE3001", x => x with { Name = name });

        Assert.Contains($"{field} '{name}'", error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("localhost/app")]
    [InlineData("ghcr.io/acme/a_b-c.d")]
    public async Task A_good_name_is_taken(string name)
    {
        var image = await new LayoutImageBuilder().BuildAsync(application.Request() with { Name = name });

        Assert.Equal($"{name}@{image.Digest}", image.Reference);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00:0")]
    [InlineData("root")]
    [InlineData("")]
    [InlineData("1:2:3")]
    public async Task Root_and_users_by_name_are_refused(string user) =>
        Assert.Contains($"User '{user}'", (await RefusedAsync("PIPE3001", x => x with { User = user })).Message);

    [Fact]
    public async Task All_mistakes_are_reported_at_once()
    {
        var error = await RefusedAsync("PIPE3001", x => x with
        {
            Version = "1.0+sha",
            User = "0",
            ExposedPorts = [0, 70000],
            WorkingDirectory = "app",
            Entrypoint = [],
            Created = DateTimeOffset.UnixEpoch.AddDays(-1),
            ApplicationDirectory = "nowhere",
            Environment = new Dictionary<string, string> { ["A=B"] = "" },
            Labels = new Dictionary<string, string> { ["org.opencontainers.image.title"] = "x" },
            ArchivePath = Path.Combine(x.LayoutDirectory, "a.tar"),
        });

        Assert.All(["1.0+sha", "User '0'", "ExposedPorts 0", "70000", "WorkingDirectory 'app'", "Entrypoint", "Created", "nowhere", "A=B", "org.opencontainers.image.title", "a.tar"], x => Assert.Contains(x, error.Message));
    }

    [Fact]
    public async Task An_image_can_not_be_written_into_the_application() =>
        Assert.Contains("lie one in the other", (await RefusedAsync("PIPE3001", x => x with { LayoutDirectory = Path.Combine(x.ApplicationDirectory, "image") })).Message);

    [Fact]
    public async Task A_folder_that_is_no_layout_is_not_replaced()
    {
        var mine = Directory.CreateDirectory(Path.Combine(application.Root, "mine")).FullName;
        await File.WriteAllTextAsync(Path.Combine(mine, "thesis.txt"), "years of work");

        await RefusedAsync("PIPE3005", x => x with { LayoutDirectory = mine });

        Assert.Equal("years of work", await File.ReadAllTextAsync(Path.Combine(mine, "thesis.txt")));
    }

    [Fact]
    public async Task A_folder_without_an_application_is_refused()
    {
        File.Delete(Path.Combine(application.PublishDirectory, "App.runtimeconfig.json"));

        Assert.Contains("runtimeconfig.json", (await RefusedAsync("PIPE3002", x => x)).Message);
    }

    [Fact]
    public async Task Two_applications_are_named()
    {
        application.Write("Other.runtimeconfig.json", "{}");

        Assert.Contains("App.runtimeconfig.json, Other.runtimeconfig.json", (await RefusedAsync("PIPE3002", x => x)).Message);
    }

    [Fact]
    public async Task A_broken_runtimeconfig_is_named()
    {
        application.Write("App.runtimeconfig.json", "{");

        Assert.Contains("App.runtimeconfig.json", (await RefusedAsync("PIPE3002", x => x)).Message);
    }

    [Fact]
    public async Task A_link_out_of_the_application_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(application.PublishDirectory, "passwd"), "/etc/passwd");

        Assert.Contains("/etc/passwd", (await RefusedAsync("PIPE3003", x => x)).Message);
    }

    [Theory]
    [InlineData("sha256:0")]
    [InlineData("sha512:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("")]
    public void What_is_no_digest_is_refused(string text) =>
        Assert.Equal("PIPE3006", Assert.Throws<PipelineException>(() => Digest.Parse(text)).Code.Id);
}
